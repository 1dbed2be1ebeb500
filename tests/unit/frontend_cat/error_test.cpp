// SPDX-License-Identifier: BSD-2-Clause
// Whole messages, as the user sees them.
#include "load.hpp"

namespace barrister::frontend::cat {
namespace {

TEST(SyntaxError, NamesTheOpenBracket) {
  EXPECT_EQ(errors("let x = (po | ) ; rf\n"), "m.cat:1:15: error: expected an expression, found ')'\n"
                                              "    let x = (po | ) ; rf\n"
                                              "                  ^\n"
                                              "m.cat:1:9: note: inside this '('\n"
                                              "    let x = (po | ) ; rf\n"
                                              "            ^\n");
  EXPECT_EQ(errors("let x = [po | (rf ; co]\n"), "m.cat:1:23: error: expected ')', found ']'\n"
                                                 "    let x = [po | (rf ; co]\n"
                                                 "                          ^\n"
                                                 "m.cat:1:15: note: inside this '('\n"
                                                 "    let x = [po | (rf ; co]\n"
                                                 "                  ^\n");
}

TEST(SyntaxError, AtTheEndStandsBehindTheLastToken) {
  EXPECT_EQ(errors("let x = po |  (* so? *)\n\n"),
            "m.cat:1:13: error: expected an expression, found end of file\n"
            "    let x = po |  (* so? *)\n"
            "                ^\n");
}

TEST(SyntaxError, LongTextsAreCut) {
  EXPECT_EQ(errors("let x = po\n\"one\ntwo\"\n"),
            "m.cat:2:1: error: expected a statement, found '\"one...'\n"
            "    \"one\n"
            "    ^~~~\n"
            "    hint: statements begin with 'let', 'acyclic', 'empty', "
            "'include' and the like\n");
}

TEST(SyntaxError, CaretIsRightUnderTabsAndUtf8) {
  EXPECT_EQ(errors("\t(* caf\xC3\xA9 *)\tlet x == po"),
            "m.cat:1:21: error: expected an expression, found '='\n"
            "    \t(* caf\xC3\xA9 *)\tlet x == po\n"
            "    \t          \t       ^\n"
            "    hint: did you mean '='?\n");
}

struct Row {
  std::string text, message; // the first line
};
std::string first_line(std::string const& text) { return text.substr(0, text.find('\n')); }

class Syntax : public testing::TestWithParam<Row> {};
TEST_P(Syntax, IsReported) { EXPECT_EQ(first_line(errors(GetParam().text)), "m.cat:" + GetParam().message); }

// clang-format off
INSTANTIATE_TEST_SUITE_P(
    Errors, Syntax,
    testing::Values(Row{"", "1:1: error: an empty file is not a model"},
                    Row{"(* only this *)", "1:1: error: an empty file is not a model"},
                    Row{"empty po\n(* (* x *)", "2:1: error: this comment is never closed"},
                    Row{"include \"x\nempty po", "1:9: error: this string is never closed"},
                    Row{"let x = $ po", "1:9: error: unknown character"},
                    Row{"let x = 'a | '", "1:14: error: a tag is a quote and a name, as in 'acquire"},
                    Row{"lett x = po", "1:6: error: expected a statement, found 'x'"},
                    Row{"x = po", "1:1: error: expected a statement, found 'x'"},
                    Row{"empty po )", "1:10: error: expected a statement, found ')'"},
                    Row{"let = po", "1:5: error: expected a definition, found '='"},
                    Row{"let f(x, = po", "1:10: error: expected a name or '_', found '='"},
                    Row{"flag po", "1:1: error: expected a statement, found 'flag'"},
                    Row{"acyclic po as", "1:14: error: expected a name, found end of file"},
                    Row{"include stdlib", "1:9: error: expected a string, found 'stdlib'"},
                    Row{"let x = f(a,)", "1:13: error: expected an expression, found ')'"},
                    Row{"let x = match 'a with 'a -> b", "1:30: error: expected 'end', found end of file"},
                    Row{"let x = if po then a", "1:15: error: expected '=' or 'subset' or 'in', found 'then'"}, Row{"let x = if ) then a",
                                                         "1:12: error: expected a condition, found ')'"},
                    Row{"procedure p() = empty po", "1:25: error: expected 'end', found end of file"},
                    Row{"enum T = 'a || b", "1:16: error: expected a tag, found 'b'"}));
// clang-format on

TEST(SyntaxError, HostileDepthIsRefused) {
  auto many = [](std::string const& piece, int n) {
    std::string out;
    for (int i = 0; i < n; ++i) out += piece;
    return out;
  };
  auto one = [&](std::string const& text) { return first_line(errors("let x = " + text)); };
  std::string const nesting = "error: more than 200 levels of nesting";
  EXPECT_EQ(one(many("(", 100'000) + "po" + many(")", 100'000)), "m.cat:1:207: " + nesting);
  EXPECT_NE(one(many("[", 100'000)).find(nesting), std::string::npos);
  EXPECT_NE(one(many("{", 100'000)).find(nesting), std::string::npos);
  EXPECT_NE(one(many("f(", 100'000)).find(nesting), std::string::npos);
  EXPECT_NE(one(many("~", 200'000) + "po").find(nesting), std::string::npos);
  EXPECT_NE(one(many("let y = ", 100'000)).find(nesting), std::string::npos);
  EXPECT_NE(one(many("fun x -> ", 100'000)).find(nesting), std::string::npos);
  EXPECT_NE(one(many("if ", 100'000)).find(nesting), std::string::npos);
  EXPECT_NE(one("if " + many("~", 100'000) + "\"v\" then po else po").find(nesting), std::string::npos);
  EXPECT_NE(first_line(errors(many("procedure p() = ", 100'000))).find(nesting), std::string::npos);
  EXPECT_NE(one("po" + many(" | po", 100'000)).find("more than 500 operators deep"), std::string::npos);
  for (auto op : {" | po", " ; po", " \\ po", " & po", " * W", " ++ po", "*", " +", "?", "^-1", " po"})
    EXPECT_NE(one("po" + many(op, 20'000)).find("more than 500 operators deep"), std::string::npos) << op;
  EXPECT_EQ(errors("let f(" + many("x, ", 10'000) + "y) = po\nempty po"), "");
  EXPECT_EQ(errors(many("let x = po ", 10'000)), "");
  EXPECT_NE(one("(" + many("po, ", 10'000) + "po) | po"), "");
}

TEST(SyntaxError, RandomBytesNeverCrash) {
  std::uint64_t state = 88172645463325252u;
  auto next = [&state] {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
  };
  std::string const pieces[] = {"let ",   "rec ",       "x ",   "= ",       "po ", "(",      ")",     "[",
                                "]",      "| ",         "; ",   "*",        "~",   "match ", "with ", "|| ",
                                "-> ",    "end ",       "'a ",  "{}",       "++ ", "if ",    "then ", "else ",
                                "\"v\" ", "in ",        "fun ", "acyclic ", "as ", "try ",   ", ",    "0 ",
                                "_ ",     "let x = x ", "(* ",  "*)"};
  for (int i = 0; i < 3000; ++i) {
    std::string text;
    for (auto n = next() % 40; n > 0; --n)
      text += i % 2 ? pieces[next() % std::size(pieces)] : std::string(1, static_cast<char>(next()));
    Diagnostics diagnostics;
    auto model = load(text, diagnostics);
    ASSERT_EQ(model.has_value(), !diagnostics.failed()) << text;
  }
}

TEST(ResolutionError, UnboundNameHasAHint) {
  EXPECT_EQ(errors("acyclic po-lco | rf as c"), "m.cat:1:9: error: unbound name 'po-lco'\n"
                                                "    acyclic po-lco | rf as c\n"
                                                "            ^~~~~~\n"
                                                "    hint: did you mean 'po-loc'?\n");
}

TEST(ResolutionError, ASetWhereARelationIsDue) {
  EXPECT_EQ(errors("let x = (po ; (R | W)) ; rf"),
            "m.cat:1:15: error: a set where a relation is due\n"
            "    let x = (po ; (R | W)) ; rf\n"
            "                  ^~~~~~~\n"
            "    hint: [(R | W)] is the relation of each of its events to itself\n");
  EXPECT_EQ(errors("let x = [po]"), "m.cat:1:10: error: a relation where a set is due\n"
                                    "    let x = [po]\n"
                                    "             ^~\n");
}

TEST(ResolutionError, AllAreReportedOnce) {
  EXPECT_EQ(errors("let f(x) = x ; W\nlet a = f(po) | f(rf)\nlet b = a | nobody\nempty b | M as c"),
            "m.cat:1:16: error: a set where a relation is due\n"
            "    let f(x) = x ; W\n"
            "                   ^\n"
            "    hint: [W] is the relation of each of its events to itself\n"
            "m.cat:3:13: error: unbound name 'nobody'\n"
            "    let b = a | nobody\n"
            "                ^~~~~~\n"
            "m.cat:4:11: error: a set where a relation is due\n"
            "    empty b | M as c\n"
            "              ^\n"
            "    hint: [M] is the relation of each of its events to itself\n");
}

TEST(ResolutionError, IncludedFilesAreNamed) {
  EXPECT_EQ(errors("include \"gone.cat\"\nempty po"), "m.cat:1:9: error: cannot find the file 'gone.cat'\n"
                                                      "    include \"gone.cat\"\n"
                                                      "            ^~~~~~~~~~\n");
  EXPECT_EQ(errors("include \"a.cat\"\nempty po", {{"a.cat", "let x =\n  pp\n"}}),
            "a.cat:2:3: warning: unbound name 'pp' in 'x', which nothing uses\n      pp\n      ^~\n"
            "    hint: did you mean 'po'?\n");
  EXPECT_EQ(errors("include \"a.cat\"\nempty x", {{"a.cat", "let x =\n  pp\n"}}),
            "a.cat:2:3: error: unbound name 'pp'\n      pp\n      ^~\n    hint: did you mean 'po'?\n");
  EXPECT_EQ(first_line(errors("include \"a.cat\"\nempty po", {{"a.cat", "let let"}})),
            "a.cat:1:5: error: expected a definition, found 'let'");
}

// As herd7: what has no value is an error where it is used.
TEST(ResolutionError, NamesAreLookedUpWhereTheyAreUsed) {
  EXPECT_EQ(first_line(errors("let z = nobody\nlet y = z | po\nempty po")),
            "m.cat:1:9: warning: unbound name 'nobody' in 'z', which nothing uses");
  EXPECT_EQ(first_line(errors("let z = nobody\nlet y = z | po\nempty y")),
            "m.cat:1:9: error: unbound name 'nobody'");
  EXPECT_EQ(errors("let c = classes(loc & (W * W))\nempty po"), "");
  EXPECT_EQ(first_line(errors("let c = classes(loc & (W * W))\nempty c")),
            "m.cat:1:9: unsupported: 'classes' is not supported yet");
  EXPECT_EQ(errors("let z = try nobody with rf\nempty z"), "");
  EXPECT_EQ(errors("show (si \\ id) as si\nempty po"), "");
}

TEST(ResolutionError, AssertionsAreKnownToHoldOrUnsupported) {
  EXPECT_EQ(errors("assert empty 0\nempty po"), "");
  EXPECT_EQ(first_line(errors("assert empty po\nempty po")),
            "m.cat:1:1: unsupported: 'assert' of what differs between executions");
  EXPECT_EQ(errors("\"a title alone\""), "");
}

class Resolution : public testing::TestWithParam<Row> {};
TEST_P(Resolution, IsReported) {
  EXPECT_EQ(first_line(errors(GetParam().text)), "m.cat:" + GetParam().message);
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(
    Errors, Resolution,
    testing::Values(Row{"let x = po | W", "1:14: error: a set where a relation is due"},
                    Row{"let x = W & po", "1:13: error: a relation where a set is due"},
                    Row{"let x = W * po", "1:13: error: a relation where a set is due"},
                    Row{"let x = W+", "1:9: error: a set where a relation is due"},
                    Row{"let x = domain(W)", "1:15: error: a set where a relation is due"},
                    Row{"acyclic W", "1:9: error: a set where a relation is due"},
                    Row{"let x = po | fencerel", "1:14: error: a function where a relation is due"},
                    Row{"let x = po [W]", "1:9: error: this is not a function"},
                    Row{"let f(a, b) = a\nlet x = f(po)", "2:10: error: expected 2 values, found 1"},
                    Row{"let f(x) = f(x)\nlet y = f(po)\nempty y", "1:12: error: unbound name 'f'"},
                    Row{"let rec f(x) = f(x)\nlet y = f(po)", "1:16: error: applied too deep inside each other: a recursion without end?"},
                    Row{"let x = let rec s = W | r and r = po ; s in r", "1:25: error: a relation where a set is due"},
                    Row{"procedure rec p x =\ncall p x end\ncall p po",
                        "2:8: error: applied too deep inside each other: a recursion without end?"},
                    Row{"call p po", "1:1: error: there is no procedure 'p'"},
                    Row{"let x = match 'c with 'a -> po end", "1:15: error: no case for this tag"},
                    Row{"with r from {po, rf}", "1:1: unsupported: a choice from this set"},
                    Row{"with e from W", "1:1: unsupported: a choice from this set"},
                    Row{"with r from cross(map (fun e -> map (fun p -> {p}) (po ; [{e}] ; po)) W)", "1:18: unsupported: this product"},
                    Row{"let x = map (fun e -> e) (po | rf)\nempty x", "1:26: unsupported: 'map' over this, with this function,"},
                    Row{"forall e in W do acyclic po ; [{e}] end", "1:1: unsupported: this check on each element of a set that differs between executions"},
                    Row{"forall e in W do let rec r = ([{e}] ; po) | (r ; r) empty [{e}] ; r end", "1:1: unsupported: a recursive definition that depends on an element of map, fold or forall"},
                    Row{"let x = W ++ M", "1:9: error: this is no element of the set on the right"},
                    Row{"let x = match W with {} -> 0 || e ++ s -> po end\nempty x", "1:15: unsupported: 'match' on what differs between executions"},
                    Row{"let x = if po = rf then po else rf\nempty x",
                        "1:12: unsupported: a condition on what an execution contains"},
                    Row{"let x = linearisations(W)", "1:23: error: 'linearisations' is applied to a set and a relation: linearisations(S, r)"},
                    Row{"let x = fold (fun (e, y) -> y ; po) (W, po)\nempty x", "1:37: unsupported: 'fold' with this function over a set that differs between executions"},
                    Row{"enum T = 'mb || 'w", "1:17: unsupported: the tag 'w takes the name of the set W"},
                    Row{"let rec x = x when ~empty x", "1:1: unsupported: 'let rec … when' with a negated test"}));
// clang-format on

TEST(ResolutionError, ExponentialModelsAreRefused) {
  std::string text = "let f0(x) = x | co\n";
  for (int i = 1; i < 40; ++i) {
    auto before = "f" + std::to_string(i - 1);
    text += "let f" + std::to_string(i) + "(x) = " + before + "(x) ; " + before + "(x)\n";
  }
  EXPECT_NE(errors(text + "empty f39(po)").find("this model is too large when its functions are applied"),
            std::string::npos);
}

} // namespace
} // namespace barrister::frontend::cat
