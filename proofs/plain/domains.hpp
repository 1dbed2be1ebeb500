// SPDX-License-Identifier: BSD-2-Clause
// Of each term, the values that it may have: closed under what is computed, and under every write to a cell
// that is read, whatever branches are taken.
#pragma once
#include "proofs/plain/encoding.hpp"
#include "proofs/plain/unfolding.hpp"
#include <set>

namespace barrister::proofs::plain {

struct Domain {
  std::set<Value> values;
  bool has_others = false; // it may have any other value, too
};

class Domains {
public:
  explicit Domains(Unfolding const&, Circles = Circles::Any);
  Domain const& of(TermId t) const { return domains_[t]; }
  bool may_be_one_cell(TermId a, TermId b) const;
  bool may_be_any_cell(TermId address) const; // also of those that are not in its set

private:
  using Reads = std::set<TermId>;

  void close();
  bool grow(TermId);
  bool grow_read(TermId);
  bool grow_owned(TermId);
  bool grow_astray(TermId);
  bool add(TermId, Value);
  bool add_others(TermId);
  bool reaches_owned(OwnedAccess const& read, OwnedAccess const& write) const;
  bool reaches(TermId read, UnfoldedEvent const& write) const;
  void find_reads();
  bool mark_circles();
  bool add_cells();

  Unfolding const& program_;
  std::vector<Domain> domains_;
  std::vector<Reads> reads_;      // by term: those it is computed from
  std::vector<TermId> all_reads_; // of cells, and of what is owned
  std::set<TermId> astray_;       // addresses that may be computed from what they lead to
  bool is_frozen_ = false;        // what is new is among the others
};

} // namespace barrister::proofs::plain
