// SPDX-License-Identifier: BSD-2-Clause
#include "solver/encode/circuits.hpp"
#include <algorithm>

namespace barrister::solver {

Word Circuits::constant(std::uint64_t n, std::size_t width) {
  Word out;
  for (std::size_t i = 0; i < width; ++i) out.push_back(i < 64 && ((n >> i) & 1) ? always : never);
  return out;
}
Word Circuits::resized(Word word, std::size_t width, bool is_signed) {
  auto const more = is_signed && !word.empty() ? word.back() : never;
  word.resize(width, more);
  return word;
}

Literal Circuits::majority(Literal a, Literal b, Literal c) const {
  return gates_.choose(a, gates_.either(b, c), gates_.both(b, c));
}
std::pair<Word, Literal> Circuits::sum(Word const& a, Word const& b, Literal carry) const {
  Word out;
  for (std::size_t i = 0; i < a.size(); ++i) {
    out.push_back(gates_.differ(gates_.differ(a[i], b[i]), carry));
    carry = majority(a[i], b[i], carry);
  }
  return {std::move(out), carry};
}
Word Circuits::add(Word const& a, Word const& b) const { return sum(a, b, never).first; }
Word Circuits::subtract(Word const& a, Word const& b) const { return sum(a, complement(b), always).first; }
Word Circuits::negate(Word const& a) const { return subtract(constant(0, a.size()), a); }
Word Circuits::complement(Word a) const {
  for (auto& l : a) l = -l;
  return a;
}

Word Circuits::multiply(Word const& a, Word const& b) const {
  auto out = constant(0, a.size());
  for (std::size_t i = 0; i < b.size(); ++i) {
    if (b[i] == never) continue;
    auto shifted = constant(0, a.size());
    for (std::size_t j = 0; i + j < a.size(); ++j) shifted[i + j] = gates_.both(a[j], b[i]);
    out = add(out, shifted);
  }
  return out;
}

// Bit by bit, from the highest: what is left over is doubled, and the divisor taken off where it fits.
Circuits::Division Circuits::divide_unsigned(Word const& a, Word const& b) const {
  auto const width = a.size();
  auto const divisor = resized(b, width + 1, false);
  auto left = constant(0, width + 1);
  auto quotient = constant(0, width);
  for (auto i = width; i-- > 0;) {
    left.insert(left.begin(), a[i]);
    left.pop_back();
    auto const [less_divisor, fits] = sum(left, complement(divisor), always);
    quotient[i] = fits;
    left = choose(fits, less_divisor, left);
  }
  left.pop_back();
  return {std::move(quotient), std::move(left)};
}
Circuits::Division Circuits::divide(Word const& a, Word const& b, bool is_signed) const {
  if (!is_signed) return divide_unsigned(a, b);
  auto const magnitude = [&](Word const& w) { return choose(w.back(), negate(w), w); };
  auto const [quotient, remainder] = divide_unsigned(magnitude(a), magnitude(b));
  return {choose(gates_.differ(a.back(), b.back()), negate(quotient), quotient),
          choose(a.back(), negate(remainder), remainder)};
}

Word Circuits::both(Word const& a, Word const& b) const {
  Word out;
  for (std::size_t i = 0; i < a.size(); ++i) out.push_back(gates_.both(a[i], b[i]));
  return out;
}
Word Circuits::either(Word const& a, Word const& b) const {
  Word out;
  for (std::size_t i = 0; i < a.size(); ++i) out.push_back(gates_.either(a[i], b[i]));
  return out;
}
Word Circuits::differ(Word const& a, Word const& b) const {
  Word out;
  for (std::size_t i = 0; i < a.size(); ++i) out.push_back(gates_.differ(a[i], b[i]));
  return out;
}

Word Circuits::shift_left(Word const& a, Word const& by) const {
  auto out = a;
  for (std::size_t bit = 0, distance = 1; distance < a.size(); ++bit, distance *= 2) {
    auto shifted = constant(0, a.size());
    for (std::size_t i = distance; i < a.size(); ++i) shifted[i] = out[i - distance];
    out = choose(by[bit], shifted, out);
  }
  return out;
}
Word Circuits::shift_right(Word const& a, Word const& by, bool is_signed) const {
  auto out = a;
  for (std::size_t bit = 0, distance = 1; distance < a.size(); ++bit, distance *= 2) {
    Word shifted(out.begin() + static_cast<std::ptrdiff_t>(distance), out.end());
    shifted.resize(a.size(), is_signed ? a.back() : never);
    out = choose(by[bit], shifted, out);
  }
  return out;
}
Word Circuits::choose(Literal condition, Word const& yes, Word const& no) const {
  Word out;
  for (std::size_t i = 0; i < yes.size(); ++i) out.push_back(gates_.choose(condition, yes[i], no[i]));
  return out;
}

Literal Circuits::equal(Word const& a, Word const& b) const {
  std::vector<Literal> parts;
  for (std::size_t i = 0; i < a.size(); ++i) parts.push_back(-gates_.differ(a[i], b[i]));
  return gates_.all(parts);
}
Literal Circuits::less(Word const& a, Word const& b, bool is_signed) const {
  auto const without_carry = -sum(a, complement(b), always).second; // unsigned
  return is_signed ? gates_.differ(without_carry, gates_.differ(a.back(), b.back())) : without_carry;
}
Literal Circuits::is_zero(Word const& a) const { return -gates_.any(a); }

} // namespace barrister::solver
