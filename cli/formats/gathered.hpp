// SPDX-License-Identifier: BSD-2-Clause
// What is kept for the formats that speak when all is done.
#pragma once
#include "cli/formats/format.hpp"
#include "cli/formats/record.hpp"
#include "cli/report_json.hpp"
#include <iosfwd>
#include <sstream>

namespace barrister::cli {

struct Gathered {
  JsonParts json;
  std::vector<Record> records;
};
bool takes_records(Format);
// All of it in this format; empty for text, which was said before.
std::string written(Format, Gathered const&, std::string const& version);

// Messages that are said while it lives: they go on to `err` at its end.
class Heard {
public:
  explicit Heard(std::ostream& err) : err_(err) {}
  ~Heard();
  Heard(Heard const&) = delete;
  Heard& operator=(Heard const&) = delete;
  std::ostream& stream() { return said_; }
  std::string said() const { return said_.str(); }

private:
  std::ostream& err_;
  std::ostringstream said_;
};

} // namespace barrister::cli
