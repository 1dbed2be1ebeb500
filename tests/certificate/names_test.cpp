// SPDX-License-Identifier: BSD-2-Clause
// The engine's events and those of the checker's own encoding have the same names, in the rounds of loops,
// too: lemmas are of no use otherwise.
#include "proofs/certificate/text.hpp"
#include "proofs/plain/encoding.hpp"
#include "solver/lemma/event_names.hpp"
#include "spec/world_of.hpp"
#include "tests/certificate/made.hpp"
#include "tests/support/load.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

std::set<std::string> of_engine(LitmusTest const& test, unsigned rounds) {
  auto const protocol = world_of(test);
  auto const graph = solver::unfold(protocol, rounds);
  solver::EventNames const names(protocol, graph);
  std::set<std::string> out;
  for (EventId e = 0; e < graph.events.events.size(); ++e)
    out.insert(certificate::to_text(names.place_of(e)));
  EXPECT_EQ(out.size(), graph.events.events.size());
  return out;
}
std::set<std::string> of_checker(LitmusTest const& test, unsigned rounds) {
  auto const encoding = proofs::plain::Encoding::of(test, LockSemantics::Waiting, rounds);
  std::set<std::string> out;
  for (auto const& event : std::get<proofs::plain::Encoding>(encoding).events())
    out.insert(certificate::to_text(event.where));
  return out;
}
std::string in_thread(std::string const& body) {
  return "C t\n{}\nP0(int *x, int *y) { int r; int s; r = 0; s = 0; " + body +
         " }\nP1(int *x, int *y) { WRITE_ONCE(*x, 1); WRITE_ONCE(*y, 1); }\nexists (x=5)\n";
}

TEST(EventNames, AreTheSameForWhoeverUnrolls) {
  for (auto const& text :
       {store_buffering_with_barriers, message_in_a_loop,
        in_thread("while (READ_ONCE(*x) == 0) { r = READ_ONCE(*y); }"),
        in_thread("do { r = READ_ONCE(*x); WRITE_ONCE(*y, 1); } while (r == 0);"),
        in_thread(
            "while (READ_ONCE(*x) == 0) { while (READ_ONCE(*y) == 0) { smp_mb(); } s = READ_ONCE(*y); }"),
        in_thread(
            "r = READ_ONCE(*x); if (r) { s = cmpxchg(y, 0, 1); } else { WRITE_ONCE(*y, 1); } smp_mb();"),
        in_thread("r = xchg(x, 1); s = atomic_cmpxchg(y, 1, 0);")})
    for (unsigned rounds : {1U, 2U, 3U}) {
      auto const test = load_test(text);
      EXPECT_EQ(of_engine(test, rounds), of_checker(test, rounds)) << text << rounds;
    }
}

} // namespace
} // namespace barrister
