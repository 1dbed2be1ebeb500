// SPDX-License-Identifier: BSD-2-Clause
// Small programs made by chance, under each shipped model: what the lemma engine says can be in the end is
// what some execution ends with, of all there are.
#include "proofs/lemma.hpp"
#include "solver/protocol/verify.hpp"
#include "tests/support/enumerate.hpp"
#include "tests/support/generate_readers.hpp"
#include "tests/support/generate_tasks.hpp"
#include "tests/support/load.hpp"
#include "tests/support/print_protocol.hpp"
#include "tests/support/protocol_parts.hpp"
#include "tests/support/seed.hpp"
#include <algorithm>
#include <gtest/gtest.h>
#include <set>

namespace barrister {
namespace {

using namespace protocol_parts;
using Kind = Claim::Kind;
using Verdict = ClaimVerdict::Kind;
using State = std::vector<Value>;

constexpr std::size_t most_orders = 40;

// Reads what the test observes into locals from 1 on, in its order.
Block observe(ProgramTwice const& it) {
  Block out;
  LocalId local = 1;
  OwnedId kept = 0;
  for (auto const& o : it.test.observed) {
    if (auto const* r = std::get_if<Register>(&o))
      out.push_back(owned_load_of(constant(static_cast<std::int64_t>(r->cpu)), local++, kept++));
    else
      out.push_back(load(local++, constant(std::get<Cell>(o).address)));
  }
  return out;
}
ExpressionPtr is(State const& state) {
  ExpressionPtr out = constant(1);
  for (LocalId i = 0; i < state.size(); ++i)
    out = compute(out, Operator::And, equal(static_cast<LocalId>(i + 1), state[i].number));
  return out;
}

// One claim that what all there is, is all there is, and for each a cover.
Protocol asked(Protocol out, Block const& probe, std::set<State> const& states) {
  auto const claim = [&](Kind kind, std::string name, ExpressionPtr is_so) {
    Claim one;
    one.kind = kind;
    one.name = std::move(name);
    one.probe.locals = out.program.threads.front().locals;
    one.probe.body = probe;
    one.probe.body.push_back(assign(0, std::move(is_so)));
    out.claims.push_back(std::move(one));
  };
  ExpressionPtr any = constant(0);
  for (auto const& state : states) any = compute(any, Operator::Or, is(state));
  claim(Kind::Finally, "one of these", any);
  for (auto const& state : states) claim(Kind::Cover, "this one", is(state));
  out.claims.emplace_back();
  out.claims.back().kind = Kind::NoDeadlock;
  return out;
}

class Models : public testing::TestWithParam<char const*> {};

TEST_P(Models, AllowInTheLemmaEngineWhatTheyAllowInAllExecutions) {
  auto const model = load_model_for_protocols(GetParam());
  auto const first = first_seed(), count = number_from_environment("BARRISTER_PROTOCOLS", 1000) / 10;
  std::size_t compared = 0, states = 0, derived = 0, about_readers = 0;
  solver::ProtocolOptions options;
  options.accepts = [&](MemoryModel const&, Lemma const& lemma) {
    ++derived;
    about_readers += std::ranges::any_of(
        lemma.facts, [](LemmaFact const& f) { return f.kind == LemmaFact::Kind::Reader; });
    return proofs::breaks(model, lemma);
  };
  for (auto seed = first; seed < first + count; ++seed) {
    auto const it = generate_readers(seed);
    auto const all = enumerate(it.test, model, 1, {.candidates = 1000, .runs = 1000});
    if (!all) continue;
    auto const protocol = asked(it.protocol, observe(it), {all->states.begin(), all->states.end()});
    SCOPED_TRACE("BARRISTER_SEED=" + std::to_string(seed) + "\n" + to_text(protocol));
    auto const result = solver::verify(protocol, model, options);
    ASSERT_EQ(result.unknown, "");
    // What is stuck ends with something, too.
    bool const may_wait = result.claims.back().kind != Verdict::Holds;
    for (std::size_t i = 0; i + 1 < result.claims.size(); ++i) {
      if (i == 0 && may_wait) continue;
      ASSERT_EQ(result.claims[i].kind, Verdict::Holds) << i << ": " << result.claims[i].reason;
    }
    ++compared;
    states += all->states.size();
  }
  std::cout << compared << " compared, of " << states << " final states; " << derived << " lemmas, "
            << about_readers << " of readers\n";
  EXPECT_GT(about_readers, 0u);
  EXPECT_GT(compared, count / 2);
}

// Of every order in which the statements of a CPU may come, every execution.
TEST_P(Models, AllowToTasksThatTakeTurnsWhatTheyAllowInEachOrder) {
  auto const model = load_model_for_protocols(GetParam());
  auto const first = first_seed(), count = number_from_environment("BARRISTER_PROTOCOLS", 1000) / 10;
  std::size_t compared = 0, orders = 0, all_states = 0;
  for (auto seed = first; seed < first + count; ++seed) {
    auto const it = generate_tasks(seed);
    std::set<State> states;
    bool is_whole = it.tests.size() <= most_orders;
    for (std::size_t i = 0; is_whole && i < it.tests.size(); ++i) {
      auto const all = enumerate(it.tests[i], model, 1, {.candidates = 300, .runs = 300});
      is_whole = all.has_value();
      if (all) states.insert(all->states.begin(), all->states.end());
    }
    if (!is_whole) continue;
    auto const protocol = asked(it.protocol, it.probe, states);
    SCOPED_TRACE("BARRISTER_SEED=" + std::to_string(seed) + "\n" + to_text(protocol));
    auto const result = solver::verify(protocol, model, {});
    ASSERT_EQ(result.unknown, "");
    for (std::size_t i = 0; i < result.claims.size(); ++i)
      ASSERT_EQ(result.claims[i].kind, Verdict::Holds) << i << ": " << result.claims[i].reason;
    ++compared;
    orders += it.tests.size();
    all_states += states.size();
  }
  std::cout << compared << " compared, in " << orders << " orders, of " << all_states << " final states\n";
  EXPECT_GT(compared, count / 2);
}

INSTANTIATE_TEST_SUITE_P(Shipped, Models,
                         testing::Values("lkmm", "lkmm-v4.17", "strong", "weak", "sc", "tso"),
                         [](auto const& one) {
                           std::string out = one.param;
                           std::erase_if(out,
                                         [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); });
                           return out;
                         });

} // namespace
} // namespace barrister
