// SPDX-License-Identifier: BSD-2-Clause
// The values of terms as literals.
//
// A term of few values has a literal for each of them, of which one holds: then an operation is a table. A
// wide one is a word of 64 bits, with literals that say what it is the number of: no object, or the cell of
// one; an operation is a circuit. Both can be asked the same questions.
//
// A term that may be thin_air (domains.hpp) has a literal for that, too: it then has none of the values
// above, and is taken to be true or false as it pleases. That is more than it can be, and enough to ask
// whether it can be at all.
#pragma once
#include "solver/encode/circuits.hpp"
#include "solver/values/domains.hpp"

namespace barrister::solver {

class ValueEncoding {
public:
  ValueEncoding(Gates&, EventGraph const&, Domains const&);

  Literal has(TermId, Value) const; // never, if it cannot
  Literal truth(TermId) const;      // it has a value, not 0
  Literal falsity(TermId) const;    // it is 0
  Literal defined(TermId) const;    // it has a value
  Literal thin_air(TermId t) const { return terms_[t].thin_air; }
  Literal is_cell(TermId) const;                   // it is the address of a cell that there is
  Literal same(TermId, TermId) const;              // both have one value
  Literal shows(TermId, Value, Type const&) const; // an object of this type shows both as one
  Literal conjunction(Guard const&) const;

  // Where all conditions hold, and `from` has a value, `to` has that value.
  void require_same(std::vector<Literal> const& conditions, TermId from, TermId to) const;
  // Where the literal does not hold, a term that is chosen has one certain value.
  void require_default_unless(Literal, TermId) const;

  // In the model that the solver has found. Nothing where it has no value, or a thin_air one.
  std::optional<Value> value_in(SatSolver const&, TermId) const;
  bool holds_in(SatSolver const&, Condition const&) const; // of thin_air ones, too
  // Literals that hold in the model and say what no rf and no choice says: of thin_air terms, that they are
  // and whether they are true; of wide ones that are read, the value.
  std::vector<Literal> open_choices_in(SatSolver const&) const;

private:
  static constexpr std::size_t width = 64; // bits of a word
  struct Wide {
    Word bits;
    Literal number = never;
    std::vector<std::pair<ObjectId, Literal>> objects; // ascending
  };
  struct Encoded {
    std::vector<Literal> values; // along its domain; of one that is not wide
    Literal thin_air = never, thin_air_truth = never;
    bool may_be_undefined = false; // it may have no value
  };

  void encode(TermId);
  void choose_value(TermId, Literal somewhere);
  void operate(TermId);
  void operate_on_wide(TermId);
  void select(TermId);
  void convert(TermId);
  bool is_partial(Term const&) const;
  void add(TermId, Value, Literal way);
  void settle(TermId);
  void make_thin_air(TermId, Literal);
  Wide& fresh_wide(TermId);
  Wide const& wide(TermId) const; // of any term
  static Literal object(Wide const&, ObjectId);
  Literal is_number(Wide const&, std::int64_t) const;
  Literal same_kind(Wide const&, Wide const&) const;
  Literal is_address(Wide const&) const;
  Wide in_type(Wide, Type const&) const;
  Word result_of(Term const&, Wide const&, Wide const&) const;

  Gates& gates_;
  Circuits circuits_;
  EventGraph const& graph_;
  Domains const& domains_;
  std::vector<Encoded> terms_;
  std::vector<std::vector<Literal>> ways_; // to have each value; of the term that is being made
  mutable std::map<TermId, Wide> wide_;    // of wide terms, and of others when asked for
  mutable std::map<std::pair<TermId, TermId>, Literal> same_;
};

} // namespace barrister::solver
