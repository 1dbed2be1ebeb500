// SPDX-License-Identifier: BSD-2-Clause
// A protocol file together with its text, for those who change it, and the names of its variants.
#pragma once
#include "frontend/protocol.hpp"
#include <iosfwd>

namespace barrister::cli {

struct ProtocolText {
  std::string file, text;
  frontend::ProtocolFile protocol;
  std::vector<std::string> variants;
};
// Nothing where it cannot be read, or is wrong: `err` says so.
std::optional<ProtocolText> protocol_text(std::string const& file, std::ostream& err);

// The same of a text that stands for that of `file`; `name` is for messages.
std::optional<ProtocolText> protocol_text(std::string const& file, std::string text, std::string const& name,
                                          std::ostream& err);

// "FILE: which variant?", and which there are.
void say_which_variant(ProtocolText const&, std::ostream& err);
// The variants asked for, or the only one there is. None, and `err` says why: it is not said which, or there
// is none of that name.
std::vector<std::string> chosen_variants(ProtocolText const&, std::vector<std::string> const& asked,
                                         std::ostream& err);

// Says which of the chosen names there are not: "barrister: FILE has no variant 'V41'", and what may be
// meant.
bool are_known(std::string const& file, char const* what, std::vector<std::string> const& chosen,
               std::vector<std::string> const& known, std::ostream& err);

} // namespace barrister::cli
