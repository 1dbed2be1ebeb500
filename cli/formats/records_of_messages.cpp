// SPDX-License-Identifier: BSD-2-Clause
#include "cli/formats/messages.hpp"
#include "cli/formats/records.hpp"
#include "cli/formats/spots.hpp"

namespace barrister::cli {

Record record_of_messages(std::string const& file, std::string const& said) {
  Record out{file, file.empty() ? "barrister" : file};
  out.claim = "input";
  out.exit = Exit::BadInput;
  out.found = "bad input";
  out.shown = said;
  Spots spots;
  for (auto const& m : messages_in(said, file, Message::Severity::Error))
    if (m.is_wrong())
      out.remarks.push_back(
          {Remark::Level::Error, Rule::BadInput, m.words, spots.of(m.file, m.line, m.column)});
  if (out.remarks.empty())
    out.remarks.push_back(
        {Remark::Level::Error, Rule::BadInput, "it cannot be read", Spots::beginning_of(file)});
  out.sentence = out.remarks.front().message;
  return out;
}

} // namespace barrister::cli
