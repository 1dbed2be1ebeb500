// SPDX-License-Identifier: BSD-2-Clause
#include "cli/check_comments.hpp"
#include "patch/pair_comments.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::cli {
namespace {

// A comment stands above what it speaks of, or beside it.
constexpr std::uint32_t most_lines_above = 3;

using Partner = patch::PairComment::Partner;

std::string name(Partner const& p) { return p.primitive + "()" + (p.where.empty() ? "" : " in " + p.where); }
std::string name(patch::Site const& s) { return s.primitive + " in " + s.where; }
bool is_it(Partner const& p, patch::Site const& s) {
  return s.primitive == p.primitive + "()" && (p.where.empty() || p.where == s.where);
}

class Comments {
public:
  Comments(std::vector<patch::Site> const& sites, std::string const& broken, Study const& study)
      : sites_(sites), broken_(broken), study_(study) {}

  // What is wrong with it; or empty.
  std::string wrong_with(patch::PairComment const& comment) const {
    auto const* site = site_of(comment);
    if (!site) return "no ordering primitive stands below it";
    for (auto const& p : comment.partners)
      if (std::ranges::none_of(sites_, [&](patch::Site const& s) { return is_it(p, s); }))
        return fmt::format("there is no {}", name(p));
    if (!broken_.empty()) return fmt::format("with the two, {}", broken_);
    auto const found =
        std::ranges::find(study_.findings, site->at, [](Finding const& f) { return f.site.at; });
    if (found == study_.findings.end() || found->weakest.kind == ClaimOfText::Kind::Unknown)
      return ""; // nothing is known
    if (!found->is_needed()) return fmt::format("{} is not needed", name(*site));
    if (found->pairs_with.empty()) return "";
    for (auto const& p : comment.partners)
      if (std::ranges::none_of(found->pairs_with,
                               [&](std::size_t i) { return is_it(p, study_.findings[i].site); }))
        return fmt::format("{} pairs with {}", name(*site), all(*found));
    return "";
  }

private:
  patch::Site const* site_of(patch::PairComment const& comment) const {
    for (auto const& s : sites_)
      if (s.line >= comment.line && s.line <= comment.last_line + most_lines_above) return &s;
    return nullptr;
  }
  std::string all(Finding const& f) const {
    std::string out;
    for (auto i : f.pairs_with) out += (out.empty() ? "" : " and ") + name(study_.findings[i].site);
    return out;
  }

  std::vector<patch::Site> const& sites_;
  std::string const& broken_;
  Study const& study_;
};

} // namespace

CommentsChecked check_comments(std::string const& text, std::vector<patch::Site> const& sites,
                               std::string const& broken, Study const& study) {
  Comments const comments(sites, broken, study);
  CommentsChecked out;
  for (auto const& comment : patch::pair_comments(text)) {
    std::string partners;
    for (auto const& p : comment.partners) partners += (partners.empty() ? "" : " and ") + name(p);
    auto const wrong = comments.wrong_with(comment);
    out.is_any_wrong = out.is_any_wrong || !wrong.empty();
    out.lines.push_back(fmt::format("line {}: comment \"Pairs with {}\": {}", comment.line, partners,
                                    wrong.empty() ? "nothing is wrong with it" : "wrong: " + wrong));
  }
  if (out.lines.empty()) out.lines.push_back("No comment says what a barrier pairs with.");
  return out;
}

} // namespace barrister::cli
