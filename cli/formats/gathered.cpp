// SPDX-License-Identifier: BSD-2-Clause
#include "cli/formats/gathered.hpp"
#include "cli/formats/reports.hpp"
#include <ostream>

namespace barrister::cli {

bool takes_records(Format f) { return f == Format::Markdown || f == Format::Junit || f == Format::Sarif; }

std::string written(Format format, Gathered const& all, std::string const& version) {
  switch (format) {
  case Format::Text: return "";
  case Format::Json: return report_json(all.json, version);
  case Format::Markdown: return report_markdown(all.records);
  case Format::Junit: return report_junit(all.records);
  case Format::Sarif: return report_sarif(all.records, version);
  }
  return "";
}

Heard::~Heard() { err_ << said_.str() << std::flush; }

} // namespace barrister::cli
