// SPDX-License-Identifier: BSD-2-Clause
// Printing and parsing are inverses, on random trees.
#include "load.hpp"
#include <random>

namespace barrister::frontend::cat {
namespace {

class Generator {
public:
  explicit Generator(std::uint32_t seed) : random_(seed) {}

  std::shared_ptr<Expression const> expression(int size) {
    if (size <= 0) return leaf();
    auto e = [&] { return expression(size - 1 - pick(2)); };
    switch (pick(14)) {
    case 0:
    case 1:
    case 2:
    case 3: return make(Binary{static_cast<BinaryOperator>(pick(6)), e(), e()});
    case 4:
    case 5: return make(Unary{static_cast<UnaryOperator>(pick(6)), e()});
    case 6: return make(Apply{make(Name{"f"}), e()});
    case 7: return make(Apply{make(Apply{make(Name{"g"}), e()}), e()});
    case 8: return make(Tuple{{e(), e()}});
    case 9: return make(SetLiteral{{e(), e()}});
    case 10: return make(Function{{{"x", ""}, {}}, e()});
    case 11:
      return make(
          LetIn{pick(2) == 1, {{{{"x"}, {}}, {}, e(), {}}, {{{"h"}, {}}, {{{"y"}, {}}}, e(), {}}}, e()});
    case 12: return make(Try{e(), e()});
    default: return branching(e);
    }
  }

private:
  template <class E> std::shared_ptr<Expression const> branching(E e) {
    if (pick(2) == 0) return make(Match{e(), {{TagCase{"t"}, e()}, {DefaultCase{}, e()}}});
    auto compare =
        std::make_shared<Condition const>(Condition{Compare{static_cast<Comparison>(pick(3)), e(), e()}, {}});
    return make(Conditional{compare, e(), e()});
  }
  std::shared_ptr<Expression const> leaf() {
    switch (pick(6)) {
    case 0: return make(Zero{});
    case 1: return make(Wildcard{});
    case 2: return make(TagName{"acquire"});
    case 3: return make(SetLiteral{});
    default: return make(Name{std::string(1, static_cast<char>('a' + pick(4)))});
    }
  }
  static std::shared_ptr<Expression const> make(decltype(Expression::node) node) {
    return std::make_shared<Expression const>(Expression{std::move(node), {}, 1});
  }
  int pick(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }
  std::mt19937 random_;
};

TEST(RoundTrip, ParsingWhatIsPrintedGivesTheSameTree) {
  auto const seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Generator generate(seed);
  for (int i = 0; i < 500; ++i) {
    File file;
    file.statements.push_back(
        {Let{false, {{{{"x"}, {}}, {}, generate.expression(i % 6), {}}}, std::nullopt}, {}});
    file.statements.push_back(
        {Assertion{Force::Flag, true, barrister::Test::Empty, generate.expression(i % 5), "n", {}}, {}});
    auto text = print(file);
    auto again = parsed(text);
    ASSERT_EQ(print(again, Parentheses::All), print(file, Parentheses::All)) << text;
    ASSERT_EQ(print(again), text);
  }
}

} // namespace
} // namespace barrister::frontend::cat
