// SPDX-License-Identifier: BSD-2-Clause
// Where a text could order more, and the text that then does.
#include "patch/changes.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

using patch::Change;

std::string thread(std::string const& body) {
  return "C t\n{}\nP0(int *x, int *y) {" + body + "}\nexists (x=1)\n";
}
// The bodies with each change of which the word is put in.
std::vector<std::string> with(std::string const& body, std::string const& word) {
  auto const text = thread(body);
  std::vector<std::string> out;
  for (auto const& change : patch::changes_of(text, {})) {
    if (change.is != word) continue;
    auto const changed = patch::edited(text, change.edits).value();
    auto const from = changed.find('{', 6) + 1;
    out.push_back(changed.substr(from, changed.rfind('}') - from));
  }
  return out;
}
using Bodies = std::vector<std::string>;

TEST(Changes, PutFencesBetweenAccesses) {
  EXPECT_EQ(with(" f(x); f(y); ", "smp_mb"), Bodies{" f(x); smp_mb(); f(y); "});
  EXPECT_EQ(with("\n\tf(x);\n\tf(y);\n", "smp_wmb"), Bodies{"\n\tf(x);\n\tsmp_wmb();\n\tf(y);\n"});
  EXPECT_EQ(with(" f(x); ", "smp_mb"), Bodies{});
  EXPECT_EQ(with(" f(x); int r = 1; barrier(); f(y); ", "smp_rmb"),
            Bodies{" f(x); int r = 1; barrier(); smp_rmb(); f(y); "});
}
TEST(Changes, KnowPlacesOfAccessesThatAreNoCalls) {
  auto const text = thread(" *x = 1; *y = 1; ");
  EXPECT_TRUE(patch::changes_of(text, {}).empty());
  EXPECT_EQ(patch::changes_of(text, {text.find("*x ="), text.find("*y =")}).size(), 3u);
}
TEST(Changes, GoIntoBlocksAndOutOfThem) {
  EXPECT_EQ(with(" if (f(x)) { f(y); } ", "smp_mb"), Bodies{" if (f(x)) { smp_mb(); f(y); } "});
  EXPECT_EQ(with(" if (r) { f(x); } f(y); ", "smp_mb"),
            (Bodies{" if (r) { f(x); smp_mb(); } f(y); ", " if (r) { f(x); } smp_mb(); f(y); "}));
  EXPECT_EQ(with(" while (r) { f(x); } ", "smp_mb"),
            (Bodies{" while (r) { smp_mb(); f(x); } ", " while (r) { f(x); smp_mb(); } "}));
  EXPECT_EQ(
      with(" if (r) { f(x); return; } f(y); ", "smp_mb"),
      (Bodies{" if (r) { f(x); smp_mb(); return; } f(y); ", " if (r) { f(x); return; } smp_mb(); f(y); "}));
}
TEST(Changes, GiveBranchesBraces) {
  EXPECT_EQ(with(" if (f(x)) f(y); ", "smp_mb"), Bodies{" if (f(x)) { smp_mb(); f(y); } "});
  EXPECT_EQ(with("\n\tif (f(x))\n\t\tf(y);\n", "smp_mb"),
            Bodies{"\n\tif (f(x)) {\n\t\tsmp_mb();\n\t\tf(y);\n\t}\n"});
  EXPECT_EQ(with(" if (r) f(x); else f(y); f(x); ", "smp_mb").size(), 3u);
}
TEST(Changes, KnowWhatIsForAtomics) {
  EXPECT_EQ(with(" clear_bit(0, x); f(y); ", "smp_mb__after_atomic"),
            Bodies{" clear_bit(0, x); smp_mb__after_atomic(); f(y); "});
  EXPECT_EQ(with(" f(y); atomic_inc(x); ", "smp_mb__before_atomic"),
            Bodies{" f(y); smp_mb__before_atomic(); atomic_inc(x); "});
  EXPECT_EQ(with(" f(y); f(x); ", "smp_mb__after_atomic"), Bodies{});
}
TEST(Changes, PutMoreInPlaceOfLess) {
  EXPECT_EQ(with(" r = READ_ONCE(*x); ", "smp_load_acquire"), Bodies{" r = smp_load_acquire(x); "});
  EXPECT_EQ(with(" r = READ_ONCE(x[1]); ", "smp_load_acquire"), Bodies{" r = smp_load_acquire(&x[1]); "});
  EXPECT_EQ(with(" r = READ_ONCE(*(x + 1)); ", "smp_load_acquire"), Bodies{" r = smp_load_acquire(x + 1); "});
  EXPECT_EQ(with(" WRITE_ONCE(*x, 1); ", "smp_store_release"), Bodies{" smp_store_release(x, 1); "});
  EXPECT_EQ(with(" smp_rmb(); ", "smp_mb"), Bodies{" smp_mb(); "});
  EXPECT_EQ(with(" r = xchg_relaxed(x, 1); ", "xchg_acquire"), Bodies{" r = xchg_acquire(x, 1); "});
  EXPECT_EQ(with(" r = xchg_release(x, 1); ", "xchg"), Bodies{" r = xchg(x, 1); "});
}
// A call in a call: both can be changed at once.
TEST(Changes, GoTogether) {
  auto const text = thread(" WRITE_ONCE(*x, READ_ONCE(*y)); ");
  auto const all = patch::changes_of(text, {});
  ASSERT_EQ(all.size(), 2u);
  auto edits = all[0].edits;
  edits.insert(edits.end(), all[1].edits.begin(), all[1].edits.end());
  EXPECT_EQ(patch::edited(text, edits), thread(" smp_store_release(x, smp_load_acquire(y)); "));
}
TEST(Changes, HaveOnePlaceEach) {
  for (auto const& one : patch::changes_of(thread(" f(x); r = READ_ONCE(*y); "), {}))
    for (auto const& other : patch::changes_of(thread(" f(x); r = READ_ONCE(*y); "), {}))
      EXPECT_EQ(one.place == other.place, one.is_added() == other.is_added());
}
TEST(Changes, MayHaveComments) {
  auto const text = thread("\n\tf(x);\n\tr = READ_ONCE(*y);\n");
  for (auto const& change : patch::changes_of(text, {})) {
    auto const changed = patch::edited(text, patch::commented(change, {"/* a", " * b */"})).value();
    EXPECT_NE(changed.find(change.is == "smp_load_acquire" ? "\t/* a\n\t * b */\n\tr = smp_load_acquire(y);"
                                                           : "\t/* a\n\t * b */\n\t" + change.is + "();\n"),
              changed.npos)
        << changed;
  }
}
TEST(Changes, OfAProtocolAreInFunctionsAndReplacements) {
  std::string const text =
      "protocol p \"s\";\nworld { cpu 0; }\nint x = f(1), y;\nstatic void g(void) { f(1); f(2); "
      "}\nvariant V \"s\" { replace g(): \"f(2);\" with \"h(2);\"; replace g(): \"q\" with \"\"; }\n";
  std::vector<std::string> out;
  for (auto const& change : patch::changes_of_protocol(text, {}))
    if (change.is == "smp_mb") out.push_back(patch::edited(text, change.edits).value());
  ASSERT_EQ(out.size(), 4u);
  EXPECT_NE(out[0].find("f(1); smp_mb(); f(2);"), text.npos);
  EXPECT_NE(out[1].find("with \"smp_mb(); h(2);\""), text.npos);
  EXPECT_NE(out[2].find("with \"h(2); smp_mb();\""), text.npos);
  EXPECT_NE(out[3].find("with \"smp_mb();\""), text.npos);
  auto const acquires =
      patch::changes_of_protocol("variant V \"s\" { replace g(): \"q\" with \"r = READ_ONCE(x);\"; }", {});
  ASSERT_EQ(acquires.size(), 7u);
  EXPECT_EQ(
      patch::edited("variant V \"s\" { replace g(): \"q\" with \"r = READ_ONCE(x);\"; }", acquires[3].edits),
      "variant V \"s\" { replace g(): \"q\" with \"r = smp_load_acquire(&x);\"; }");
}
TEST(Changes, OfWhatIsBrokenDoNotCrash) {
  std::string const whole =
      thread(" if (f(x)) { f(y); } else while (r) f(x); do { f(x); } while (f(y)); case 1: f(x); }");
  for (std::size_t n = 0; n <= whole.size(); ++n)
    for (auto const& change : patch::changes_of(whole.substr(0, n), {0, 1, n}))
      EXPECT_TRUE(patch::edited(whole.substr(0, n), change.edits)) << n;
  std::string deep;
  for (int i = 0; i < 10000; ++i) deep += "if (f(x)) ";
  EXPECT_NO_FATAL_FAILURE(patch::changes_of(thread(deep), {}));
}

} // namespace
} // namespace barrister
