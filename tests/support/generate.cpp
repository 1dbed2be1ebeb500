// SPDX-License-Identifier: BSD-2-Clause
// Two to four threads of one to three accesses each to x, y and z; p points to one of them. A thread's locals
// are r0, r1, … and q0, q1, … (pointers); all are declared, so that dropping a statement leaves a test.
#include "tests/support/generate.hpp"
#include <random>

namespace barrister {
namespace {

constexpr std::size_t most_threads = 4, most_accesses = 3, most_locals = 4;

class Chance {
public:
  explicit Chance(std::uint64_t seed) : engine_(seed) {}
  std::size_t below(std::size_t n) { return engine_() % n; }
  bool once_in(std::size_t n) { return below(n) == 0; }
  std::string one_of(std::initializer_list<char const*> words) { return words.begin()[below(words.size())]; }

private:
  std::mt19937_64 engine_;
};

class ThreadMaker {
public:
  ThreadMaker(Chance& chance, std::size_t variables) : chance_(chance), variables_(variables) {}

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
  std::string variable() { return std::string(1, "xyz"[chance_.below(variables_)]); }
  std::string ordering() { return chance_.one_of({"", "_relaxed", "_acquire", "_release"}); }
  std::string number() { return std::to_string(1 + chance_.below(2)); }
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
    switch (chance_.below(6)) {
    case 0: return r;
    case 1: return r + " + 1";
    case 2: return r + " ^ " + r;
    case 3: return "(" + r + " & 1) + 1";
    case 4: return r + " == 0";
    default: return "!" + r;
    }
  }
  // A variable, or one behind a pointer: an address dependency.
  std::string pointer() {
    if (pointers_ == 0 || chance_.once_in(3)) return variable();
    return "q" + std::to_string(chance_.below(pointers_));
  }
  std::string pointee() {
    if (any_local() && chance_.once_in(8)) {
      auto const r = local();
      return "*(" + variable() + " + (" + r + " & 0))";
    }
    return "*" + pointer();
  }

  void fence() {
    if (chance_.once_in(3))
      out_.push_back(
          chance_.one_of({"smp_mb();", "smp_wmb();", "smp_rmb();", "barrier();", "synchronize_rcu();",
                          "smp_mb__before_atomic();", "smp_mb__after_atomic();", "smp_mb__after_spinlock();",
                          "smp_mb__after_unlock_lock();"}));
  }

  // One or two statements, perhaps between a lock and an unlock.
  void section() {
    auto const kind = chance_.below(8);
    if (kind == 0) out_.push_back("spin_lock(l);");
    if (kind == 1) out_.push_back("rcu_read_lock();");
    statement();
    if (kind > 1) return;
    if (chance_.once_in(2)) {
      fence();
      statement();
    }
    if (chance_.once_in(20)) return; // never let go
    out_.push_back(kind == 0 ? "spin_unlock(l);" : "rcu_read_unlock();");
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
      auto const i = "i" + std::to_string(++labels_);
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
    switch (chance_.below(18)) {
    case 0:
    case 1:
    case 2: return load("READ_ONCE(" + pointee() + ")");
    case 3:
    case 4:
    case 5: return "WRITE_ONCE(" + pointee() + ", " + value() + ");";
    case 6: return load("smp_load_acquire(" + pointer() + ")");
    case 7: return "smp_store_release(" + pointer() + ", " + value() + ");";
    case 8:
    case 15: return load(pointee());
    case 9:
    case 16: return pointee() + " = " + value() + ";";
    case 10: return load("xchg" + ordering() + "(" + pointer() + ", " + value() + ")");
    case 11:
      return load("cmpxchg" + ordering() + "(" + pointer() + ", " + chance_.one_of({"0", "1"}) + ", " +
                  value() + ")");
    case 12:
      if (chance_.once_in(2)) return "atomic_add(" + value() + ", " + variable() + ");";
      return load(chance_.one_of({"atomic_add_return", "atomic_fetch_add"}) + ordering() + "(1, " +
                  variable() + ")");
    case 13:
      if (chance_.once_in(2)) return "atomic_inc(" + variable() + ");";
      return load("atomic_add_unless(" + variable() + ", 1, " + chance_.one_of({"0", "1"}) + ")");
    case 14: return chance_.one_of({"rcu_assign_pointer(*p, ", "WRITE_ONCE(*p, "}) + variable() + ");";
    default: {
      auto const q = "q" + std::to_string(pointers_);
      if (pointers_ + 1 < most_locals) ++pointers_;
      return q + " = " + chance_.one_of({"rcu_dereference(*p);", "READ_ONCE(*p);", "smp_load_acquire(p);"});
    }
    }
  }
  std::string load(std::string const& from) {
    auto const target = fresh_local();
    return target + " = " + from + ";";
  }

  Chance& chance_;
  std::size_t variables_, accesses_ = 0, locals_ = 0, pointers_ = 0, labels_ = 0;
  std::vector<std::string> out_;
};

std::string atom(Chance& chance, std::size_t threads, std::size_t variables) {
  auto const value = std::to_string(chance.below(3));
  if (chance.once_in(3)) return std::string(1, "xyz"[chance.below(variables)]) + "=" + value;
  return std::to_string(chance.below(threads)) + ":r" + std::to_string(chance.below(2)) + "=" + value;
}

std::string question(Chance& chance, std::size_t threads, std::size_t variables) {
  std::string text;
  if (chance.once_in(4)) text += "locations [p; 0:r1; x]\n";
  if (chance.once_in(10))
    text +=
        "filter (" + atom(chance, threads, variables) + " \\/ " + atom(chance, threads, variables) + ")\n";
  text += chance.one_of({"exists", "exists", "~exists", "forall"}) + " (";
  auto const atoms = 1 + chance.below(3);
  for (std::size_t i = 0; i < atoms; ++i) {
    if (i > 0) text += chance.one_of({" /\\ ", " /\\ ", " \\/ "});
    auto const next = atom(chance, threads, variables);
    text += chance.once_in(5) ? "~(" + next + ")" : next;
  }
  return text + ")\n";
}

} // namespace

SmallTest generate(std::uint64_t seed) {
  Chance chance(seed);
  SmallTest out;
  auto const threads = chance.once_in(5) ? 3 + chance.below(most_threads - 2) : 2;
  auto const variables = 1 + chance.below(3);
  for (std::size_t i = 0; i < threads; ++i) out.threads.push_back(ThreadMaker(chance, variables).make());
  out.question = question(chance, threads, variables);
  return out;
}

std::string to_text(SmallTest const& t) {
  std::string text = "C generated\n\n{\n\tint *p = &x;\n}\n";
  for (std::size_t cpu = 0; cpu < t.threads.size(); ++cpu) {
    text += "\nP" + std::to_string(cpu) + "(int *x, int *y, int *z, int **p, spinlock_t *l)\n{\n";
    for (std::size_t i = 0; i < most_locals; ++i) text += "\tint r" + std::to_string(i) + ";\n";
    for (std::size_t i = 0; i < most_locals; ++i) text += "\tint *q" + std::to_string(i) + ";\n";
    text += "\n";
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
