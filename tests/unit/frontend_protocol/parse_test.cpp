// SPDX-License-Identifier: BSD-2-Clause
#include "load.hpp"

using namespace barrister;
using namespace barrister::frontend;

namespace {

ProtocolFile parsed(std::string const& text) {
  Diagnostics diagnostics;
  auto file = parse(text, diagnostics);
  for (auto const& d : diagnostics.all()) ADD_FAILURE() << to_string(d);
  return file.value_or(ProtocolFile{});
}

} // namespace

TEST(ProtocolParse, Header) {
  auto const f = parsed("protocol name \"a sentence\";\nmodel lkmm-v4.17, \"my model.cat\";\n"
                        "model sc with { acyclic po | (rf ; po) as x }\nworld { cpu 0; }");
  EXPECT_EQ(f.name, "name");
  EXPECT_EQ(f.sentence, "a sentence");
  ASSERT_EQ(f.models.size(), 3U);
  EXPECT_EQ(f.models[0].name, "lkmm-v4.17");
  EXPECT_EQ(f.models[1].name, "my model.cat");
  EXPECT_EQ(f.models[2].name, "sc");
  EXPECT_EQ(f.models[2].with, "acyclic po | (rf ; po) as x ");
  ASSERT_EQ(f.variants.size(), 1U);
  EXPECT_EQ(f.variants[0].name, "name");
}

TEST(ProtocolParse, VariantsAndExpectations) {
  auto const f =
      parsed("protocol t; world { cpu 0; } property P: no deadlock; property Q: no deadlock; start s { 1; }\n"
             "variant V \"one\"; variant W of V \"two\" { }\n"
             "expect V: holds *;\n"
             "expect W: violated P, Q by deadlock under sc, lkmm-v4.17 from s; holds Q;");
  ASSERT_EQ(f.variants.size(), 2U);
  EXPECT_EQ(f.variants[1].name, "W");
  EXPECT_EQ(f.variants[1].parent, "V");
  EXPECT_EQ(f.variants[1].sentence, "two");
  ASSERT_EQ(f.expectations.size(), 4U);
  EXPECT_EQ(f.expectations[0].property, "*");
  auto const& e = f.expectations[2];
  EXPECT_EQ(e.verdict, Expectation::Verdict::Violated);
  EXPECT_EQ(e.variant, "W");
  EXPECT_EQ(e.property, "Q");
  EXPECT_EQ(e.by, "deadlock");
  EXPECT_EQ(e.models, (std::vector<std::string>{"sc", "lkmm-v4.17"}));
  EXPECT_EQ(e.from, (std::vector<std::string>{"s"}));
  EXPECT_EQ(f.expectations[3].verdict, Expectation::Verdict::Holds);
}

TEST(ProtocolParse, ItsWordsAreNamesInC) {
  auto const p = load("protocol t; int never, start; struct world { int cpu; }; struct world task;\n"
                      "world { cpu 0; task property; } static int cover(int from) { return from; }\n"
                      "task property { never = cover(task.cpu); start = never; }");
  EXPECT_EQ(p.contexts[0].name, "property");
}

TEST(ProtocolParse, EachLibraryIsReadOnce) {
  Libraries const all{{"one", "use two; int x;"}, {"two", "use one; int y;"}};
  auto const p = load("protocol t; use one, two; world { cpu 0; task a; } task a { x = y; }", "t", all);
  EXPECT_EQ(p.program.objects.size(), 3U);
  EXPECT_EQ(complaints("protocol t;\nuse nothing;\n"),
            "t.protocol:2:5: error: there is no library 'nothing'\n"
            "    use nothing;\n"
            "        ^~~~~~~\n"
            "    hint: none of that name is built in, and no "
            "'nothing.protocol' stands beside this file\n");
  EXPECT_EQ(complaints("protocol t;\nuse bad;\n", {{"bad", "int x\nint y;\n"}}),
            "bad.protocol:2:1: error: expected ';', found 'int'\n    int y;\n    ^~~\n    hint: it goes "
            "behind 'x'\n");
}

TEST(ProtocolParse, ConstantsAndInitialValues) {
  auto const p =
      load(small_world + "#define SIZE (1 + 2)\nenum { A, B = SIZE, C };\n"
                         "struct s { int n; int v[2]; struct s *next; }; static void f(void) {}\n"
                         "struct s all[2] = { { 1, { 2, 3 }, &all[1] }, [1] = { .v = { [1] = C } } };\n"
                         "void (*g)(void) = f; bool yes = true; int *p = &all[0].v[1]; int w[] = { A, -B };\n"
                         "task a {}");
  auto const object = [&](std::string const& name) {
    for (auto const& o : p.program.objects)
      if (o.name == name) return o.initial;
    return std::vector<Value>{};
  };
  std::vector<Value> const expected{number(1), number(2), number(3), address(2, 4),
                                    number(0), number(0), number(4), number(0)};
  EXPECT_EQ(object("all"), expected);
  EXPECT_EQ(object("p"), std::vector{address(2, 2)});
  EXPECT_EQ(object("w"), (std::vector{number(0), number(-3)}));
  EXPECT_TRUE(object("g")[0].is_address());
}

TEST(ProtocolParse, VariantsRedefineAndReplace) {
  std::string const text = "protocol t; int x; world { cpu 0; task a; }\n"
                           "static void f(void) { x = 1; }\nstatic void g(void) { f(); f(); x = 3; }\n"
                           "task a { g(); }\n"
                           "variant V; variant R of V { static void f(void) { x = 2; } }\n"
                           "variant S of R { replace g(): \"f(); x  = 3;\" with \"x = 4;\"; }\n"
                           "variant T of S { replace g(): \"x = 4\" with \"x = x + 5\"; replace a: \"g();\" "
                           "with \"g(); x = 6;\"; }";
  auto const code = [&](std::string const& variant) {
    auto const all = protocol::print(load(text, variant));
    auto const begin = all.find("\na\n") + 3;
    return all.substr(begin, all.find("\nstart ") - begin);
  };
  EXPECT_EQ(code("V"), "  store x, 1\n  store x, 1\n  store x, 3");
  EXPECT_EQ(code("R"), "  store x, 2\n  store x, 2\n  store x, 3");
  EXPECT_EQ(code("S"), "  store x, 2\n  store x, 4");
  EXPECT_EQ(code("T"), "  store x, 2\n  %0 = load x\n  store x, (%0 + 5)\n  store x, 6");
  auto const p = load(text, "T");
  auto const& t = p.program.threads[0];
  EXPECT_EQ(t.instructions[t.body[2].instruction].text, "x = x + 5;");
  EXPECT_EQ(t.instructions[t.body[2].instruction].place.line, 7U) << "where the variant says it";
}
