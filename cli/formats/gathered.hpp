// SPDX-License-Identifier: BSD-2-Clause
// What the formats but text are told: written as it comes (jsonl), or when all is done.
#pragma once
#include "cli/formats/format.hpp"
#include "cli/formats/json_document.hpp"
#include "cli/formats/messages.hpp"
#include "cli/formats/record.hpp"
#include <functional>
#include <iosfwd>
#include <sstream>

namespace barrister::cli {

class Gathered {
public:
  // `command`: "check". It has to be finished.
  Gathered(Format format, std::string const& command, std::ostream& out);

  bool takes_json() const;
  bool takes_records() const;
  void add_result(std::string object); // JSON
  void add(Record record) { records_.push_back(std::move(record)); }
  // Of records that differ in the model alone: what not all of them remark of a place is left out.
  void leave_out_unless_all_say(Rule);
  // What was said of `file` instead of an answer: "mp.litmus:4:16: error: expected ...". Empty: of no file.
  void add_bad_input(std::string const& file, std::string const& said);
  // What was said of it, and it could be read.
  void add_warnings(std::string const& file, std::string const& said);
  void add_warning(Message const&);
  // What was said of it on the way to this exit: errors, or warnings.
  void add_said(Exit, std::string const& file, std::string const& said);
  void add_not_checked(std::size_t files) { json_.not_checked += files; }
  void finish(Exit);

private:
  void add_json(std::vector<std::string>& to, std::string object);

  Format format_;
  std::ostream& out_;
  JsonDocument json_;
  std::vector<Record> records_;
};

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

// Runs what is asked of `file` (empty: of none) in a format, and says what came of it. People are told as it
// comes; in the other formats what was said is in the document, too.
Exit answered(Format, std::string const& command, std::string const& file, std::ostream& out,
              std::ostream& err, std::function<Exit(Gathered&, std::ostream& said)> const& run);

} // namespace barrister::cli
