// SPDX-License-Identifier: BSD-2-Clause
// Two to four threads of one to three accesses each to x, y and z; p points to one of them. Some tests divide
// by what they read, shift by it, index with it, or store NULL or a number in p: they may have faults. In
// some, threads hand on to each other what they read. Some tests have locks l and m, srcu_structs s and t, or
// an array a, too. In some, threads do the same. A thread's locals are r0, r1, …, q0, q1, … (pointers), i0, i1, … (what srcu_read_lock()
// gave) and n0, n1, … (counters); all are declared, so that dropping a statement leaves a test.
#include "tests/support/generate.hpp"
#include "tests/support/generate_question.hpp"
#include "tests/support/generate_thread.hpp"

namespace barrister {
namespace {

// Of a chance of its own: else every seed would give another test than it did.
void make_some_alike(std::vector<std::vector<std::string>>& threads, std::uint64_t seed) {
  Chance chance(seed ^ 0x616c696b65);
  if (!chance.once_in(6)) return;
  for (std::size_t i = 1; i < threads.size(); ++i)
    if (!chance.once_in(3)) threads[i] = threads[0];
}

} // namespace

SmallTest generate(std::uint64_t seed) {
  Chance chance(seed);
  SmallTest out;
  auto const threads = chance.once_in(5) ? 3 + chance.below(most_threads - 2) : 2;
  auto const theme = some_theme(chance, seed);
  for (std::size_t i = 0; i < threads; ++i)
    out.threads.push_back(theme.circles && !chance.once_in(8) ? generate_link(chance, i, threads)
                                                              : generate_thread(chance, theme));
  make_some_alike(out.threads, seed);

  out.init = theme.faults && chance.once_in(4) ? "\tint *p = 0;\n" : "\tint *p = &x;\n";
  if (chance.once_in(8)) out.init += "\tx = " + chance.one_of({"1", "2", "-1"}) + ";\n";
  if (theme.circles) out.init += "\tint *o = &x;\n";
  if (theme.arrays) out.init += "\tint a[2] = {0, 1};\n";
  for (std::string const name : {"x", "y", "z"})
    out.parameters += integer_type(chance, theme) + "*" + name + ", ";
  out.parameters += "int **p";
  if (theme.circles) out.parameters += ", int **o";
  if (theme.arrays) out.parameters += ", int *a";
  if (theme.locks) out.parameters += ", spinlock_t *l, spinlock_t *m";
  if (theme.srcu) out.parameters += ", struct srcu_struct *s, struct srcu_struct *t";
  for (std::size_t i = 0; i < most_locals; ++i) {
    auto const n = std::to_string(i);
    out.locals += "\t" + integer_type(chance, theme) + "r" + n + "; int *q" + n + ";";
    if (theme.srcu) out.locals += " int i" + n + ";";
    if (theme.loops) out.locals += " int n" + n + ";";
    out.locals += "\n";
  }
  out.question = generate_question(chance, threads, theme);
  return out;
}

std::string to_text(SmallTest const& t) {
  std::string text = "C generated\n\n{\n" + t.init + "}\n";
  for (std::size_t cpu = 0; cpu < t.threads.size(); ++cpu) {
    text += "\nP" + std::to_string(cpu) + "(" + t.parameters + ")\n{\n" + t.locals + "\n";
    for (auto const& statement : t.threads[cpu]) text += "\t" + statement + "\n";
    text += "}\n";
  }
  return text + "\n" + t.question;
}

SmallTest shrunk(SmallTest t, std::function<bool(SmallTest const&)> const& fails) {
  for (bool smaller = true; smaller;) {
    smaller = false;
    for (std::size_t cpu = 0; cpu < t.threads.size(); ++cpu)
      for (std::size_t i = 0; i < t.threads[cpu].size();) {
        auto less = t;
        less.threads[cpu].erase(less.threads[cpu].begin() + static_cast<std::ptrdiff_t>(i));
        if (fails(less)) {
          t = std::move(less);
          smaller = true;
        } else {
          ++i;
        }
      }
  }
  return t;
}

} // namespace barrister
