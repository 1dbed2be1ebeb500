// SPDX-License-Identifier: BSD-2-Clause
// The protocol language (spec/protocol.md): text to one resolved protocol for each variant.
#pragma once
#include "frontend/diagnostic.hpp"
#include "spec/protocol.hpp"
#include <functional>

namespace barrister::frontend {

struct ModelUse {
  std::string name;
  std::string with; // cat text that goes behind the model; empty: none
  Place place;
};
struct ProtocolVariant {
  std::string name, sentence;
  std::string parent; // whose text it changes; empty: the file's own
  Place place;
};
struct Expectation {
  enum class Verdict : std::uint8_t { Holds, Violated, Vacuous, Within, Unknown } verdict = Verdict::Holds;
  std::string variant;
  std::string property;                  // "*": all that no other expectation of the variant names
  std::string by;                        // "livelock", "deadlock", or empty
  std::vector<std::string> models, from; // empty: all
  Place place;
  Span span{}; // of the property
};

namespace protocol {
struct Text;
}
struct ProtocolFile {
  std::string name, sentence;
  std::vector<ModelUse> models;
  std::vector<ProtocolVariant> variants; // at least one
  std::vector<Expectation> expectations;
  std::shared_ptr<protocol::Text const> text; // what they are resolved from
};

// What `use NAME` reads; nothing: there is none of that name.
using ProtocolLibrary = std::function<std::optional<Source>(std::string const& name)>;

// A function of the file itself (not of what it uses) that nothing calls, whatever the variant.
struct UncalledFunction {
  std::string name;
  Place place;
};
std::vector<UncalledFunction> uncalled_functions(ProtocolFile const&);

// An error at what is expected.
void say_of(ProtocolFile const&, Expectation const&, std::string message, std::string hint, Diagnostics&);

std::optional<ProtocolFile> parse_protocol(Source const&, ProtocolLibrary const&, Diagnostics&);
std::optional<Protocol> resolve(ProtocolFile const&, std::string const& variant, Diagnostics&);

} // namespace barrister::frontend
