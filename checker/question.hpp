// SPDX-License-Identifier: BSD-2-Clause
// What a certificate is about, read again from the texts that it carries, and from nothing else.
#pragma once
#include "proofs/certificate/certificate.hpp"
#include "spec/litmus_test.hpp"
#include "spec/memory_model.hpp"
#include "spec/protocol.hpp"
#include <variant>

namespace barrister::checker {

struct Question {
  std::variant<LitmusTest, Protocol> subject;
  MemoryModel model;
};
// Or what is wrong with the texts, for people, line by line.
std::variant<Question, std::string> read_question(certificate::Certificate const&);

} // namespace barrister::checker
