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
  std::size_t known = 0, broken = 0, texts = 0;
};
Screening screen(std::string const& file, std::string const& variant, std::string const& model_name) {
  auto const text = text_of(file);
  ProtocolModel const model{model_name, load_model_for_protocols(model_name)};
  AskedVariants const asked(BARRISTER_SOURCE "/proofs/" + file, variant, model, {});
  auto const claims = asked.of_properties(text, {});
  auto const base = asked.ask(text, claims);
  EXPECT_EQ(base.problem, "");
  KeptClaims const kept(asked, claims, base.answer);
  auto const texts = changed(text);
  ScreenedTexts screened;
  screened.look_at(texts, base, asked, kept, [&](std::string const& t) { return asked.read(t); });
  Screening out;
  for (auto const& t : texts) {
    ++out.texts;
    auto const* violated = screened.violated(t);
    if (!violated) continue;
    ++out.known;
    out.broken += !violated->empty();
    auto const alone = asked.ask(t, kept.claims());
    for (std::size_t i = 0; i < kept.claims().size(); ++i)
      EXPECT_EQ(alone.answer.claims.at(i).verdict.kind == ClaimVerdict::Kind::Violated,
                std::ranges::count(*violated, i) > 0)
          << file << " " << variant << ": " << kept.names()[i] << "\n"
          << t;
  }
  return out;
}

TEST(ScreenedTexts, AreSaidWhatEachIsSaidAlone) {
  for (auto const* model : {"lkmm", "tso"}) {
    auto const moves = screen("c-peterz/c-peterz.protocol", "V410", model),
               membarrier = screen("membarrier/scenarios.protocol", "C", model);
    for (auto const& s : {moves, membarrier}) {
      EXPECT_GT(s.texts, 2u);
      EXPECT_EQ(s.known, s.texts);
      EXPECT_GT(s.broken, 0u);
      EXPECT_LT(s.broken, s.texts);
    }
  }
}

TEST(ScreenedTexts, NothingIsKnownOfOneAloneAndOfWhatIsNoProtocol) {
  auto const text = text_of("wake-up/wake-up.protocol");
  ProtocolModel const model{"lkmm", load_model_for_protocols("lkmm")};
  AskedVariants const asked(BARRISTER_SOURCE "/proofs/wake-up/wake-up.protocol", "GOOD", model, {});
  auto const claims = asked.of_properties(text, {});
  auto const base = asked.ask(text, claims);
  KeptClaims const kept(asked, claims, base.answer);
  auto const one = changed(text).at(0), none = "no " + text;
  ScreenedTexts screened;
  screened.look_at({one, none}, base, asked, kept, [&](std::string const& t) { return asked.read(t); });
  EXPECT_EQ(screened.violated(one), nullptr);
  EXPECT_EQ(screened.violated(none), nullptr);
}

} // namespace
} // namespace barrister::cli
