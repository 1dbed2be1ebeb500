// SPDX-License-Identifier: BSD-2-Clause
// What is written as a litmus test is decided there as it is in the protocol, under sc and lkmm. Where some
// run may wait for ever, the test has fewer executions, and can only show less.
#include "cli/protocols.hpp"
#include "frontend/as_litmus/write.hpp"
#include "solver/protocol/verify.hpp"
#include "solver/verify.hpp"
#include "tests/support/folder.hpp"
#include "tests/support/generate.hpp"
#include "tests/support/generate_protocol.hpp"
#include "tests/support/load.hpp"
#include "tests/support/print_protocol.hpp"
#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>
#include <iostream>
#include <sstream>

namespace barrister {
namespace {

using Kind = ClaimVerdict::Kind;

// To sc, grace periods mean nothing in tests unless it is told.
std::vector<MemoryModel> const& models() {
  static std::vector<MemoryModel> const all{load_model_for_protocols("sc"), load_model_for_protocols("lkmm")};
  return all;
}

struct Compared {
  std::size_t claims = 0, shown = 0; // shown: where the question is answered with yes
  std::size_t races = 0, no_races = 0;
};

// Whether what the claim asks about has a yes that is against it, or, of a cover, one that reaches it.
bool shows(Claim const& claim, LitmusResult const& r) {
  return claim.kind == Claim::Kind::Finally ? r.negative > 0 : r.positive > 0;
}

// One start of a protocol whose contexts all run, each on a CPU of its own.
void compare(Protocol const& protocol, std::string const& name, Compared& out) {
  for (auto const& model : models()) {
    Protocol asked = protocol;
    asked.claims.push_back({});
    asked.claims.back().kind = Claim::Kind::NoRaces;
    asked.claims.back().name = "races";
    asked.claims.push_back({});
    asked.claims.back().kind = Claim::Kind::NoDeadlock;
    asked.claims.back().name = "no deadlock";
    std::optional<ProtocolResult> engine;
    for (std::uint32_t c = 0; c < protocol.claims.size(); ++c) {
      auto const& claim = protocol.claims[c];
      auto one = protocol;
      one.claims = {claim};
      auto const written = frontend::as_litmus::write(one, {claim.name, "", {}});
      if (written.text.empty()) continue;
      SCOPED_TRACE(name + ", " + claim.name + "\n" + written.text);
      if (!engine) engine = solver::verify(asked, model, {});
      if (!engine->unknown.empty()) return;
      auto const& verdict = engine->claims[c];
      if (verdict.kind == Kind::Unknown || verdict.kind == Kind::HoldsWithin ||
          verdict.kind == Kind::Vacuous)
        continue;
      auto const test = load_test(written.text);
      auto const result = solver::verify(test, model, {});
      ASSERT_EQ(result.unknown, "");
      bool const is_shown = (verdict.kind == Kind::Violated) != (claim.kind == Claim::Kind::Cover);
      bool const may_wait = engine->claims.back().kind != Kind::Holds;
      if (may_wait)
        EXPECT_LE(shows(claim, result), is_shown);
      else
        EXPECT_EQ(shows(claim, result), is_shown);
      ++out.claims;
      out.shown += is_shown;
      auto const& races = engine->claims[protocol.claims.size()];
      if (races.kind != Kind::Violated && races.kind != Kind::Holds) continue;
      if (may_wait)
        EXPECT_LE(result.racy.has_value(), races.kind == Kind::Violated);
      else
        EXPECT_EQ(result.racy.has_value(), races.kind == Kind::Violated);
      ++(races.kind == Kind::Violated ? out.races : out.no_races);
    }
  }
}

// From each start by itself.
void compare_starts(Protocol const& protocol, std::string const& name, Compared& out) {
  for (std::uint32_t s = 0; s < protocol.starts.size(); ++s) {
    auto one = protocol;
    one.starts = {protocol.starts[s]};
    std::erase_if(one.claims, [&](Claim const& c) {
      return !c.from.empty() && std::ranges::find(c.from, s) == c.from.end();
    });
    for (auto& claim : one.claims) claim.from.clear();
    compare(one, name, out);
  }
}

// Every context has to run, and has a CPU of its own.
Protocol apart(Protocol p) {
  auto const cpus = std::max(p.cpus, p.contexts.size());
  p.declared = p.cpus = cpus;
  for (CpuId i = 0; i < p.contexts.size(); ++i) {
    if (p.contexts[i].kind == Context::Kind::Interrupt) continue;
    p.contexts[i].kind = Context::Kind::Task;
    p.contexts[i].agent.clear();
    p.contexts[i].cpus = {i};
  }
  for (auto& claim : p.claims) claim.without.clear();
  return p;
}

// Some accesses that are marked once are plain.
void make_plain(Block& block, std::uint64_t& chance) {
  for (auto& s : block) {
    chance = chance * 6364136223846793005 + 1442695040888963407;
    bool const is_chosen = (chance >> 60) < 6;
    if (auto* load = std::get_if<Load>(&s.node); load && is_chosen && load->tags == Tag::Once && !load->until)
      load->tags = {};
    if (auto* store = std::get_if<Store>(&s.node); store && is_chosen && store->tags == Tag::Once) store->tags = {};
    if (auto* choice = std::get_if<If>(&s.node)) {
      make_plain(choice->then, chance);
      make_plain(choice->otherwise, chance);
    }
    if (auto* labelled = std::get_if<Labelled>(&s.node)) make_plain(labelled->body, chance);
  }
}

TEST(AsLitmus, RandomProtocolsAreDecidedAsTheTestsThatAreWrittenOfThem) {
  Compared all;
  for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
    auto protocol = apart(generate_protocol(seed));
    if (protocol.current) continue;
    if (auto chance = seed; seed % 3 == 0)
      for (auto& thread : protocol.program.threads) make_plain(thread.body, chance);
    compare_starts(protocol, "seed " + std::to_string(seed) + "\n" + to_text(protocol), all);
    if (HasFailure()) return;
  }
  EXPECT_GT(all.claims, 1000u);
  EXPECT_GT(all.shown, 500u);
  std::cout << all.races << " with data races, " << all.no_races << " without\n";
  EXPECT_GT(all.races, 50u);
  EXPECT_GT(all.no_races, 200u);
}

// A litmus test that becomes a protocol and a test again has the same executions: nothing is lost, events
// and dependencies included.
TEST(AsLitmus, ATestThatIsWrittenAgainHasItsExecutions) {
  auto const& lkmm = models()[1];
  std::size_t compared = 0;
  for (std::uint64_t seed = 1; seed <= 1500; ++seed) {
    auto test = load_test(to_text(generate(seed)));
    test.filter.reset();
    Protocol protocol;
    protocol.name = "again";
    protocol.declared = protocol.cpus = test.program.threads.size();
    for (CpuId cpu = 0; cpu < protocol.cpus; ++cpu) {
      Context context;
      context.name = test.program.threads[cpu].name;
      context.cpus = {cpu};
      protocol.contexts.push_back(context);
    }
    protocol.starts.emplace_back();
    protocol.program = test.program;
    Claim claim;
    claim.kind = Claim::Kind::Cover;
    claim.name = "first";
    claim.probe.locals.push_back({"", {}, number(0)});
    claim.probe.body.push_back(
        {Load{0, std::make_shared<Expression const>(Expression{Constant{address(0)}}), {}}});
    protocol.claims.push_back(claim);
    auto const written = frontend::as_litmus::write(protocol, {"first", "", {}});
    if (written.text.empty()) continue;
    auto const again = load_test(written.text);
    if (again.filter) continue;
    solver::Options options;
    options.steps = 1'000'000;
    auto const was = solver::verify(test, lkmm, options), is = solver::verify(again, lkmm, options);
    if (!was.unknown.empty() || was.capped || was.bound_reached) continue;
    EXPECT_EQ(is.positive + is.negative, was.positive + was.negative)
        << "seed " << seed << "\n"
        << to_text(generate(seed)) << written.text;
    if (HasFailure()) return;
    ++compared;
  }
  EXPECT_GT(compared, 400u);
}

std::vector<std::string> protocols_of_the_manual(Folder const& folder) {
  std::ifstream in(BARRISTER_SOURCE "/spec/protocol.md");
  std::vector<std::string> out;
  std::string text;
  bool inside = false;
  for (std::string line; std::getline(in, line);) {
    if (inside && line == "```") {
      out.push_back(folder.write("example" + std::to_string(out.size()) + ".protocol", text));
      inside = false;
    } else if (inside) {
      text += line + "\n";
    } else if (line == "```protocol") {
      text.clear();
      inside = true;
    }
  }
  return out;
}

TEST(AsLitmus, ProtocolsWithoutActsAreDecidedAsTheirTests) {
  Folder const folder;
  auto files = protocols_of_the_manual(folder);
  files.push_back(BARRISTER_SOURCE "/proofs/wake-up/wake-up.protocol");
  Compared all;
  for (auto const& file : files) {
    frontend::Diagnostics diagnostics;
    auto const read = cli::load_protocol(file, diagnostics);
    if (!read) continue;
    for (auto const& v : read->variants) {
      auto const protocol = frontend::resolve(*read, v.name, diagnostics);
      bool const has_acts = protocol && std::ranges::any_of(protocol->contexts, [](Context const& c) {
                              return c.kind == Context::Kind::Act;
                            });
      if (protocol && !has_acts) compare_starts(*protocol, protocol->name + " " + v.name, all);
    }
  }
  EXPECT_GT(all.claims, 25u);
}

TEST(AsLitmus, VariablesAreComparedByWhatTheyHold) {
  Folder const folder;
  auto const file = folder.write("t.protocol", R"(protocol t;
world { cpu 0, 1; task a on 0; task b on 1; }
int x, y;
ghost int g;
task a { WRITE_ONCE(x, 2); g = READ_ONCE(y); }
task b { WRITE_ONCE(y, 2); WRITE_ONCE(x, 3); }
cover xy "": x == y;
cover gy "": g == y;
cover xg "": x == g;
cover no "": x == 3 && y != g && y == x;
)");
  frontend::Diagnostics diagnostics;
  auto const read = cli::load_protocol(file, diagnostics);
  ASSERT_TRUE(read);
  Compared all;
  compare_starts(frontend::resolve(*read, "t", diagnostics).value(), "t", all);
  EXPECT_EQ(all.claims, 8u);
  EXPECT_EQ(all.shown, 6u);
}

// Acts that happen, and others on the same CPU, make no difference to these claims.
TEST(AsLitmus, CPeterzIsDerivedFromTheProtocol) {
  frontend::Diagnostics diagnostics;
  auto const read = cli::load_protocol(BARRISTER_SOURCE "/proofs/c-peterz/c-peterz.protocol", diagnostics);
  ASSERT_TRUE(read);
  auto const written = [&](std::string const& variant) {
    auto const protocol = frontend::resolve(*read, variant, diagnostics);
    return frontend::as_litmus::write(protocol.value(), {"FOUND", "", frontend::as_litmus::Names::Short})
        .text;
  };
  auto const slice = load_test(written("SLICE"));
  EXPECT_EQ(slice.hash, load_test_file(BARRISTER_SOURCE "/proofs/c-peterz/C-peterz.litmus").hash);
  EXPECT_EQ(slice.hash, "e427f41d9146b2a5445101d3e2fcaa34") << "the one in the commit message";
  auto const& lkmm = models()[1];
  auto const positive = [&](std::string const& variant) {
    return solver::verify(load_test(written(variant)), lkmm, {}).positive;
  };
  EXPECT_EQ(positive("V410"), 0u);
  EXPECT_EQ(positive("SLICE"), 0u);
  EXPECT_GT(positive("NO_MB"), 0u);
  EXPECT_GT(positive("NO_SWITCH_MB"), 0u);
  EXPECT_GT(positive("SLICE_NO_MB"), 0u);
}

} // namespace
} // namespace barrister
