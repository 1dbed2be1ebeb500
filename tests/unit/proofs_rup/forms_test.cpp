// SPDX-License-Identifier: BSD-2-Clause
// Clauses and proofs as text and as bytes: what is written is read, and what is no proof has its place named.
#include "proofs/rup/binary.hpp"
#include "proofs/rup/check.hpp"
#include "proofs/rup/dimacs.hpp"
#include "proofs/rup/text.hpp"
#include "tests/support/chance.hpp"
#include "tests/support/seed.hpp"
#include <fstream>
#include <gtest/gtest.h>
#include <limits>
#include <sstream>

namespace barrister {
namespace {

std::string const page = "proof from 4 clauses\n"
                         "5: 1 -2 by 2 1\n"
                         "delete: 2 1\n"
                         "6: 1\n"
                         "target: -3 1 by 6\n"
                         "7: empty by 6 3 4\n"
                         "target: empty\n";

template <class T> std::string fault_of(std::variant<T, rup::ReadFault> const& read) {
  auto const* fault = std::get_if<rup::ReadFault>(&read);
  return fault ? std::to_string(fault->at) + ": " + fault->why : "none";
}
Derivation proof_of(std::string const& text) { return std::get<Derivation>(rup::read_text(text)); }

TEST(ProofAsText, IsReadAsItIsWritten) { EXPECT_EQ(rup::to_text(proof_of(page)), page); }
TEST(ProofAsText, HasEmptyLinesAndRemarks) {
  EXPECT_EQ(proof_of("\n# of two\n proof from  2 clauses\r\n\n3:  1  by 1\t2\n# end"),
            proof_of("proof from 2 clauses\n3: 1 by 1 2\n"));
}
TEST(ProofAsText, ItsFaultsHaveALine) {
  auto const fault = [](std::string const& steps) {
    return fault_of(rup::read_text("proof from 2 clauses\n" + steps));
  };
  EXPECT_EQ(fault_of(rup::read_text("")), "1: a proof begins with 'proof from N clauses'");
  EXPECT_EQ(fault_of(rup::read_text("\n3: 1\n")), "2: a proof begins with 'proof from N clauses'");
  EXPECT_EQ(fault_of(rup::read_text("proof from -1 clauses")),
            "1: a proof begins with 'proof from N clauses'");
  EXPECT_EQ(fault("3: 1\n\n5: 1\n"), "4: a step is '4:', 'target:' or 'delete:', and not '5:'");
  EXPECT_EQ(fault("3: 1 x\n"), "2: 'x' is no literal");
  EXPECT_EQ(fault("3: 1 2147483648\n"), "2: '2147483648' is no literal");
  EXPECT_EQ(fault("3: 1 by -1\n"), "2: '-1' is no number of a clause");
  EXPECT_EQ(fault("3: 1 by 4294967296\n"), "2: '4294967296' is no number of a clause");
  EXPECT_EQ(fault("3: 1 by 2 by 2\n"), "2: 'by' is no number of a clause");
  EXPECT_EQ(fault("delete: 1 by 2\n"), "2: 'by' is no number of a clause");
  EXPECT_EQ(fault("3: by 2\n"), "2: a clause has literals or is 'empty'");
  EXPECT_EQ(fault("target:\n"), "2: a clause has literals or is 'empty'");
  EXPECT_EQ(fault("3: empty 1\n"), "2: a clause has literals or is 'empty'");
  EXPECT_EQ(fault("3: 1 " + std::string(100, '7') + "\n"),
            "2: '" + std::string(40, '7') + "…' is no literal");
}

// The block of spec/certificate.md that begins so.
std::string example(std::string const& kind) {
  std::ifstream file(BARRISTER_SOURCE "/spec/certificate.md");
  std::ostringstream text;
  text << file.rdbuf();
  auto const start = text.str().find("```" + kind + "\n") + kind.size() + 4;
  return text.str().substr(start, text.str().find("```", start) - start);
}
TEST(ProofAsText, TheExampleIsValid) {
  auto const given = std::get<Clauses>(rup::read_dimacs(example("dimacs")));
  auto const proof = proof_of(example("proof"));
  Clauses asked;
  asked.add({3});
  asked.add({});
  EXPECT_EQ(given.size(), 5U);
  EXPECT_EQ(proof.size(), 5U);
  auto const refusal = rup::check(given, proof, asked);
  EXPECT_FALSE(refusal) << rup::to_text(*refusal);
}

TEST(ClausesAsText, AreDimacs) {
  std::string const text = "p cnf 5 3\n1 -5 0\n0\n2 0\n";
  auto const clauses = std::get<Clauses>(rup::read_dimacs(text));
  EXPECT_EQ(rup::to_dimacs(clauses), text);
  EXPECT_EQ(std::get<Clauses>(rup::read_dimacs("c of three\np cnf 5 3\n1\n-5 0 0 2\nc\n0")), clauses);
}
TEST(ClausesAsText, TheirFaultsHaveALine) {
  EXPECT_EQ(fault_of(rup::read_dimacs("c\n")), "1: there is no 'p cnf' line");
  EXPECT_EQ(fault_of(rup::read_dimacs("1 0\n")), "1: clauses begin with 'p cnf VARIABLES CLAUSES'");
  EXPECT_EQ(fault_of(rup::read_dimacs("p cnf -1 1\n")),
            "1: how many variables and clauses there are is no number");
  EXPECT_EQ(fault_of(rup::read_dimacs("p cnf 2 1\n1 3 0\n")), "2: '3' is no literal of the variables 1 to 2");
  EXPECT_EQ(fault_of(rup::read_dimacs("p cnf 2 1\n1 -2147483648 0\n")),
            "2: '-2147483648' is no literal of the variables 1 to 2");
  EXPECT_EQ(fault_of(rup::read_dimacs("p cnf 2 1\n1 2\n")), "2: the last clause does not end with 0");
  EXPECT_EQ(fault_of(rup::read_dimacs("p cnf 2 2\n1 2 0")), "2: there are 1 clauses, and not 2");
}

TEST(ProofAsBytes, IsWhatTheDescriptionSays) {
  rup::Bytes const bytes{4, 2, 0, 2, 2, 3, 2, 3, 4, 2, 1, 0x85, 1};
  auto const read = rup::read_derivation(bytes);
  ASSERT_TRUE(std::holds_alternative<Derivation>(read)) << fault_of(read);
  auto const& proof = std::get<Derivation>(read);
  EXPECT_EQ(rup::to_text(proof), "proof from 4 clauses\n5: 1 -2 by 2 1\ndelete: 4294967169\n");
  EXPECT_EQ(rup::to_bytes(proof), bytes);
}
TEST(ProofAsBytes, IsReadAsItIsWritten) {
  constexpr auto least = std::numeric_limits<Literal>::min(), most = std::numeric_limits<Literal>::max();
  Derivation odd(7);
  odd.target(std::vector<Literal>{0, least, most, -1, 64, -64, 65},
             std::vector<ClauseNumber>{0, 8, 9, ~0U, 1});
  odd.remove(std::vector<ClauseNumber>{7, 100});
  for (auto const& proof : {proof_of(page), odd, Derivation(0), Derivation(~0U)})
    EXPECT_EQ(std::get<Derivation>(rup::read_derivation(rup::to_bytes(proof))), proof);
  Clauses clauses;
  for (auto const& clause : {std::vector<Literal>{}, {least, most, 0}, {1, 2, 3}}) clauses.add(clause);
  EXPECT_EQ(std::get<Clauses>(rup::read_clauses(rup::to_bytes(clauses))), clauses);
}
TEST(ProofAsBytes, IsNoneWhereTheEndIsMissing) {
  auto const bytes = rup::to_bytes(proof_of(page));
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_EQ(fault_of(rup::read_derivation(std::span(bytes).first(size))),
              std::to_string(size) + ": ends here, before its end");
  auto longer = bytes;
  longer.push_back(0);
  EXPECT_EQ(fault_of(rup::read_derivation(longer)),
            std::to_string(bytes.size()) + ": goes on behind its end");
  EXPECT_EQ(fault_of(rup::read_clauses(rup::Bytes{1, 2, 2})), "3: ends here, before its end");
  EXPECT_EQ(fault_of(rup::read_clauses(rup::Bytes{1, 0, 0})), "2: goes on behind its end");
}
TEST(ProofAsBytes, ItsFaultsHaveAnOffset) {
  auto const fault = [](rup::Bytes const& bytes) { return fault_of(rup::read_derivation(bytes)); };
  EXPECT_EQ(fault({0, 1, 3, 0, 0}), "2: no kind of step is 3");
  EXPECT_EQ(fault({0, 1, 0x83, 1}), "2: no kind of step is 131");
  EXPECT_EQ(fault({0, 0x80, 0}), "1: a number that is longer than it has to be");
  EXPECT_EQ(fault({0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0}), "none");
  EXPECT_EQ(fault({0xFF, 0xFF, 0xFF, 0xFF, 0x10, 0}), "0: a number of more than 32 bits");
  EXPECT_EQ(fault({0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0}), "0: a number of more than 32 bits");
}
// Counts that are made up take no memory, and no time.
TEST(ProofAsBytes, CountsAreNotBelieved) {
  rup::Bytes const many{0xFF, 0xFF, 0xFF, 0xFF, 0x0F};
  auto const with = [&](rup::Bytes before) {
    before.insert(before.end(), many.begin(), many.end());
    return before;
  };
  EXPECT_EQ(fault_of(rup::read_clauses(many)), "5: ends here, before its end");
  EXPECT_EQ(fault_of(rup::read_clauses(with({1}))), "6: ends here, before its end");
  EXPECT_EQ(fault_of(rup::read_derivation(with({0}))), "6: ends here, before its end");
  EXPECT_EQ(fault_of(rup::read_derivation(with({0, 1, 0}))), "8: ends here, before its end");
  EXPECT_EQ(fault_of(rup::read_derivation(with({0, 1, 2}))), "8: ends here, before its end");
}
// What is read of any bytes is written as these bytes again: there is one form alone.
TEST(ProofAsBytes, AnyBytesAreReadOrHaveAFault) {
  std::size_t proofs = 0, faults = 0;
  for (auto seed = first_seed(); seed < first_seed() + 200'000; ++seed) {
    Chance chance(seed);
    rup::Bytes bytes(chance.below(20));
    for (auto& byte : bytes) byte = static_cast<std::uint8_t>(chance.below(chance.once_in(4) ? 256 : 4));
    auto const read = rup::read_derivation(bytes);
    if (auto const* proof = std::get_if<Derivation>(&read)) {
      ++proofs;
      EXPECT_EQ(rup::to_bytes(*proof), bytes) << "BARRISTER_SEED=" << seed;
    } else {
      ++faults;
      EXPECT_LE(std::get<rup::ReadFault>(read).at, bytes.size()) << "BARRISTER_SEED=" << seed;
    }
    auto const clauses = rup::read_clauses(bytes);
    if (auto const* all = std::get_if<Clauses>(&clauses)) {
      EXPECT_EQ(rup::to_bytes(*all), bytes) << "BARRISTER_SEED=" << seed;
    }
    std::string const text(bytes.begin(), bytes.end());
    EXPECT_NE(fault_of(rup::read_text(text)), "none");
    EXPECT_NE(fault_of(rup::read_dimacs(text)), "none");
  }
  EXPECT_GT(proofs, 1'000U);
  EXPECT_GT(faults, 1'000U);
}

} // namespace
} // namespace barrister
