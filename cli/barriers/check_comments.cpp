// SPDX-License-Identifier: BSD-2-Clause
#include "cli/barriers/check_comments.hpp"
#include "cli/barriers/alternatives.hpp"
#include "cli/barriers/stated_order.hpp"
#include "cli/page.hpp"
#include "patch/code.hpp"
#include "patch/pair_comments.hpp"
#include "patch/primitives.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <set>

namespace barrister::cli {
namespace {

// A comment stands above what it speaks of, or beside it.
constexpr std::uint32_t most_lines_above = 3;

using Partner = patch::PairComment::Partner;

std::string name(Partner const& p) {
  auto const called = p.primitive.empty() ? "" : p.is_of_a_kind() ? "the " + p.primitive : p.primitive + "()";
  auto const what = p.dependency.empty() ? called.empty() ? "a barrier" : called
                                         : fmt::format("the {} dependency{}{}", p.dependency,
                                                       called.empty() ? "" : " on ", called);
  return what + (p.where.empty() ? "" : " in " + p.where);
}
std::string name(patch::Site const& s) { return s.primitive + " in " + s.where; }
bool is_looked_at(Partner const& p) { return p.is_of_a_kind() || !patch::weaker_forms(p.primitive).empty(); }
class Comments {
public:
  Comments(Commented const& in, std::string const& broken, Study const& study)
      : in_(in), code_(patch::code_of(in.text)), broken_(broken), study_(study) {}

  using Kind = CheckedComment::Kind;
  struct Found {
    Kind kind = Kind::Right;
    std::string why{};
  };
  // Nothing of what is not in this variant.
  std::optional<Found> look_at(patch::PairComment const& comment) const {
    auto const* site = site_of(comment);
    if (site && std::ranges::find(in_.others, site->at) != in_.others.end()) return std::nullopt;
    return look_at(comment, site);
  }

  // "Pairs with perf_event_task_sched_in()": with a barrier there.
  Partner meant(Partner const& p) const {
    Partner const anywhere_in{"", p.primitive};
    bool const is_place = p.where.empty() && p.dependency.empty() && !is_looked_at(p);
    return is_place && is_somewhere(anywhere_in) ? anywhere_in : p;
  }

private:
  bool is_it(Partner const& p, patch::Site const& s) const {
    return p.dependency.empty() && p.may_be(s.primitive) && (p.may_be_in(s.where) || comes_to(p, s.where));
  }
  // "smp_rmb() in task reader", which calls the function that it stands in.
  bool comes_to(Partner const& p, std::string const& function) const {
    if (!function.ends_with("()")) return false;
    std::set<std::string> seen;
    std::vector<std::string> open;
    for (auto const& body : in_.bodies)
      if (p.may_be_in(body.where)) open.push_back(body.where);
    while (!open.empty()) {
      auto const from = open.back();
      open.pop_back();
      if (from == function) return true;
      if (!seen.insert(from).second) continue;
      for (auto const& body : in_.bodies)
        if (body.where == from)
          for (auto const& call : patch::calls_in(code_, body.open, std::min(body.close, code_.size())))
            open.push_back(code_.substr(call.begin, call.end - call.begin) + "()");
    }
    return false;
  }
  // What is called nowhere so may be a description: "in the reader".
  bool is_known_place(Partner const& p) const {
    return p.where.empty() || p.is_function ||
           std::ranges::any_of(in_.bodies, [&](patch::Body const& body) { return p.may_be_in(body.where); });
  }
  bool is_somewhere(Partner const& p) const {
    auto const is = [&](patch::Site const& s) {
      return is_it(p, s) && std::ranges::find(in_.others, s.at) == in_.others.end();
    };
    return std::ranges::any_of(in_.sites, is) ||
           std::ranges::any_of(in_.of_library, [&](patch::Site const& s) { return is_it(p, s); });
  }
  Found look_at(patch::PairComment const& comment, patch::Site const* site) const {
    if (!site) return {Kind::Wrong, "no ordering primitive stands below it"};
    auto partners = comment.partners;
    for (auto& p : partners) p = meant(p);
    auto const found = std::ranges::find_if(
        study_.findings, [&](Finding const& f) { return f.file.empty() && f.site.at == site->at; });
    if (found != study_.findings.end())
      std::erase_if(partners, [&](Partner const& p) { return is_other(p, *found); });
    for (auto const& p : partners) {
      if (!p.dependency.empty()) continue;
      if (!p.primitive.empty() && !is_looked_at(p))
        return {Kind::Unknown, name(p) + " is none that is looked at"};
      if (!is_somewhere(p) && in_.is_library_unknown)
        return {Kind::Unknown, name(p) + " may be in the library (--library)"};
      if (!is_somewhere(p) && !is_known_place(p))
        return {Kind::Unknown, "what is meant by '" + p.where + "'"};
      if (!is_somewhere(p)) return {Kind::Wrong, "there is no " + name(p)};
    }
    if (!broken_.empty()) return {Kind::Wrong, "as it is, " + broken_};
    if (found == study_.findings.end() || found->weakest.kind == ClaimOfText::Kind::Unknown)
      return {Kind::Unknown, "what " + name(*site) + " is for"};
    if (!found->is_needed()) {
      auto const one_of_several = of_one_of_several(comment, partners, *found);
      if (one_of_several.kind != Kind::Wrong || !in_.needed_under) return one_of_several;
      auto const model = in_.needed_under(*site);
      return model.empty() ? one_of_several
                           : Found{Kind::Right, "its barrier is needed under " + model + ", not here"};
    }
    if (!found->is_paired() && found->pairs_in_some.empty())
      return {Kind::Unknown, "what " + name(*site) + " pairs with"};
    for (auto const& p : partners) {
      auto const is = [&](std::size_t i) { return is_it(p, study_.findings[i].site); };
      auto const has = [&](std::size_t set) { return std::ranges::any_of(study_.not_together[set], is); };
      if (std::ranges::any_of(found->pairs_with, is) || std::ranges::any_of(found->pairs_in_some, is) ||
          std::ranges::any_of(found->with_one_of, has))
        continue;
      if (p.dependency.empty() && is_none(p, *found))
        return {Kind::Wrong, fmt::format("{} pairs with {}", name(*site), all(*found))};
      return {Kind::Unknown, fmt::format("whether {} pairs with {}, too: it does with {}", name(*site),
                                         name(p), all(*found))};
    }
    return order_of(comment, *found);
  }
  // It is not needed, but one of some is, which pairs with what it pairs with.
  Found of_one_of_several(patch::PairComment const& comment, std::vector<Partner> const& partners,
                          Finding const& f) const {
    auto const own = static_cast<std::size_t>(&f - study_.findings.data());
    std::vector<std::size_t> others;
    for (std::size_t s = 0; s < study_.not_together.size(); ++s)
      if (std::ranges::count(study_.not_together[s], own) > 0)
        std::ranges::copy(partners_of(study_, s), std::back_inserter(others));
    if (!is_alternative(study_, own)) return {Kind::Wrong, name(f.site) + " is not needed"};
    for (auto const& p : partners)
      if (std::ranges::none_of(others, [&](std::size_t i) { return is_it(p, study_.findings[i].site); }))
        return {Kind::Unknown, "what " + name(f.site) + ", which another can stand for, pairs with"};
    return order_of(comment, f);
  }
  static bool is_other(Partner const& p, Finding const& f) {
    return std::ranges::any_of(f.others, [&](Finding::Other const& other) {
      bool const is_called = p.primitive + "()" == other.primitive;
      bool const is_kind = p.dependency == other.dependency && (p.primitive.empty() || is_called);
      return (p.dependency.empty() ? is_called : is_kind) && p.may_be_in(other.where);
    });
  }
  Found order_of(patch::PairComment const& comment, Finding const& f) const {
    for (auto const& stated : comment.orders) {
      if (is_found(stated, f)) continue;
      auto const it_orders = f.orders.empty() ? "" : fmt::format("{} orders {}", name(f.site), f.orders);
      auto const* body = body_of(f.site);
      if (body && is_run_once(*body) && !is_possible(stated, f.site, in_.text, *body))
        return {Kind::Wrong, it_orders.empty() ? fmt::format("{} does not stand between {} and {}",
                                                             name(f.site), stated.first, stated.second)
                                               : it_orders};
      return {Kind::Unknown, fmt::format("whether {} orders {} before {}{}", name(f.site), stated.first,
                                         stated.second, it_orders.empty() ? "" : ": it orders " + f.orders)};
    }
    return {};
  }
  patch::Body const* body_of(patch::Site const& site) const {
    auto const found = std::ranges::find_if(
        in_.bodies, [&](patch::Body const& b) { return site.at > b.open && site.at < b.close; });
    return found == in_.bodies.end() ? nullptr : &*found;
  }
  bool is_run_once(patch::Body const& body) const {
    auto const code = patch::code_of(in_.text);
    auto const is_loop = [&](patch::CallAt const& call) {
      auto const word = code.substr(call.begin, call.end - call.begin);
      return word == "while" || word == "for";
    };
    return in_.is_each_run_once &&
           std::ranges::none_of(patch::calls_in(code, body.open, std::min(body.close, code.size())), is_loop);
  }

  patch::Site const* site_of(patch::PairComment const& comment) const {
    if (auto const* beside = site_before(comment)) return beside;
    for (auto const& s : in_.sites)
      if (s.at >= comment.end && s.line <= comment.last_line + most_lines_above) return &s;
    return nullptr;
  }
  // That of the statement that the comment ends the line of.
  patch::Site const* site_before(patch::PairComment const& comment) const {
    auto const ends = std::min(code_.find('\n', comment.end), code_.size());
    auto const behind = std::string_view(code_).substr(comment.end, ends - comment.end);
    if (!std::ranges::all_of(behind, patch::is_space)) return nullptr;
    auto at = comment.begin;
    while (at > 0 && patch::is_space(code_[at - 1]) && code_[at - 1] != '\n') --at;
    if (at == 0 || code_[at - 1] == '\n') return nullptr;
    if (code_[at - 1] == ';' || code_[at - 1] == '{') --at;
    if (at == 0) return nullptr;
    auto const statement = code_.find_last_of(";{}", at - 1);
    patch::Site const* out = nullptr;
    for (auto const& s : in_.sites)
      if (s.at < at && (statement == code_.npos || s.at > statement)) out = &s;
    return out;
  }
  // In no execution against the claim that the barrier's absence allows does it stand with this one.
  bool is_none(Partner const& p, Finding const& barrier) const {
    return std::ranges::none_of(study_.findings, [&](Finding const& f) {
      if (in_.is_each_run_once && f.site.where == barrier.site.where) return false; // it pairs across CPUs
      return is_it(p, f.site) && f.weakest.kind != ClaimOfText::Kind::Holds && !are_apart(barrier, f);
    });
  }
  std::string all(Finding const& f) const {
    std::string out;
    auto partners = f.pairs_with;
    partners.insert(partners.end(), f.pairs_in_some.begin(), f.pairs_in_some.end());
    for (auto i : partners) out += (out.empty() ? "" : " and ") + name(study_.findings[i].site);
    for (auto const set : f.with_one_of) out += (out.empty() ? "" : " and ") + one_of(study_, set);
    for (auto const& other : f.others) out += (out.empty() ? "" : " and ") + other.words;
    return out;
  }

  Commented const& in_;
  std::string code_;
  std::string const& broken_;
  Study const& study_;
};

// Elsewhere, it is prose about the whole.
bool is_in_a_body(patch::PairComment const& comment, std::string const& text,
                  std::vector<patch::Body> const& bodies) {
  auto const line = [&](std::size_t at) {
    return 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  };
  return std::ranges::any_of(bodies, [&](patch::Body const& body) {
    auto const first = line(body.open), last = line(body.close);
    bool const is_above_one_line = first == last && comment.last_line + 1 == first;
    return is_above_one_line || (comment.last_line >= first && comment.line <= last);
  });
}

} // namespace

bool CommentsChecked::is_any(CheckedComment::Kind kind) const {
  return std::ranges::find(comments, kind, &CheckedComment::kind) != comments.end();
}

CommentsChecked check_comments(Commented const& in, std::string const& broken, Study const& study) {
  Comments const comments(in, broken, study);
  CommentsChecked out;
  for (auto const& comment : patch::pair_comments(in.text)) {
    if (!is_in_a_body(comment, in.text, in.bodies)) continue;
    auto const found = comments.look_at(comment);
    if (!found) continue;
    auto const& [kind, why] = *found;
    std::string partners;
    for (auto const& p : comment.partners)
      partners += (partners.empty() ? "" : " and ") + name(comments.meant(p));
    auto const words = kind == Comments::Kind::Right
                           ? (why.empty() ? "right" : why)
                           : (kind == Comments::Kind::Wrong ? "wrong: " : "not known: ") + why;
    out.comments.push_back(
        {kind, comment.line, fmt::format("comment \"Pairs with {}\": {}", partners, words)});
  }
  return out;
}

std::string report_comments(CommentsChecked const& checked, std::size_t width) {
  if (checked.comments.empty()) return "  No comment says what a barrier pairs with.\n";
  std::string out;
  for (auto const& c : checked.comments)
    out += hanging(fmt::format("line {}: {}", c.line, c.words), 2, 4, width);
  return out;
}

Exit exit_of(CommentsChecked const& checked) {
  using Kind = CheckedComment::Kind;
  return checked.is_any(Kind::Wrong)     ? Exit::Violated
         : checked.is_any(Kind::Unknown) ? Exit::Unknown
                                         : Exit::Good;
}

} // namespace barrister::cli
