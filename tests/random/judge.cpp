// SPDX-License-Identifier: BSD-2-Clause
#include "tests/random/judge.hpp"
#include "proofs/check.hpp"
#include "solver/verify.hpp"
#include "tests/support/load.hpp"
#include <algorithm>

namespace barrister {
namespace {

using solver::Engine;

constexpr std::uint64_t z3_every = 25, auto_every = 3, alone_every = 4;
constexpr Effort effort{.candidates = 2'500, .runs = 500};
constexpr Effort guessing{.candidates = 2'500, .runs = 1'000, .guess = Guess::Closed};
// What an engine may do where brute force has given up.
constexpr std::uint64_t steps = 500;
// Of the executions that an engine shows for one question, as many are checked again.
constexpr std::size_t replayed = 3;

class Comparison {
public:
  Comparison(LitmusTest const& test, MemoryModel const& model, std::uint64_t seed, Outcome& out)
      : test_(test), model_(model), seed_(seed), out_(out) {}

  void run() {
    computed_ = enumerate(test_, model_, unroll, effort);
    ++(computed_ ? out_.compared : out_.too_much);
    if (!computed_ && (seed_ % alone_every != 0 || !is_searched())) return;
    auto const counted = asked(Engine::Enumeration, solver::CircularValues::AsCounted);
    out_.faults += !counted.faults.empty();
    if (computed_) compare_counts("enumeration", counted, *computed_);
    if (computed_) guess_from_a_closed_set();
    if (is_searched() || seed_ % z3_every == 0) look_at("cadical", asked(Engine::Cadical), counted);
    if (computed_ && seed_ % z3_every == 0) look_at("z3", asked(Engine::Z3), counted);
    if (seed_ % auto_every == 0) look_at("auto", asked(Engine::Auto), counted);
    if (!out_.wrong.empty())
      out_.wrong += "under " + model_.name + (model_.choices.empty() ? "\n" : " that chooses\n");
  }

private:
  static constexpr unsigned unroll = 2;

  // Else it is encoded whole, which takes longer.
  bool is_searched() const { return model_.choices.empty(); }
  LitmusResult asked(Engine engine, solver::CircularValues values = solver::CircularValues::Complete) {
    solver::Options options;
    options.engine = engine;
    options.circular_values = values;
    options.unroll = unroll;
    if (!computed_) options.steps = steps;
    auto result = solver::verify(test_, model_, options);
    for (std::size_t i = 0; i < std::min(result.states.size(), replayed); ++i)
      complain(proofs::complaints(test_.program, model_,
                                  result.states[(i + seed_) % result.states.size()].execution, unroll));
    for (auto const& fault : result.faults)
      complain(proofs::complaints_as_faulty(test_.program, model_, fault, unroll));
    return result;
  }
  void complain(std::vector<std::string> const& complaints) {
    for (auto const& complaint : complaints) out_.wrong += "complaint: " + complaint + "\n";
  }

  void guess_from_a_closed_set() {
    closed_ = enumerate(test_, model_, unroll, guessing);
    if (!closed_) return;
    ++out_.closed;
    out_.circular += closed_->has_circles();
  }

  void look_at(std::string const& who, LitmusResult const& r, LitmusResult const& counted) {
    ++out_.searched;
    if (!r.unknown.empty() || r.thin_air) {
      ++out_.open;
      if (r.unknown.starts_with("enumeration and") || r.unknown.starts_with("the evaluator"))
        out_.wrong += who + ": " + r.unknown + "\n";
      return;
    }
    auto const* brute = closed_ ? &*closed_ : computed_ ? &*computed_ : nullptr;
    if (!brute) {
      if (counted.unknown.empty() && !r.circular_values && !r.capped) agree_alone(who, r, counted);
      return;
    }
    has_what_there_is(who, r, *brute);
    if (r.capped) return;
    // Enumeration has the values that are computed from constants, if these answer the question.
    if (r.circular_values)
      has_no_more(who, r, *brute);
    else
      compare_counts(who, r, r.engine == "enumeration" ? *computed_ : *brute);
  }
  // Without values that justify themselves, all is the same. With them, an engine may have left some of them
  // out, and have others that brute force did not guess.
  void compare_counts(std::string const& who, LitmusResult const& r, Enumeration const& brute) {
    auto const theirs = summary(r), expected = summary(brute);
    bool const has_others = !are_all_in(theirs.states, brute.states);
    if (!brute.has_circles() && (!has_others || !r.faults.empty())) return expect_same(who, theirs, expected);
    if (!r.faults.empty()) return;
    bool const has_all = brute.grounded_positive <= r.positive && brute.grounded_negative <= r.negative &&
                         are_all_in(brute.grounded_states, theirs.states);
    bool const is_too_much = !has_others && (r.positive > brute.positive || r.negative > brute.negative);
    if (!has_all || is_too_much) expect_same(who, theirs, expected);
    if (has_others) has_no_more(who, r, brute);
  }
  using States = std::vector<std::vector<Value>>;
  static bool are_all_in(States const& some, States const& all) {
    return std::ranges::all_of(some, [&](auto const& s) { return std::ranges::find(all, s) != all.end(); });
  }
  // One that gives up after it has found a fault does not know of others.
  void agree_alone(std::string const& who, LitmusResult const& r, LitmusResult const& counted) {
    if (r.faults.empty() || counted.faults.empty()) expect_same(who, summary(r), summary(counted));
  }
  // What brute force finds is there. Of faults any, for an answer may be one.
  void has_what_there_is(std::string const& who, LitmusResult const& r, Enumeration const& brute) {
    if (!brute.faults.empty() && r.faults.empty()) out_.wrong += who + " finds no fault\n";
    if (!r.faults.empty()) return;
    if (brute.positive > 0 && r.positive == 0) out_.wrong += who + " finds nothing that satisfies\n";
    if (brute.negative > 0 && r.negative == 0) out_.wrong += who + " finds nothing that falsifies\n";
  }
  // A state that brute force has not is of a value that it did not guess.
  void has_no_more(std::string const& who, LitmusResult const& r, Enumeration const& brute) {
    for (auto const& state : r.states) {
      if (std::ranges::find(brute.states, state.values) != brute.states.end()) continue;
      bool const is_guessed = std::ranges::all_of(state.execution.events, [&](Event const& e) {
        return e.kind != EventKind::Read || brute.guessed.at(*e.address).contains(e.value);
      });
      if (is_guessed) out_.wrong += who + " has a state that brute force has not\n";
    }
  }
  // Where there are faults, nothing else is said.
  void expect_same(std::string const& who, Summary const& theirs, Summary const& brute) {
    bool const is_faulty = !theirs.faults.empty() && !brute.faults.empty();
    if (is_faulty ? theirs.faults != brute.faults : theirs != brute)
      out_.wrong += who + ": " + to_string(theirs, test_) + "expected: " + to_string(brute, test_);
  }

  LitmusTest const& test_;
  MemoryModel const& model_;
  std::uint64_t seed_;
  Outcome& out_;
  std::optional<Enumeration> computed_, closed_;
};

} // namespace

Outcome& operator+=(Outcome& all, Outcome const& one) {
  all.wrong += one.wrong;
  all.compared += one.compared;
  all.closed += one.closed;
  all.too_much += one.too_much;
  all.circular += one.circular;
  all.faults += one.faults;
  all.searched += one.searched;
  all.open += one.open;
  return all;
}

Judge::Judge() : with_locks_(load_lkmm_with_herd7_locks()) {
  for (auto const* name : {"lkmm", "lkmm-v4.17", "strong", "weak", "sc", "tso"})
    models_.push_back(load_shipped_model(name));
}

// Half of them under lkmm.
MemoryModel const& Judge::model_of(std::uint64_t seed) const {
  if (seed % 2 == 0) return models_.front();
  return models_[1 + seed / 2 % (models_.size() - 1)];
}

Outcome Judge::judge(SmallTest const& small, std::uint64_t seed) const {
  Outcome out;
  try {
    auto const test = load_test(to_text(small));
    Comparison(test, model_of(seed), seed, out).run();
    if (small.parameters.find("spinlock_t") != std::string::npos)
      Comparison(test, with_locks_, seed, out).run();
  } catch (std::exception const& e) {
    out.wrong = e.what();
  }
  return out;
}

} // namespace barrister
