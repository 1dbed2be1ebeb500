// SPDX-License-Identifier: BSD-2-Clause
// The one door between the server and what decides claims: a question about a text, and what was found, each
// as one line of JSON between two processes.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

namespace barrister::lsp {

struct Question {
  std::string file, text;        // what `file` is in the editor
  bool is_protocol = false;      // or a litmus test
  std::string variant, property; // of a protocol; empty: all
  std::string model;
  std::uint32_t seconds = 60; // to give up behind
};

struct Ruling {
  enum class Outcome : std::uint8_t {
    Good,     // as claimed, or nothing is claimed
    Violated, // or vacuous, or faulty
    Unknown,
    BadInput
  } outcome = Outcome::Unknown;
  std::string verdict; // "holds", "violated in V49", "unreachable"
  std::string report;  // as `check --trace` prints it
};

std::string written(Question const&);
std::string written(Ruling const&);
std::optional<Question> read_question(std::string const&);
std::optional<Ruling> read_ruling(std::string const&);
char const* word(Ruling::Outcome); // "good", "violated", "unknown", "bad-input"

} // namespace barrister::lsp
