// SPDX-License-Identifier: BSD-2-Clause
#include "cli/formats/reports.hpp"
#include "cli/formats/xml.hpp"
#include <fmt/format.h>

namespace barrister::cli {
namespace {

struct Tally {
  std::size_t tests = 0, failures = 0, errors = 0;
  double seconds = 0;

  void add(Record const& r) {
    ++tests;
    failures += r.exit == Exit::Violated;
    errors += r.exit == Exit::Unknown || r.exit == Exit::BadInput;
    seconds += r.seconds;
  }
};

std::string in_seconds(double seconds) { return fmt::format("{:.3f}", seconds); }

XmlAttributes attributes(std::string const& name, Tally const& t) {
  return {{"name", name},
          {"tests", std::to_string(t.tests)},
          {"failures", std::to_string(t.failures)},
          {"errors", std::to_string(t.errors)},
          {"time", in_seconds(t.seconds)}};
}

// "wake_up.NO_MB.lkmm": readers take what stands before the last dot for a package.
std::string class_of(Record const& r) {
  auto out = r.name;
  for (auto const* part : {&r.variant, &r.model})
    if (!part->empty()) out += "." + *part;
  return out;
}

std::string what_is_wrong(Record const& r) {
  auto const expected = r.expected.empty() ? "" : "; expected: " + r.expected;
  return r.found + expected + (r.sentence.empty() ? "" : ": " + r.sentence);
}
std::string type_of(Record const& r) {
  for (auto const& m : r.remarks) // the first says what came of it
    return words_of(m.rule).id;
  return words_of(r.exit == Exit::Unknown ? Rule::Unknown : Rule::Violated).id;
}
// What there is to read: remarks with their places, then the execution.
std::string details(Record const& r) {
  std::string out;
  for (auto const& m : r.remarks)
    out += (m.spot.file.empty() ? "" : fmt::format("{}:{}: ", m.spot.file, m.spot.line)) + m.message + "\n";
  return out + (out.empty() || r.shown.empty() ? "" : "\n") + r.shown;
}

void add_case(Xml& xml, Record const& r) {
  XmlAttributes const head = {{"name", r.claim}, {"classname", class_of(r)}, {"time", in_seconds(r.seconds)}};
  auto const more = details(r);
  if (r.exit == Exit::Good && more.empty()) return xml.empty("testcase", head);
  xml.open("testcase", head);
  if (r.exit == Exit::Good)
    xml.with_text("system-out", {}, more);
  else
    xml.with_text(r.exit == Exit::Violated ? "failure" : "error",
                  {{"message", what_is_wrong(r)}, {"type", type_of(r)}}, more);
  xml.close();
}

bool is_same_suite(Record const& a, Record const& b) {
  return a.file == b.file && a.name == b.name && a.variant == b.variant && a.model == b.model;
}

} // namespace

std::string report_junit(std::vector<Record> const& all) {
  Tally total;
  for (auto const& r : all) total.add(r);
  Xml xml;
  xml.open("testsuites", attributes("barrister", total));
  for (std::size_t i = 0; i < all.size();) {
    auto end = i;
    Tally tally;
    for (; end < all.size() && is_same_suite(all[end], all[i]); ++end) tally.add(all[end]);
    auto const name = all[i].name == all[i].file || all[i].file.empty()
                          ? subject(all[i])
                          : all[i].file + ": " + subject(all[i]);
    xml.open("testsuite", attributes(name, tally));
    for (; i < end; ++i) add_case(xml, all[i]);
    xml.close();
  }
  xml.close();
  return xml.text();
}

} // namespace barrister::cli
