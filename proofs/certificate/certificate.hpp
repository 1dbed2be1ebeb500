// SPDX-License-Identifier: BSD-2-Clause
// A certificate: what is claimed of a litmus test, or of a protocol, under a model, and why it is so
// (spec/certificate.md).
// Nothing in it is believed.
#pragma once
#include "spec/derivation.hpp"
#include "spec/lemma.hpp"
#include <string>
#include <vector>

namespace barrister::certificate {

// Of the executions that the model allows, loops going round so many times, that end:
struct Claim {
  enum class Kind : std::uint8_t {
    NeverSatisfied, // the condition, in none
    NeverFalsified,
    NoFault,        // and none has one
    NoBoundReached, // no loop wants one round more; in those that a property is of, where it names one
    FlagNotRaised,
    NothingAgainst // a property of the protocol, in none
  } kind = Kind::NeverSatisfied;
  std::string flag{};              // its name
  std::string property{};          // likewise
  std::vector<std::string> from{}; // starts, where the claim is not of all that the property is of
  friend auto operator<=>(Claim const&, Claim const&) = default;
};
std::string to_text(Claim const&);
std::string to_text(std::vector<Claim> const&); // on one line; flags by how many they are

// A file, as it was read.
struct File {
  std::string asked_for; // as the model, or the user, names it
  std::string name;      // as places show it
  std::string text;
  friend bool operator==(File const&, File const&) = default;
};

// What is not shown, and said wherever the claims are.
enum class Assumption : std::uint8_t {
  NothingFromItself // no value, and no address, comes from itself
};
std::string to_text(Assumption);
using Assumptions = std::vector<Assumption>;

struct Certificate {
  std::string tool, options; // that wrote it: for people
  std::string model;         // what it is called
  File test, cat;
  std::vector<File> bell, macros;      // one or none
  std::vector<File> included;          // in the order in which they were asked for
  std::vector<File> library{};         // what a protocol uses, likewise
  std::vector<std::string> protocol{}; // its variant, where the test is one
  std::vector<std::string> variants;
  std::uint32_t rounds = 0;
  Assumptions assumed{};
  std::vector<Claim> claims;
  std::vector<Lemma> lemmas;
  Derivation proof;
  bool is_of_protocol() const { return !protocol.empty(); }
};

} // namespace barrister::certificate
