// SPDX-License-Identifier: BSD-2-Clause
#include "cli/formats/reports.hpp"
#include "cli/formats/utf8.hpp"
#include "cli/wording.hpp"
#include <algorithm>
#include <cctype>
#include <fmt/format.h>

namespace barrister::cli {
namespace {

using Records = std::vector<Record const*>;
using Names = std::vector<std::string>;

bool is_of_word(std::string const& text, std::size_t i) {
  return i < text.size() && std::isalnum(static_cast<unsigned char>(text[i]));
}

// Text that is no markup, on one line: names and sentences are the user's. '_' inside a word is none anyway.
std::string plain(std::string const& text) {
  auto const clean = clean_utf8(text);
  std::string out;
  for (std::size_t i = 0; i < clean.size(); ++i) {
    auto const c = clean[i];
    bool const is_inner = c == '_' && i > 0 && is_of_word(clean, i - 1) && is_of_word(clean, i + 1);
    if (!is_inner && std::string_view("\\`*_{}[]<>#|~&").find(c) != std::string_view::npos) out += '\\';
    out += c == '\n' || c == '\t' ? ' ' : c;
  }
  return out;
}
// Code, which stands as it is: between more backticks than it has in a row.
std::string fence_for(std::string const& text, std::size_t least) {
  std::size_t longest = 0, now = 0;
  for (auto const c : text) longest = std::max(longest, now = c == '`' ? now + 1 : 0);
  return std::string(std::max(least, longest + 1), '`');
}
std::string block(std::string const& text) {
  auto clean = clean_utf8(text);
  while (clean.starts_with('\n')) clean.erase(0, 1);
  while (clean.ends_with('\n')) clean.pop_back();
  auto const fence = fence_for(clean, 3);
  return fence + "text\n" + clean + "\n" + fence + "\n";
}

std::string row(Names const& cells) {
  std::string out = "|";
  for (auto const& cell : cells) out += " " + cell + " |";
  return out + "\n";
}
std::string table(std::vector<Names> const& rows) {
  auto out = row(rows.front()) + row(Names(rows.front().size(), "---"));
  for (auto const& one : rows)
    if (&one != &rows.front()) out += row(one);
  return out;
}

std::string found(Record const& r) {
  return plain(r.found) + (r.expected.empty() ? "" : " (expected: " + plain(r.expected) + ")");
}
void add(Names& to, std::string const& name) {
  if (std::ranges::find(to, name) == to.end()) to.push_back(name);
}

std::string table_of_tests(Records const& all) {
  std::vector<Names> rows = {{"test", "model", "found"}};
  for (auto const* r : all) rows.push_back({plain(r->name), plain(r->model), found(*r)});
  return table(rows);
}
std::string table_of_claims(Records const& all) {
  std::vector<Names> rows = {{"claim", "that", "found"}};
  for (auto const* r : all) rows.push_back({plain(r->claim), plain(r->sentence), found(*r)});
  return table(rows);
}

// Of a claim that starts are told apart for, there are several.
std::string cell(Records const& all, std::string const& variant, std::string const& claim) {
  Names symbols;
  bool is_expected = true;
  for (auto const* r : all) {
    if (r->variant != variant || r->claim != claim) continue;
    is_expected = is_expected && r->exit == Exit::Good;
    add(symbols, r->symbol);
  }
  return plain(fmt::format("{}", fmt::join(symbols, ", "))) + (is_expected ? "" : " **!**");
}

// Variants down, claims across; what the cells mean; and what is claimed.
std::string table_of_variants(Records const& all) {
  Names variants, claims, meanings, sentences;
  for (auto const* r : all) {
    add(variants, r->variant);
    add(claims, r->claim);
    add(meanings, fmt::format("- {}: {}\n", plain(r->symbol), plain(r->means)));
    if (!r->sentence.empty())
      add(sentences, fmt::format("- **{}**: {}\n", plain(r->claim), plain(r->sentence)));
  }
  std::vector<Names> rows = {{""}};
  for (auto const& claim : claims) rows[0].push_back(plain(claim));
  for (auto const& variant : variants) {
    rows.push_back({plain(variant)});
    for (auto const& claim : claims) rows.back().push_back(cell(all, variant, claim));
  }
  auto out = table(rows) + "\n";
  for (auto const& meaning : meanings) out += meaning;
  if (std::ranges::any_of(all, [](Record const* r) { return r->exit != Exit::Good; }))
    out += "- **!**: not as expected\n";
  if (!sentences.empty()) out += "\n";
  for (auto const& sentence : sentences) out += sentence;
  return out;
}

// What shows it, below the table.
std::string details(Records const& all) {
  std::string out;
  for (auto const* r : all) {
    bool const is_bad = r->exit != Exit::Good;
    if (r->shown.empty() && !is_bad) continue;
    auto const sentence = (is_bad || r->symbol.empty() ? "" : ", as expected") +
                          (r->sentence.empty() ? "" : ": " + plain(r->sentence));
    out += fmt::format("\n**{}: {}: {}**{}\n", plain(subject(*r)), plain(r->claim), found(*r), sentence);
    for (auto const& m : r->remarks)
      if (!m.spot.file.empty() && m.level != Remark::Level::Note)
        out += fmt::format("- {}:{}: {}\n", plain(m.spot.file), m.spot.line, plain(m.message));
    if (!r->shown.empty()) out += "\n" + block(r->shown);
  }
  return out;
}

enum class Section : std::uint8_t { Tests, Protocol, Other };
Section section_of(Record const& r) {
  return r.model.empty() ? Section::Other : r.symbol.empty() ? Section::Tests : Section::Protocol;
}
bool is_same_section(Record const& a, Record const& b) {
  if (section_of(a) != section_of(b)) return false;
  return section_of(a) != Section::Protocol || (a.file == b.file && a.model == b.model);
}

std::string section(Records const& all) {
  auto const& first = *all.front();
  switch (section_of(first)) {
  case Section::Tests: return "## Litmus tests\n\n" + table_of_tests(all) + details(all);
  case Section::Protocol: {
    auto const is_other = [&](Record const* r) { return r->variant != first.variant; };
    bool const are_many = std::ranges::any_of(all, is_other);
    auto const heading = are_many ? first.name + " under " + first.model : subject(first);
    return "## " + plain(heading) + "\n\n" + (are_many ? table_of_variants(all) : table_of_claims(all)) +
           details(all);
  }
  case Section::Other: break;
  }
  std::string out;
  for (auto const* r : all)
    out += (out.empty() ? "" : "\n") +
           fmt::format("## {}: {}\n\n{}", plain(r->name), plain(r->found), block(r->shown));
  return out;
}

std::string summary(std::vector<Record> const& all) {
  auto const count = [&](Exit exit, char const* what) {
    auto const n = std::ranges::count(all, exit, &Record::exit);
    return n == 0 ? "" : fmt::format(", {} {}", n, what);
  };
  auto const bad = count(Exit::Violated, "violated or not as expected") + count(Exit::Unknown, "not known") +
                   count(Exit::BadInput, "unreadable");
  return count_of(all.size(), "check") + (bad.empty() ? ": all as expected" : bad) + ".\n";
}

} // namespace

// Variants of a protocol come one by one, each under each model: here they are gathered by model.
std::string report_markdown(std::vector<Record> const& all) {
  std::string out;
  std::vector<bool> is_written(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (is_written[i]) continue;
    Records gathered;
    for (auto j = i; j < all.size(); ++j)
      if (!is_written[j] && is_same_section(all[i], all[j])) {
        is_written[j] = true;
        gathered.push_back(&all[j]);
      }
    out += section(gathered) + "\n";
  }
  return out + summary(all);
}

} // namespace barrister::cli
