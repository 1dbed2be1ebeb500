// SPDX-License-Identifier: BSD-2-Clause
#include "cli/unasked.hpp"
#include "cli/shipped.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::cli {
namespace {

using frontend::Expectation;
using Names = std::vector<std::string>;

bool is_in(Names const& names, std::string const& name) {
  return std::ranges::find(names, name) != names.end();
}
bool is_same(Expectation const& a, Expectation const& b) {
  return a.span.begin == b.span.begin && a.span.end == b.span.end;
}

class Unasked {
public:
  Unasked(frontend::ProtocolFile const& file, Protocol const& protocol, std::vector<AskedUnder> const& asked,
          frontend::Diagnostics& diagnostics)
      : file_(file), protocol_(protocol), asked_(asked), diagnostics_(diagnostics) {
    for (auto const& model : shipped_models()) models_.push_back(model.name);
    for (auto const& model : file.models) models_.push_back(model.name);
    for (auto const& one : asked) models_.push_back(one.model);
  }
  void run() {
    for (auto const& e : file_.expectations)
      if (e.variant == protocol_.variant) check(e);
  }

private:
  void error(Expectation const& e, std::string message, std::string hint) {
    say_of(file_, e, std::move(message), std::move(hint), diagnostics_);
  }
  void check(Expectation const& e) {
    for (auto const& model : e.models)
      if (!is_in(models_, model)) {
        auto const meant = frontend::nearest(model, models_);
        return error(e, "there is no model '" + model + "'", meant ? "did you mean '" + *meant + "'?" : "");
      }
    if (e.property == "*" && e.verdict == Expectation::Verdict::Holds) return; // of the rest, if there is any
    bool const is_of_all = e.models.empty();
    if (is_of_all && !is_whole()) return; // it may be of a model that is not asked this time
    Names from;
    for (auto const& one : asked_) {
      if (!is_of_all && !is_in(e.models, one.model)) continue;
      auto const used = starts_of(e, one);
      if (used.empty() && !is_of_all) return say_why(e, one.model);
      from.insert(from.end(), used.begin(), used.end());
    }
    bool const is_any_asked = is_of_all || std::ranges::any_of(asked_, [&](AskedUnder const& one) {
                                return is_in(e.models, one.model);
                              });
    if (!is_any_asked) return;
    if (from.empty()) return say_why(e, "");
    for (auto const& start : e.from)
      if (!is_in(from, start))
        return error(e, "'" + e.property + "' is not asked from '" + start + "'",
                     "its 'from' leaves that out, or another 'expect' says already what is expected there");
  }
  bool is_whole() const {
    auto const is_asked = [&](std::string const& model) {
      return std::ranges::find(asked_, model, &AskedUnder::model) != asked_.end();
    };
    if (file_.models.empty()) return is_asked("lkmm");
    return std::ranges::all_of(file_.models, is_asked, &frontend::ModelUse::name);
  }
  // Of the questions that have it.
  Names starts_of(Expectation const& e, AskedUnder const& one) const {
    Names out;
    for (auto const& q : one.questions) {
      if (!q.expected || !is_same(*q.expected, e)) continue;
      for (std::uint32_t s = 0; s < protocol_.starts.size(); ++s)
        if (q.claim.from.empty() || std::ranges::find(q.claim.from, s) != q.claim.from.end())
          out.push_back(protocol_.starts[s].name);
    }
    return out;
  }
  bool is_claimed(std::string const& property) const {
    return property == "*" || property == "races" ||
           std::ranges::find(protocol_.claims, property, &Claim::name) != protocol_.claims.end();
  }
  bool flags_races(AskedUnder const& one) const {
    return std::ranges::any_of(one.questions,
                               [](Question const& q) { return q.claim.kind == Claim::Kind::NoRaces; });
  }
  // Nothing is asked that it is expected of; `under` is the model, or empty: any.
  void say_why(Expectation const& e, std::string const& under) {
    auto const where = under.empty() ? " under the models of this file" : " under " + under;
    if (e.property == "*")
      error(e, "nothing is left of '" + protocol_.variant + "' that this is expected of" + where, "");
    else if (!is_claimed(e.property))
      error(e, "'" + e.property + "' is not claimed of '" + protocol_.variant + "'",
            "a variant has the properties of the file, of its parent, and its own");
    else if (e.property == "races" && std::ranges::none_of(asked_, [&](AskedUnder const& one) {
               return (under.empty() || one.model == under) && flags_races(one);
             }))
      error(e, "races are not asked" + where, "lkmm flags them; sc, for one, does not");
    else if (!e.from.empty() && !begins_from(e))
      error(e, "'" + e.property + "' is not asked from '" + e.from.front() + "'",
            "its 'from' leaves that out");
    else
      error(e, "another 'expect' says already what is expected of '" + e.property + "'" + where, "");
  }
  // Whether its claim has one of the starts.
  bool begins_from(Expectation const& e) const {
    auto const claim = std::ranges::find(protocol_.claims, e.property, &Claim::name);
    if (claim == protocol_.claims.end() || claim->from.empty()) return true;
    return std::ranges::any_of(claim->from,
                               [&](std::uint32_t s) { return is_in(e.from, protocol_.starts[s].name); });
  }

  frontend::ProtocolFile const& file_;
  Protocol const& protocol_;
  std::vector<AskedUnder> const& asked_;
  frontend::Diagnostics& diagnostics_;
  Names models_;
};

} // namespace

std::vector<std::string> expected_elsewhere(frontend::ProtocolFile const& file,
                                            std::vector<std::string> const& asked) {
  Names out;
  for (auto const& e : file.expectations)
    for (auto const& model : e.models)
      if (!is_in(asked, model) && !is_in(out, model)) out.push_back(model);
  return out;
}

void complain_of_unasked(frontend::ProtocolFile const& file, Protocol const& protocol,
                         std::vector<AskedUnder> const& asked, frontend::Diagnostics& diagnostics) {
  Unasked(file, protocol, asked, diagnostics).run();
}

} // namespace barrister::cli
