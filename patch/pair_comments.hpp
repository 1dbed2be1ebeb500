// SPDX-License-Identifier: BSD-2-Clause
// Comments that say what a barrier pairs with, as Documentation/memory-barriers.txt and checkpatch.pl ask
// for:
//
//   /* Pairs with smp_mb() in P1 and smp_store_release() in P2: … */
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace barrister::patch {

struct PairComment {
  struct Partner {
    std::string primitive;    // "smp_mb"; empty of "the barrier in P1": any; "acquire" of "the acquire in P1"
    std::string where;        // "P1", "ipi_mb"; or empty
    std::string dependency{}; // "control" of "the control dependency on READ_ONCE(*x) in P1"; or empty
    bool is_function = false; // `where` is written as one: "ipi_mb()"
    bool is_of_a_kind() const;                  // "acquire", "release"
    bool may_be(std::string_view called) const; // "smp_load_acquire()"
    // Of what stands in "P1", "ipi_mb()", "task slow".
    bool may_be_in(std::string_view place) const;
  };
  struct Order { // "orders WRITE_ONCE(*x, 1) before the load of y"
    std::string first, second;
  };
  std::uint32_t line = 0, last_line = 0;
  std::vector<Partner> partners; // at least one
  std::vector<Order> orders{};
  std::size_t begin = 0, end = 0; // in the text
};

// In the order of the text: those in which a word that may be called follows "pairs with", however it is
// written.
std::vector<PairComment> pair_comments(std::string_view text);

} // namespace barrister::patch
