// SPDX-License-Identifier: BSD-2-Clause
#include "load.hpp"

namespace barrister::frontend::cat {
namespace {

Files const no_library = {{"stdlib.cat", "stdlib"}};
std::string resolved(std::string const& text) { return print(good(text, no_library)); }

TEST(Resolve, EqualExpressionsAreOneNode) {
  auto m = good("let a = po ; [W] ; rf\nlet b = po ; [W] ; rf\nlet c = rf | co and d = co | rf");
  EXPECT_EQ(m.names.at("a"), m.names.at("b"));
  EXPECT_EQ(m.names.at("c"), m.names.at("d"));
  EXPECT_EQ(resolved("empty (po | po) & (po | 0) \\ 0"), "empty po\n");
  EXPECT_EQ(resolved("empty (po^-1)^-1 | (0 ; po)"), "empty po\n");
}

TEST(Resolve, OnlyWhatIsNeededIsKept) {
  EXPECT_EQ(resolved("let x = let unused = po ; po in rf\nempty x"), "empty rf\n");
}

TEST(Resolve, OperandsComeBeforeTheirUsers) {
  auto m = good("let rec r = po | (r ; r) and s = [W] ; r\nacyclic s as c");
  for (NodeId n = 0; n < m.nodes.size(); ++n) {
    auto& node = m.nodes[n];
    bool leaf = node.kind == NodeKind::Base || node.kind == NodeKind::Variable ||
                node.kind == NodeKind::Universe || node.kind == NodeKind::Empty;
    EXPECT_TRUE(leaf || std::max(node.a, node.b) < n) << n;
  }
}

TEST(Resolve, ALaterDefinitionSeesTheEarlier) {
  EXPECT_EQ(resolved("let fence = po\nlet f(x) = x ; fence\nlet fence = fence | rf\nempty f(co)"),
            "fence = po | rf\n%4 = co ; po\nempty %4\n");
}

TEST(Resolve, Functions) {
  EXPECT_EQ(resolved("let f(x, y) = x ; y\nempty f(po, rf)"), "%2 = po ; rf\nempty %2\n");
  EXPECT_EQ(resolved("let f x y = x ; y\nlet g = f po\nempty g rf"), "%2 = po ; rf\nempty %2\n");
  EXPECT_EQ(resolved("let f = fun x -> fun y -> x ; y\nempty f po rf"), "%2 = po ; rf\nempty %2\n");
  EXPECT_EQ(resolved("let twice f = fun x -> f (f x)\nlet g x = x ; po\nempty twice g rf"),
            "%2 = rf ; po\n%3 = %2 ; po\nempty %3\n");
  EXPECT_EQ(resolved("let (a, b) = (po, rf)\nempty a \\ b"), "%2 = po \\ rf\nempty %2\n");
  EXPECT_EQ(resolved("let rec pick t = match t with || 'a -> po || _ -> pick 'a end\nempty pick 'b"),
            "empty po\n");
}

TEST(Resolve, EmptyTakesTheSortItsPlaceAsksFor) {
  EXPECT_EQ(resolved("let e = 0\nempty [e] | po"), "empty po\n");
  EXPECT_EQ(resolved("let e = {}\nempty po ; e"), "empty 0\n");
  EXPECT_EQ(resolved("empty domain(0) | W"), "empty W\n");
  EXPECT_EQ(resolved("empty emptyset | W"), "empty W\n");
  auto m = good("let a = 0 and b = {}");
  EXPECT_FALSE(m.nodes[m.names.at("a")].is_set);
  EXPECT_TRUE(m.nodes[m.names.at("b")].is_set);
}

TEST(Resolve, DeclaredTagsAreSets) {
  EXPECT_EQ(resolved("enum Barriers = 'mb || 'full-Stop\nempty Mb | Full-Stop"),
            "%2 = Mb | Full-Stop\nempty %2\n");
  EXPECT_NE(errors("empty Full-stop"), "");
}

TEST(Resolve, LetRecIsOneFixpoint) {
  EXPECT_EQ(resolved("let rec r = po | (r ; r)\nirreflexive r as c"),
            "r = rec %3\n%2 = r ; r\n%3 = po | %2\nirreflexive r as c\n");
}

TEST(Resolve, SortsOfRecursiveVariablesAreInferred) {
  auto m = good("let matched-locks = let rec\n"
                "    unmatched-locks = Rcu-lock \\ domain(matched)\n"
                "and unmatched-unlocks = Rcu-unlock \\ range(matched)\n"
                "and unmatched = unmatched-locks | unmatched-unlocks\n"
                "and unmatched-po = [unmatched] ; po ; [unmatched]\n"
                "and pairs = [unmatched-locks] ; po ; [unmatched-unlocks]\n"
                "and matched = matched | (pairs \\ (unmatched-po ; unmatched-po))\n"
                "in matched\n"
                "flag ~empty Rcu-lock \\ domain(matched-locks) as unbalanced");
  ASSERT_EQ(m.fixpoints.size(), 1u);
  std::vector<bool> sets;
  for (auto v : m.fixpoints[0].variables) sets.push_back(m.nodes[v].is_set);
  EXPECT_EQ(sets, (std::vector<bool>{true, true, true, false, false, false}));
  for (std::size_t i = 0; i < sets.size(); ++i) EXPECT_EQ(m.nodes[m.fixpoints[0].bodies[i]].is_set, sets[i]);
}

TEST(Resolve, TryTakesTheOtherWhenANameIsUnbound) {
  EXPECT_EQ(resolved("let X = try X with emptyset\nempty X | W"), "empty W\n");
  EXPECT_EQ(resolved("let LKW = try LKW with emptyset\nempty LKW"), "empty LKW\n");
  EXPECT_EQ(errors("let x = try po | W with rf").substr(0, 17), "m.cat:1:18: error");
}

TEST(Resolve, Variants) {
  EXPECT_EQ(resolved("flag ~empty (if \"lkmmv2\" then 0 else _) as old"), "flag ~empty 0 as old\n");
  EXPECT_EQ(resolved("empty (if \"other\" then nobody else po)"), "empty po\n");
  EXPECT_EQ(
      resolved("if \"other\" empty nobody else empty po end\nif not \"other\" && \"lkmmv2\" empty rf end"),
      "empty po\nempty rf\n");
}

TEST(Resolve, Checks) {
  auto m = good(
      "\"a title\"\nacyclic po\n  | rf (* all *) as c\nflag ~empty W as f\nundefined_unless irreflexive co");
  ASSERT_EQ(m.checks.size(), 3u);
  EXPECT_EQ(m.title, "a title");
  EXPECT_EQ(m.name, "test");
  EXPECT_EQ(m.checks[0].text, "acyclic po | rf (* all *) as c");
  EXPECT_EQ(m.checks[0].name, "c");
  EXPECT_EQ(m.checks[0].place.line, 2u);
  EXPECT_EQ(*m.checks[0].place.file, "m.cat");
  EXPECT_EQ(m.checks[1].role, Role::Flag);
  EXPECT_TRUE(m.checks[1].negated);
  EXPECT_EQ(m.checks[1].test, barrister::Test::Empty);
  EXPECT_EQ(m.checks[2].role, Role::Requirement);
}

TEST(Resolve, Procedures) {
  EXPECT_EQ(
      resolved(
          "procedure same(a, b) =\nlet d = a \\ b\nempty d as left\nempty b \\ a\nend\ncall same(po, rf)"),
      "%2 = po \\ rf\n%3 = rf \\ po\nempty %2 as left\nempty %3\n");
}

// lib/interpreter.ml, do_include: what a file defines the second time may rest on what was defined since.
TEST(Resolve, IncludesAreReadEachTime) {
  Files files = {{"a.cat", "include \"b.cat\"\nlet a = b | po"}, {"b.cat", "let b = rf | s"}};
  auto const m = good("let s = co\ninclude \"a.cat\"\nlet s = 0\ninclude \"b.cat\"\ninclude \"stdlib.cat\"\n"
                      "empty a\nempty b",
                      files);
  EXPECT_EQ(m.checks.size(), 2u);
  EXPECT_EQ(m.nodes[m.checks[0].node].kind, NodeKind::Union);
  EXPECT_EQ(m.nodes[m.checks[1].node].kind, NodeKind::Base) << "b is rf now, and a is not asked again";
}

TEST(Resolve, AChoiceOfEdgesIsOneForEachEvent) {
  EXPECT_EQ(resolved("let edges e = map (fun p -> p ++ 0) ((W * {e}) & loc)\n"
                     "with r from cross(map edges (R & M))\nempty r"),
            "%2 = R & M\n%5 = W * %2\n%6 = %5 & loc\nr = an edge of %6 to each of %2\nempty r\n");
  EXPECT_EQ(
      resolved("let edges e = map (fun p -> {p}) ([{e}] ; po)\nwith r from cross(map edges W)\nempty r"),
      "%2 = [W]\n%3 = %2 ; po\nr = an edge of %3 from each of W\nempty r\n");
}
TEST(Resolve, AChoiceOfCoherenceIsAnOrderOfEachLocation) {
  EXPECT_EQ(resolved("let orders r = cross (map (fun s -> linearisations(s, r)) (classes-loc W))\n"
                     "with c from orders(po)\nacyclic c"),
            "%2 = W * W\n%4 = %2 & loc\nc = an order in each class of %4, with po\nacyclic c\n");
  EXPECT_EQ(resolved("with s from linearisations(F, po)\nacyclic s"),
            "%2 = F * F\ns = an order in each class of %2, with po\nacyclic s\n");
}
TEST(Resolve, TwoChoicesAreTwo) {
  auto const m = good("with a from linearisations(F, 0)\nwith b from linearisations(F, 0)\nempty a \\ b");
  EXPECT_EQ(m.choices.size(), 2u);
  EXPECT_NE(m.choices[0], m.choices[1]);
}
TEST(Resolve, LocksAreTheModelsWhenItChoosesWhatTheyRead) {
  EXPECT_EQ(
      good("let edges e = map (fun p -> p ++ 0) (LKW * {e})\nwith r from cross(map edges LF)\nempty 0").locks,
      LockSemantics::ByModel);
  EXPECT_EQ(good("with c from linearisations(W, 0)\nempty LKW").locks, LockSemantics::Waiting);
}
TEST(Resolve, SetsKnownByTheirElementsAreTakenApart) {
  EXPECT_EQ(resolved("let all = {po, rf} | {po, co}\n"
                     "let union = let rec u s = match s with || {} -> 0 || e ++ rest -> e | u rest end in u\n"
                     "empty union all \\ fold (fun (e, y) -> e ; y) ({co}, loc)"),
            "%3 = rf | co\n%4 = po | %3\n%6 = co ; loc\n%7 = %4 \\ %6\nempty %7\n");
  EXPECT_EQ(resolved("forall r in {po, rf} do acyclic r end"), "acyclic po\nacyclic rf\n");
  EXPECT_EQ(resolved("empty if po in {po} then rf else co"), "empty rf\n");
  EXPECT_EQ(resolved("with r from cross {{po}, {rf}}\nempty r"), "r = po | rf\nempty r\n");
}
TEST(Resolve, WhatHoldsOfEachEventHoldsOfAll) {
  EXPECT_EQ(resolved("forall e in W do empty [{e}] ; po end"), "%2 = [W]\n%3 = %2 ; po\nempty %3\n");
  EXPECT_EQ(resolved("empty fold (fun (e, y) -> e ++ y) (W, F)"), "%2 = F | W\nempty %2\n");
}
TEST(Resolve, WhenIsAnAxiomOnTheFixpoint) {
  EXPECT_EQ(resolved("let rec r = po | (r ; r) when acyclic r as settles"),
            "r = rec %3\n%2 = r ; r\n%3 = po | %2\nacyclic r as settles\n");
}

TEST(Resolve, EnumTagsAreSets) {
  EXPECT_EQ(
      resolved("enum Accesses = 'ONCE || 'RELEASE || 'ACQUIRE || 'NORETURN\ninstructions R[{'ONCE}]\n"
               "enum Barriers = 'wmb || 'after-atomic\ninstructions F[Barriers]\nempty After-atomic & ONCE"),
      "%6 = After-atomic & ONCE\nempty %6\n");
}

} // namespace
} // namespace barrister::frontend::cat
