// SPDX-License-Identifier: BSD-2-Clause
// Loops that go round for ever without a step.
#include "tests/program/run.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

Ran checked(std::string const& world, std::string const& code) {
  Folder const folder;
  auto const text = "protocol endless;\nworld { cpu 0, 1; task a on 0; task b on 1; " + world +
                    " }\nint c;\n" + code +
                    "\ntask b { WRITE_ONCE(c, 1); }\nproperty T \"\": a terminates;\n";
  return barrister_with({"check", "--color", "never", folder.write("endless.protocol", text)});
}
std::vector<std::string> const loops{"for (;;) ;",
                                     "while (1) cpu_relax();",
                                     "do { } while (1);",
                                     "again: goto again;",
                                     "int x = choose(2); while (x) ;",
                                     "int x = choose(2); if (x) for (;;) { if (!x) break; }",
                                     "for (;;) barrier();"};

TEST(Endless, HandlersActsAndTasks) {
  for (auto const& loop : loops)
    for (auto const& [world, code] : std::vector<std::pair<std::string, std::string>>{
             {"", "interrupt h { " + loop + " }\ntask a { raise(h, 0); WRITE_ONCE(c, 3); }"},
             {"agent g times 1 on cpu 0 { " + loop + " }", "task a { WRITE_ONCE(c, 3); }"},
             {"", "task a { " + loop + " }"},
             {"", "task a { preempt_disable(); " + loop + " preempt_enable(); }"}}) {
      auto const ran = checked(world, code);
      EXPECT_TRUE(has(ran.out, "T  violated by livelock")) << world << code << ran.out << ran.err;
    }
}
TEST(Endless, WhatChangesInEachRoundIsNotRepeated) {
  for (std::string const loop : {"int x = 0; for (;;) x++;", "int x = 1, y = 0; while (x) y = !y;"}) {
    auto const ran = checked("", "interrupt h { " + loop + " }\ntask a { raise(h, 0); WRITE_ONCE(c, 3); }");
    EXPECT_FALSE(has(ran.out, "T  holds\n") || has(ran.out, "disagreement")) << ran.out << ran.err;
  }
}
// An interrupt comes in between.
TEST(Endless, IsInterrupted) {
  for (std::string const loop : {"for (;;) ;", "for (;;) barrier();"}) {
    Folder const folder;
    auto const of = [&](std::string const& before) {
      auto const text = "protocol endless;\nworld { cpu 0, 1; task a on 0; task b on 1; }\nint c;\n"
                        "interrupt h { WRITE_ONCE(c, 1); }\ntask a { raise(h, 0); " +
                        before + loop +
                        " }\ntask b { while (!READ_ONCE(c)) ; }\nproperty T \"\": b terminates;\n";
      return barrister_with({"check", "--color", "never", folder.write("endless.protocol", text)});
    };
    auto const on = of(""), off = of("preempt_disable(); ");
    EXPECT_TRUE(has(on.out, "T  holds within")) << on.out << on.err;
    EXPECT_TRUE(has(off.out, "T  holds within")) << off.out << off.err;
    auto const masked = of("local_irq_disable(); ");
    EXPECT_TRUE(has(masked.out, "T  violated")) << masked.out << masked.err;
  }
}
TEST(Endless, ALoopThatEndsIsNone) {
  auto const ran = checked("", "interrupt h { int x = 0; for (;;) { if (x++ == 2) break; } }\n"
                               "task a { raise(h, 0); WRITE_ONCE(c, 3); }");
  EXPECT_TRUE(has(ran.out, "T  holds\n")) << ran.out << ran.err;
}

} // namespace
} // namespace barrister
