// SPDX-License-Identifier: BSD-2-Clause
// What names mean: hover, definitions, completion, symbols, and other names in their place.
#include "frontend/litmus/primitives.hpp"
#include "frontend/words.hpp"
#include "lsp/calls.hpp"
#include "lsp/cat_manual.hpp"
#include "lsp/library.hpp"
#include "tests/lsp/client.hpp"
#include "tests/lsp/files.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace barrister {
namespace {

std::string const perf = BARRISTER_SOURCE "/proofs/perf-install/perf-install.protocol";
std::string const wake_up = BARRISTER_SOURCE "/proofs/wake-up/wake-up.protocol";
std::string const peterz = BARRISTER_SOURCE "/proofs/c-peterz/C-peterz.litmus";
std::string const lkmm = BARRISTER_SOURCE "/spec/models/lkmm.cat";

class LspNames : public testing::Test {
protected:
  std::string open(std::string const& path) {
    text = read_text(path);
    uri = of_file(path);
    client.open(uri, text);
    return uri;
  }
  std::string hover(std::string const& words, int into = 0, int nth = 1) {
    auto const found = client.ask("textDocument/hover", in(uri, place_of(text, words, into, nth)));
    return found.is_null() ? "" : found.at("contents").at("value").get<std::string>();
  }
  Json definition(std::string const& words, int into = 0, int nth = 1) {
    return client.ask("textDocument/definition", in(uri, place_of(text, words, into, nth)));
  }
  std::vector<std::string> completed(Json const& position) {
    std::vector<std::string> out;
    auto const all = client.ask("textDocument/completion", in(uri, position));
    for (auto const& one : all.at("items")) out.push_back(one.at("label"));
    return out;
  }
  // At the end of this text.
  std::vector<std::string> completed(std::string const& path, std::string const& before) {
    auto const at_end =
        place_of(before + "\n", "\n", 0, static_cast<int>(std::ranges::count(before, '\n')) + 1);
    uri = of_file(path);
    client.open(uri, before);
    return completed(at_end);
  }
  Json rename_parameters(std::string const& words, int into, std::string const& to) {
    auto p = in(uri, place_of(text, words, into));
    p["newName"] = to;
    return p;
  }
  // The text with it, which has no errors.
  std::string renamed(std::string const& words, int into, std::string const& to) {
    auto const edit = client.ask("textDocument/rename", rename_parameters(words, into, to));
    EXPECT_EQ(edit.at("changes").size(), 1u) << edit;
    auto const out = applied(text, edit.at("changes").at(uri));
    client.change(uri, out);
    EXPECT_EQ(client.diagnostics(uri), Json::array()) << out;
    client.change(uri, text);
    client.diagnostics(uri);
    return out;
  }
  std::string refused(std::string const& words, int into, std::string const& to) {
    auto const error = client.refused("textDocument/rename", rename_parameters(words, into, to));
    EXPECT_EQ(error.at("code"), -32803) << error;
    return error.at("message");
  }
  bool has(std::vector<std::string> const& all, std::string const& one) {
    return std::ranges::find(all, one) != all.end();
  }
  static std::size_t times(std::string const& text, std::string const& words) {
    std::size_t n = 0;
    for (auto at = text.find(words); at != text.npos; at = text.find(words, at + 1)) ++n;
    return n;
  }

  Client client;
  std::string uri, text;
};

TEST_F(LspNames, OfTypedefsAndAroundMacros) {
  text = "protocol pasted;\n"
         "typedef struct { int total; } counter;\n"
         "#define put(c, v) do { (c)->total = v; } while (0)\n"
         "#define LINE \\\n"
         "\tdo { } while (0)\n"
         "#ifdef CONFIG_SMP\n"
         "counter here;\n"
         "#else\n"
         "int don't;\n"
         "#endif\n"
         "world { cpu 0; task a on 0; }\n"
         "task a {\n"
         "\tcounter *local = &here;\n"
         "\n"
         "\tput(local, 1); LINE;\n"
         "}\n"
         "property P \"\": finally here.total == 1;\n";
  uri = of_file("/nowhere/pasted.protocol");
  client.open(uri, text);
  EXPECT_EQ(client.diagnostics(uri), Json::array());
  EXPECT_TRUE(hover("counter *local").find("typedef struct") != std::string::npos) << hover("counter *local");
  EXPECT_TRUE(hover("local, 1").find("counter *local") != std::string::npos) << hover("local, 1");
  EXPECT_TRUE(hover("put(local").find("#define put(c, v) do {") != std::string::npos) << hover("put(local");
  EXPECT_TRUE(hover("LINE;").find("\\\n") != std::string::npos) << hover("LINE;");
  EXPECT_EQ(renamed("here;", 0, "there").find("&here"), std::string::npos);
}

TEST_F(LspNames, HoverSaysWhatAPrimitiveOrdersAndWhoSaysSo) {
  open(perf);
  auto const mb = hover("smp_mb();");
  EXPECT_NE(mb.find("All accesses before it come before all that follow."), mb.npos) << mb;
  EXPECT_NE(mb.find("Documentation/memory-barriers.txt"), mb.npos) << mb;
  auto const lock = hover("raw_spin_lock_irq(");
  EXPECT_NE(lock.find("An acquire"), lock.npos) << lock;
  auto const used = hover("task_curr(ctx", 2);
  EXPECT_NE(used.find("static bool task_curr(struct task_struct *p)"), used.npos) << used;
  EXPECT_NE(used.find("after kernel/sched/core.c of v4.10"), used.npos) << used;
  auto const part = hover("use ", 5);
  EXPECT_NE(part.find("kernel/smp.c"), part.npos) << part;
}

TEST_F(LspNames, HoverSaysWhatANameIs) {
  open(perf);
  EXPECT_NE(hover("task_context.nr_events").find("struct perf_event_context task_context = { .task = &t };"),
            std::string::npos);
  EXPECT_TRUE(hover("installed;").starts_with("**ghost** `installed`")) << hover("installed;");
  EXPECT_TRUE(hover("mover times").starts_with("**agent** `mover`"));
  EXPECT_TRUE(hover("cpu_curr(c)", 9).starts_with("**bound name** `c` of `S1`"));
  open(peterz);
  EXPECT_TRUE(hover("0:r1", 2).starts_with("**local variable** `r1` of `P0`")) << hover("0:r1", 2);
  EXPECT_TRUE(hover("2:r1", 2).starts_with("**local variable** `r1` of `P2`"));
  EXPECT_TRUE(hover("*x", 1).starts_with("**shared variable** `x`"));
  open(lkmm);
  EXPECT_TRUE(hover("po-unlock-lock-po", 1).starts_with("**definition** `po-unlock-lock-po`"));
  EXPECT_NE(hover("(domain(rmw)", 8).find("rmw"), std::string::npos);
  EXPECT_NE(hover("(domain(rmw)", 2).find("the events from which r leads"), std::string::npos);
  EXPECT_EQ(hover("(*"), "");
}

// Whoever adds a primitive, a call or a name finds here that it has no manual entry.
TEST(LspManual, NothingThatIsKnownLacksAnEntry) {
  for (auto const& name : frontend::litmus::primitive_names()) {
    auto const m = lsp::manual_of_primitive(name);
    ASSERT_TRUE(m) << name;
    EXPECT_FALSE(m->does.empty() || m->orders.empty() || m->source.empty()) << name;
    EXPECT_TRUE(m->written.starts_with(name + "(")) << name;
  }
  for (auto const& name : frontend::known_calls(frontend::Writing::Protocol))
    EXPECT_TRUE(lsp::manual_of_primitive(name) || lsp::manual_of_world_call(name)) << name;
  auto known = lsp::names_of_cat();
  std::ranges::sort(known);
  auto given = frontend::names_of_cat();
  std::ranges::sort(given);
  EXPECT_EQ(known, given);
}
TEST(LspManual, TheOrderingsAreThoseOfTheTable) {
  auto const orders = [](std::string const& name) { return lsp::manual_of_primitive(name)->orders; };
  EXPECT_NE(orders("xchg").find("full barrier on both sides"), std::string::npos);
  EXPECT_NE(orders("xchg_relaxed").find("Nothing by itself"), std::string::npos);
  EXPECT_NE(orders("cmpxchg_acquire").find("An acquire"), std::string::npos);
  EXPECT_NE(orders("cmpxchg_acquire").find("Where it fails, it orders nothing"), std::string::npos);
  EXPECT_NE(orders("atomic_dec_return_release").find("A release"), std::string::npos);
  EXPECT_EQ(orders("smp_rmb"), "Reads before it come before reads that follow. Writes it does not order.");
  EXPECT_EQ(orders("atomic_add"), "Nothing: it gives no value.");
  EXPECT_EQ(orders("spin_is_locked"), "Orders nothing.");
}

TEST_F(LspNames, ADefinitionIsFoundAlsoInTheLibrary) {
  open(perf);
  auto const here = definition("&task_context", 3);
  ASSERT_EQ(here.size(), 1u) << here;
  EXPECT_EQ(here[0].at("uri"), uri);
  EXPECT_EQ(here[0].at("range").at("start"), place_of(text, "task_context = {"));
  EXPECT_EQ(definition("perf_install_in_context(ctx);", 3).size(), 3u); // its own, and those of two variants
  for (auto const& [words, file, line] :
       {std::tuple{"task_curr(ctx", "sched.protocol", "task_curr("}, {"use ", "smp.protocol", ""}}) {
    auto const there = definition(words, 5);
    ASSERT_EQ(there.size(), 1u) << there;
    auto const target = there[0].at("uri").get<std::string>();
    EXPECT_TRUE(target.ends_with(std::string("/") + file)) << target;
    auto const found = read_text(target.substr(7));
    EXPECT_EQ(found, read_text(std::string(BARRISTER_SOURCE "/spec/kernel/") + file));
    auto const begin = *line ? place_of(found, line) : at(0, 0);
    EXPECT_EQ(there[0].at("range").at("start"), begin);
  }
  open(lkmm);
  auto const library = definition("po-loc");
  ASSERT_EQ(library.size(), 1u) << library;
  EXPECT_TRUE(library[0].at("uri").get<std::string>().ends_with("/stdlib.cat")) << library;
  EXPECT_TRUE(definition("(*").is_null());
}

TEST_F(LspNames, CompletionOffersWhatHasAPlaceThere) {
  std::string const head =
      "protocol p \"\";\nuse smp;\nworld { cpu 0; task a on 0; agent mover on any cpu { x = 1; } }\n"
      "struct s { int one; };\nint x;\nghost bool saw;\nstart first \"\" { x == 1; }\n";
  std::string const file = "/nowhere/c.protocol";
  auto top = completed(file, head + "pro");
  EXPECT_TRUE(has(top, "property") && has(top, "ghost") && has(top, "variant")) << top.size();
  EXPECT_FALSE(has(top, "smp_mb") || has(top, "terminates"));
  EXPECT_EQ(completed(file, head + "use s"), lsp::library_names());
  auto const models = completed(file, head + "model ");
  EXPECT_TRUE(has(models, "lkmm") && has(models, "tso") && !has(models, "stdlib"));
  auto const claim = completed(file, head + "property P \"\": ");
  EXPECT_TRUE(has(claim, "never") && has(claim, "finally") && !has(claim, "smp_mb"));
  EXPECT_EQ(completed(file, head + "property P \"\": never saw from "), std::vector<std::string>{"first"});
  EXPECT_EQ(completed(file, head + "property P \"\": never saw without "), std::vector<std::string>{"mover"});
  auto const code = completed(file, head + "task a {\n\tint mine;\n\n\tsmp_");
  EXPECT_TRUE(has(code, "smp_mb") && has(code, "smp_call_function_single") && has(code, "x") &&
              has(code, "raise"));
  EXPECT_FALSE(has(code, "property"));
  auto const members = completed(file, head + "struct s all;\ntask a {\n\tall.");
  EXPECT_TRUE(has(members, "one") && !has(members, "x"));
  auto const world = completed(file, "protocol p \"\";\nworld {\n\t");
  EXPECT_EQ(world, (std::vector<std::string>{"cpu", "task", "agent"}));

  std::string detail; // what it orders
  client.open(uri, head + "task a { smp_w");
  auto const offered =
      client.ask("textDocument/completion", in(uri, place_of(head + "task a { smp_w\n", "smp_w\n", 5)));
  for (auto const& one : offered.at("items"))
    if (one.at("label") == "smp_wmb") detail = one.at("detail");
  EXPECT_EQ(detail, "Writes before it come before writes that follow. Reads it does not order.");
}

TEST_F(LspNames, CompletionKnowsTestsAndModels) {
  open(peterz);
  auto const locals = completed(place_of(text, "2:r1", 2));
  EXPECT_TRUE(has(locals, "r1") && has(locals, "r2") && !has(locals, "smp_mb"));
  auto const code = completed(place_of(text, "smp_mb();", 4));
  EXPECT_TRUE(has(code, "smp_mb") && has(code, "x") && has(code, "r1") && !has(code, "r2") &&
              !has(code, "raise"));
  auto const cat = completed("/nowhere/c.cat", "\"m\"\nlet mine = po\nlet other = ");
  EXPECT_TRUE(has(cat, "mine") && has(cat, "po-loc") && has(cat, "rf") && has(cat, "let") &&
              !has(cat, "other"));
  auto const files = completed("/nowhere/c.cat", "\"m\"\ninclude \"");
  EXPECT_TRUE(has(files, "cos.cat") && !has(files, "rf"));
}

TEST_F(LspNames, ABrokenTextIsStillKnown) {
  open(perf);
  auto const broken = "\nstatic void broken(void)\n{\n\ttask_curr(\n}\n\n" + text;
  auto const at_call = place_of(broken, "task_curr(", 3);
  client.change(uri, broken);
  auto const found = client.ask("textDocument/hover", in(uri, at_call));
  ASSERT_FALSE(found.is_null());
  EXPECT_NE(found.at("contents").at("value").get<std::string>().find("static bool task_curr"),
            std::string::npos);
  auto const names = completed(at_call);
  EXPECT_TRUE(has(names, "task_context") && has(names, "smp_mb"));
}

TEST_F(LspNames, SymbolsOfATextAreListed) {
  open(wake_up);
  std::vector<std::string> names;
  auto const all = client.ask("textDocument/documentSymbol", in(uri));
  for (auto const& one : all) {
    names.push_back(one.at("name"));
    EXPECT_LE(one.at("range").at("start").at("line"), one.at("selectionRange").at("start").at("line"));
  }
  for (std::string const name : {"sleeper", "waker", "state", "condition"})
    EXPECT_TRUE(has(names, name)) << name;
}

TEST_F(LspNames, ANewNameStandsWhereverTheOldOneWasMeant) {
  open(perf);
  client.diagnostics(uri);
  auto const out = renamed("reprogram = ", 1, "again_programs");
  EXPECT_EQ(times(out, "again_programs"), 6u); // two in the text that a variant puts in its place
  EXPECT_EQ(times(out, "reprogram "), 0u);
  EXPECT_EQ(times(out, "reprogrammed"), times(text, "reprogrammed")); // a label of another name
  EXPECT_EQ(times(renamed("installed;", 1, "is_in"), "is_in"),
            times(text, "installed") - times(text, "installed event") - times(text, "its installed") +
                times(text, "its installed event"));
  EXPECT_EQ(times(renamed("property S2", 9, "ONCE"), "ONCE,"), times(text, "S2,"));
}

TEST_F(LspNames, ASharedVariableIsTheParameterOfItsName) {
  open(peterz);
  client.diagnostics(uri);
  EXPECT_EQ(times(renamed("*x", 1, "data"), "*data"), 4u);
  auto const out = renamed("0:r1", 2, "seen");
  EXPECT_EQ(times(out, "seen"), 3u);
  EXPECT_EQ(times(out, "r1"), times(text, "r1") - 3);
}

TEST_F(LspNames, ALetIsRenamedAsFarAsItIsMeant) {
  uri = of_file("/nowhere/n.cat");
  text = "\"m\"\nlet a = po\nlet a = a | rf\nlet f(a) = a ; a\nacyclic a | f(a) | co | fr as a\n";
  client.open(uri, text);
  client.diagnostics(uri);
  EXPECT_EQ(renamed("let a = po", 4, "first"),
            "\"m\"\nlet first = po\nlet a = first | rf\nlet f(a) = a ; a\nacyclic a | f(a) | co | fr as a\n");
  EXPECT_EQ(renamed("let a = a", 4, "second"), "\"m\"\nlet a = po\nlet second = a | rf\nlet f(a) = a ; "
                                               "a\nacyclic second | f(second) | co | fr as a\n");
  EXPECT_EQ(renamed("f(a)", 2, "r"),
            "\"m\"\nlet a = po\nlet a = a | rf\nlet f(r) = r ; r\nacyclic a | f(a) | co | fr as a\n");
  EXPECT_EQ(refused("let a = po", 4, "rf"), "'rf' has a meaning of its own");
  EXPECT_EQ(refused("let a = a", 4, "f"), "with the name 'f' some name would mean something else");
}

TEST_F(LspNames, WhatDependsOnAVariantIsNotRenamed) {
  uri = of_file("/nowhere/v.cat");
  text = "\"v\"\nlet a = po\nif \"other\" let a = rf\nlet b = a else let b = co end\nlet c = a | b\nacyclic "
         "c as d\n";
  client.open(uri, text);
  EXPECT_EQ(client.diagnostics(uri), Json::array());
  for (std::string const name : {"let a = po", "let b = a", "let b = co"})
    EXPECT_EQ(refused(name, 4, "fresh"),
              "what '" + name.substr(4, 1) + "' means depends on a variant of the model");
  EXPECT_EQ(times(renamed("let c", 4, "fresh"), "fresh"), 2u);
}

TEST_F(LspNames, WhatCannotBeRenamedIsRefusedWithTheReason) {
  open(perf);
  client.diagnostics(uri);
  EXPECT_EQ(refused("task_curr(ctx", 2, "x"),
            "'task_curr' is declared in sched.protocol, which others use, too");
  EXPECT_EQ(refused("smp_mb();", 2, "x"), "'smp_mb' is not of this file: it is built in");
  EXPECT_EQ(refused("static ", 2, "x"), "'static' is a keyword");
  EXPECT_EQ(refused("installed;", 2, "while"), "'while' is a keyword");
  EXPECT_EQ(refused("installed;", 2, "smp_mb"), "'smp_mb' has a meaning of its own");
  EXPECT_EQ(refused("installed;", 2, "two words"), "'two words' is no name");
  EXPECT_EQ(refused("installed;", 2, ""), "'' is no name");
  EXPECT_EQ(refused("installed;", 2, "1st"), "'1st' is no name");
  EXPECT_EQ(refused("property S2", 9, "S1"), "with the name 'S1' some name would mean something else");
  EXPECT_EQ(client.refused("textDocument/prepareRename", in(uri, place_of(text, "smp_mb();"))).at("code"),
            -32803);
  client.change(uri, text + "\nint int;\n");
  EXPECT_EQ(refused("installed;", 2, "fresh"), "the text has an error: names are renamed where it has none");
  open(peterz);
  EXPECT_EQ(refused("0:r1", 2, "x"), "with the name 'x' some name would mean something else");
  EXPECT_EQ(refused("P0", 1, "P7"), "processes of a litmus test are P0, P1, and so on");
}

} // namespace
} // namespace barrister
