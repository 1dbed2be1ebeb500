// SPDX-License-Identifier: BSD-2-Clause
// Comments that say what a barrier pairs with.
#include "patch/pair_comments.hpp"
#include <array>
#include <gtest/gtest.h>

namespace barrister {
namespace {

using Partners = std::vector<std::pair<std::string, std::string>>;

Partners partners(std::string const& text) {
  Partners out;
  for (auto const& comment : patch::pair_comments(text))
    for (auto const& p : comment.partners) out.emplace_back(p.primitive, p.where);
  return out;
}

TEST(PairComments, AreReadHoweverTheyAreWritten) {
  EXPECT_EQ(partners("/* Pairs with smp_mb() in P1. */"), (Partners{{"smp_mb", "P1"}}));
  EXPECT_EQ(partners("// pairs with the smp_rmb in foo()"), (Partners{{"smp_rmb", "foo"}}));
  EXPECT_EQ(partners("/*\n * Paired with smp_wmb().\n * More.\n */"), (Partners{{"smp_wmb", ""}}));
  EXPECT_EQ(partners("/* x; pairs with smp_mb() in P1 and smp_store_release() in P2: orders a before b */"),
            (Partners{{"smp_mb", "P1"}, {"smp_store_release", "P2"}}));
  EXPECT_EQ(partners("/* Pairs with smp_mb() in P1 and orders x before y. */"), (Partners{{"smp_mb", "P1"}}));
  EXPECT_EQ(partners("/* Pairs with smp_mb() in task b: orders x before y. */"), (Partners{{"smp_mb", "b"}}));
}
TEST(PairComments, SayWhoseItIs) {
  EXPECT_EQ(partners("/* Pairs with P1's smp_wmb() */"), (Partners{{"smp_wmb", "P1"}}));
  EXPECT_EQ(partners("/* pairs with foo()'s full barrier, and bar()'s smp_rmb(). */"),
            (Partners{{"", "foo"}, {"smp_rmb", "bar"}}));
}
TEST(PairComments, MayListThemWithCommas) {
  EXPECT_EQ(partners("/* Pairs with smp_rmb() in P1, smp_mb() in P2, and smp_wmb() in P3. */"),
            (Partners{{"smp_rmb", "P1"}, {"smp_mb", "P2"}, {"smp_wmb", "P3"}}));
  EXPECT_EQ(partners("/* Pairs with smp_rmb() in P1, READ_ONCE(x) may be old. */"),
            (Partners{{"smp_rmb", "P1"}}));
}
TEST(PairComments, MayNameSomeOfWhichOneIsEnough) {
  EXPECT_EQ(partners("/* Pairs with one of the smp_mb() in P0: orders x before y. */"),
            (Partners{{"smp_mb", "P0"}}));
  EXPECT_EQ(partners("/* Pairs with either of the smp_mb() in P0. */"), (Partners{{"smp_mb", "P0"}}));
  EXPECT_EQ(partners("/* Pairs with smp_mb() or smp_wmb() in P0. */"),
            (Partners{{"smp_mb", ""}, {"smp_wmb", "P0"}}));
  EXPECT_EQ(partners("/* Pairs with smp_mb() in P0 or orders x before y. */"), (Partners{{"smp_mb", "P0"}}));
}
// As `barriers` and `repair` write them.
TEST(PairComments, NameDependenciesAndWhatIsCalledWithSomething) {
  using Dependencies = std::vector<std::array<std::string, 3>>;
  auto const dependencies = [](std::string const& text) {
    Dependencies out;
    for (auto const& comment : patch::pair_comments(text))
      for (auto const& p : comment.partners) out.push_back({p.dependency, p.primitive, p.where});
    return out;
  };
  EXPECT_EQ(dependencies("/* Pairs with the control dependency on READ_ONCE(o.v, f(1)) in task b: orders x "
                         "before y. */"),
            (Dependencies{{"control", "READ_ONCE", "b"}}));
  EXPECT_EQ(
      dependencies("/* Pairs with smp_mb() in P1 and the data dependency on\n * READ_ONCE(*x) in P2. */"),
      (Dependencies{{"", "smp_mb", "P1"}, {"data", "READ_ONCE", "P2"}}));
  EXPECT_EQ(dependencies("// pairs with the address dependency in foo()"),
            (Dependencies{{"address", "", "foo"}}));
  EXPECT_EQ(dependencies("/* Pairs with smp_store_release(&x, 1) in interrupt tick. */"),
            (Dependencies{{"", "smp_store_release", "tick"}}));
}
TEST(PairComments, NameAKindAlone) {
  EXPECT_EQ(partners("/* Paired with the acquire in P1. */"), (Partners{{"acquire", "P1"}}));
  EXPECT_EQ(partners("/* pairs with the store-release of foo() and smp_mb() in P2 */"),
            (Partners{{"release", "foo"}, {"smp_mb", "P2"}}));
  EXPECT_EQ(partners("/* Pairs with the release store in put() */"), (Partners{{"release", "put"}}));
  EXPECT_EQ(partners("/* Pairs with the acquire barrier in get() */"), (Partners{{"acquire", "get"}}));
  EXPECT_EQ(partners("/* Pairs with the full memory barrier in put() */"), (Partners{{"", "put"}}));
  patch::PairComment::Partner const acquire{"acquire", ""}, any{"", ""}, release{"release", ""};
  EXPECT_TRUE(acquire.may_be("smp_load_acquire()") && acquire.may_be("atomic_cmpxchg_acquire()") &&
              release.may_be("smp_store_release()") && any.may_be("smp_mb()"));
  EXPECT_FALSE(acquire.may_be("smp_store_release()") || release.may_be("smp_mb()"));
}
TEST(PairComments, StandWhereTheyMayBe) {
  auto const is = [](std::string const& where, std::string const& place) {
    return patch::PairComment::Partner{"smp_mb", where}.may_be_in(place);
  };
  EXPECT_TRUE(is("", "P1") && is("P1", "P1") && is("put", "put()") && is("tick", "interrupt tick"));
  EXPECT_FALSE(is("P1", "P11") || is("a", "task b") || is("task", "task b"));
}
TEST(PairComments, SayWhatIsOrdered) {
  using Orders = std::vector<std::pair<std::string, std::string>>;
  auto const orders = [](std::string const& rest) {
    Orders out;
    for (auto const& comment : patch::pair_comments("/* Pairs with smp_mb()" + rest + " */"))
      for (auto const& o : comment.orders) out.emplace_back(o.first, o.second);
    return out;
  };
  EXPECT_EQ(orders(": orders WRITE_ONCE(*x, 1) before READ_ONCE(*y)."),
            (Orders{{"WRITE_ONCE(*x, 1)", "READ_ONCE(*y)"}}));
  EXPECT_EQ(orders("; it orders t.on_cpu\n\t * before t.cpu, and that is all."),
            (Orders{{"t.on_cpu", "t.cpu"}}));
  EXPECT_EQ(orders(": orders x before atomic_sub_return_release(1, &ref), and no more."),
            (Orders{{"x", "atomic_sub_return_release(1, &ref)"}}));
  EXPECT_EQ(orders(": orders a before b; orders c before d"), (Orders{{"a", "b"}, {"c", "d"}}));
  for (auto const* none : {"", ": orders", ": orders x", ": orders  before y", ": reorders a before b"})
    EXPECT_EQ(orders(none), Orders{}) << none;
}
TEST(PairComments, SayWhereInManyWords) {
  for (auto const* text :
       {"/* Pairs with smp_rmb() from look(). */", "/* Pairs with smp_rmb() inside look() */",
        "/* Pairs with: smp_rmb() in look() */", "/* Pairs w/ smp_rmb() in look() */",
        "/* Pairs with an smp_rmb() in kernel/a/foo.c:look(), see there. */"})
    EXPECT_EQ(partners(text), (Partners{{"smp_rmb", "look"}})) << text;
  EXPECT_EQ(partners("/* Pairs with a barrier in look() */"), (Partners{{"", "look"}}));
  EXPECT_EQ(partners("/* Pairs with smp_rmb() in thread 1 */"), (Partners{{"smp_rmb", "P1"}}));
  EXPECT_EQ(partners("/* Pairs with smp_rmb() in process P1 */"), (Partners{{"smp_rmb", "P1"}}));
}
TEST(PairComments, MayGoOnInOtherWords) {
  for (auto const* text : {"/* Pairs with smp_rmb() in look() and with smp_mb() in wake(). */",
                           "/* Pairs with smp_rmb() in look() & smp_mb() in wake(). */",
                           "/* Pairs with both smp_rmb() in look() as well as smp_mb() in wake(). */"})
    EXPECT_EQ(partners(text), (Partners{{"smp_rmb", "look"}, {"smp_mb", "wake"}})) << text;
  EXPECT_EQ(partners("/* Pairs with smp_rmb() in P1 and P2. */"),
            (Partners{{"smp_rmb", "P1"}, {"smp_rmb", "P2"}}));
  EXPECT_EQ(partners("/* Pairs with smp_rmb() in look() and in wake(). */"),
            (Partners{{"smp_rmb", "look"}, {"smp_rmb", "wake"}}));
}
TEST(PairComments, OthersAreNone) {
  for (auto const* text :
       {"", "/* This never pairs with smp_mb() in b. */", "// does not pair with smp_mb()",
        "/* It doesn't pair with smp_mb() in b. */", "/* No longer pairs with smp_mb() in b. */",
        "/* used to pair with smp_mb() in b */", "/* Cannot be paired with smp_mb(). */",
        "pairs with smp_mb()", "/* pairs */", "/* pairs with */", "/* pairs with . */", "/*", "//"})
    EXPECT_EQ(partners(text), Partners{}) << text;
}
TEST(PairComments, HaveTheirLines) {
  auto const all = patch::pair_comments("a\n/* Pairs with\n   smp_mb() */ b\n// Pairs with smp_rmb()\n");
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].line, 2u);
  EXPECT_EQ(all[0].last_line, 3u);
  EXPECT_EQ(all[1].line, 4u);
}

} // namespace
} // namespace barrister
