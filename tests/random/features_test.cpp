// SPDX-License-Identifier: BSD-2-Clause
// What tests made by chance have in them: each part of the language of the LKMM is in some.
#include "tests/support/generate.hpp"
#include "tests/support/parts.hpp"
#include <algorithm>
#include <gtest/gtest.h>
#include <iomanip>
#include <regex>

namespace barrister {
namespace {

struct Feature {
  char const* name;
  char const* words; // a regular expression
};
constexpr Feature features[] = {
    {"READ_ONCE", "READ_ONCE\\("},
    {"WRITE_ONCE", "WRITE_ONCE\\("},
    {"plain load", "\tr\\d = \\*"},
    {"plain store", "\t\\*[a-z]\\d? = "},
    {"smp_load_acquire", "smp_load_acquire\\("},
    {"smp_store_release", "smp_store_release\\("},
    {"smp_store_mb", "smp_store_mb\\("},
    {"smp_mb", "smp_mb\\("},
    {"smp_rmb", "smp_rmb\\("},
    {"smp_wmb", "smp_wmb\\("},
    {"barrier", "barrier\\("},
    {"smp_mb__before_atomic", "smp_mb__before_atomic\\("},
    {"smp_mb__after_atomic", "smp_mb__after_atomic\\("},
    {"smp_mb__after_spinlock", "smp_mb__after_spinlock\\("},
    {"smp_mb__after_unlock_lock", "smp_mb__after_unlock_lock\\("},
    {"smp_mb__after_srcu_read_unlock", "smp_mb__after_srcu_read_unlock\\("},
    {"rcu_dereference", "rcu_dereference\\("},
    {"rcu_assign_pointer", "rcu_assign_pointer\\("},
    {"xchg", " xchg\\("},
    {"xchg with an ordering", " xchg_(relaxed|acquire|release)\\("},
    {"cmpxchg", " cmpxchg\\("},
    {"cmpxchg with an ordering", " cmpxchg_(relaxed|acquire|release)\\("},
    {"atomic_xchg", "atomic_xchg"},
    {"atomic_cmpxchg", "atomic_cmpxchg"},
    {"atomic_read", "atomic_read\\("},
    {"atomic_set", "atomic_set\\("},
    {"atomic that returns nothing", "\tatomic_(add|sub|inc|dec|and|or|xor|andnot)\\("},
    {"atomic that returns the new value", "atomic_(add|sub|inc|dec)_return"},
    {"atomic that returns the old value", "atomic_fetch_"},
    {"atomic that tests", "atomic_(sub_and_test|dec_and_test|inc_and_test|add_negative)"},
    {"atomic with an ordering", "atomic_[a-z_]*_(relaxed|acquire|release)\\("},
    {"atomic_add_unless", "atomic_add_unless\\("},
    {"RCU reader", "rcu_read_lock\\([^}]*rcu_read_unlock\\("},
    {"RCU grace period", "synchronize_rcu"},
    {"RCU reader begun alone", "rcu_read_lock\\(((?!rcu_read_unlock)[^}])*\n\\}"},
    {"SRCU reader", "srcu_read_lock\\([^}]*srcu_read_unlock\\("},
    {"SRCU semaphore", "srcu_down_read\\([^}]*srcu_up_read\\("},
    {"SRCU grace period", "synchronize_srcu"},
    {"SRCU, another's index", "srcu_(read_unlock|up_read)\\([st], \\d"},
    {"two srcu_structs", "srcu[a-z_]*\\(t"},
    {"lock", "spin_lock\\(([lm])\\)[^}]*spin_unlock\\(\\1\\)"},
    {"spin_trylock", "spin_trylock\\("},
    {"spin_is_locked", "spin_is_locked\\("},
    {"two locks", "spin_lock\\(m"},
    {"unlock without lock", "\n\\{((?!lock\\(l)[^}])*spin_unlock\\(l"},
    {"lock twice", "spin_lock\\(l\\)((?!unlock\\(l)[^}])*spin_lock\\(l\\)"},
    {"lock word read", "(ONCE\\(|= )\\*l\\b|acquire\\(l\\)"},
    {"lock word written", "\\*l(, 0\\)| = )|release\\(l"},
    {"lock in the condition", "\\(l=|[ (]l=[0-9]"},
    {"control dependency", "if \\(r"},
    {"condition on what is read", "if \\(READ_ONCE"},
    {"data dependency", "(, |= )\\(?!?r\\d( [^=]|\\)|;)"},
    {"address dependency", "(\\(|= )\\*q\\d|\\(q\\d|\t\\*q\\d = "},
    {"address arithmetic", "\\(r\\d & 0\\)"},
    {"array", "a\\[\\d\\](\\)|,|;| =)"},
    {"computed index", "a\\[\\(?r\\d & 1"},
    {"index that may be out of range", "a\\[r\\d\\]|\\(a \\+ r\\d\\)"},
    {"division by what is read", "[/%] r\\d|[/%] \\(r\\d"},
    {"shift by what is read", "(<<|>>) r\\d"},
    {"NULL in a pointer", "\\*p = 0|\\*p, 0\\)"},
    {"value that a branch decides", "r\\d = \\d+;\n\tif \\([^{]*\n\t\tr\\d = \\d+;"},
    {"value that ?: decides", "r\\d[^;\n]* \\? \\d"},
    {"pointer that a branch decides", "q\\d = [xyz];\n\tif"},
    {"plain copy", "r0 = \\*[xyz];\n\t\\*[xyz] = r0;"},
    {"pointer handed on", "\\*[po] = q0;"},
    {"whole array observed", "locations \\[p; 0:r1; a"},
    {"narrow variable", "(char|short|u8|s16|bool) \\*"},
    {"unsigned variable", "(unsigned [a-z]+|u8|u32) \\*"},
    {"wide variable", "long \\*"},
    {"narrow local", "\t(char|short|u8|s16|bool) r"},
    {"initial value", "\tx = "},
    {"for", "for \\("},
    {"while", "while \\("},
    {"do", "do \\{"},
    {"break", "break;"},
    {"continue", "continue;"},
    {"return", "return;"},
    {"goto", "goto "},
    {"switch", "switch \\("},
    {"exists", "\nexists"},
    {"~exists", "\n~exists"},
    {"forall", "\nforall"},
    {"filter", "\nfilter"},
    {"locations", "\nlocations"},
    {"address in the condition", "=&"},
    {"three threads or more", "\nP2"},
};

TEST(Random, HasAllOfTheLanguage) {
  auto const seeds = all_seeds();
  std::vector<std::regex> words;
  for (auto const& feature : features) words.emplace_back(feature.words, std::regex::optimize);
  std::vector<std::size_t> count(std::size(features));
  for (auto seed = seeds.begin; seed < seeds.end; ++seed) {
    auto const text = to_text(generate(seed));
    for (std::size_t i = 0; i < words.size(); ++i) count[i] += std::regex_search(text, words[i]);
  }
  auto const tests = static_cast<double>(seeds.end - seeds.begin);
  std::cout << seeds << ", and in so many of them:\n" << std::fixed << std::setprecision(1);
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::cout << std::setw(6) << 100 * static_cast<double>(count[i]) / tests << " % " << features[i].name
              << "\n";
    EXPECT_TRUE(count[i] > 0 || tests < 5'000) << features[i].name;
  }
}

} // namespace
} // namespace barrister
