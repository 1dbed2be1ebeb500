// SPDX-License-Identifier: BSD-2-Clause
// What is there and does nothing, in every variant that was checked, under every model: it is said, and is no
// violation.
#pragma once
#include "cli/formats/messages.hpp"
#include "cli/protocol_answer.hpp"
#include <iosfwd>
#include <map>

namespace barrister::cli {

struct Warning {
  Place place;
  std::string text;
};
Message message_of(Warning const&);

// Of one file.
class Warnings {
public:
  explicit Warnings(frontend::ProtocolFile const& file) : file_(file) {}
  void add(ProtocolAnswer const&);
  std::vector<Warning> all() const; // in the order of their places

private:
  struct AtStatement {
    Instruction instruction;
    bool is_mark = false, is_reached = false;
  };
  struct Idle { // a handler or an act; a ghost that a claim asks about
    Warning warning;
    bool is_idle = true;
  };
  void add_statements(ProtocolAnswer const&);
  void add_contexts(ProtocolAnswer const&);
  void add_ghosts(ProtocolAnswer const&);
  void add(std::string const& name, Warning, bool is_idle);
  void statements(std::vector<Warning>&) const;

  frontend::ProtocolFile const& file_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, AtStatement> statements_; // by line and column
  std::map<std::string, Idle> idle_;                                          // by name
};

std::string report_warnings(std::vector<Warning> const&);
// Behind an empty line. Violated if there are any, and they are to be errors.
Exit say_warnings(Warnings const&, bool are_errors, std::ostream& out);

} // namespace barrister::cli
