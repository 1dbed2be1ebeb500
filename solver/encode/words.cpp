// SPDX-License-Identifier: BSD-2-Clause
// Values too many to be told one by one: words of bits, a number or a place in one of some objects.
#include "solver/encode/value.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

bool is_truth_of(Operator op, bool less, bool same) {
  switch (op) {
  case Operator::Less: return less;
  case Operator::LessEqual: return less || same;
  case Operator::Greater: return !less && !same;
  case Operator::GreaterEqual: return !less;
  default: return false;
  }
}

} // namespace

// A number is cut; an address is kept whole.
ValueEncoding::Wide ValueEncoding::in_type(Wide w, Type const& type) const {
  if (type.bits >= width) return w;
  auto const cut = Circuits::resized(Circuits::resized(w.bits, type.bits, false), width, type.is_signed);
  w.bits = circuits_.choose(w.number, cut, w.bits);
  return w;
}

// Of numbers, computed in the bits of the type; but for what may be a cell of an object, in all.
Word ValueEncoding::result_of(Term const& term, Wide const& l, Wide const& r) const {
  auto const& type = type_of(graph_, term);
  bool const are_numbers = l.objects.empty() && r.objects.empty();
  auto const bits = are_numbers ? std::min<std::size_t>(type.bits, width) : width;
  auto const a = Circuits::resized(l.bits, bits, true), b = Circuits::resized(r.bits, bits, true);
  auto const full = [&](Word const& w) { return Circuits::resized(w, width, type.is_signed); };
  switch (term.op) {
  case Operator::Add: return full(circuits_.add(a, b));
  case Operator::Subtract: return full(circuits_.subtract(a, b));
  case Operator::Multiply: return full(circuits_.multiply(a, b));
  case Operator::Divide: return full(circuits_.divide(a, b, type.is_signed).quotient);
  case Operator::Modulo: return full(circuits_.divide(a, b, type.is_signed).remainder);
  case Operator::And: return full(circuits_.both(a, b));
  case Operator::Or: return full(circuits_.either(a, b));
  case Operator::Xor: return full(circuits_.differ(a, b));
  case Operator::ShiftLeft: return full(circuits_.shift_left(a, b));
  case Operator::ShiftRight: return full(circuits_.shift_right(a, b, type.is_signed));
  case Operator::Negate: return full(circuits_.negate(a));
  case Operator::Complement: return full(circuits_.complement(a));
  case Operator::Equal:
  case Operator::NotEqual:
  case Operator::Less:
  case Operator::LessEqual:
  case Operator::Greater:
  case Operator::GreaterEqual:
  case Operator::LogicalNot: break; // have few values
  }
  return {};
}

// As `apply` of spec/value.hpp, kind by kind of operands.
void ValueEncoding::operate_on_wide(TermId t) {
  auto const& term = graph_.terms[t];
  bool const unary = is_unary(term.op);
  auto const& type = type_of(graph_, term);
  bool const shifts = term.op == Operator::ShiftLeft || term.op == Operator::ShiftRight;
  auto const& amount = wide(unary ? term.a : term.b);
  auto const l = in_type(wide(term.a), type), r = shifts ? amount : in_type(amount, type);
  auto const numbers = gates_.both(l.number, r.number);
  auto const decide = [&](Literal yes, Literal is_defined) {
    add(t, number(1), gates_.both(yes, is_defined));
    add(t, number(0), gates_.both(-yes, is_defined));
    settle(t);
  };
  auto const all_defined = gates_.both(defined(term.a), unary ? always : defined(term.b));
  auto const concrete = gates_.all({all_defined, -thin_air(term.a), unary ? always : -thin_air(term.b)});
  switch (term.op) {
  case Operator::Equal:
    return decide(gates_.both(same_kind(l, r), circuits_.equal(l.bits, r.bits)), concrete);
  case Operator::NotEqual:
    return decide(-gates_.both(same_kind(l, r), circuits_.equal(l.bits, r.bits)), concrete);
  case Operator::LogicalNot: return decide(gates_.both(l.number, circuits_.is_zero(l.bits)), concrete);
  case Operator::Less:
  case Operator::LessEqual:
  case Operator::Greater:
  case Operator::GreaterEqual: {
    auto const addresses = gates_.both(same_kind(l, r), is_address(l));
    bool const is_signed =
        type.bits < width || type.is_signed; // in fewer bits, it is a number of more with a sign
    // Of two objects, nobody knows which comes first.
    auto const less = gates_.choose(numbers, circuits_.less(l.bits, r.bits, is_signed),
                                    circuits_.less(l.bits, r.bits, true));
    auto const equal = gates_.both(same_kind(l, r), circuits_.equal(l.bits, r.bits));
    std::vector<Literal> ways;
    for (bool const is_less : {true, false})
      for (bool const is_same : {true, false})
        if (!(is_less && is_same) && is_truth_of(term.op, is_less, is_same))
          ways.push_back(gates_.both(is_less ? less : -less, is_same ? equal : -equal));
    return decide(gates_.any(ways), gates_.either(numbers, addresses));
  }
  case Operator::Add:
  case Operator::Subtract:
  case Operator::Multiply:
  case Operator::Divide:
  case Operator::Modulo:
  case Operator::And:
  case Operator::Or:
  case Operator::Xor:
  case Operator::ShiftLeft:
  case Operator::ShiftRight:
  case Operator::Negate:
  case Operator::Complement: break;
  }
  Wide out;
  out.number = unary ? l.number : numbers;
  auto const objects = [&](auto when) {
    for (auto o : domains_.objects[t]) out.objects.emplace_back(o, when(o));
  };
  switch (term.op) {
  case Operator::Add:
    objects([&](ObjectId o) {
      return gates_.either(gates_.both(object(l, o), r.number), gates_.both(l.number, object(r, o)));
    });
    break;
  case Operator::Subtract:
    objects([&](ObjectId o) { return gates_.both(object(l, o), r.number); });
    out.number = gates_.either(numbers, gates_.both(same_kind(l, r), is_address(l)));
    break;
  // An address is left whole by a mask of all ones, and by 0 where that changes nothing.
  case Operator::And:
    out.number =
        gates_.either(numbers, gates_.both(concrete, gates_.either(is_number(l, 0), is_number(r, 0))));
    objects([&](ObjectId o) {
      return gates_.either(gates_.both(object(l, o), is_number(r, -1)),
                           gates_.both(is_number(l, -1), object(r, o)));
    });
    break;
  case Operator::Xor:
    out.number =
        gates_.either(numbers, gates_.all({concrete, same_kind(l, r), circuits_.equal(l.bits, r.bits)}));
    [[fallthrough]];
  case Operator::Or:
    objects([&](ObjectId o) {
      return gates_.either(gates_.both(object(l, o), is_number(r, 0)),
                           gates_.both(is_number(l, 0), object(r, o)));
    });
    break;
  case Operator::Divide:
  case Operator::Modulo: out.number = gates_.both(numbers, -circuits_.is_zero(r.bits)); break;
  case Operator::ShiftLeft:
  case Operator::ShiftRight:
    out.number = gates_.both(
        numbers,
        circuits_.less(r.bits, Circuits::constant(std::min<std::size_t>(type.bits, width), width), false));
    break;
  case Operator::Multiply:
  case Operator::Negate:
  case Operator::Complement:
  case Operator::Equal:
  case Operator::NotEqual:
  case Operator::Less:
  case Operator::LessEqual:
  case Operator::Greater:
  case Operator::GreaterEqual:
  case Operator::LogicalNot: break;
  }
  out.bits = result_of(term, l, r);
  out = in_type(std::move(out), type);
  if (domains_.is_wide[t]) {
    wide_[t] = std::move(out);
    return;
  }
  for (auto v : domains_.of_term[t]) { // few values after all
    auto const bits = Circuits::constant(static_cast<std::uint64_t>(v.number), width);
    add(t, v,
        gates_.both(v.is_address() ? object(out, v.object) : out.number, circuits_.equal(out.bits, bits)));
  }
  settle(t);
}

ValueEncoding::Wide const& ValueEncoding::wide(TermId t) const {
  if (auto const at = wide_.find(t); at != wide_.end()) return at->second;
  Wide out;
  auto const& domain = domains_.of_term[t];
  std::vector<std::vector<Literal>> ones(width);
  std::map<ObjectId, std::vector<Literal>> objects;
  std::vector<Literal> numbers;
  for (std::size_t i = 0; i < domain.size(); ++i) {
    auto const l = terms_[t].values[i];
    (domain[i].is_address() ? objects[domain[i].object] : numbers).push_back(l);
    for (std::size_t bit = 0; bit < width; ++bit)
      if ((static_cast<std::uint64_t>(domain[i].number) >> bit) & 1) ones[bit].push_back(l);
  }
  for (auto const& one : ones) out.bits.push_back(gates_.any(one));
  out.number = gates_.any(numbers);
  for (auto const& [o, ways] : objects) out.objects.emplace_back(o, gates_.any(ways));
  return wide_.emplace(t, std::move(out)).first->second;
}

Literal ValueEncoding::object(Wide const& w, ObjectId o) {
  auto const at = std::ranges::lower_bound(w.objects, o, {}, &std::pair<ObjectId, Literal>::first);
  return at == w.objects.end() || at->first != o ? never : at->second;
}
Literal ValueEncoding::is_address(Wide const& w) const {
  std::vector<Literal> ways;
  for (auto const& [o, l] : w.objects) ways.push_back(l);
  return gates_.any(ways);
}
Literal ValueEncoding::is_number(Wide const& w, std::int64_t n) const {
  return gates_.both(w.number,
                     circuits_.equal(w.bits, Circuits::constant(static_cast<std::uint64_t>(n), width)));
}
Literal ValueEncoding::same_kind(Wide const& a, Wide const& b) const {
  std::vector<Literal> ways{gates_.both(a.number, b.number)};
  for (auto const& [o, l] : a.objects) ways.push_back(gates_.both(l, object(b, o)));
  return gates_.any(ways);
}
// Addresses compare by object, then cell.

} // namespace barrister::solver
