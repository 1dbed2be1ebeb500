// SPDX-License-Identifier: BSD-2-Clause
// What is said of changed texts all at once is what is said of each by itself.
#include "cli/barriers/screened_texts.hpp"
#include "patch/sites.hpp"
#include "tests/support/load.hpp"
#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

namespace barrister::cli {
namespace {

std::string text_of(std::string const& file) {
  std::ostringstream out;
  out << std::ifstream(BARRISTER_SOURCE "/proofs/" + file).rdbuf();
  return out.str();
}

std::vector<std::string> changed(std::string const& text) {
  std::vector<std::string> out;
  for (auto const& site : patch::sites_of_protocol(text))
    for (auto const& form : site.weaker)
      if (auto edited = patch::edited(text, {form.edit})) out.push_back(std::move(*edited));
  return out;
}

struct Screening {
  std::size_t known = 0, broken = 0, bounded = 0, texts = 0;
  bool is_settled = false; // the text as it is
};
using Kind = ClaimVerdict::Kind;
Screening screen(std::string const& path, std::string const& text, std::string const& variant,
                 std::string const& model_name) {
  ProtocolModel const model{model_name, load_model_for_protocols(model_name)};
  AskedVariants const asked(path, variant, model, {});
  auto const claims = asked.of_properties(text, {});
  auto const base = asked.ask(text, claims);
  EXPECT_EQ(base.problem, "");
  KeptClaims const kept(asked, claims, base.answer);
  auto const texts = changed(text);
  auto const read = [&](std::string const& t) { return asked.read(t); };
  ScreenedTexts screened(asked, asked.read(text), texts, read);
  ScreenedTexts shared_out(asked, asked.read(text), texts, read, 3);
  Screening out;
  for (auto* each : {&screened, &shared_out}) {
    auto const settled = each->settle(claims);
    out.is_settled = settled.has_value();
    for (std::size_t i = 0; settled && i < claims.size(); ++i)
      EXPECT_EQ(settled->claims.at(i).verdict.kind, base.answer.claims.at(i).verdict.kind)
          << base.answer.claims[i].question.claim.name;
    each->look_at(kept);
  }
  for (auto const& t : texts) {
    ++out.texts;
    auto const* known = screened.of(t);
    auto const* by_threads = shared_out.of(t);
    EXPECT_EQ(known != nullptr, by_threads != nullptr);
    if (!known || !by_threads) continue;
    EXPECT_EQ(known->violated, by_threads->violated);
    EXPECT_EQ(known->bounded, by_threads->bounded);
    ++out.known;
    out.broken += !known->violated.empty();
    out.bounded += !known->bounded.empty();
    auto const alone = asked.ask(t, kept.claims());
    auto const is_in = [](std::vector<std::size_t> const& all, std::size_t i) {
      return std::ranges::count(all, i) > 0;
    };
    for (std::size_t i = 0; i < kept.claims().size(); ++i) {
      auto const kind = alone.answer.claims.at(i).verdict.kind;
      EXPECT_EQ(kind == Kind::Violated, is_in(known->violated, i))
          << variant << ": " << kept.names()[i] << "\n"
          << t;
      EXPECT_EQ(kind == Kind::HoldsWithin, is_in(known->bounded, i))
          << variant << ": " << kept.names()[i] << "\n"
          << t;
    }
  }
  return out;
}
Screening screen(std::string const& file, std::string const& variant, std::string const& model_name) {
  return screen(BARRISTER_SOURCE "/proofs/" + file, text_of(file), variant, model_name);
}

TEST(ScreenedTexts, AreSaidWhatEachIsSaidAlone) {
  for (auto const* model : {"lkmm", "tso"}) {
    auto const moves = screen("c-peterz/c-peterz.protocol", "V410", model),
               membarrier = screen("membarrier/scenarios.protocol", "C", model);
    for (auto const& s : {moves, membarrier}) {
      EXPECT_TRUE(s.is_settled);
      EXPECT_GT(s.texts, 2u);
      EXPECT_EQ(s.known, s.texts);
      EXPECT_GT(s.broken, 0u);
      EXPECT_LT(s.broken, s.texts);
    }
  }
}

// One of them lets a loop go on by what comes behind it: of the others that is not said.
TEST(ScreenedTexts, WhatFeedsBackIsWithinItsBound) {
  auto const s =
      screen("p.protocol",
             "protocol p \"\";\nworld { cpu 0, 1; task a on 0; task b on 1; }\nint x, flag, done;\n"
             "ghost bool bad;\n"
             "task b { int r1 = READ_ONCE(flag); if (r1) WRITE_ONCE(x, 7); }\n"
             "task a { int i = 0; int r0 = READ_ONCE(x); while (i < r0) i = i + 1;\n"
             "  smp_store_release(&flag, 1); smp_store_release(&done, 1); bad = r0 == 7; }\n"
             "property P \"\": never bad;\n",
             "p", "lkmm");
  EXPECT_TRUE(s.is_settled);
  EXPECT_EQ(s.known, s.texts);
  EXPECT_GT(s.bounded, 0u);
  EXPECT_LT(s.bounded, s.texts);
}

TEST(ScreenedTexts, NothingIsKnownOfOneAloneAndOfWhatIsNoProtocol) {
  auto const text = text_of("wake-up/wake-up.protocol");
  ProtocolModel const model{"lkmm", load_model_for_protocols("lkmm")};
  AskedVariants const asked(BARRISTER_SOURCE "/proofs/wake-up/wake-up.protocol", "GOOD", model, {});
  auto const claims = asked.of_properties(text, {});
  auto const base = asked.ask(text, claims);
  KeptClaims const kept(asked, claims, base.answer);
  auto const one = changed(text).at(0), none = "no " + text;
  ScreenedTexts screened(asked, base, {one, none}, [&](std::string const& t) { return asked.read(t); });
  screened.look_at(kept);
  EXPECT_EQ(screened.of(one), nullptr);
  EXPECT_EQ(screened.of(none), nullptr);
}

} // namespace
} // namespace barrister::cli
