// SPDX-License-Identifier: BSD-2-Clause
// What the program prints as JSON is as spec/json.schema.json says, whatever it is asked, and line by line it
// is the same as all at once.
#include "tests/program/ask_json.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

using nlohmann::json;
using Words = std::vector<std::string>;

std::string const source = BARRISTER_SOURCE "/";

std::string litmus(std::string const& body) { return "C t\n{}\n" + body; }
std::string const one_task = "protocol p;\nmodel sc;\nworld { cpu 0; task a on 0; }\nint x;\n";

TEST(JsonSchema, IsOneThatTheValidatorKnows) {
  for (auto const& problem : schema().problems()) ADD_FAILURE() << problem;
  JsonSchema const wrong(json::parse(R"({"type": "object", "properties": {"a": {"format": "uri"}}})"));
  ASSERT_EQ(wrong.problems().size(), 1u);
  EXPECT_EQ(wrong.problems()[0], "/properties/a: unknown keyword 'format'");
  JsonSchema const lost(json::parse(R"({"$defs": {"a": {}}, "items": {"$ref": "#/$defs/b"}})"));
  EXPECT_EQ(lost.problems().size(), 1u);
}

TEST(JsonSchema, DescribesEveryMember) {
  auto const all = json::parse(barrister_with({"show", "--json-schema"}).out);
  for (auto const& [name, part] : all.at("$defs").items()) {
    EXPECT_TRUE(part.contains("description")) << name;
    auto const members = part.value("properties", json::object());
    for (auto const& [member, says] : members.items())
      EXPECT_TRUE(says.contains("$ref") || !says.value("description", "").empty()) << name << "." << member;
  }
}

TEST(JsonSchema, DescribesWhatShips) {
  for (auto const* folder : {"block-layer", "c-peterz", "deadlock", "kernel", "wake-up"})
    EXPECT_FALSE(ask({"check", source + "proofs/" + folder}).at("results").empty());
  ask({"check", "--trace", source + "proofs/c-peterz", source + "proofs/wake-up"});
  for (auto const* folder : {"membarrier", "perf-exit"})
    ask({"check", "--timeout", "0.1", "--model", "lkmm", source + "proofs/" + folder});
  ask({"check", "--timeout", "0.1", "--model", "lkmm", "--variant", "V49", "--variant", "V410",
       source + "proofs/perf-install"});
  for (auto const* folder : {"c-peterz", "deadlock", "wake-up"}) ask({"prove", source + "proofs/" + folder});
  ask({"check", source + "tests/mutations"});
}

TEST(JsonSchema, DescribesBarriersAndRepairs) {
  Folder const folder;
  for (auto const* test : {"C-peterz", "C-peterz-no-mb-0", "C-peterz-once-1"})
    ask({"barriers", "--check-comments", source + "proofs/c-peterz/" + test + ".litmus"});
  ask({"barriers", "--arch", "powerpc", "--check-comments", source + "proofs/block-layer/unquiesce.litmus"});
  ask({"barriers", "--variant", "GOOD", "--variant", "NO_MB", "--check-comments",
       source + "proofs/wake-up/wake-up.protocol"});
  ask({"barriers", source + "proofs/wake-up/wake-up.protocol"}); // which variant?
  auto const found = ask({"repair", source + "proofs/block-layer/unquiesce.litmus"});
  EXPECT_EQ(found.at("results")[0].at("result"), "found");
  ask({"repair", source + "proofs/c-peterz/C-peterz.litmus"});
  ask({"repair", "--variant", "NO_MB", source + "proofs/wake-up/wake-up.protocol"});
  ask({"repair", "--at-most", "1", source + "proofs/c-peterz/C-peterz-no-mb-0.litmus"});
  ask({"repair", "--within", "0.001", source + "proofs/c-peterz/C-peterz-no-mb-0.litmus"});
  ask({"repair", folder.write("sc.litmus", litmus("P0(int *x) { WRITE_ONCE(*x, 1); }\nexists (x=1)\n"))});
  ask({"repair", "--apply", "-"});
}

TEST(JsonSchema, DescribesDifferences) {
  Folder const folder;
  auto const peterz = source + "proofs/c-peterz/C-peterz.litmus",
             once = source + "proofs/c-peterz/C-peterz-once-1.litmus",
             wake = source + "proofs/wake-up/wake-up.protocol";
  auto const tests = ask({"diff", peterz, once});
  auto const& first = tests.at("results").at(0);
  EXPECT_EQ(first.at("before").at("file"), peterz);
  EXPECT_EQ(first.at("after").at("name"), "C-peterz-once-1");
  EXPECT_EQ(first.at("exit"), 1);
  EXPECT_EQ(first.at("changes").at(0).at("kind"), "broken");
  EXPECT_TRUE(first.at("changes").at(0).at("trace").is_string());
  EXPECT_EQ(ask({"diff", once, peterz}).at("results").at(0).at("changes").at(0).at("kind"), "fixed");
  auto const same = ask({"diff", "--quiet", peterz, peterz}).at("results").at(0);
  EXPECT_EQ(same.at("changes"), json::array());
  EXPECT_EQ(same.at("unchanged"), 1);
  auto const variants = ask({"diff", "--variant", "GOOD", "--variant", "NO_MB", wake});
  EXPECT_EQ(variants.at("results").size(), 2u);
  EXPECT_EQ(variants.at("results").at(0).at("after").at("variant"), "NO_MB");
  auto const models = ask({"diff", "--models", "sc,tso", peterz, wake});
  EXPECT_EQ(models.at("results").at(0).at("before").at("model"), "sc");
  EXPECT_EQ(ask({"diff", "--models", "sc,tso", "--search"}).at("results").at(0).at("under_second"),
            "reachable");
  auto const none =
      ask({"diff", "--models", "lkmm,lkmm-v4.17", "--search", "--at-most", "3"}).at("results").at(0);
  EXPECT_EQ(none.at("test"), nullptr);
  EXPECT_EQ(none.at("tried"), 3);
  // What is wrong, and what is not known.
  for (Words const& words : {Words{"diff"},
                             {"diff", peterz},
                             {"diff", wake},
                             {"diff", peterz, wake},
                             {"diff", peterz, "/nonexistent"},
                             {"diff", "--models", "sc", peterz},
                             {"diff", "--models", "sc,none", "--search"},
                             {"diff", "--variant", "NONE", wake, wake},
                             {"diff", "--quiett", peterz, peterz}})
    EXPECT_EQ(ask(words).at("summary").at("exit"), 2) << joined(words);
  auto const loop = folder.write("loop.litmus",
                                 litmus("P0(int *x) { int i = 0; while (i < READ_ONCE(*x)) { i = i + 1; } }\n"
                                        "P1(int *x) { WRITE_ONCE(*x, 7); }\n~exists (x=2)\n"));
  auto const bounded = ask({"diff", loop, loop}).at("results").at(0);
  EXPECT_EQ(bounded.at("exit"), 3);
  EXPECT_EQ(bounded.at("reason"), "some claims are known within a bound alone");
  auto const other =
      folder.write("other.protocol",
                   one_task + "task a { x = 1; }\nproperty P: finally x == 1;\nvariant V;\nvariant W;\n");
  auto const less = folder.write("less.protocol",
                                 one_task + "task a { x = 1; }\nproperty P: finally x == 1;\nvariant V;\n");
  auto const gone = ask({"diff", other, less}).at("results").at(0);
  EXPECT_EQ(gone.at("before").at("model"), nullptr);
  EXPECT_EQ(gone.at("reason"), "variant W is gone");
}

TEST(JsonSchema, DescribesReasons) {
  Folder const folder;
  auto const peterz = source + "proofs/c-peterz/C-peterz.litmus",
             wake = source + "proofs/wake-up/wake-up.protocol";
  auto const test = ask({"why", "--model", "lkmm", "--model", "sc", peterz});
  ASSERT_EQ(test.at("results").size(), 2u);
  auto const& first = test.at("results").at(0);
  EXPECT_EQ(first.at("standing"), "holds");
  EXPECT_EQ(first.at("exit"), 0);
  EXPECT_GE(first.at("because").at(0).at("executions"), 1);
  EXPECT_TRUE(first.at("because").at(0).at("forbidden").get<std::string>().find("lkmm.cat:") !=
              std::string::npos);
  EXPECT_FALSE(first.at("because").at(0).at("sentences").empty());
  auto const plain = barrister_with({"why", "--width", "72", peterz});
  EXPECT_EQ(ask({"why", peterz}).at("results").at(0).at("text"), plain.out);
  auto const broken = ask({"why", source + "proofs/c-peterz/C-peterz-once-1.litmus"}).at("results").at(0);
  EXPECT_EQ(broken.at("standing"), "violated");
  EXPECT_TRUE(broken.at("shown").is_string());
  auto const variant =
      ask({"why", "--variant", "GOOD", "--property", "WAKES", "--model", "lkmm", wake}).at("results").at(0);
  EXPECT_EQ(variant.at("claim"), "WAKES holds");
  EXPECT_EQ(variant.at("because").size(), 2u);
  EXPECT_EQ(variant.at("because").at(0).at("executions"), nullptr);
  EXPECT_EQ(ask({"why", "--variant", "NO_MB", "--property", "WAKES", "--model", "lkmm", wake})
                .at("results")
                .at(0)
                .at("exit"),
            1);
  auto const late =
      ask({"why", folder.write("loop.litmus",
                               litmus("P0(int *x) { int i = 0; while (i < READ_ONCE(*x)) { i = i + 1; } }\n"
                                      "P1(int *x) { WRITE_ONCE(*x, 7); }\n~exists (x=2)\n"))})
          .at("results")
          .at(0);
  EXPECT_EQ(late.at("standing"), "holds-within");
  EXPECT_TRUE(late.at("reason").is_string());
  for (Words const& words :
       {Words{"why"},
        {"why", "/nonexistent"},
        {"why", wake},
        {"why", "--variant", "NONE", wake},
        {"why", "--variant", "GOOD", "--property", "NONE", wake},
        {"why", "--model", "none", peterz},
        {"why", folder.write("claims-nothing.litmus",
                             litmus("P0(int *x) { WRITE_ONCE(*x, 1); }\nlocations [x;]\n"))}})
    EXPECT_EQ(ask(words).at("summary").at("exit"), 2) << joined(words);
}

TEST(JsonSchema, DescribesWhatIsFound) {
  Folder const folder;
  auto const written = [&](char const* name, std::string const& text) { return folder.write(name, text); };
  auto const racy =
      written("racy.litmus", litmus("P0(int *x) { *x = 1; }\nP1(int *x) { int r; r = *x; }\nexists (x=0)\n"));
  EXPECT_FALSE(ask({"check", racy}).at("results")[0].at("race").is_null());
  auto const faulty =
      written("faulty.litmus", litmus("P0(int *x) { int r; r = 1 / READ_ONCE(*x); }\n~exists (x=1)\n"));
  EXPECT_FALSE(ask({"check", faulty}).at("results")[0].at("faults").empty());
  auto const loop = written(
      "loop.litmus", litmus("P0(int *x, int *y) { int r; r = 0; while (r == 0) { WRITE_ONCE(*y, 1); r = "
                            "READ_ONCE(*x); } }\nP1(int *x) { WRITE_ONCE(*x, 1); }\n~exists (0:r=2)\n"));
  EXPECT_EQ(ask({"check", loop}).at("results")[0].at("exit"), 3);
  EXPECT_EQ(ask({"barriers", loop}).at("results")[0].at("exit"), 3);
  ask({"repair", loop});
  auto const array = written(
      "array.litmus", "C a\n{ int a[2] = {1, 2}; int *p = &x; int x; }\nP0(int *a, int **p) { int *r; r = "
                      "READ_ONCE(*p); WRITE_ONCE(a[1], 3); }\nlocations [a; p; 0:r]\nexists (a[1]=3)\n");
  ask({"check", array});
  ask({"check", "--smt2", folder.path() / "q.smt2", "--certify", folder.path() / "q.certificate", array,
       faulty});
  ask({"check", "--certify", "/dev/full", array});
  ask({"check", "--unroll", "0", loop});
  ask({"check", "--expect", "never", array});
  ask({"check",
       written("odd.litmus", litmus("P0(int *x) { int r; if (r = 1) WRITE_ONCE(*x, 1); }\nexists (x=1)\n"))});

  ask({"check", written("fault.protocol",
                        one_task + "task a { x = 1 / READ_ONCE(x); }\nproperty P: finally x == 1;\n")});
  ask({"check",
       written("dead.protocol",
               one_task +
                   "task a { x = 1; if (READ_ONCE(x) == 2)\n\tx = 3; }\nproperty P: finally x == 1;\n")});
  ask({"check",
       written("none.protocol",
               one_task + "task a { x = 1; assume(READ_ONCE(x) == 2); }\nproperty P: finally x == 1;\n")});
  ask({"check",
       written("spins.protocol",
               "protocol p;\nmodel sc;\nworld { cpu 0, 1; task a on 0; task b on 1; }\nint x, y;\n"
               "task a { while (!READ_ONCE(x)) { WRITE_ONCE(y, 0); } }\ntask b { while (!READ_ONCE(y)) { "
               "WRITE_ONCE(x, 0); } }\nproperty ENDS: a terminates;\n")});
  ask({"check", "--timeout", "0.0001", source + "proofs/wake-up/wake-up.protocol"});
}

TEST(JsonSchema, DescribesBadInput) {
  Folder const folder;
  auto const text = read_text(source + "proofs/c-peterz/C-peterz.litmus");
  auto const protocol = read_text(source + "proofs/wake-up/wake-up.protocol");
  Words all = {"check"};
  auto const add = [&](std::string const& name, std::string const& with) {
    all.push_back(folder.write(name, with));
  };
  for (std::size_t i = 0; i < 40; ++i) {
    add("cut" + std::to_string(i) + ".litmus", text.substr(0, text.size() * i / 40));
    add("cut" + std::to_string(i) + ".protocol", protocol.substr(0, protocol.size() * i / 40));
  }
  add("deep.litmus", litmus("P0(int *x) { int r; r = " + std::string(100'000, '(') + "1; }\nexists (x=1)\n"));
  add("deep.protocol", one_task + "task a { x = " + std::string(100'000, '-') + "1; }\n");
  add("wide.litmus",
      litmus("P0(int *x) { WRITE_ONC(*x, 1); } // " + std::string(100'000, 'x') + "\nexists (x=1)\n"));
  add("binary.litmus", std::string("\0\x1b[31m\xff\xfe\r\n\x9b", 10) + text);
  add("binary.protocol", std::string("\0\x1b[31m\xff\xfe\r\n\x9b", 10) + protocol);
  add("curly.litmus", litmus("P0(int *x) { WRITE_ONCE(*x, \u201C1\u201D); }\nexists (x=1)\n"));
  add("error: x: warning: y.litmus", litmus("P0(int *x) { WRITE_ONC(*x, 1); }\nexists (x=1)\n"));
  add("\x1b[31m\nnot: error: a\nline\xff.litmus", litmus("P0(int *x) { WRITE_ONC(*x, 1); }\nexists (x=1)\n"));
  for (auto const* name : {"/nonexistent.litmus", "/nonexistent.protocol", "/proc/self/mem"})
    all.push_back(name);
  auto const document = ask(all);
  EXPECT_TRUE(document.at("summary").at("exit") == 2);
  EXPECT_GE(document.at("errors").size(), 80u);
  ask({"check", "--model", "none-such", all[3]});
  ask({"check", "--conf", "/nonexistent.cfg", all[3]});
  ask({"check", "--bell", "/nonexistent.bell", all[3]});
  ask({"check", "--variant", "V", source + "proofs/wake-up/wake-up.protocol"});
  ask({"check", "--states", source + "proofs/wake-up/wake-up.protocol"});
  ask({"check", "--property", "P", source + "proofs/c-peterz/C-peterz.litmus"});
  Folder const empty;
  ask({"check", empty.path()});
  ask({"prove", empty.path()});
  empty.write("expected.txt", "C-peterz.litmus lkmm Never zero\n");
  ask({"prove", empty.path()});
  empty.write("expected.txt", "C-peterz.litmus lkmm Never 0 7\n");
  ask({"prove", empty.path()});
}

// A command line that cannot be taken is bad input, too.
TEST(JsonSchema, DescribesBadCommandLines) {
  auto const peterz = source + "proofs/c-peterz/C-peterz.litmus";
  auto const only_error = [](Words const& words) {
    auto const document = ask(words);
    EXPECT_EQ(document.at("summary").at("exit"), 2);
    EXPECT_EQ(document.at("command"), words[0]);
    EXPECT_EQ(document.at("errors").size(), 1u) << document.dump(1);
    return document.at("errors").at(0);
  };
  EXPECT_EQ(only_error({"check", "--chek", peterz}),
            json({{"kind", "error"},
                  {"severity", "error"},
                  {"file", nullptr},
                  {"line", nullptr},
                  {"column", nullptr},
                  {"message", "there is no option '--chek'"},
                  {"source", nullptr},
                  {"hint", "did you mean '--check'?\n'barrister help check' shows what it takes"}}));
  EXPECT_EQ(only_error({"check"}).at("message"), "which file?");
  EXPECT_EQ(only_error({"prove"}).at("message"), "which folder?");
  EXPECT_EQ(only_error({"check", "--jobs", "none", peterz}).at("message"),
            "--jobs takes a whole number from 1 on, not 'none'");
  EXPECT_EQ(only_error({"barriers", peterz, peterz}).at("message"), "nothing is due after '" + peterz + "'");
  EXPECT_EQ(only_error({"repair", "--model"}).at("message"), "--model wants a value");
  EXPECT_EQ(only_error({"check", "--\x1b[31m", peterz}).at("message"), "there is no option '--\\x1b[31m'");
  auto const mistyped = barrister_with({"barriers", "--format=json", "--format=html"});
  EXPECT_TRUE(json::accept(mistyped.out)) << mistyped.out;
  EXPECT_EQ(json::parse(barrister_with({"chek", peterz, "--format", "json"}).out).at("command"), "check");
  // What asks for no JSON gets none: another command, another value, a word that is no option.
  for (Words const& words :
       {Words{"variants", "--format", "json"}, Words{"barriers", "--format", "junit"},
        Words{"check", "--chek", "--", "--format", "json"}, Words{"check", "--format"}}) {
    auto const ran = barrister_with(words);
    EXPECT_EQ(ran.status, 2) << joined(words);
    EXPECT_EQ(ran.out, "") << joined(words);
  }
}

// The place, the line and the hint; and the whole name, whatever is in it.
TEST(JsonSchema, ErrorsHaveTheirPlace) {
  Folder const folder;
  for (std::string const name : {"a.litmus", "\x1b[31m\nb: error: c\n.litmus"}) {
    auto const path = folder.write(name, litmus("P0(int *x) { WRITE_ONC(*x, 1); }\nexists (x=1)\n"));
    auto const ran = barrister_with({"check", "--format", "json", path});
    EXPECT_EQ(ran.err.find('\x1b'), std::string::npos);
    EXPECT_EQ(json::parse(ran.out).at("errors"), json::array({{{"kind", "error"},
                                                               {"severity", "error"},
                                                               {"file", path},
                                                               {"line", 3},
                                                               {"column", 14},
                                                               {"message", "unknown primitive 'WRITE_ONC'"},
                                                               {"source", "P0(int *x) { WRITE_ONC(*x, 1); }"},
                                                               {"hint", "did you mean 'WRITE_ONCE'?"}}}));
  }
}

// Runs last, by its name: what those before it came to.
TEST(JsonSchemaSeen, HasAnExampleOfEachPart) {
  Folder const folder;
  Words const all = {"check", "--trace", source + "proofs/c-peterz", source + "proofs/deadlock",
                     source + "proofs/wake-up"};
  ask(all);
  auto const seen = [&](Words const& words) { ask(words); };
  seen({"check",
        folder.write("racy.litmus",
                     litmus("P0(int *x) { *x = 1; }\nP1(int *x) { int r; r = *x; }\nexists (x=0)\n"))});
  seen({"check", folder.write("faulty.litmus",
                              litmus("P0(int *x) { int r; r = 1 / READ_ONCE(*x); }\n~exists (x=1)\n"))});
  seen({"check", folder.write("fault.protocol",
                              one_task + "task a { x = 1 / READ_ONCE(x); }\nproperty P: finally x == 1;\n")});
  seen({"check",
        folder.write("none.protocol",
                     one_task +
                         "task a { x = 1; assume(READ_ONCE(x) == 2); }\nproperty P: finally x == 1;\n")});
  seen({"check",
        folder.write(
            "lasso.protocol",
            "protocol p;\nmodel sc;\nworld { cpu 0, 1; task a on 0; task b on 1; }\nint x, y;\n"
            "task a { while (!READ_ONCE(x)) { WRITE_ONCE(y, 0); } }\ntask b { while (!READ_ONCE(y)) { "
            "WRITE_ONCE(x, 0); } }\nproperty ENDS: a terminates;\n")});
  seen({"check",
        folder.write(
            "dead.protocol",
            one_task + "task a { x = 1; if (READ_ONCE(x) == 2)\n\tx = 3; }\nproperty P: finally x == 1;\n")});
  seen({"barriers", "--check-comments", source + "proofs/block-layer/full-barriers.litmus"});
  seen({"barriers", "--check-comments", source + "proofs/c-peterz/C-peterz.litmus"});
  seen(
      {"barriers", "--check-comments",
       folder.write(
           "c.litmus",
           "C c\n{}\nP0(int *x, int *y)\n{\n\tWRITE_ONCE(*x, 1);\n\t/* Pairs with "
           "smp_rmb() in P1. */\n\tsmp_wmb();\n\tWRITE_ONCE(*y, 1);\n}\nP1(int *x, int *y)\n{\n\tint "
           "r0 = READ_ONCE(*y);\n\tsmp_rmb();\n\tint r1 = READ_ONCE(*x);\n}\nexists (1:r0=1 /\\ 1:r1=0)\n")});
  seen({"repair", source + "proofs/block-layer/unquiesce.litmus"});
  seen({"diff", source + "proofs/c-peterz/C-peterz.litmus",
        source + "proofs/c-peterz/C-peterz-once-1.litmus"});
  seen({"diff", "--models", "sc,tso", "--search"});
  seen({"why", source + "proofs/c-peterz/C-peterz.litmus"});
  seen({"check", "/nonexistent"});
  auto const known = schema().parts();
  for (auto const& part : known) EXPECT_TRUE(schema().seen().contains(part)) << part << " was never seen";
}

} // namespace
} // namespace barrister
