// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/token.hpp"
#include <functional>
#include <gtest/gtest.h>

using namespace barrister::frontend;

namespace {

// Hints look at what stands between two tokens.
void expect_in_order(std::string_view text, std::vector<litmus::Token> const& tokens) {
  ASSERT_FALSE(tokens.empty());
  EXPECT_EQ(tokens.back().kind, litmus::Kind::End);
  auto const* before = text.data();
  for (auto const& t : tokens) {
    ASSERT_TRUE(std::less_equal<>()(before, t.text.data())) << text;
    ASSERT_TRUE(std::less_equal<>()(t.text.data() + t.text.size(), text.data() + text.size())) << text;
    before = t.text.data();
  }
}

TEST(Lexer, EveryTokenStandsInTheText) {
  std::string const whole =
      "protocol p; /* one */ int x = 0; // two\nvoid f(void) { x = \"a\" + 'b'; }\n(* three *)";
  for (auto const section : {litmus::Section::C, litmus::Section::Condition, litmus::Section::Protocol})
    for (std::size_t n = 0; n <= whole.size(); ++n) {
      Source const source("t", whole.substr(0, n));
      auto const end = static_cast<std::uint32_t>(n);
      expect_in_order(source.text(), litmus::lex(source, {0, end}, section));
      expect_in_order(source.text(), litmus::lex(source, {0, end / 2}, section));
    }
}

} // namespace
