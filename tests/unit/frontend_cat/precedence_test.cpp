// SPDX-License-Identifier: BSD-2-Clause
#include "load.hpp"

namespace barrister::frontend::cat {
namespace {

// The body of `let x = …`, with all parentheses.
std::string grouped(std::string const& expression) {
  auto text = print(parsed("let x = " + expression), Parentheses::All);
  auto start = std::string("let x = ").size();
  return text.size() > start ? text.substr(start, text.size() - start - 1) : text;
}

struct Row {
  char const *text, *grouped;
};

class Precedence : public testing::TestWithParam<Row> {};

TEST_P(Precedence, IsThatOfHerd) { EXPECT_EQ(grouped(GetParam().text), GetParam().grouped); }

// clang-format off
INSTANTIATE_TEST_SUITE_P(
    Operators, Precedence,
    testing::Values(
        Row{"a | b ; c", "a | (b ; c)"}, Row{"a ; b \\ c", "a ; (b \\ c)"}, Row{"a \\ b ; c", "(a \\ b) ; c"},
        Row{"a \\ b \\ c", "(a \\ b) \\ c"}, Row{"a & b \\ c & d", "(a & b) \\ (c & d)"},
        Row{"a | b | c", "(a | b) | c"}, Row{"a ; b ; c", "(a ; b) ; c"}, Row{"a ++ b ++ c", "a ++ (b ++ c)"},
        Row{"a | b ++ c ; d", "a | (b ++ (c ; d))"}, Row{"~a & b", "(~a) & b"}, Row{"~a^-1", "~(a^-1)"},
        Row{"~ ~a", "~(~a)"}, Row{"~a ; b*", "(~a) ; (b*)"}, Row{"a*^-1?+", "(((a*)^-1)?)+"},
        Row{"a* ; b", "(a*) ; b"}, Row{"(A * B)", "A * B"}, Row{"A * B & c", "(A * B) & c"},
        Row{"A * {r} | c", "(A * {r}) | c"}, Row{"a * [b]", "a * [b]"}, Row{"_ * ~B", "_ * (~B)"},
        Row{"(a*) * b", "(a*) * b"}, Row{"a* * b", "(a*) * b"}, Row{"(a*)", "a*"}, Row{"a*", "a*"}));
// clang-format on

// clang-format off
INSTANTIATE_TEST_SUITE_P(
    Functions, Precedence,
    testing::Values(Row{"f x | g(y, z)", "(f x) | (g (y, z))"}, Row{"f x y", "(f x) y"}, Row{"f(a | b)*", "(f (a | b))*"},
                    Row{"f a ; b", "(f a) ; b"}, Row{"~f a", "~(f a)"}, Row{"f [a]", "f [a]"}, Row{"f 0", "f 0"},
                    Row{"f()", "f ()"}, Row{"fun x -> x ; y", "fun x -> x ; y"}, Row{"begin a | b end ; c", "(a | b) ; c"},
                    Row{"a, b | c", "(a, (b | c))"}, Row{"fun (x, _) -> (x, y)", "fun (x, _) -> (x, y)"}));
// clang-format on

// clang-format off
INSTANTIATE_TEST_SUITE_P(
    Forms, Precedence,
    testing::Values(Row{"let y = a in y | b", "let y = a in y | b"},
                    Row{"let rec y = a | z and z = y ; b in z", "let rec y = a | z and z = y ; b in z"},
                    Row{"(let y = a in y) | b", "(let y = a in y) | b"},
                    Row{"try a with b | c", "try a with b | c"},
                    Row{"if a = b then c else d ; e", "if a = b then c else d ; e"},
                    Row{"if a subset b then c else d", "if a subset b then c else d"},
                    Row{"if \"v\" then 0 else _", "if \"v\" then 0 else _"},
                    Row{"if not (\"v\" || ~\"w\" && \"x\") then a else b",
                        "if not (\"v\" || (not \"w\" && \"x\")) then a else b"},
                    Row{"match 'a with 'a -> b | c || _ -> d end", "match 'a with || 'a -> b | c || _ -> d end"},
                    Row{"match S with || {} -> {} || e ++ S -> f e ++ g S end",
                        "match S with || {} -> {} || e ++ S -> (f e) ++ (g S) end"},
                    Row{"match S with || S1 | e ++ _ -> a || {} -> b end",
                        "match S with || S1 | e ++ _ -> a || {} -> b end"}));
// clang-format on

TEST(Statement, PrintsAsWritten) {
  std::string const text = "C \"a title\" withoutco\n"
                           "enum Accesses = 'once || 'after-atomic\n"
                           "instructions R[{'once, 'acquire}]\n"
                           "default F[Barriers]\n"
                           "let f x (y, _) = x ; y and (a, b) = (po, rf)\n"
                           "let rec r = r | co and s = r when acyclic r as c\n"
                           "flag ~empty a \\ b as name-with-dashes\n"
                           "undefined_unless irreflexive a*\n"
                           "assert empty (a & b)\n"
                           "acyclic a as x\n"
                           "show a, b\n"
                           "unshow c\n"
                           "show a | b as d\n"
                           "show a as d\n"
                           "include \"lock.cat\"\n"
                           "procedure rec p (x, y) =\nempty x\nlet z = y\nend\n"
                           "procedure q _ =\nend\n"
                           "call p (a, b) as c\n"
                           "forall o in S do\nempty o\nend\n"
                           "with co from generate_cos pco\n"
                           "match 'a with\n|| 'a ->\nlet x = a\n|| _ ->\nempty b\nend\n"
                           "if \"v\"\nempty a\nelse\nempty b\nend\n"
                           "if not \"v\"\nend\n"
                           "debug a\n";
  EXPECT_EQ(print(parsed(text)),
            text.substr(0, text.find("(a & b)")) + "a & b" + text.substr(text.find("(a & b)") + 7));
}

TEST(Statement, AStarBeforeANegatedCheckIsAClosure) {
  EXPECT_EQ(print(parsed("let r = a*\n~empty r")), "let r = a*\n~empty r\n");
  EXPECT_EQ(print(parsed("let r = a in\nnot acyclic r")), "let r = a\n~acyclic r\n");
}

TEST(Lexer, SkipsCommentsOfAllKinds) {
  EXPECT_EQ(print(parsed("(* a (* nested *) comment \" *) let // x = 1\nx# y\n=(**)po")), "let x = po\n");
}

} // namespace
} // namespace barrister::frontend::cat
