// SPDX-License-Identifier: BSD-2-Clause
// Protocols that differ in a few statements, asked as one: each is said what it is said alone, or less.
#include "solver/protocol/verify.hpp"
#include "spec/for_each_statement.hpp"
#include "spec/joined.hpp"
#include "tests/support/chance.hpp"
#include "tests/support/generate_protocol.hpp"
#include "tests/support/load.hpp"
#include "tests/support/print_protocol.hpp"
#include "tests/support/protocol_parts.hpp"
#include "tests/support/seed.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace barrister {
namespace {

std::vector<Block*> blocks_of(Block& body) {
  std::vector<Block*> out{&body};
  for_each_statement(body,
                     [&](Statement& s) { std::ranges::copy(inner_blocks(s), std::back_inserter(out)); });
  return out;
}

// A fence less or more, an access that orders otherwise, a store less or of something else: somewhere.
void change(Protocol& protocol, Chance& chance) {
  auto& threads = protocol.program.threads;
  auto const changed = chance.below(threads.size());
  auto const blocks = blocks_of(threads[changed].body);
  auto& block = *blocks[chance.below(blocks.size())];
  auto const at = chance.below(block.size() + 1);
  auto const place = block.begin() + static_cast<std::ptrdiff_t>(at);
  if (at == block.size() || chance.once_in(3)) {
    block.insert(place, {Fence{{chance.once_in(2) ? Tag::Mb : Tag::Wmb}, nullptr}, 0});
  } else if (auto* load = std::get_if<Load>(&place->node)) {
    load->tags = chance.once_in(2) ? TagSet{Tag::Acquire} : TagSet{Tag::Once};
  } else if (auto* store = std::get_if<Store>(&place->node); store && chance.once_in(3)) {
    store->tags = chance.once_in(2) ? TagSet{Tag::Release} : TagSet{Tag::Once};
  } else if (store && chance.once_in(2)) {
    store->value = protocol_parts::constant(static_cast<std::int64_t>(chance.below(4)));
  } else if (store || std::holds_alternative<Fence>(place->node)) {
    block.erase(place);
  }
  for (std::size_t c = 0; c < threads.size(); ++c) // acts of one agent have the same code
    if (!protocol.contexts[c].agent.empty() && protocol.contexts[c].agent == protocol.contexts[changed].agent)
      threads[c].body = threads[changed].body;
}

TEST(Joined, EachIsSaidWhatItIsSaidAlone) {
  using Kind = ClaimVerdict::Kind;
  std::vector<MemoryModel> models;
  for (auto const* name : {"lkmm", "weak", "sc", "tso"}) models.push_back(load_model_for_protocols(name));
  auto const first = first_seed(), count = number_from_environment("BARRISTER_PROTOCOLS", 1000) / 5;
  std::size_t compared = 0, differ = 0, faults = 0, less = 0;
  for (auto seed = first; seed < first + count; ++seed) {
    Chance chance(seed);
    std::vector<Protocol> versions{generate_protocol(seed)};
    auto const& model = models[seed % models.size()];
    for (auto n = 2 + chance.below(3); versions.size() < n;) {
      versions.push_back(versions.front());
      for (auto changes = 1 + chance.below(2); changes > 0; --changes) change(versions.back(), chance);
    }
    SCOPED_TRACE("BARRISTER_SEED=" + std::to_string(seed) + " under " + model.name + "\n" +
                 to_text(versions.front()));
    std::vector<Protocol const*> all;
    for (auto const& v : versions) all.push_back(&v);
    auto together = joined(all);
    if (!together) continue; // a jump
    auto const& claims = versions.front().claims;
    auto const starts = versions.front().starts.size();
    for (std::size_t v = 0; v < versions.size(); ++v)
      for (auto const& claim : claims) together->claims.push_back(as_of(claim, v, starts));
    solver::ProtocolOptions options;
    options.steps = 2'000'000;
    auto const joint = solver::verify(*together, model, options);
    bool is_fault = false, is_open = !joint.unknown.empty();
    std::vector<ProtocolResult> alone;
    for (auto const& v : versions) {
      alone.push_back(solver::verify(v, model, options));
      is_fault = is_fault || alone.back().fault;
      is_open = is_open || !alone.back().unknown.empty();
    }
    if (is_open) continue;
    ASSERT_EQ(joint.fault.has_value(), is_fault);
    faults += is_fault;
    if (is_fault) continue;
    for (std::size_t v = 0; v < versions.size(); ++v)
      for (std::size_t c = 0; c < claims.size(); ++c) {
        auto const &one = alone[v].claims[c], &same = joint.claims[v * claims.size() + c];
        // A round of a loop may be idle in one version alone.
        bool const is_less = one.kind == Kind::Holds && same.kind == Kind::HoldsWithin;
        less += is_less;
        if (is_less) continue;
        ASSERT_EQ(one.kind, same.kind) << "version " << v << ", " << claims[c].name << ": " << one.reason
                                       << same.reason << to_text(versions[v]);
        ++compared;
        differ += v > 0 && one.kind != alone[0].claims[c].kind;
      }
  }
  std::cout << compared << " verdicts compared, " << differ << " of another kind than that of the first, "
            << faults << " with faults, " << less << " only within a bound\n";
  EXPECT_TRUE(count < 100 || (compared > count * 5 && differ > count / 20 && less < count / 5));
}

using namespace protocol_parts;

// Two tasks, each with its store, and a fence where `first` and `second` say so.
Protocol store_buffering(bool first, bool second) {
  Builder p(2);
  auto const x = p.word("x"), y = p.word("y");
  auto const code = [](ExpressionPtr const& mine, ExpressionPtr const& other, bool fenced) {
    Block out{store(mine, 1)};
    if (fenced) out.push_back({Fence{{Tag::Mb}, nullptr}, 0});
    out.push_back(load(0, other));
    return out;
  };
  p.task("a", {0}, code(x, y, first));
  p.task("b", {1}, code(y, x, second));
  p.claim(Claim::Kind::Never, "never", {assign(0, constant(0))});
  return p.finished();
}

TEST(Joined, NothingIsLeftOfWhatOneAloneHas) {
  auto const with = store_buffering(true, true), without = store_buffering(true, false);
  std::vector<Protocol const*> const all{&with, &without, &with};
  auto const together = joined(all);
  ASSERT_TRUE(together);
  EXPECT_TRUE(together->claims.empty());
  EXPECT_EQ(together->starts.size(), 3u);
  std::size_t fences = 0, choices = 0;
  for (auto const& thread : together->program.threads)
    for_each_statement(thread.body, [&](Statement const& s) {
      fences += std::holds_alternative<Fence>(s.node);
      choices += std::holds_alternative<If>(s.node);
    });
  EXPECT_EQ(fences, 2u);
  EXPECT_EQ(choices, 1u);
}

TEST(Joined, OtherWorldsAreNot) {
  auto const one = store_buffering(true, true);
  auto const refuses = [&](auto const& change) {
    auto other = one;
    change(other);
    std::vector<Protocol const*> const all{&one, &other};
    return !joined(all);
  };
  EXPECT_TRUE(refuses([](Protocol& p) { p.program.objects[0].initial[0] = number(1); }));
  EXPECT_TRUE(refuses([](Protocol& p) { p.starts.push_back(p.starts[0]); }));
  EXPECT_TRUE(refuses([](Protocol& p) { p.contexts[0].cpus = {1}; }));
  EXPECT_TRUE(refuses([](Protocol& p) { p.program.threads[0].locals[0].initial = number(1); }));
  EXPECT_TRUE(refuses([](Protocol& p) { p.cpus = 3; }));
}

} // namespace
} // namespace barrister
