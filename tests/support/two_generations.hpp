// SPDX-License-Identifier: BSD-2-Clause
// A small .def and bell file in the vocabulary of each generation, and litmus tests read with them.
#pragma once
#include "frontend/cat/parse.hpp"
#include "frontend/litmus/macros.hpp"
#include "frontend/litmus/parse.hpp"
#include <stdexcept>

namespace barrister {

inline std::string const old_macros = R"(// before v6.15
get(P) __load{once}(*P)
get_acquire(P) __load{acquire}(*P)
put(P, V) { __store{once}(*P, V); }
put_release(P, V) { __store{release}(*P, V); }
full() { __fence{mb}; }
follow(P) __load{deref}(*P)
swap(P, V) __xchg{mb}(P, V)
swap_once(P, V) __xchg{once}(P, V)
swap_acquire(P, V) __xchg{acquire}(P, V)
swap_release(P, V) __xchg{release}(P, V)
cas(P, O, N) __cmpxchg{mb}(P, O, N)
cas_once(P, O, N) __cmpxchg{once}(P, O, N)
cas_acquire(P, O, N) __cmpxchg{acquire}(P, O, N)
cas_release(P, O, N) __cmpxchg{release}(P, O, N)
add(V, P) { __atomic_op(P, +, V); }
sum(V, P) __atomic_op_return{mb}(P, +, V)
sum_acquire(V, P) __atomic_op_return{acquire}(P, +, V)
fetch(V, P) __atomic_fetch_op{mb}(P, +, V)
fetch_release(V, P) __atomic_fetch_op{release}(P, +, V)
take(P) { __lock(P); }
drop(P) { __unlock(P); }
try_take(P) __trylock(P)
is_taken(P) __islocked(P)
enter(P) __srcu{srcu-lock}(P)
leave(P, V) { __srcu{srcu-unlock}(P, V); }
wait_for(P) { __srcu{sync-srcu}(P); }
)";

inline std::string const new_macros = R"(// v6.15 and later
get(P) __load{ONCE}(*P)
get_acquire(P) __load{ACQUIRE}(*P)
put(P, V) { __store{ONCE}(*P, V); }
put_release(P, V) { __store{RELEASE}(*P, V); }
full() { __fence{MB}; }
swap(P, V) __xchg{MB}(P, V)
swap_acquire(P, V) __xchg{ACQUIRE}(P, V)
cas(P, O, N) __cmpxchg{MB}(P, O, N)
cas_acquire(P, O, N) __cmpxchg{ACQUIRE}(P, O, N)
add(V, P) { __atomic_op{NORETURN}(P, +, V); }
sum(V, P) __atomic_op_return{MB}(P, +, V)
fetch_release(V, P) __atomic_fetch_op{RELEASE}(P, +, V)
clear(V, P) __atomic_fetch_op{ONCE}(P, &~, V)
add_if_not(P, V, U) __atomic_add_unless{MB}(P, V, U)
take(P) { __lock(P); }
drop(P) { __unlock(P); }
try_take(P) __trylock(P)
is_taken(P) __islocked(P)
enter(P) __load{srcu-lock}(*P)
leave(P, V) { __store{srcu-unlock}(*P, V); }
wait_for(P) { __srcu{sync-srcu}(P); }
)";

inline std::string const old_bell = R"("of old"
enum Marks = 'once || 'acquire || 'release || 'noreturn
instructions R[{'once,'acquire,'noreturn}]
instructions W[{'once,'release}]
enum Fences = 'mb || 'rb_dep
instructions F[Fences]
enum Sleepable = 'srcu-lock || 'srcu-unlock || 'sync-srcu
instructions SRCU[Sleepable]
)";

inline frontend::Macros macros_of(std::string const& text) {
  frontend::Diagnostics diagnostics;
  auto macros = frontend::load_macros("small.def", text, diagnostics);
  if (!macros) throw std::runtime_error(to_string(diagnostics.all().front()));
  return std::move(*macros);
}

// A test over int x, y, a pointer p to x, a lock l and an srcu_struct s, whose threads have locals r0, r1.
inline std::string generation_test(std::vector<std::string> const& bodies,
                                   std::string const& question = "exists (x=0)") {
  std::string text = "C small\n{ int *p = &x; }\n";
  for (std::size_t cpu = 0; cpu < bodies.size(); ++cpu)
    text += "P" + std::to_string(cpu) +
            "(int *x, int *y, int **p, spinlock_t *l, struct srcu_struct *s)\n{\nint r0; int r1;\n" +
            bodies[cpu] + "\n}\n";
  return text + question + "\n";
}

} // namespace barrister
