// SPDX-License-Identifier: BSD-2-Clause
#include "tests/support/generate_thread.hpp"
#include "tests/support/operands.hpp"

namespace barrister {
namespace {

class ThreadMaker {
public:
  ThreadMaker(Chance& chance, Theme const& theme) : chance_(chance), theme_(theme), words_(chance, theme) {}

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
    case 1: return "while (READ_ONCE(" + words_.pointee() + ") == 0) {\n\t\t" + access() + "\n\t}";
    case 2: return "do {\n\t\t" + access() + "\n\t} while (smp_load_acquire(" + words_.pointer() + ") != 1);";
    default: {
      ++accesses_;
      auto const target = words_.fresh_local();
      return "do {\n\t\t" + target + " = cmpxchg" + words_.ordering() + "(" + words_.variable() +
             ", 0, 1);\n\t} while (" + target + ");";
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
                 (chance_.once_in(8) ? words_.number() : index) + ");");
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
      auto const target = words_.fresh_local(), l = lock();
      return target + " = spin_trylock(" + l + ");\n\tif (" + target + ") {\n\t\t" + access() +
             "\n\t\tspin_unlock(" + l + ");\n\t}";
    }
    case 6: return lock_with("spin_lock(");
    case 7: return lock_with("spin_unlock(");
    case 8: return load(chance_.one_of({"READ_ONCE(*l)", "*l", "smp_load_acquire(l)"}));
    default: return chance_.one_of({"WRITE_ONCE(*l, 0);", "*l = 1;", "smp_store_release(l, 0);"});
    }
  }

  // What a branch decides, and nothing behind it depends on.
  std::string choice() {
    ++accesses_;
    auto const on = chance_.once_in(2) && words_.any_local()
                        ? words_.condition()
                        : "READ_ONCE(" + words_.pointee() + ") == " + chance_.one_of({"0", "1"});
    if (chance_.once_in(4)) {
      auto const q = words_.fresh_pointer();
      return q + " = " + words_.variable() + ";\n\tif (" + on + ")\n\t\t" + q + " = " + words_.variable() +
             ";";
    }
    auto const r = words_.fresh_local();
    return r + " = " + words_.number() + ";\n\tif (" + on + ")\n\t\t" + r + " = " +
           chance_.one_of({"0", "1", "2"}) + ";";
  }

  void statement() {
    if (theme_.choices && chance_.once_in(3)) {
      out_.push_back(choice());
      return;
    }
    if (!words_.any_local() || !chance_.once_in(4)) {
      out_.push_back(access());
      return;
    }
    if (chance_.once_in(3)) {
      out_.push_back(jump());
      return;
    }
    auto text = "if (" + words_.condition() + ") {\n\t\t" + access();
    if (chance_.once_in(2)) text += "\n\t} else {\n\t\t" + access();
    out_.push_back(text + "\n\t}");
  }

  std::string maybe_access() { return chance_.once_in(2) ? access() + " " : ""; }
  // Something that may leave a block before its end: alone, or inside another branch.
  std::string leaving(std::string const& jump) {
    auto const text = "if (" + words_.condition() + ") { " + maybe_access() + jump + " } ";
    if (!chance_.once_in(3)) return text;
    return "if (" + words_.condition() + ") { " + text + maybe_access() + "} ";
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
      return "switch (" + words_.local() + ") { case 1: " + access() +
             chance_.one_of({" break;", " return;", ""}) + " default: " + maybe_access() +
             chance_.one_of({"", "break; "}) + "case 2: " + maybe_access() + "}";
    }
  }

  std::string access() {
    ++accesses_;
    switch (chance_.below(20)) {
    case 0:
    case 1:
    case 2: return load("READ_ONCE(" + words_.pointee() + ")");
    case 3:
    case 4:
    case 5: return "WRITE_ONCE(" + words_.pointee() + ", " + words_.value() + ");";
    case 6:
      return load(chance_.one_of({"smp_load_acquire(", "atomic_read_acquire("}) + words_.pointer() + ")");
    case 7:
      return chance_.one_of({"smp_store_release(", "atomic_set_release("}) + words_.pointer() + ", " +
             words_.value() + ");";
    case 8:
    case 9: return load(words_.pointee());
    case 10:
    case 11: return words_.pointee() + " = " + words_.value() + ";";
    case 12:
      if (chance_.once_in(2)) return load("atomic_read(" + words_.pointer() + ")");
      return chance_.once_in(2) ? "atomic_set(" + words_.pointer() + ", " + words_.value() + ");"
                                : "smp_store_mb(" + words_.pointee() + ", " + words_.value() + ");";
    case 13:
    case 14:
    case 15: return read_modify_write();
    case 16:
      if (theme_.faults) return "WRITE_ONCE(*p, " + chance_.one_of({"0", "0", "1", "x", "y"}) + ");";
      return chance_.one_of({"rcu_assign_pointer(*p, ", "WRITE_ONCE(*p, "}) + words_.variable() + ");";
    case 17:
      return "if (READ_ONCE(" + words_.pointee() + ")" + chance_.one_of({"", " == 1", " < 0"}) +
             ")\n\t\t\tWRITE_ONCE(" + words_.pointee() + ", " + words_.value() + ");";
    default:
      return words_.fresh_pointer() + " = " +
             chance_.one_of({"rcu_dereference(*p);", "READ_ONCE(*p);", "smp_load_acquire(p);"});
    }
  }
  std::string read_modify_write() {
    switch (chance_.below(9)) {
    case 0:
      return load(chance_.one_of({"xchg", "atomic_xchg"}) + words_.ordering() + "(" + words_.pointer() +
                  ", " + words_.value() + ")");
    case 1:
    case 2:
      return load(chance_.one_of({"cmpxchg", "atomic_cmpxchg"}) + words_.ordering() + "(" + words_.pointer() +
                  ", " + chance_.one_of({"0", "1"}) + ", " + words_.value() + ")");
    case 3:
      if (chance_.once_in(2)) return chance_.one_of({"atomic_inc(", "atomic_dec("}) + words_.pointer() + ");";
      return chance_.one_of({"atomic_add(", "atomic_add(", "atomic_sub(", "atomic_and(", "atomic_or(",
                             "atomic_xor(", "atomic_andnot("}) +
             words_.value() + ", " + words_.pointer() + ");";
    case 4: return load(chance_.one_of({"atomic_add_return", "atomic_sub_return"}) + update());
    case 5:
      return load(chance_.one_of({"atomic_fetch_add", "atomic_fetch_sub", "atomic_fetch_and",
                                  "atomic_fetch_or", "atomic_fetch_xor", "atomic_fetch_andnot"}) +
                  update());
    case 6:
      return load(
          chance_.one_of({"atomic_inc_return", "atomic_dec_return", "atomic_fetch_inc", "atomic_fetch_dec"}) +
          words_.ordering() + "(" + words_.pointer() + ")");
    case 7:
      if (chance_.once_in(2))
        return load(chance_.one_of({"atomic_dec_and_test(", "atomic_inc_and_test("}) + words_.pointer() +
                    ")");
      return load(chance_.one_of({"atomic_sub_and_test", "atomic_add_negative"}) +
                  ("(" + words_.value() + ", ") + words_.pointer() + ")");
    default:
      return load("atomic_add_unless(" + words_.pointer() + ", " + words_.value() + ", " +
                  chance_.one_of({"0", "1"}) + ")");
    }
  }
  std::string update() { return words_.ordering() + "(" + words_.value() + ", " + words_.pointer() + ")"; }
  std::string load(std::string const& from, std::string const& end = ";") {
    auto const target = words_.fresh_local();
    return target + " = " + from + end;
  }

  Chance& chance_;
  Theme const& theme_;
  Operands words_;
  std::size_t indices_ = 0, counters_ = 0;
  std::size_t accesses_ = 0, labels_ = 0;
  std::vector<std::string> out_;
};

} // namespace

std::vector<std::string> generate_thread(Chance& chance, Theme const& theme) {
  return ThreadMaker(chance, theme).make();
}

} // namespace barrister
