// SPDX-License-Identifier: BSD-2-Clause
// Whether what a certificate claims is so: by what is made again from its texts, and by its proof.
#pragma once
#include "checker/question.hpp"
#include "proofs/certificate/obligations.hpp"
#include <string>
#include <variant>

namespace barrister::checker {

struct Invalid {
  std::string why;            // "lemma 3: it does not break the axiom 'happens-before'"
  bool is_unreadable = false; // its texts are no test, no protocol or no model
};
struct Valid {
  Question question;
  certificate::Obligations obligations; // each of its targets follows
};
std::variant<Valid, Invalid> check(certificate::Certificate const&);

} // namespace barrister::checker
