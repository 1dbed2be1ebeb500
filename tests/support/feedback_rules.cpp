// SPDX-License-Identifier: BSD-2-Clause
#include "tests/support/feedback_rules.hpp"

namespace barrister {
namespace {

// Bound: cpu, n (of the hop), from, to, value, under (a lock of the hop).
Rules const rules{
    {"a",
     {"<counts>", "<counts>", "<counts>", "<counts>", "preempt_disable(); <counts> preempt_enable();",
      "local_irq_disable(); <counts> local_irq_enable();"}},
    {"a holds", {"int i = 0; spin_lock(&held); <reads> <loop> <barrier> spin_unlock(&held);"}},
    {"counts", {"<counts before>", "<counts before>", "<counts before>", "<counts alone>"}},
    {"counts before", {"int i = 0; <reads> <loop> <barrier> <leaves>"}},
    {"counts alone", {"int i = 0; <reads> while (i < r0) { i++; <sixth round> }"}},

    // What decides on the rounds.
    {"reads",
     {"int r0 = <read>;", "int r0 = <read>;", "int r0 = <read>;", "int r0 = <read>;", "int r0 = <read>;",
      "int r0 = READ_ONCE(*where);", "int r0 = READ_ONCE(x); smp_mb();",
      "int r0; spin_lock(&l); r0 = READ_ONCE(x); spin_unlock(&l);",
      "int r0 = 0; if (spin_trylock(&l)) { r0 = READ_ONCE(x); spin_unlock(&l); }",
      "int r0; raise(reads, 0); r0 = this_cpu_read(got);"
      "[[interrupt reads { this_cpu_write(got, <read>); }]][[owned DEFINE_PER_CPU(int, got);]]"}},
    {"read",
     {"READ_ONCE(x)", "smp_load_acquire(&x)", "smp_load_acquire(&x)", "cmpxchg_acquire(&x, 99, 5)",
      "cmpxchg(&x, 99, 5)"}},
    {"loop",
     {"while (i < r0) i = i + 1;", "while (i < r0) i = i + 1;", "do i++; while (i < r0);",
      "while (i < r0) { i = i + 1; if (i == 50) break; }", "while (1) { if (i >= r0) break; i++; }",
      "for (i = 0; i < r0; i++) { <barrier> }", "while (i < <read>) i++;",
      "while (i < r0) { i++; <inside> }"}},
    {"inside",
     {"WRITE_ONCE(z, i);", "this_cpu_write(rounds, i);[[owned DEFINE_PER_CPU(int, rounds);]]",
      "<sixth round>"}},
    {"sixth round",
     {"if (i == 6) smp_store_release(&flag, 1);", "if (i == 6) { smp_mb(); WRITE_ONCE(flag, 1); }",
      "if (i == 6) WRITE_ONCE(flag, 1);",
      "if (i == 6) raise(sixth, <any cpu>);[[interrupt sixth { <flag> }]]"}},
    {"barrier",
     {";", ";", ";", ";", "smp_mb();", "smp_wmb();", "smp_rmb();", "spin_lock(&k); spin_unlock(&k);",
      "rcu_read_lock(); rcu_read_unlock();"}},
    {"any cpu", {"0", "1", "2"}},

    // What is left behind the loop: the flag, or what has another of this CPU set it.
    {"leaves",
     {"<flag>", "<flag>", "<flag>", "<flag>", "xchg_release(&flag, 1);", "xchg(&flag, 1);",
      "cmpxchg_release(&flag, 0, 1);", "cmpxchg(&flag, 0, 1);", "if (i >= 0) smp_store_release(&flag, 1);",
      "spin_lock(&m); WRITE_ONCE(flag, 1); spin_unlock(&m);",
      "if (spin_trylock(&m)) { WRITE_ONCE(flag, 1); spin_unlock(&m); }",
      "raise(last, <any cpu>);[[interrupt last { <flag> }]]",
      "this_cpu_write(left, 1);<who finds:this_cpu_read(left)>",
      "spin_lock_irq(&m); this_cpu_write(left, 1); spin_unlock_irq(&m);<who finds:this_cpu_read(left)>",
      "smp_store_release(&z, 100);<who finds:READ_ONCE(z) == 100>"}},
    {"flag", {"WRITE_ONCE(flag, 1);", "smp_store_release(&flag, 1);", "smp_store_release(&flag, 1);"}},
    {"who finds",
     {"[[world task c on 0;]][[task c { if (<it>) { <sets> } }]][[owned DEFINE_PER_CPU(int, left);]]",
      "[[world agent c times 1 on cpu 0 { if (<it>) { <sets> } }]][[owned DEFINE_PER_CPU(int, left);]]",
      "[[world agent c times 1 on cpu 0 { assume(<it>); <sets by an act> }]][[owned DEFINE_PER_CPU(int, "
      "left);]]"}},
    {"sets by an act", {"<sets>"}},
    {"sets",
     {"<flag>", "<flag>", "smp_mb(); WRITE_ONCE(flag, 1);",
      "spin_lock(&l); WRITE_ONCE(flag, 1); spin_unlock(&l);"}},

    // A hop: who sees `from`, and writes `to`.
    {"hop",
     {"<task:<code>>", "<task:<code>>", "<task:<code>>", "<task:<code>>", "<act:<act's code>>",
      "<act:<act's code>>", "<task:<raises>>[[interrupt h<n> { <pass:<value>> }]]",
      "<task:raise(h<n>, <any cpu>);>[[interrupt h<n> { <handles> }]]",
      "<task:<keeps>><second task:<kept>><owned>", "<task:<keeps>><second act:<kept by an act>><owned>",
      "<act:<keeps>><second task:<kept>><owned>", "<raises by value>"}},
    {"task", {"[[world task b<n> on <cpu>;]][[task b<n> { <it> }]]"}},
    {"second task", {"[[world task d<n> on <cpu>;]][[task d<n> { <it> }]]"}},
    {"act", {"[[world agent b<n> times 1 on cpu <cpu> { <it> }]]"}},
    {"second act", {"[[world agent d<n> times 1 on cpu <cpu> { <it> }]]"}},
    {"owned", {"[[owned DEFINE_PER_CPU(int, o<n>);]]"}},
    {"code",
     {"<looks>", "<looks>", "<looks>", "<looks>", "<waits>",
      "spin_lock(&<under>); <looks> spin_unlock(&<under>);",
      "spin_lock_irq(&<under>); <looks> spin_unlock_irq(&<under>);",
      "if (spin_trylock(&<under>)) { <looks> spin_unlock(&<under>); }",
      "mutex_lock(&mutex); <looks> mutex_unlock(&mutex);", "rcu_read_lock(); <looks> rcu_read_unlock();"}},
    {"seen word",
     {"READ_ONCE(<from>)", "READ_ONCE(<from>)", "READ_ONCE(<from>)", "READ_ONCE(<from>)",
      "smp_load_acquire(&<from>)", "xchg_relaxed(&<from>, 0)"}},
    {"seen lock", {"!spin_is_locked(&<from>)"}},
    {"pass",
     {"WRITE_ONCE(<to>, <it>);", "WRITE_ONCE(<to>, <it>);", "WRITE_ONCE(<to>, <it>);",
      "smp_store_release(&<to>, <it>);", "xchg_relaxed(&<to>, <it>);",
      "{ spin_lock(&k); WRITE_ONCE(<to>, <it>); spin_unlock(&k); }",
      "if (spin_trylock(&k)) { WRITE_ONCE(<to>, <it>); spin_unlock(&k); }"}},
    {"looks",
     {"if (<seen>) { <barrier> <pass:<value>> }", "int v = 0; if (<seen>) v = <value>; <barrier> <pass:v>",
      "int v = <value> * <seen>; <barrier> <pass:v>",
      "if (<seen>) WRITE_ONCE(y<n>, <value>); <barrier> <pass:READ_ONCE(y<n>)>[[int y<n>;]]",
      "WRITE_ONCE(y<n>, <value> * <seen>); <barrier> <pass:READ_ONCE(y<n>)>[[int y<n>;]]",
      "this_cpu_write(o<n>, <value> * <seen>); <barrier> <pass:this_cpu_read(o<n>)><owned>",
      "int t = 0; int v; if (<seen>) t = 1; v = READ_ONCE(array<n>[t]); <barrier> <pass:v>"
      "[[int array<n>[2] = {0, <value>};]]",
      "int *q = &z; if (<seen>) q = &<to>; <barrier> WRITE_ONCE(*q, <value>);",
      "int j = 0; while (j < 1 && <seen>) j++; <barrier> <pass:j * <value>>",
      "int j; for (j = 0; j < 2; j++) { int v = 0; if (<seen>) v = <value>; <pass:v> }",
      "int v; switch (<seen>) { case 1: v = <value>; break; default: v = 0; } <barrier> <pass:v>",
      "int v = of<n>(<seen>); <barrier> <pass:v>"
      "[[static int of<n>(int it) { if (it) return <value>; return 0; }]]",
      "int t = 0; if (<seen>) t = mutex_trylock(&mutex); if (t) { <pass:<value>> mutex_unlock(&mutex); }",
      "int v = 0; int t = mutex_trylock(&mutex); if (<seen>) v = <value>; if (t) mutex_unlock(&mutex); "
      "<pass:v>"}},
    {"waits",
     {"if (!<seen>) return; <barrier> <pass:<value>>",
      "while (!<seen>) cpu_relax(); <barrier> <pass:<value>>", "assume(<seen>); <barrier> <pass:<value>>",
      "if (!<seen>) smp_cond_load_relaxed(&z, VAL); <pass:<value>>",
      "while (1) { if (<seen>) break; } <barrier> <pass:<value>>"}},
    {"act's code",
     {"<looks>", "<looks>", "assume(<seen>); <barrier> <pass:<value>>",
      "int v = <seen>; v = v + 1; assume(v == 2); <barrier> <pass:<value>>",
      "assume(<seen>); spin_lock(&<under>); <pass:<value>> spin_unlock(&<under>);",
      "int v = <seen>; spin_lock(&<under>); assume(v); <pass:<value>> spin_unlock(&<under>);",
      "spin_lock(&<under>); <looks> spin_unlock(&<under>);",
      "if (spin_trylock(&<under>)) { <looks> spin_unlock(&<under>); }", "<assumes under a lock>"}},
    {"assumes under a lock",
     {"spin_lock(&<under>); assume(<seen>); <pass:<value>> spin_unlock(&<under>);",
      "spin_lock(&<under>); assume(<seen>); spin_unlock(&<under>); <barrier> <pass:<value>>",
      "spin_lock_irq(&<under>); assume(<seen>); <pass:<value>> spin_unlock_irq(&<under>);",
      "if (spin_trylock(&<under>)) { assume(<seen>); <pass:<value>> spin_unlock(&<under>); }"}},

    {"assumes what is owned", {"assume(this_cpu_read(o<n>)); <barrier> <pass:<value>>"}},

    // A handler is raised because of it, or sees it.
    {"raises", {"if (<seen>) raise(h<n>, <any cpu>);", "<lets in>"}},
    {"lets in",
     {"local_irq_disable(); raise(h<n>, <cpu>); while (!<seen>) cpu_relax(); local_irq_enable();",
      "local_irq_disable(); raise(h<n>, <cpu>); if (!<seen>) smp_cond_load_acquire(&z, VAL); "
      "local_irq_enable();"}},
    {"raises by value",
     {"<task:int t = 0; if (<seen>) t = 1; <barrier> raise(h<n>, t);>[[interrupt h<n> { if "
      "(smp_processor_id()) { <pass:<value>> } }]]"}},
    {"handles", {"<looks>", "assume(<seen>); <barrier> <pass:<value>>"}},

    // Two of one CPU, and what it owns.
    {"keeps",
     {"this_cpu_write(o<n>, <seen>);", "if (<seen>) this_cpu_write(o<n>, 1);",
      "spin_lock_irq(&<under>); this_cpu_write(o<n>, <seen>); spin_unlock_irq(&<under>);",
      "raise(keeps<n>, <cpu>);[[interrupt keeps<n> { this_cpu_write(o<n>, <seen>); }]]"}},
    {"kept",
     {"if (this_cpu_read(o<n>)) { <barrier> <pass:<value>> }",
      "<barrier> <pass:<value> * this_cpu_read(o<n>)>",
      "assume(this_cpu_read(o<n>)); <barrier> <pass:<value>>"}},
    {"kept by an act",
     {"if (this_cpu_read(o<n>)) { <barrier> <pass:<value>> }",
      "<barrier> <pass:<value> * this_cpu_read(o<n>)>",
      "assume(this_cpu_read(o<n>)); WRITE_ONCE(<to>, <value>);", "<assumes what is owned>"}},
};

} // namespace

Rules const& feedback_rules() { return rules; }

} // namespace barrister
