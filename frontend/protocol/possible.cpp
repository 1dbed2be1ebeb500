// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/protocol/possible.hpp"
#include <algorithm>
#include <limits>

namespace barrister::frontend::protocol {
namespace {

constexpr std::size_t most_pairs = 4096, most_listed = 256;
constexpr Range all_numbers{std::numeric_limits<std::int64_t>::min(),
                            std::numeric_limits<std::int64_t>::max()};

Range numbers_of(Type const& type) {
  if (type.bits >= 64) return all_numbers;
  auto const all = std::int64_t{1} << type.bits;
  return type.is_signed ? Range{-(all / 2), all / 2 - 1} : Range{0, all - 1};
}
std::uint64_t width(Range r) {
  return static_cast<std::uint64_t>(r.high) - static_cast<std::uint64_t>(r.low);
}
bool holds(Range r, std::int64_t n) { return r.low <= n && n <= r.high; }
bool has_no_sign(Type const& type) { return type.bits >= 64 && !type.is_signed; }

// Cut to the type: in one piece, or all that the type has.
Range cut(Range r, Type const& type) {
  if (type.bits >= 64) return r;
  Range const out{shown(number(r.low), type).number, shown(number(r.high), type).number};
  return out.low <= out.high && width(out) == width(r) ? out : numbers_of(type);
}
Possible either() { return one_of({number(0), number(1)}); }
Possible truth_value(std::optional<bool> known) {
  return known ? one_of({number(*known ? 1 : 0)}) : either();
}
Possible anything() {
  Possible out;
  out.may_be_none = true;
  return out;
}
std::optional<Range> hull(Possible const& p) {
  if (p.some.empty()) return p.between;
  if (std::ranges::any_of(p.some, &Value::is_address)) return std::nullopt;
  auto const [low, high] = std::ranges::minmax(p.some);
  return Range{low.number, high.number};
}

// The bits that are the same in all numbers of a range; those that differ are 0 in `least`, 1 in `most`.
struct Bits {
  std::uint64_t least, most;
};
Bits bits_of(Range r) {
  auto const low = static_cast<std::uint64_t>(r.low), high = static_cast<std::uint64_t>(r.high);
  auto differ = low ^ high;
  for (unsigned shift = 1; shift < 64; shift *= 2) differ |= differ >> shift;
  return {low & ~differ, low | differ};
}
Range range_of(Bits b) {
  Range const out{static_cast<std::int64_t>(b.least), static_cast<std::int64_t>(b.most)};
  return out.low <= out.high ? out : all_numbers;
}
Range masked(Operator op, Range left, Range right) {
  auto const l = bits_of(left), r = bits_of(right);
  if (op == Operator::And) return range_of({l.least & r.least, l.most & r.most});
  if (op == Operator::Or) return range_of({l.least | r.least, l.most | r.most});
  auto const open = (l.least ^ l.most) | (r.least ^ r.most);
  auto const same = (l.least ^ r.least) & ~open;
  return range_of({same, same | open});
}

// Nothing: more than 64 bits.
std::optional<std::int64_t> exactly(Operator op, std::int64_t a, std::int64_t b) {
  std::int64_t out = 0;
  bool const wraps = op == Operator::Add        ? __builtin_add_overflow(a, b, &out)
                     : op == Operator::Subtract ? __builtin_sub_overflow(a, b, &out)
                                                : __builtin_mul_overflow(a, b, &out);
  return wraps ? std::nullopt : std::optional(out);
}
// Each operation is least and greatest at ends of the ranges.
std::optional<Range> by_ends(Operator op, Range left, Range right) {
  std::optional<Range> out;
  for (auto const l : {left.low, left.high})
    for (auto const r : {right.low, right.high}) {
      auto const v = exactly(op, l, r);
      if (!v) return std::nullopt;
      out = out ? Range{std::min(out->low, *v), std::max(out->high, *v)} : Range{*v, *v};
    }
  return out;
}

// Whether all are below all; nothing: some are.
std::optional<bool> less(Range left, Range right, bool no_sign) {
  auto const is_parted = [](Range r) { return r.low < 0 && r.high >= 0; };
  if (no_sign && (is_parted(left) || is_parted(right))) return std::nullopt;
  auto const below = [&](std::int64_t a, std::int64_t b) {
    return no_sign ? static_cast<std::uint64_t>(a) < static_cast<std::uint64_t>(b) : a < b;
  };
  if (below(left.high, right.low)) return true;
  return below(left.low, right.high) ? std::nullopt : std::optional(false);
}
std::optional<bool> negated(std::optional<bool> b) { return b ? std::optional(!*b) : b; }

std::optional<Range> shifted(Operator op, Range left, std::int64_t by, Type const& type) {
  if (op == Operator::ShiftLeft)
    return by < 63 ? by_ends(Operator::Multiply, left, {std::int64_t{1} << by, std::int64_t{1} << by})
                   : std::nullopt;
  if (!has_no_sign(type)) return Range{left.low >> by, left.high >> by};
  if (left.low < 0 && left.high >= 0) return std::nullopt;
  return Range{static_cast<std::int64_t>(static_cast<std::uint64_t>(left.low) >> by),
               static_cast<std::int64_t>(static_cast<std::uint64_t>(left.high) >> by)};
}
std::optional<Range> divided(Operator op, Range left, std::int64_t by, Type const& type) {
  if (left.low < 0 && (has_no_sign(type) || op == Operator::Modulo)) return std::nullopt;
  if (op == Operator::Divide) return Range{left.low / by, left.high / by};
  bool const is_one_piece = left.low / by == left.high / by;
  return is_one_piece ? Range{left.low % by, left.high % by} : Range{0, by - 1};
}

// What an operation gives on numbers, which are as the type holds them already.
Possible of_ranges(Operator op, Range l, Range r, Type const& type) {
  auto const numbers = [&](std::optional<Range> range) {
    return between(range ? cut(*range, type) : numbers_of(type));
  };
  bool const no_sign = has_no_sign(type);
  bool const is_one = r.low == r.high;
  switch (op) {
  case Operator::Less: return truth_value(less(l, r, no_sign));
  case Operator::Greater: return truth_value(less(r, l, no_sign));
  case Operator::LessEqual: return truth_value(negated(less(r, l, no_sign)));
  case Operator::GreaterEqual: return truth_value(negated(less(l, r, no_sign)));
  case Operator::Equal:
  case Operator::NotEqual:
    if (l.high < r.low || r.high < l.low) return truth_value(op == Operator::NotEqual);
    return either();
  case Operator::Add:
  case Operator::Subtract:
  case Operator::Multiply: return numbers(by_ends(op, l, r));
  case Operator::And:
  case Operator::Or:
  case Operator::Xor: return numbers(masked(op, l, r));
  case Operator::ShiftLeft:
  case Operator::ShiftRight:
    if (is_one && r.low >= 0 && r.low < type.bits) return numbers(shifted(op, l, r.low, type));
    break;
  case Operator::Divide:
  case Operator::Modulo:
    if (is_one && r.low > 0) return numbers(divided(op, l, r.low, type));
    break;
  case Operator::Negate: return numbers(by_ends(Operator::Subtract, {0, 0}, l));
  case Operator::Complement: return numbers(Range{~l.high, ~l.low});
  case Operator::LogicalNot: break;
  }
  return anything();
}

std::vector<UnknownId> both(std::vector<UnknownId> out, std::vector<UnknownId> const& more) {
  for (auto const id : more)
    if (std::ranges::find(out, id) == out.end()) out.push_back(id);
  return out;
}

// Of each pair. Nothing where there are too many.
std::optional<Possible> of_pairs(Operator op, Possible const& left, Possible const& right, Type const& type) {
  if (left.some.empty() || right.some.empty() || left.some.size() * right.some.size() > most_pairs)
    return std::nullopt;
  std::vector<Value> found;
  bool is_none = false;
  for (auto const& l : left.some)
    for (auto const& r : right.some) {
      auto const v = barrister::apply(op, l, r, type);
      if (v)
        found.push_back(*v);
      else
        is_none = true;
    }
  auto out = one_of(std::move(found));
  if (out.some.size() > most_listed) return std::nullopt;
  out.may_be_none = is_none;
  return out;
}

// Nothing: there is no value.
std::optional<Possible> of_values(Operator op, Possible const& left, Possible const& right,
                                  Type const& type) {
  if (auto pairs = of_pairs(op, left, right, type)) return pairs->some.empty() ? std::nullopt : pairs;
  auto const l = hull(left), r = hull(right);
  if (op == Operator::LogicalNot) return l ? truth_value(negated(truth(between(cut(*l, type))))) : either();
  bool const shifts = op == Operator::ShiftLeft || op == Operator::ShiftRight;
  if (l && r) return of_ranges(op, cut(*l, type), shifts ? *r : cut(*r, type), type);
  return op == Operator::Equal || op == Operator::NotEqual ? either() : anything();
}

} // namespace

Possible one_of(std::vector<Value> values) {
  std::ranges::sort(values);
  values.erase(std::unique(values.begin(), values.end()), values.end());
  Possible out;
  out.some = std::move(values);
  return out;
}
Possible between(Range r) {
  if (r.low == r.high) return one_of({number(r.low)});
  Possible out;
  out.between = r;
  return out;
}
Possible any_number_of(Type const& type) { return between(numbers_of(type)); }

std::uint64_t count_of(Possible const& p) {
  if (!p.some.empty()) return p.some.size();
  auto const more = width(p.between.value_or(all_numbers));
  return more == std::numeric_limits<std::uint64_t>::max() ? more : more + 1;
}

std::optional<bool> truth(Possible const& p) {
  auto const is_true = [](Value v) { return barrister::truth(v); };
  if (!p.some.empty()) {
    if (std::ranges::all_of(p.some, is_true)) return true;
    return std::ranges::none_of(p.some, is_true) ? std::optional(false) : std::nullopt;
  }
  return p.between && !holds(*p.between, 0) ? std::optional(true) : std::nullopt;
}

Possible convert(Possible const& p, Type const& type) {
  if (!type.wraps) return p;
  Possible out;
  if (type.bits == 1) {
    out = truth_value(truth(p));
  } else if (!p.some.empty()) {
    auto values = p.some;
    for (auto& v : values) v = barrister::convert(v, type);
    out = one_of(std::move(values));
  } else if (p.between) {
    out = between(cut(*p.between, type));
  }
  out.may_be_none = p.may_be_none;
  out.by = p.by;
  return out;
}

std::optional<Possible> apply(Operator op, Possible const& left, Possible const& right, Type const& type) {
  auto out = of_values(op, left, right, type);
  if (!out) return out;
  out->may_be_none = out->may_be_none || left.may_be_none || right.may_be_none;
  out->by = both(left.by, right.by);
  return out;
}

} // namespace barrister::frontend::protocol
