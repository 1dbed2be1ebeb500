// SPDX-License-Identifier: BSD-2-Clause
#include "cli/formats/gathered.hpp"
#include "cli/formats/records.hpp"
#include "cli/formats/reports.hpp"
#include "cli/interrupt.hpp"
#include "cli/options.hpp"
#include <algorithm>
#include <ostream>

namespace barrister::cli {
namespace {

// Whole, whoever presses Ctrl-C meanwhile.
void write_line(std::ostream& out, std::string const& line) {
  Uninterrupted const until_it_is_there;
  out << line << '\n' << std::flush;
}

} // namespace

Gathered::Gathered(Format format, std::string const& command, std::ostream& out)
    : format_(format), out_(out), json_{command} {
  if (format_ == Format::Jsonl) write_line(out_, first_line(json_));
}

bool Gathered::takes_json() const { return format_ == Format::Json || format_ == Format::Jsonl; }
bool Gathered::takes_records() const {
  return format_ == Format::Markdown || format_ == Format::Junit || format_ == Format::Sarif;
}

// A line that was written is only counted.
void Gathered::add_json(std::vector<std::string>& to, std::string object) {
  if (!takes_json()) return;
  if (format_ == Format::Jsonl) write_line(out_, std::exchange(object, ""));
  to.push_back(std::move(object));
}

void Gathered::add_result(std::string object) { add_json(json_.results, std::move(object)); }
void Gathered::add_warning(Message const& m) { add_json(json_.warnings, to_json(m)); }
void Gathered::add_warnings(std::string const& file, std::string const& said) {
  for (auto const& m : messages_in(said, file, Message::Severity::Note)) add_warning(m);
}
void Gathered::add_bad_input(std::string const& file, std::string const& said) {
  auto all = messages_in(said, file, Message::Severity::Error);
  if (all.empty()) all.push_back({Message::Severity::Error, file, 0, 0, "it cannot be read"});
  for (auto const& m : all) add_json(m.is_wrong() ? json_.errors : json_.warnings, to_json(m));
  add(record_of_messages(file, said));
}

void Gathered::finish(Exit exit) {
  switch (format_) {
  case Format::Text: break;
  case Format::Json: out_ << to_json(json_, exit); break;
  case Format::Jsonl: write_line(out_, last_line(json_, exit)); break;
  case Format::Markdown: out_ << report_markdown(records_); break;
  case Format::Junit: out_ << report_junit(records_); break;
  case Format::Sarif: out_ << report_sarif(records_, version); break;
  }
}

void Gathered::leave_out_unless_all_say(Rule rule) {
  auto const all = records_;
  for (auto& record : records_)
    std::erase_if(record.remarks, [&](Remark const& remark) {
      return remark.rule == rule && std::ranges::any_of(all, [&](Record const& other) {
               bool const is_same = other.file == record.file && other.name == record.name &&
                                    other.variant == record.variant && other.claim == record.claim;
               return is_same && std::ranges::none_of(other.remarks, [&](Remark const& r) {
                        return r.rule == rule && r.spot.line == remark.spot.line &&
                               r.spot.column == remark.spot.column && r.spot.file == remark.spot.file;
                      });
             });
    });
}
void Gathered::add_said(Exit exit, std::string const& file, std::string const& said) {
  if (exit == Exit::BadInput)
    add_bad_input(file, said);
  else
    add_warnings(file, said);
}

Heard::~Heard() { err_ << said_.str() << std::flush; }

Exit answered(Format format, std::string const& command, std::string const& file, std::ostream& out,
              std::ostream& err, std::function<Exit(Gathered&, std::ostream& said)> const& run) {
  Gathered gathered(format, command, out);
  auto exit = Exit::Good;
  {
    Heard heard(err);
    exit = run(gathered, format == Format::Text ? err : heard.stream());
    gathered.add_said(exit, file, heard.said());
  }
  gathered.finish(exit);
  return exit;
}

} // namespace barrister::cli
