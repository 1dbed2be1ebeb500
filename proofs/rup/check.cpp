// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/rup/check.hpp"
#include "proofs/rup/propagator.hpp"
#include "proofs/rup/range.hpp"
#include <algorithm>
#include <set>

namespace barrister::rup {
namespace {

using Kind = Derivation::Kind;
// What is wrong, if anything is.
using Complaint = std::optional<std::string>;

bool needs_search(Derivation::Step const& step) { return step.kind != Kind::Delete && step.numbers.empty(); }
bool needs_search(Derivation const& proof) {
  for (std::size_t i = 0; i < proof.size(); ++i) {
    if (needs_search(proof[i])) return true;
  }
  return false;
}

class Checker {
public:
  Checker(Clauses const& given, Derivation const& proof, Literal last_variable)
      : last_variable_(last_variable), assignment_(last_variable) {
    if (needs_search(proof)) propagator_.emplace(last_variable);
    for (std::size_t i = 0; i < given.size(); ++i) add(given[i]);
  }

  Complaint take(Derivation::Step const& step) {
    if (step.kind == Kind::Delete) return remove(step.numbers);
    for (auto l : step.clause) {
      if (!is_literal(l) || std::abs(l) > last_variable_)
        return "no clause that is given has a literal " + std::to_string(l);
    }
    Complaint complaint;
    if (!needs_search(step))
      complaint = follow(step.clause, step.numbers);
    else if (!propagator_->refutes_negation_of(step.clause))
      complaint = "does not follow by unit propagation";
    if (!complaint && step.kind == Kind::Add) add(step.clause);
    return complaint;
  }

private:
  void add(Clause clause) {
    clauses_.push_back(clause);
    if (propagator_) propagator_->add(clause);
  }

  Complaint missing(ClauseNumber number) const {
    bool const was_there = number != 0 && number <= clauses_.size();
    if (was_there && clauses_[number - 1]) return std::nullopt;
    return "clause " + std::to_string(number) + (was_there ? " is deleted" : " is not there yet");
  }

  Complaint remove(std::span<ClauseNumber const> numbers) {
    for (auto number : numbers) {
      if (auto complaint = missing(number)) return complaint;
      clauses_[number - 1].reset();
      if (propagator_) propagator_->remove(number);
    }
    return std::nullopt;
  }

  // Whether the hints lead to a conflict once the clause is false.
  Complaint follow(Clause clause, std::span<ClauseNumber const> hints) {
    assignment_.shrink(0);
    for (auto l : clause) {
      if (assignment_.is_true(l)) return std::nullopt; // l or not l
      if (!assignment_.is_false(l)) assignment_.set(-l);
    }
    for (auto hint : hints) {
      if (auto complaint = missing(hint)) return "of its hints, " + *complaint;
      Literal left = 0;
      for (auto l : *clauses_[hint - 1]) {
        if (assignment_.is_false(l) || l == left) continue;
        if (left != 0) return "clause " + std::to_string(hint) + ", a hint, has several literals left";
        left = l;
      }
      if (left == 0) return std::nullopt;
      if (assignment_.is_true(left)) return "clause " + std::to_string(hint) + ", a hint, is true already";
      assignment_.set(left);
    }
    return "its hints lead to no conflict";
  }

  Literal last_variable_;
  std::vector<std::optional<Clause>> clauses_; // by number, less 1; none if deleted
  Assignment assignment_;
  std::optional<Propagator> propagator_; // if any step needs it
};

std::string in_words(Clause clause) {
  std::string out = clause.empty() ? "the empty clause" : "clause";
  for (auto l : clause) out += " " + std::to_string(l);
  return out;
}

// Those that were shown, and what they are enough for.
class Shown {
public:
  void add(Clause clause) { clauses_.insert(sorted(clause)); }
  bool implies(Clause asked) const {
    auto const literals = sorted(asked);
    if (clauses_.contains(literals)) return true;
    return std::ranges::any_of(clauses_,
                               [&](auto const& clause) { return std::ranges::includes(literals, clause); });
  }

private:
  std::set<std::vector<Literal>> clauses_;
};

} // namespace

std::string to_text(Refusal const& refusal) {
  if (refusal.step == 0) return refusal.why;
  return "step " + std::to_string(refusal.step) + (refusal.clause ? ", " + in_words(*refusal.clause) : "") +
         ": " + refusal.why;
}

std::optional<Refusal> check(Clauses const& given, Derivation const& proof, Clauses const& targets) {
  auto const refuse = [](std::string why) { return Refusal{0, std::nullopt, std::move(why)}; };
  if (proof.given() != given.size())
    return refuse("the proof is of " + std::to_string(proof.given()) + " clauses, and not of the " +
                  std::to_string(given.size()) + " that are given");
  auto const last = last_variable(given), last_asked = last_variable(targets);
  if (!last || !last_asked)
    return refuse("a literal is 0, or its variable is beyond " + std::to_string(largest_variable));

  Checker checker(given, proof, std::max(*last, *last_asked));
  Shown shown;
  for (std::size_t i = 0; i < proof.size(); ++i) {
    auto const step = proof[i];
    if (auto complaint = checker.take(step)) {
      Refusal refusal{i + 1, std::nullopt, std::move(*complaint)};
      if (step.kind != Kind::Delete) refusal.clause.emplace(step.clause.begin(), step.clause.end());
      return refusal;
    }
    if (step.kind == Kind::Target) shown.add(step.clause);
  }
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if (!shown.implies(targets[i]))
      return refuse(in_words(targets[i]) + " was to be shown, and no target shows it");
  }
  return std::nullopt;
}

} // namespace barrister::rup
