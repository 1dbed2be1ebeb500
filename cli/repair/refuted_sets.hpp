// SPDX-License-Identifier: BSD-2-Clause
// Which sets of changes one execution refutes: it is one of the text with these changes, too, and breaks a
// claim there. Where more barriers only forbid more, what refutes a set refutes whatever is within it, and
// what does not refute one refutes nothing that has it within. So of each few sets are looked at, and the
// others follow.
#pragma once
#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace barrister::cli {

class RefutedSets {
public:
  using Set = std::vector<std::size_t>; // ascending
  // Whether it refutes the text with these changes; nothing where they do not go together. Changes of one
  // place may be asked about together: they are then all there.
  using Look = std::function<std::optional<bool>(Set const&)>;
  // `changes`: how many there are.
  RefutedSets(std::size_t changes, Look);

  bool refutes(Set const&);

private:
  std::optional<bool> known(Set const&) const;
  bool look_at(Set const&);
  void look_at_each();
  void grow(Set&, Set const& more);
  void keep_as_much(Set);
  void keep_as_little(Set);

  std::size_t changes_;
  Look look_;
  bool are_single_ones_known_ = false;
  std::vector<Set> refuted_;     // each with as much as can be
  std::vector<Set> not_refuted_; // each with as little
};

} // namespace barrister::cli
