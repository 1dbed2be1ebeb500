// SPDX-License-Identifier: BSD-2-Clause
// Where ordering primitives are called, and the text with less in their place.
#include "patch/bodies.hpp"
#include "patch/sites.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

using patch::Site;

std::vector<std::string> weakened(std::string const& text) {
  std::vector<std::string> out;
  for (auto const& site : patch::sites_of(text))
    for (auto const& form : site.weaker) out.push_back(patch::edited(text, {form.edit}).value());
  return out;
}
std::string thread(std::string const& body) {
  return "C t\n{}\nP0(int *x, int *y) { " + body + " }\nexists (x=1)\n";
}
std::vector<std::string> threads(std::vector<std::string> const& bodies) {
  std::vector<std::string> out;
  for (auto const& body : bodies) out.push_back(thread(body));
  return out;
}

TEST(Sites, AreCallsInThreads) {
  auto const sites =
      patch::sites_of("C smp_mb\n{ int x = 0; }\nP0(int *x) {\n\tsmp_mb();\n}\n\nP12(int *x)\n{ int r = "
                      "smp_load_acquire(x); }\nexists (x=1)\n");
  ASSERT_EQ(sites.size(), 2u);
  EXPECT_EQ(sites[0].primitive, "smp_mb()");
  EXPECT_EQ(sites[0].thread, 0u);
  EXPECT_EQ(sites[0].line, 4u);
  EXPECT_EQ(sites[0].column, 2u);
  EXPECT_EQ(sites[1].primitive, "smp_load_acquire()");
  EXPECT_EQ(sites[1].thread, 12u);
  EXPECT_EQ(sites[1].line, 8u);
}
TEST(Sites, TryCmpxchgOrdersAsCmpxchgDoes) {
  EXPECT_EQ(weakened(thread("int o = 0; int r = try_cmpxchg(x, &o, 1);")),
            threads({"int o = 0; int r = try_cmpxchg_relaxed(x, &o, 1);",
                     "int o = 0; int r = try_cmpxchg_acquire(x, &o, 1);",
                     "int o = 0; int r = try_cmpxchg_release(x, &o, 1);"}));
  EXPECT_EQ(weakened(thread("int o = 0; int r = atomic_long_try_cmpxchg_acquire(x, &o, 1);")),
            threads({"int o = 0; int r = atomic_long_try_cmpxchg_relaxed(x, &o, 1);"}));
  EXPECT_EQ(weakened(thread("atomic_cond_read_acquire(x, VAL);")),
            threads({"atomic_cond_read_relaxed(x, VAL);"}));
}
TEST(Sites, AreNotInCommentsStringsOrOtherWords) {
  EXPECT_TRUE(patch::sites_of(thread("/* smp_mb(); */ // smp_wmb();\n my_smp_mb(); smp_mb2(); \"smp_mb();\""))
                  .empty());
  EXPECT_TRUE(patch::sites_of("C t\n(* P0() { smp_mb(); } *)\n{}\n").empty());
  EXPECT_TRUE(patch::sites_of("C t\n{ smp_mb(); }\nexists (smp_mb())\n").empty());
}
TEST(Sites, WhatElseMayOrderIsTold) {
  std::string const text =
      "C t\n{}\nstatic void f(void) { smp_mb(); }\nP0(int *x, atomic64_t *a) {\n"
      "  int r = (smp_rmb(), 1); /* smp_wmb(); */ f(); smp_mb();\n  synchronize_srcu(x);\n"
      "  r = test_and_clear_bit(0, x); atomic64_inc(a); READ_ONCE(*x); xchg_relaxed(x, 1); }\n";
  EXPECT_EQ(patch::not_looked_at(text, patch::sites_of(text)),
            (std::vector<std::string>{"test_and_clear_bit() (line 7)"}));
  EXPECT_TRUE(patch::not_looked_at(thread("smp_mb(); rcu_read_lock(); smp_processor_id();"),
                                   patch::sites_of(thread("smp_mb(); rcu_read_lock(); smp_processor_id();")))
                  .empty());
}
TEST(Sites, OfALitmusTestAreInItsFunctions) {
  auto const sites = patch::sites_of("C t\n{}\nstatic int f(int *x)\n{\n\tsmp_mb();\n\treturn 1;\n}\n"
                                     "P0(int *x) { if (f(x)) { smp_wmb(); } }\nexists (x=1)\n");
  ASSERT_EQ(sites.size(), 2u);
  EXPECT_EQ(sites[0].where, "f()");
  EXPECT_EQ(sites[0].thread, patch::no_thread);
  EXPECT_EQ(sites[0].line, 5u);
  EXPECT_EQ(sites[1].where, "P0");
  EXPECT_EQ(sites[1].thread, 0u);
}
TEST(Sites, WhatIsAsWideAsAWordOrTellsZeroHasWeakerForms) {
  EXPECT_EQ(weakened(thread("synchronize_srcu(&s);")), threads({";", "smp_mb();"}));
  EXPECT_EQ(weakened(thread("r = atomic64_add_return(1, x);")),
            threads({"r = atomic64_add_return_relaxed(1, x);", "r = atomic64_add_return_acquire(1, x);",
                     "r = atomic64_add_return_release(1, x);"}));
  EXPECT_EQ(weakened(thread("r = atomic_long_read_acquire(x);")), threads({"r = atomic_long_read(x);"}));
  EXPECT_EQ(weakened(thread("if (atomic64_dec_and_test(x)) r = 1;")),
            threads({"if ((atomic64_dec_return_relaxed(x) == 0)) r = 1;",
                     "if ((atomic64_dec_return_acquire(x) == 0)) r = 1;",
                     "if ((atomic64_dec_return_release(x) == 0)) r = 1;"}));
  EXPECT_EQ(weakened(thread("r = !atomic_sub_and_test(2, x);")).front(),
            thread("r = !(atomic_sub_return_relaxed(2, x) == 0);"));
  EXPECT_EQ(weakened(thread("r = test_and_set_bit(0, x);")), threads({"r = test_and_set_bit_lock(0, x);"}));
}
TEST(Sites, WhatIsBrokenHasNone) {
  for (auto const* text :
       {"", "P0", "P0(", "P0()", "P0() {", "P0() { smp_mb", "P0() { smp_mb(", "P0() { smp_store_release(x",
        "P0(((((((", "P0() { /*", "P0() { \"", "P99999999999999() { smp_mb(); }"})
    EXPECT_TRUE(patch::sites_of(text).empty()) << text;
}
TEST(Sites, HaveWeakerForms) {
  EXPECT_EQ(weakened(thread("smp_mb();")), threads({";", "smp_rmb();", "smp_wmb();"}));
  EXPECT_EQ(weakened(thread("int r = smp_load_acquire(x);")), threads({"int r = READ_ONCE(*x);"}));
  EXPECT_EQ(weakened(thread("int r = smp_load_acquire(&a[1]);")), threads({"int r = READ_ONCE(a[1]);"}));
  EXPECT_EQ(weakened(thread("int r = smp_load_acquire(x + 1);")), threads({"int r = READ_ONCE(*(x + 1));"}));
  EXPECT_EQ(weakened(thread("if (r) smp_store_release(x, f(1, 2));")),
            threads({"if (r) WRITE_ONCE(*x, f(1, 2));", "if (r) { smp_wmb(); WRITE_ONCE(*x, f(1, 2)); }"}));
  EXPECT_EQ(weakened(thread("r = xchg(x, 1);")),
            threads({"r = xchg_relaxed(x, 1);", "r = xchg_acquire(x, 1);", "r = xchg_release(x, 1);"}));
  EXPECT_EQ(weakened(thread("r = atomic_fetch_add_release(1, x);")),
            threads({"r = atomic_fetch_add_relaxed(1, x);"}));
  EXPECT_TRUE(weakened(thread("spin_lock(x); r = xchg_relaxed(x, 1); WRITE_ONCE(*x, 1);")).empty());
}
TEST(Sites, StatementsBeginBehindLabelsAndElse) {
  EXPECT_EQ(weakened(thread("again: smp_wmb();")), threads({"again: ;"}));
  EXPECT_EQ(weakened(thread("if (r) smp_wmb(); else smp_wmb();")),
            threads({"if (r) ; else smp_wmb();", "if (r) smp_wmb(); else ;"}));
  EXPECT_EQ(weakened(thread("switch (r) { case 1: smp_wmb(); break; case A + 2: default: smp_wmb(); }")),
            threads({"switch (r) { case 1: ; break; case A + 2: default: smp_wmb(); }",
                     "switch (r) { case 1: smp_wmb(); break; case A + 2: default: ; }"}));
}
// Of what is no statement by itself, or may be none: it is a value that nobody asks for.
TEST(Sites, ElsewhereABarrierIsNothingByItsValue) {
  EXPECT_EQ(weakened(thread("r = a ? b : smp_wmb();")), threads({"r = a ? b : 0;"}));
  EXPECT_EQ(weakened(thread("case 1: r = a ? b : smp_wmb();")), threads({"case 1: r = a ? b : 0;"}));
  EXPECT_EQ(weakened(thread("smp_wmb(), r = 1;")), threads({"0, r = 1;"}));
  EXPECT_EQ(weakened(thread("r = (smp_wmb(), 1);")), threads({"r = (0, 1);"}));
  EXPECT_EQ(weakened(thread("\n#ifdef A\nsmp_wmb();\n#endif\n")), threads({"\n#ifdef A\n0;\n#endif\n"}));
}
TEST(Sites, PointersAreFollowed) {
  EXPECT_EQ(weakened(thread("r = smp_load_acquire(&a->b[1].c);")), threads({"r = READ_ONCE(a->b[1].c);"}));
  EXPECT_EQ(weakened(thread("r = smp_load_acquire(&a + 1);")), threads({"r = READ_ONCE(*(&a + 1));"}));
  EXPECT_EQ(weakened(thread("r = smp_load_acquire(&a - 1);")), threads({"r = READ_ONCE(*(&a - 1));"}));
  EXPECT_EQ(weakened(thread("r = smp_load_acquire(&per_cpu(x, cpu));")),
            threads({"r = READ_ONCE(*(&per_cpu(x, cpu)));"}));
}
TEST(Sites, OfAProtocolAreInNamedBlocks) {
  auto const sites = patch::sites_of_protocol(
      "protocol p \"smp_mb();\";\nworld { cpu 0; }\nstatic void f(int a)\n{\n\tif (a) "
      "{\n\t\tsmp_mb();\n\t}\n\tsmp_wmb();\n}\n"
      "task t {\n\tsmp_rmb();\n}\nvariant V \"\" { static void g(void) { smp_mb(); } }\n");
  ASSERT_EQ(sites.size(), 4u);
  EXPECT_EQ(sites[0].where, "f()");
  EXPECT_EQ(sites[0].line, 6u);
  EXPECT_EQ(sites[1].where, "f()");
  EXPECT_EQ(sites[2].where, "task t");
  EXPECT_EQ(sites[3].where, "g()");
}
TEST(Sites, OfAProtocolAreInWhatAVariantPutsIn) {
  std::string const text = "protocol p \"smp_mb();\";\nstatic void f(void) { smp_wmb(); x = 1; }\n"
                           "variant V \"\" {\n\t/* replace f(): \"a\" with \"smp_mb();\" */\n"
                           "\treplace f():\n\t\t\"smp_mb(); x\" with \"if (y) { smp_rmb(); } x\";\n}\n"
                           "replace g(): \"a\" with \"";
  auto const sites = patch::sites_of_protocol(text);
  ASSERT_EQ(sites.size(), 2u);
  EXPECT_EQ(sites[1].primitive, "smp_rmb()");
  EXPECT_EQ(sites[1].where, "f()");
  EXPECT_EQ(sites[1].line, 6u);
  EXPECT_EQ(sites[1].column, 32u);
  auto const edited = patch::edited(text, {sites[1].weaker[0].edit}).value();
  EXPECT_NE(edited.find("with \"if (y) { ; } x\";"), edited.npos) << edited;
}
TEST(Sites, OneInTheOtherAreNotEditedTogether) {
  auto const text = thread("smp_store_release(x, smp_load_acquire(y));");
  auto const sites = patch::sites_of(text);
  ASSERT_EQ(sites.size(), 2u);
  EXPECT_FALSE(patch::edited(text, {sites[0].weaker[0].edit, sites[1].weaker[0].edit}));
}
TEST(Sites, EditsAreMadeTogether) {
  auto const text = thread("smp_mb(); smp_rmb();");
  auto const sites = patch::sites_of(text);
  ASSERT_EQ(sites.size(), 2u);
  EXPECT_EQ(patch::edited(text, {sites[1].weaker[0].edit, sites[0].weaker[2].edit}), thread("smp_wmb(); ;"));
}

} // namespace
} // namespace barrister
