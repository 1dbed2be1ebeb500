// SPDX-License-Identifier: BSD-2-Clause
// Two to four threads of one to three accesses each to x, y and z; p points to one of them. Some tests divide
// by what they read, shift by it, or store NULL or a number in p: they may have faults. Some tests have
// locks l and m, srcu_structs s and t, or an array a, too. A thread's locals are r0, r1, …, q0, q1, …
// (pointers), i0, i1, … (what srcu_read_lock() gave) and n0, n1, … (counters); all are declared, so that
// dropping a statement leaves a test.
#include "tests/support/generate.hpp"
#include "tests/support/chance.hpp"

namespace barrister {
namespace {

constexpr std::size_t most_threads = 4, most_accesses = 3, most_locals = 4;

// What a test is about, besides reads, writes and fences.
struct Theme {
  std::size_t variables = 1;
  bool locks = false, rcu = false, srcu = false, arrays = false, sizes = false, loops = false, faults = false;
};

class ThreadMaker {
public:
  ThreadMaker(Chance& chance, Theme const& theme) : chance_(chance), theme_(theme) {}

  std::vector<std::string> make() {
    auto const accesses = 1 + chance_.below(most_accesses);
    while (accesses_ < accesses) {
      fence();
      section();
    }
    fence();
    return std::move(out_);
  }

private:
  std::string variable() { return std::string(1, "xyz"[chance_.below(theme_.variables)]); }
  std::string ordering() { return chance_.one_of({"", "_relaxed", "_acquire", "_release"}); }
  std::string number() {
    if (theme_.sizes && chance_.once_in(3))
      return chance_.one_of({"127", "128", "255", "256", "65535", "65536", "-1", "-128", "2147483647",
                             "2147483648", "4294967295", "4294967296"});
    return std::to_string(1 + chance_.below(2));
  }
  bool any_local() const { return locals_ > 0; }
  std::string local() { return "r" + std::to_string(chance_.below(locals_)); }
  std::string fresh_local() {
    auto const name = "r" + std::to_string(locals_);
    if (locals_ + 1 < most_locals) ++locals_;
    return name;
  }
  // A number, or a data dependency.
  std::string value() {
    if (!any_local() || chance_.once_in(2)) return number();
    auto const r = local();
    if (theme_.faults && chance_.once_in(3))
      return chance_.one_of({"2 / (", "3 % (", "1 << (-1 + ", "-(", "~("}) + r + ")";
    if (theme_.sizes && chance_.once_in(2)) return arithmetic(r);
    switch (chance_.below(6)) {
    case 0: return r;
    case 1: return r + " + 1";
    case 2: return r + " ^ " + r;
    case 3: return "(" + r + " & 1) + 1";
    case 4: return r + " == 0";
    default: return "!" + r;
    }
  }
  // What promotions, conversions and signs matter to.
  std::string arithmetic(std::string const& r) {
    switch (chance_.below(8)) {
    case 0: return chance_.one_of({"-", "~"}) + r;
    case 1: return r + chance_.one_of({" - 1", " - 2u", " - 1l", " + 1u", " * 2", " * 65535"});
    case 2: return r + chance_.one_of({" << 1", " >> 1", " << 31", " >> 31"});
    case 3: return r + chance_.one_of({" / 2", " % 3", " / -1", " % 2u", " / 3ul"});
    case 4: return r + chance_.one_of({" < -1", " > 0u", " <= -1l", " >= 255", " == -1", " != 0xffffffff"});
    case 5: return "(" + chance_.one_of({"u8", "s8", "u16", "s32", "u32", "bool", "u64"}) + ")" + r;
    case 6: return r + chance_.one_of({" - ", " < ", " + ", " ^ "}) + local();
    default: return "(" + r + " ? -1 : " + chance_.one_of({"1u", "1", "2l"}) + ")";
    }
  }
  // A variable, or one behind a pointer: an address dependency.
  std::string pointer() {
    if (theme_.arrays && chance_.once_in(3)) {
      if (!any_local() || chance_.once_in(2)) return chance_.one_of({"a", "(a + 1)"});
      return "(a + (" + local() + " & 1))";
    }
    if (pointers_ == 0 || chance_.once_in(3)) return variable();
    return "q" + std::to_string(chance_.below(pointers_));
  }
  std::string pointee() {
    if (theme_.arrays && chance_.once_in(4)) {
      if (!any_local() || chance_.once_in(2)) return chance_.one_of({"a[0]", "a[1]"});
      return "a[" + local() + " & 1]";
    }
    if (any_local() && chance_.once_in(8)) {
      auto const r = local();
      return "*(" + variable() + " + (" + r + " & 0))";
    }
    return "*" + pointer();
  }

  void fence() {
    if (!chance_.once_in(3)) return;
    if (theme_.locks && chance_.once_in(3))
      out_.push_back(chance_.one_of({"smp_mb__after_spinlock();", "smp_mb__after_unlock_lock();"}));
    else if (theme_.rcu && chance_.once_in(2))
      out_.push_back(chance_.one_of({"synchronize_rcu();", "synchronize_rcu_expedited();"}));
    else if (theme_.srcu && chance_.once_in(2))
      out_.push_back(grace_period());
    else
      out_.push_back(
          chance_.one_of({"smp_mb();", "smp_wmb();", "smp_rmb();", "barrier();", "synchronize_rcu();",
                          "smp_mb__before_atomic();", "smp_mb__after_atomic();", "smp_mb__after_spinlock();",
                          "smp_mb__after_unlock_lock();"}));
  }

  // One or two statements, perhaps between a lock and an unlock.
  void section() {
    if (theme_.locks && chance_.once_in(2)) {
      if (chance_.once_in(3))
        out_.push_back(odd_lock_use());
      else
        critical(lock_with("spin_lock("), lock_with("spin_unlock("));
    } else if (theme_.rcu && chance_.once_in(2)) {
      critical("rcu_read_lock();", "rcu_read_unlock();");
    } else if (theme_.srcu && chance_.once_in(2)) {
      srcu_section();
    } else if (theme_.loops && chance_.once_in(2)) {
      out_.push_back(loop());
    } else {
      statement();
    }
  }
  std::string loop() {
    switch (chance_.below(4)) {
    case 0: {
      auto const n = "n" + std::to_string(counters_);
      if (counters_ + 1 < most_locals) ++counters_;
      return "for (" + n + " = 0; " + n + " < " + chance_.one_of({"1", "2"}) + "; " + n + "++) {\n\t\t" +
             access() + "\n\t}";
    }
    case 1: return "while (READ_ONCE(" + pointee() + ") == 0) {\n\t\t" + access() + "\n\t}";
    case 2: return "do {\n\t\t" + access() + "\n\t} while (smp_load_acquire(" + pointer() + ") != 1);";
    default: {
      ++accesses_;
      auto const target = fresh_local();
      return "do {\n\t\t" + target + " = cmpxchg" + ordering() + "(" + variable() + ", 0, 1);\n\t} while (" +
             target + ");";
    }
    }
  }
  void critical(std::string const& begin, std::string const& end) {
    bool const is_begun = !chance_.once_in(20), is_ended = !chance_.once_in(20);
    if (is_begun) out_.push_back(begin);
    statement();
    if (chance_.once_in(8)) {
      section(); // inside: perhaps nested
    } else if (chance_.once_in(2)) {
      fence();
      statement();
    }
    if (is_ended) out_.push_back(end);
  }
  void srcu_section() {
    auto const index = "i" + std::to_string(indices_);
    if (indices_ + 1 < most_locals) ++indices_;
    bool const by_semaphore = chance_.once_in(4); // srcu_down_read() has no owner
    critical(index + (by_semaphore ? " = srcu_down_read(" : " = srcu_read_lock(") + srcu_struct() + ");",
             (by_semaphore ? "srcu_up_read(" : "srcu_read_unlock(") + srcu_struct() + ", " +
                 (chance_.once_in(8) ? number() : index) + ");");
    if (chance_.once_in(5)) out_.push_back("smp_mb__after_srcu_read_unlock();");
  }
  std::string grace_period() {
    return chance_.one_of({"synchronize_srcu(", "synchronize_srcu_expedited("}) + srcu_struct() + ");";
  }
  std::string srcu_struct() { return chance_.once_in(12) ? "t" : "s"; }

  std::string lock() { return chance_.once_in(12) ? "m" : "l"; }
  std::string lock_with(std::string const& begin) { return begin + lock() + ");"; }
  // Uses that are no section, some of them wrong.
  std::string odd_lock_use() {
    ++accesses_;
    switch (chance_.below(10)) {
    case 0:
    case 1:
    case 2: return load(lock_with("spin_is_locked("), "");
    case 3: return load(lock_with("spin_trylock("), "");
    case 4:
    case 5: {
      auto const target = fresh_local(), l = lock();
      return target + " = spin_trylock(" + l + ");\n\tif (" + target + ") {\n\t\t" + access() +
             "\n\t\tspin_unlock(" + l + ");\n\t}";
    }
    case 6: return lock_with("spin_lock(");
    case 7: return lock_with("spin_unlock(");
    case 8: return load(chance_.one_of({"READ_ONCE(*l)", "*l", "smp_load_acquire(l)"}));
    default: return chance_.one_of({"WRITE_ONCE(*l, 0);", "*l = 1;", "smp_store_release(l, 0);"});
    }
  }

  void statement() {
    if (!any_local() || !chance_.once_in(4)) {
      out_.push_back(access());
      return;
    }
    if (chance_.once_in(3)) {
      out_.push_back(jump());
      return;
    }
    auto text = "if (" + condition() + ") {\n\t\t" + access();
    if (chance_.once_in(2)) text += "\n\t} else {\n\t\t" + access();
    out_.push_back(text + "\n\t}");
  }

  std::string condition() { return local() + chance_.one_of({"", " == 1", " != 1", " > 0"}); }
  std::string maybe_access() { return chance_.once_in(2) ? access() + " " : ""; }
  // Something that may leave a block before its end: alone, or inside another branch.
  std::string leaving(std::string const& jump) {
    auto const text = "if (" + condition() + ") { " + maybe_access() + jump + " } ";
    if (!chance_.once_in(3)) return text;
    return "if (" + condition() + ") { " + text + maybe_access() + "} ";
  }
  std::string jump() {
    switch (chance_.below(5)) {
    case 0: return leaving("return;");
    case 1: {
      auto const label = "out" + std::to_string(++labels_) + "_" + std::to_string(accesses_);
      return "{ " + leaving("goto " + label + ";") + maybe_access() + label + ": ; " + maybe_access() + "}";
    }
    case 2:
      return "do { " + leaving(chance_.one_of({"break;", "continue;", "return;"})) + maybe_access() +
             leaving(chance_.one_of({"break;", "continue;", "return;"})) + maybe_access() + "} while (0);";
    case 3: {
      auto const limit = chance_.one_of({" < 1", " < 2"});
      auto const i = "k" + std::to_string(++labels_);
      return "for (int " + i + " = 0; " + i + limit + "; " + i + "++) { " +
             leaving(chance_.one_of({"break;", "continue;", "return;"})) + maybe_access() + "}";
    }
    default:
      return "switch (" + local() + ") { case 1: " + access() + chance_.one_of({" break;", " return;", ""}) +
             " default: " + maybe_access() + chance_.one_of({"", "break; "}) + "case 2: " + maybe_access() +
             "}";
    }
  }

  std::string access() {
    ++accesses_;
    switch (chance_.below(20)) {
    case 0:
    case 1:
    case 2: return load("READ_ONCE(" + pointee() + ")");
    case 3:
    case 4:
    case 5: return "WRITE_ONCE(" + pointee() + ", " + value() + ");";
    case 6: return load(chance_.one_of({"smp_load_acquire(", "atomic_read_acquire("}) + pointer() + ")");
    case 7:
      return chance_.one_of({"smp_store_release(", "atomic_set_release("}) + pointer() + ", " + value() +
             ");";
    case 8:
    case 9: return load(pointee());
    case 10:
    case 11: return pointee() + " = " + value() + ";";
    case 12:
      if (chance_.once_in(2)) return load("atomic_read(" + pointer() + ")");
      return chance_.once_in(2) ? "atomic_set(" + pointer() + ", " + value() + ");"
                                : "smp_store_mb(" + pointee() + ", " + value() + ");";
    case 13:
    case 14:
    case 15: return read_modify_write();
    case 16:
      if (theme_.faults) return "WRITE_ONCE(*p, " + chance_.one_of({"0", "0", "1", "x", "y"}) + ");";
      return chance_.one_of({"rcu_assign_pointer(*p, ", "WRITE_ONCE(*p, "}) + variable() + ");";
    case 17:
      return "if (READ_ONCE(" + pointee() + ")" + chance_.one_of({"", " == 1", " < 0"}) +
             ")\n\t\t\tWRITE_ONCE(" + pointee() + ", " + value() + ");";
    default: {
      auto const q = "q" + std::to_string(pointers_);
      if (pointers_ + 1 < most_locals) ++pointers_;
      return q + " = " + chance_.one_of({"rcu_dereference(*p);", "READ_ONCE(*p);", "smp_load_acquire(p);"});
    }
    }
  }
  std::string read_modify_write() {
    switch (chance_.below(9)) {
    case 0:
      return load(chance_.one_of({"xchg", "atomic_xchg"}) + ordering() + "(" + pointer() + ", " + value() +
                  ")");
    case 1:
    case 2:
      return load(chance_.one_of({"cmpxchg", "atomic_cmpxchg"}) + ordering() + "(" + pointer() + ", " +
                  chance_.one_of({"0", "1"}) + ", " + value() + ")");
    case 3:
      if (chance_.once_in(2)) return chance_.one_of({"atomic_inc(", "atomic_dec("}) + pointer() + ");";
      return chance_.one_of({"atomic_add(", "atomic_add(", "atomic_sub(", "atomic_and(", "atomic_or(",
                             "atomic_xor(", "atomic_andnot("}) +
             value() + ", " + pointer() + ");";
    case 4: return load(chance_.one_of({"atomic_add_return", "atomic_sub_return"}) + update());
    case 5:
      return load(chance_.one_of({"atomic_fetch_add", "atomic_fetch_sub", "atomic_fetch_and",
                                  "atomic_fetch_or", "atomic_fetch_xor", "atomic_fetch_andnot"}) +
                  update());
    case 6:
      return load(
          chance_.one_of({"atomic_inc_return", "atomic_dec_return", "atomic_fetch_inc", "atomic_fetch_dec"}) +
          ordering() + "(" + pointer() + ")");
    case 7:
      if (chance_.once_in(2))
        return load(chance_.one_of({"atomic_dec_and_test(", "atomic_inc_and_test("}) + pointer() + ")");
      return load(chance_.one_of({"atomic_sub_and_test", "atomic_add_negative"}) + ("(" + value() + ", ") +
                  pointer() + ")");
    default:
      return load("atomic_add_unless(" + pointer() + ", " + value() + ", " + chance_.one_of({"0", "1"}) +
                  ")");
    }
  }
  std::string update() { return ordering() + "(" + value() + ", " + pointer() + ")"; }
  std::string load(std::string const& from, std::string const& end = ";") {
    auto const target = fresh_local();
    return target + " = " + from + end;
  }

  Chance& chance_;
  Theme const& theme_;
  std::size_t indices_ = 0, counters_ = 0;
  std::size_t accesses_ = 0, locals_ = 0, pointers_ = 0, labels_ = 0;
  std::vector<std::string> out_;
};

std::string atom(Chance& chance, std::size_t threads, Theme const& theme) {
  auto const value = theme.sizes && chance.once_in(3) ? chance.one_of({"-1", "128", "-128", "255", "65535"})
                                                      : std::to_string(chance.below(3));
  if (theme.locks && chance.once_in(12)) return "l=" + value;
  if (theme.arrays && chance.once_in(6)) return chance.one_of({"a[0]=", "a[1]="}) + value;
  if (chance.once_in(12)) return chance.one_of({"p=&x", "p=&y", "0:q0=&x", "1:q0=&y"});
  if (chance.once_in(3)) return std::string(1, "xyz"[chance.below(theme.variables)]) + "=" + value;
  return std::to_string(chance.below(threads)) + ":r" + std::to_string(chance.below(2)) + "=" + value;
}

std::string question(Chance& chance, std::size_t threads, Theme const& theme) {
  std::string text;
  if (chance.once_in(4)) text += theme.arrays ? "locations [p; 0:r1; a; x]\n" : "locations [p; 0:r1; x]\n";
  if (chance.once_in(10))
    text += "filter (" + atom(chance, threads, theme) + " \\/ " + atom(chance, threads, theme) + ")\n";
  text += chance.one_of({"exists", "exists", "~exists", "forall"}) + " (";
  auto const atoms = 1 + chance.below(3);
  for (std::size_t i = 0; i < atoms; ++i) {
    if (i > 0) text += chance.one_of({" /\\ ", " /\\ ", " \\/ "});
    auto const next = atom(chance, threads, theme);
    text += chance.once_in(5) ? "~(" + next + ")" : next;
  }
  return text + ")\n";
}

Theme some_theme(Chance& chance) {
  Theme out;
  out.variables = 1 + chance.below(3);
  switch (chance.below(6)) {
  case 0:
  case 1: out.locks = true; break;
  case 2: out.rcu = true; break;
  case 3: out.srcu = true; break;
  default: break;
  }
  out.arrays = chance.once_in(6);
  out.sizes = chance.once_in(5);
  out.loops = chance.once_in(8);
  return out;
}

std::string integer_type(Chance& chance, Theme const& theme) {
  if (!theme.sizes) return "int ";
  return chance.one_of({"int ", "char ", "signed char ", "short ", "unsigned short ", "unsigned int ",
                        "long ", "unsigned long ", "u8 ", "s16 ", "u32 ", "s64 ", "bool "});
}

} // namespace

SmallTest generate(std::uint64_t seed) {
  Chance chance(seed);
  SmallTest out;
  auto const threads = chance.once_in(5) ? 3 + chance.below(most_threads - 2) : 2;
  auto theme = some_theme(chance);
  theme.faults = Chance(~seed).once_in(6); // on its own: the others keep their seeds
  for (std::size_t i = 0; i < threads; ++i) out.threads.push_back(ThreadMaker(chance, theme).make());

  out.init = theme.faults && chance.once_in(4) ? "\tint *p = 0;\n" : "\tint *p = &x;\n";
  if (chance.once_in(8)) out.init += "\tx = " + chance.one_of({"1", "2", "-1"}) + ";\n";
  if (theme.arrays) out.init += "\tint a[2] = {0, 1};\n";
  for (std::string const name : {"x", "y", "z"})
    out.parameters += integer_type(chance, theme) + "*" + name + ", ";
  out.parameters += "int **p";
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
  out.question = question(chance, threads, theme);
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
