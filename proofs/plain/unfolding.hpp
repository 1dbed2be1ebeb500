// SPDX-License-Identifier: BSD-2-Clause
// A litmus test, or a protocol, without its loops and branches: events with guards, and terms, which have a
// value whether their events are executed or not.
#pragma once
#include "proofs/plain/gates.hpp"
#include "proofs/plain/runs.hpp"
#include "spec/lemma.hpp"

namespace barrister::proofs::plain {

struct Term {
  enum class Kind : std::uint8_t {
    Constant,   // value
    Read,       // of the cell a
    Operation,  // op a b, in `type`
    Conversion, // of a to `type`
    Stored,     // a, as the cell b holds it
    Select,     // a if `condition`, else b
    Choice,     // any of 0 to `index` - 1
    Final,      // what the cell a holds in the end
    Owned       // what owned_reads[index] gives
  } kind = Kind::Constant;
  Value value{};
  TermId a = 0, b = 0;
  Operator op = Operator::Add;
  Type type{};
  Literal condition = 0;
  std::size_t index = 0;
};
bool has_two_operands(Term const&);
// Of what is computed; of one operand, the other is not looked at.
std::optional<Value> value_of(Program const&, Term const&, Value a, Value b);

struct UnfoldedEvent {
  EventKind kind = EventKind::Fence;
  EventName where{};
  Literal executed = always;
  std::optional<TermId> address{};
  TermId value = 0;
  TagSet tags{}, tags_if{}, tags_else{}; // `tags` whatever `decides` is
  Literal decides = never;
  Sources from_address{}, from_data{}, from_control{};
  std::optional<EventId> rmw{}; // of a write: the read that it belongs to
  std::uint32_t step = 0;       // of its run, in a protocol
  std::uint32_t since = 0;      // the same; but of a grace period, the step in which it begins
  bool is_initial() const { return where.thread == no_cpu; }
};

struct Unfolding {
  Program const& program;
  std::vector<Term> terms;
  std::vector<UnfoldedEvent> events;
  std::map<TermId, Literal> truths;          // it is not 0
  std::map<TermId, Literal> valueless;       // of an operation: its operands give no value
  std::map<TermId, Literal> cellless{};      // as an address, it is of no cell
  std::vector<std::vector<TermId>> locals{}; // at the end, by thread
  Literal is_cut = 0, has_fault = 0;
  // Of a protocol; `where.thread` of its events is a run.
  std::vector<UnfoldedRun> runs{};
  OwnedAccesses owned{};
};

} // namespace barrister::proofs::plain
