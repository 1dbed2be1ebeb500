// SPDX-License-Identifier: BSD-2-Clause
// Backwards, as drat-trim does it: from the last step to the first, a clause is derived only if a step behind
// it was found to need it, and from as much of what is needed already as can be (Heule, Hunt, Wetzler:
// "Trimming while checking clausal proofs", 2013).
#include "proofs/rup/trim.hpp"
#include "proofs/rup/core_first.hpp"
#include "proofs/rup/range.hpp"
#include <algorithm>

namespace barrister::rup {
namespace {

using Kind = Derivation::Kind;
using Numbers = std::vector<ClauseNumber>;

class Trimmer {
public:
  Trimmer(Clauses const& given, Derivation const& proof, Literal last_variable)
      : proof_(proof), last_variable_(last_variable), clauses_(last_variable), end_(proof.size()),
        hints_(proof.size()), deleted_(proof.size()) {
    for (std::size_t i = 0; i < given.size() && conflict_ == 0; ++i) conflict_ = clauses_.add(given[i]);
    if (conflict_ != 0) end_ = 0;
  }

  std::variant<Derivation, Refusal> run() {
    if (auto refusal = go_forwards()) return std::move(*refusal);
    if (auto refusal = go_backwards()) return std::move(*refusal);
    return rest();
  }

private:
  static Refusal refuse(std::size_t step, Clause clause, std::string why) {
    return {step + 1, std::vector<Literal>(clause.begin(), clause.end()), std::move(why)};
  }

  // To the end, or to where a conflict needs no assumption any more.
  std::optional<Refusal> go_forwards() {
    last_ = proof_.given();
    for (std::size_t i = 0; i < end_; ++i) {
      auto const step = proof_[i];
      for (auto l : step.clause) {
        if (!is_literal(l) || std::abs(l) > last_variable_)
          return refuse(i, step.clause, "a literal is out of range");
      }
      if (step.kind == Kind::Delete) {
        for (auto number : step.numbers) {
          if (number != 0 && number <= last_ && clauses_.remove(number)) deleted_[i].push_back(number);
        }
      }
      if (step.kind != Kind::Add) continue;
      ++last_;
      conflict_ = clauses_.add(step.clause);
      if (conflict_ != 0) end_ = i + 1;
    }
    return std::nullopt;
  }

  std::optional<Refusal> go_backwards() {
    clauses_.turn();
    for (auto i = end_; i < proof_.size(); ++i)
      is_empty_needed_ = is_empty_needed_ || proof_[i].kind == Kind::Target;
    if (is_empty_needed_) hints_of_empty_ = clauses_.derive_empty(conflict_);
    auto number = last_;
    for (auto i = end_; i-- > 0;) {
      auto const step = proof_[i];
      for (auto back : deleted_[i]) clauses_.restore(back);
      if (step.kind == Kind::Delete) continue;
      if (step.kind == Kind::Add) {
        bool const is_needed = clauses_.is_core(number);
        clauses_.take_back(number--);
        if (!is_needed) continue;
      }
      hints_[i] = clauses_.derive(step.clause);
      if (hints_[i].empty() && !always_holds(step.clause))
        return refuse(i, step.clause, "does not follow by unit propagation");
    }
    return std::nullopt;
  }

  static bool always_holds(Clause clause) {
    return std::ranges::any_of(clause,
                               [&](Literal l) { return std::ranges::find(clause, -l) != clause.end(); });
  }

  Derivation rest() const {
    Derivation out(proof_.given());
    std::vector<ClauseNumber> renamed(last_ + std::size_t{1});
    for (ClauseNumber i = 1; i <= proof_.given(); ++i) renamed[i] = i;
    auto const rename = [&](Numbers hints) {
      for (auto& hint : hints) hint = renamed[hint];
      return hints;
    };
    auto number = proof_.given();
    for (std::size_t i = 0; i < end_; ++i) {
      auto const step = proof_[i];
      if (step.kind == Kind::Add) {
        ++number;
        if (!hints_[i].empty()) renamed[number] = out.add(step.clause, rename(hints_[i]));
      }
      if (step.kind == Kind::Target) out.target(step.clause, rename(hints_[i]));
    }
    if (!is_empty_needed_) return out;
    Numbers const empty{out.add({}, rename(hints_of_empty_))};
    for (auto i = end_; i < proof_.size(); ++i) {
      if (proof_[i].kind == Kind::Target) out.target(proof_[i].clause, empty);
    }
    return out;
  }

  Derivation const& proof_;
  Literal last_variable_;
  CoreFirst clauses_;
  std::size_t end_;           // behind the last step that is looked at
  ClauseNumber last_ = 0;     // that was added by then
  ClauseNumber conflict_ = 0; // where the rest follows from it
  bool is_empty_needed_ = false;
  Numbers hints_of_empty_;
  std::vector<Numbers> hints_, deleted_; // by step
};

} // namespace

std::variant<Derivation, Refusal> trim(Clauses const& given, Derivation const& proof) {
  Clauses targets;
  for (std::size_t i = 0; i < proof.size(); ++i) {
    if (proof[i].kind == Kind::Target) targets.add(proof[i].clause);
  }
  auto const last = last_variable(given), last_of_targets = last_variable(targets);
  if (!last || !last_of_targets) return Refusal{0, std::nullopt, "a literal is out of range"};
  if (proof.given() != given.size()) return Refusal{0, std::nullopt, "the proof is not of these clauses"};
  std::size_t literals = 0;
  for (std::size_t i = 0; i < given.size(); ++i) literals += given[i].size();
  for (std::size_t i = 0; i < proof.size(); ++i) literals += proof[i].clause.size();
  if (!CoreFirst::can_keep(given.size() + proof.size(), literals))
    return Refusal{0, std::nullopt, "the proof is too large"};
  return Trimmer(given, proof, std::max(*last, *last_of_targets)).run();
}

} // namespace barrister::rup
