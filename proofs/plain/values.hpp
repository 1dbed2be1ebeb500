// SPDX-License-Identifier: BSD-2-Clause
// The value of each term, one-hot. "Others" are all values that are not in its set: where a term has one of
// them, nothing more is said of what is computed from it.
#pragma once
#include "proofs/plain/domains.hpp"

namespace barrister::proofs::plain {

class Values {
public:
  Values(Unfolding const&, Domains const&, Gates&);

  struct Of {
    std::map<Value, Literal> is;
    bool is_never = false; // it has none, in any execution
    Literal others = never;
    Literal of(Value) const; // never of what is not in the set
  };
  Of const& of(TermId t) const { return values_[t]; }

  // Where `when`, `to` has the value of `from`.
  void require_same(Literal when, TermId from, TermId to);
  Literal are_same(TermId, TermId);   // only if they are
  Literal are_others(TermId, TermId); // only if they are not the same
  // Exactly where it is so; of others, it may be either.
  Literal is_shown_as(TermId, Value, Type const&);
  Literal is_equal(TermId, TermId);

private:
  void make(TermId, Domain const&);
  void define(TermId);
  void define_operation(TermId);
  void define_questions();
  void imply_value(std::vector<Literal> conditions, TermId, Value);

  Unfolding const& program_;
  Gates& gates_;
  std::vector<Of> values_;
};

} // namespace barrister::proofs::plain
