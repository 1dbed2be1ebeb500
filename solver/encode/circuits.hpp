// SPDX-License-Identifier: BSD-2-Clause
// Arithmetic on words of literals, two's complement, the lowest bit first. Both operands have one width, and
// so does the result.
#pragma once
#include "solver/encode/gates.hpp"
#include <span>

namespace barrister::solver {

using Word = std::vector<Literal>;

class Circuits {
public:
  explicit Circuits(Gates& gates) : gates_(gates) {}

  static Word constant(std::uint64_t, std::size_t width);
  // The lowest `width` bits; more than there are by the sign, or by 0.
  static Word resized(Word, std::size_t width, bool is_signed);

  Word add(Word const&, Word const&) const;
  Word subtract(Word const&, Word const&) const;
  Word negate(Word const&) const;
  Word complement(Word) const;
  Word multiply(Word const&, Word const&) const;
  // The divisor is not 0; towards 0. The least number by -1 wraps.
  struct Division {
    Word quotient, remainder;
  };
  Division divide(Word const&, Word const&, bool is_signed) const;
  Word both(Word const&, Word const&) const;
  Word either(Word const&, Word const&) const;
  Word differ(Word const&, Word const&) const;
  // By less than the width.
  Word shift_left(Word const&, Word const& by) const;
  Word shift_right(Word const&, Word const& by, bool is_signed) const;
  Word choose(Literal condition, Word const& yes, Word const& no) const;

  Literal equal(Word const&, Word const&) const;
  Literal less(Word const&, Word const&, bool is_signed) const;
  Literal is_zero(Word const&) const;

private:
  // The sum, and what is carried out of it.
  std::pair<Word, Literal> sum(Word const&, Word const&, Literal carry) const;
  Literal majority(Literal, Literal, Literal) const;
  Division divide_unsigned(Word const&, Word const&) const;

  Gates& gates_;
};

} // namespace barrister::solver
