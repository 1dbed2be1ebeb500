// SPDX-License-Identifier: BSD-2-Clause
#include "lsp/cat_manual.hpp"
#include "frontend/cat/words.hpp"
#include "spec/memory_model.hpp"
#include <algorithm>

namespace barrister::lsp {
namespace {

struct Entry {
  std::string_view name, says;
};
constexpr Entry entries[] = {
    {"po", "Program order: two events of one thread, the first before the second. Transitive."},
    {"addr", "An address dependency: the second access goes where what the first read says."},
    {"data", "A data dependency: the second writes a value made from what the first read."},
    {"ctrl", "A control dependency: a branch on what the first read decides whether the second is executed."},
    {"rmw", "From the read to the write of one read-modify-write."},
    {"rf", "Reads-from: from a write to each read that returns its value. A read has one."},
    {"co", "Coherence: the order of the writes to one location. Initial values come first."},
    {"loc", "Two accesses of one location."},
    {"int", "Internal: two events of one thread."},
    {"ext", "External: two events of different threads."},
    {"id", "Each event and itself."},
    {"same-value", "Two accesses that read or write the same value."},
    {"R", "Reads."},
    {"W", "Writes, those of initial values too."},
    {"M", "Accesses of memory: R | W."},
    {"F", "Fences."},
    {"IW", "The writes of initial values."},
    {"FW", "The last write of each location."},
    {"emptyset", "The set without elements."},
    {"ONCE", "Accesses by READ_ONCE(), WRITE_ONCE() and what is as ordered."},
    {"ACQUIRE", "Acquiring reads: smp_load_acquire(), the _acquire forms."},
    {"RELEASE", "Releasing writes: smp_store_release(), the _release forms."},
    {"NORETURN", "Halves of read-modify-writes that give no value: atomic_add()."},
    {"MB", "Full barriers: smp_mb(), and the halves of read-modify-writes that are full barriers."},
    {"Wmb", "smp_wmb()."},
    {"Rmb", "smp_rmb()."},
    {"Barrier", "barrier(), for the compiler alone."},
    {"Rcu-lock", "rcu_read_lock()."},
    {"Rcu-unlock", "rcu_read_unlock()."},
    {"Sync-rcu", "synchronize_rcu()."},
    {"Before-atomic", "smp_mb__before_atomic()."},
    {"After-atomic", "smp_mb__after_atomic()."},
    {"After-spinlock", "smp_mb__after_spinlock()."},
    {"After-unlock-lock", "smp_mb__after_unlock_lock()."},
    {"After-srcu-read-unlock", "smp_mb__after_srcu_read_unlock()."},
    {"Srcu-lock", "srcu_read_lock()."},
    {"Srcu-unlock", "srcu_read_unlock()."},
    {"Sync-srcu", "synchronize_srcu()."},
    {"RMW", "The halves of read-modify-writes, also of one that fails."},
    {"LKR", "The read of a spin_lock(), or of a spin_trylock() that succeeds."},
    {"LKW", "The write of a spin_lock(), or of a spin_trylock() that succeeds."},
    {"UL", "spin_unlock()."},
    {"LF", "A spin_trylock() that fails."},
    {"RL", "spin_is_locked(), answering yes."},
    {"RU", "spin_is_locked(), answering no."},
    {"Deref", "Reads by rcu_dereference(); they are ONCE, too."},
    {"domain", "domain(r): the events from which r leads."},
    {"range", "range(r): the events to which r leads."},
    {"map", "map f S: the set of f(e) for each element e of S."},
    {"fold", "fold f (S, y): f applied to each element of S, and what came before, from y on."},
    {"cross", "cross(S): of a set of sets, each choice of one element of each; what `with` chooses from."},
    {"linearisations", "linearisations(S, r): each total order of S that contains r."},
    {"classes-loc", "classes-loc(S): S, taken apart by location."},
    {"tag2events", "tag2events('t): the events with this tag."},
    {"different-values", "different-values(r): the pairs of r whose values are different."}};

} // namespace

CatManual manual_of_cat(std::string const& name) {
  auto const at = std::ranges::find(entries, name, &Entry::name);
  if (at == std::end(entries)) return {};
  auto const functions = frontend::cat::builtin_functions();
  bool const is_function = std::ranges::find(functions, name) != functions.end();
  return {is_function ? "function" : is_base_relation(name) ? "relation" : "set", std::string(at->says)};
}

std::vector<std::string> names_of_cat() {
  std::vector<std::string> out;
  for (auto const& e : entries) out.emplace_back(e.name);
  return out;
}

} // namespace barrister::lsp
