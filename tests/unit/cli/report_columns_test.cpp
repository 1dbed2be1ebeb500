// SPDX-License-Identifier: BSD-2-Clause
#include "cli/report_columns.hpp"
#include "example.hpp"
#include <gtest/gtest.h>

namespace barrister::cli {
namespace {

constexpr std::size_t wide = 100;

TEST(ReportColumns, ForbiddenCandidateIsAPage) {
  auto const test = example::peterz();
  auto const x = example::execution(0, 1, 0);
  auto const why = example::explanation();
  EXPECT_EQ(report_columns(test, example::model(), {Witness::Kind::Forbidden, &x, &why}, wide),
            R"(It would take this execution:

    P0                   P1                        P2

    WRITE_ONCE(*x, 1);
    smp_mb();
    r1 = READ_ONCE(*y);  // 0: initial value
                         WRITE_ONCE(*y, 1);
                         smp_store_release(z, 1);
                                                   r1 = smp_load_acquire(z);  // 1: from P1 line 17
                                                   smp_mb();
                                                   r2 = READ_ONCE(*x);
                                                     // still 0: P0's store is not yet visible

finally: 0:r1=0; 2:r1=1; 2:r2=0;
forbidden by propagation (lkmm.cat:123: acyclic pb as propagation):
    P0: WRITE_ONCE(*x, 1)         --strong-fence-->  P0: r1 = READ_ONCE(*y)
    P0: r1 = READ_ONCE(*y)        --fre-->           P1: WRITE_ONCE(*y, 1)
    P1: WRITE_ONCE(*y, 1)         --po-rel-->        P1: smp_store_release(z, 1)
    P1: smp_store_release(z, 1)   --rfe-->           P2: r1 = smp_load_acquire(z)
    P2: r1 = smp_load_acquire(z)  --strong-fence-->  P2: r2 = READ_ONCE(*x)
    P2: r2 = READ_ONCE(*x)        --fre-->           P0: WRITE_ONCE(*x, 1)
)");
}

TEST(ReportColumns, OnANarrowPageStepsAreBelowEachOther) {
  auto const test = example::peterz();
  auto const x = example::execution(0, 1, 0);
  auto const why = example::explanation();
  EXPECT_EQ(report_columns(test, example::model(), {Witness::Kind::Forbidden, &x, &why}, 72),
            R"(It would take this execution:

    P0                 P1                      P2

    WRITE_ONCE(*x, 1);
    smp_mb();
    r1 = READ_ONCE(*y);  // 0: initial value
                       WRITE_ONCE(*y, 1);
                       smp_store_release(z, 1);
                                               r1 = smp_load_acquire(z);
                                                 // 1: from P1 line 17
                                               smp_mb();
                                               r2 = READ_ONCE(*x);
                                                 // still 0: P0's store
                                                 // is not yet visible

finally: 0:r1=0; 2:r1=1; 2:r2=0;
forbidden by propagation (lkmm.cat:123: acyclic pb as propagation):
    P0: WRITE_ONCE(*x, 1)
      --strong-fence--> P0: r1 = READ_ONCE(*y)
      --fre-->          P1: WRITE_ONCE(*y, 1)
      --po-rel-->       P1: smp_store_release(z, 1)
      --rfe-->          P2: r1 = smp_load_acquire(z)
      --strong-fence--> P2: r2 = READ_ONCE(*x)
      --fre-->          P0: WRITE_ONCE(*x, 1)
)");
}

TEST(ReportColumns, OrderRespectsReadsFromAndOverwriting) {
  auto const test = example::peterz();
  auto const x = example::execution(1, 0, 0);
  EXPECT_EQ(report_page(test.program, x, {}, wide), R"(    P0                   P1                        P2

                         WRITE_ONCE(*y, 1);
                                                   r1 = smp_load_acquire(z);  // 0: initial value
                                                   smp_mb();
                                                   r2 = READ_ONCE(*x);  // 0: initial value
    WRITE_ONCE(*x, 1);
    smp_mb();
    r1 = READ_ONCE(*y);  // 1: from P1 line 16
                         smp_store_release(z, 1);
)");
}

TEST(ReportColumns, SaysWhichConditionIsSatisfied) {
  auto const test = example::peterz();
  auto const x = example::execution(0, 1, 0);
  auto const text = report_columns(test, example::model(), {Witness::Kind::Satisfies, &x, nullptr});
  EXPECT_NE(text.find("\nsatisfies: exists (0:r1=0 /\\ 2:r1=1 /\\ 2:r2=0)\n"), text.npos);
}

// One CPU: `r = xchg(x, 2);` twice, in a loop. Its read and write share a row; each round has its own.
TEST(ReportColumns, ReadModifyWriteIsOneRowAndEachRoundAnother) {
  Program program;
  program.objects = {{"x", {}, {number(0)}, false}};
  program.threads = {{"P0", {{"r", {}, {}}}, {}, {{{nullptr, 4, 1}, "r = xchg(x, 1 + r);"}}}};
  Execution x;
  auto const event = [](EventKind kind, CpuId cpu, std::int64_t value, TagSet tags) {
    return Event{kind, cpu, 0, address(0), number(value), tags};
  };
  x.events = {event(EventKind::Write, no_cpu, 0, {}), event(EventKind::Read, 0, 0, Tag::Rmw),
              event(EventKind::Write, 0, 1, Tag::Rmw), event(EventKind::Read, 0, 1, Tag::Rmw),
              event(EventKind::Write, 0, 2, Tag::Rmw)};
  for (auto* r : {&x.po, &x.rf, &x.co}) *r = Relation(5);
  x.rf.insert(0, 1);
  x.rf.insert(2, 3);
  for (auto const& [a, b] : {std::pair{0u, 2u}, {0u, 4u}, {2u, 4u}}) x.co.insert(a, b);
  EXPECT_EQ(report_page(program, x), R"(    P0

    r = xchg(x, 1 + r);  // 0: initial value; now 1
    r = xchg(x, 1 + r);  // 1: from line 4; now 2
)");
}

// Load buffering: whatever the order of rows, one load is above the store it reads from, and says so.
TEST(ReportColumns, LoadFromTheFutureSaysSo) {
  Program program;
  program.objects = {{"x", {}, {number(0)}, false}, {"y", {}, {number(0)}, false}};
  for (auto const& [name, load, store] : {std::array{"P0", "r = READ_ONCE(*x);", "WRITE_ONCE(*y, 1);"},
                                          {"P1", "r = READ_ONCE(*y);", "WRITE_ONCE(*x, 1);"}})
    program.threads.push_back({name, {}, {}, {{{nullptr, 3, 1}, load}, {{nullptr, 4, 1}, store}}});
  Execution x;
  using enum EventKind;
  x.events = {{Write, no_cpu, 0, address(0), number(0), {}}, {Write, no_cpu, 0, address(1), number(0), {}},
              {Read, 0, 0, address(0), number(1), {}},       {Write, 0, 1, address(1), number(1), {}},
              {Read, 1, 0, address(1), number(1), {}},       {Write, 1, 1, address(0), number(1), {}}};
  for (auto* r : {&x.po, &x.rf, &x.co}) *r = Relation(6);
  x.rf.insert(5, 2);
  x.rf.insert(3, 4);
  x.co.insert(0, 5);
  x.co.insert(1, 3);
  auto const text = report_page(program, x);
  EXPECT_NE(text.find("// 1: from P1 line 4, further down"), text.npos) << text;
}

// Two CPUs that each write x, then y; the coherence orders contradict each other.
TEST(ReportColumns, StoreThatCameEarlierThanItIsPrintedSaysSo) {
  Program program;
  program.objects = {{"x", {}, {number(0)}, false}, {"y", {}, {number(0)}, false}};
  for (auto const& [name, first, second] : {std::array{"P0", "WRITE_ONCE(*x, 2);", "WRITE_ONCE(*y, 1);"},
                                            {"P1", "WRITE_ONCE(*y, 2);", "WRITE_ONCE(*x, 1);"}})
    program.threads.push_back({name, {}, {}, {{{nullptr, 3, 1}, first}, {{nullptr, 4, 1}, second}}});
  Execution x;
  using enum EventKind;
  x.events = {{Write, no_cpu, 0, address(0), number(0), {}}, {Write, no_cpu, 0, address(1), number(0), {}},
              {Write, 0, 0, address(0), number(2), {}},      {Write, 0, 1, address(1), number(1), {}},
              {Write, 1, 0, address(1), number(2), {}},      {Write, 1, 1, address(0), number(1), {}}};
  for (auto* r : {&x.po, &x.rf, &x.co}) *r = Relation(6);
  for (auto const& [a, b] : {std::pair{0u, 2u}, {0u, 5u}, {5u, 2u}, {1u, 3u}, {1u, 4u}, {3u, 4u}})
    x.co.insert(a, b);
  EXPECT_EQ(report_page(program, x, {}, wide), R"(    P0                  P1

    WRITE_ONCE(*x, 2);
    WRITE_ONCE(*y, 1);
                        WRITE_ONCE(*y, 2);
                        WRITE_ONCE(*x, 1);  // overwritten by P0's store above
)");
}

} // namespace
} // namespace barrister::cli
