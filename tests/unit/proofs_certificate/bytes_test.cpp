// SPDX-License-Identifier: BSD-2-Clause
// What is written is read again; anything else is a fault, said where it is.
#include "proofs/certificate/bytes.hpp"
#include "proofs/certificate/pack.hpp"
#include "proofs/certificate/sha256.hpp"
#include "tests/support/chance.hpp"
#include "tests/support/seed.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace barrister::certificate {
namespace {

Certificate example() {
  Certificate c;
  c.tool = "a tool";
  c.model = "sc";
  c.test = {"SB.litmus", "./SB.litmus", "C SB\n"};
  c.cat = {"sc", "sc.cat", "\"sc\" acyclic po | rf"};
  c.included = {{"stdlib.cat", "stdlib.cat", ""}, {"x.cat", "dir/x.cat", "let a = po"}};
  c.variants = {"lkmmv2"};
  c.rounds = 300;
  c.claims = {{Claim::Kind::NeverSatisfied, {}}, {Claim::Kind::FlagNotRaised, "data-race"}};
  Lemma lemma{3, {}, {}, {}, {}};
  lemma.events.push_back({EventKind::Write, true, true, "", {no_cpu, address(2, 1), 0, {}, 0}});
  lemma.events.push_back({EventKind::Read, false, true, "", {1, {}, 4, {0, 2}, 1}});
  lemma.facts = {{LemmaFact::Kind::ReadsFrom, 0, 1, ""}, {LemmaFact::Kind::Tagged, 1, 1, "Once"}};
  c.lemmas = {lemma, lemma};
  c.lemmas.back().absent = {0, 1};
  c.proof = Derivation(5);
  std::vector<ClauseNumber> const hints{1, 4};
  c.proof.add(std::vector<Literal>{1, -2}, hints);
  c.proof.target({}, hints);
  return c;
}

std::string why(std::variant<Bytes, std::string> const& unpacked) {
  auto const* text = std::get_if<std::string>(&unpacked);
  return text ? *text : "";
}
Bytes bytes(std::string_view text) { return {text.begin(), text.end()}; }

TEST(CertificateBytes, AreReadAsTheyWereWritten) {
  auto const written = to_bytes(example());
  auto const read = certificate::read(written);
  ASSERT_TRUE(std::holds_alternative<Certificate>(read)) << std::get<rup::ReadFault>(read).why;
  auto const& c = std::get<Certificate>(read);
  EXPECT_EQ(to_bytes(c), written);
  EXPECT_EQ(c.included[1].text, "let a = po");
  EXPECT_EQ(c.lemmas[0].events[1].where.rounds, (std::vector<std::uint32_t>{0, 2}));
  EXPECT_EQ(c.lemmas[0].facts, example().lemmas[0].facts);
  EXPECT_EQ(c.claims, example().claims);
  EXPECT_EQ(c.proof, example().proof);
}

TEST(CertificateBytes, EndTooEarlyWhereverTheyAreCut) {
  auto const written = to_bytes(example());
  for (std::size_t size = 0; size < written.size(); ++size)
    EXPECT_TRUE(std::holds_alternative<rup::ReadFault>(certificate::read(std::span(written).first(size))))
        << size;
}

TEST(CertificateBytes, ThatAreAnythingAreAFaultOrAnotherCertificate) {
  auto const written = to_bytes(example());
  std::size_t faults = 0;
  for (auto seed = first_seed(); seed < first_seed() + 20'000; ++seed) {
    Chance chance(seed);
    auto changed = written;
    for (auto n = 1 + chance.below(4); n > 0; --n)
      changed[chance.below(changed.size())] = static_cast<std::uint8_t>(chance.below(256));
    auto const read = certificate::read(changed);
    if (auto const* c = std::get_if<Certificate>(&read))
      EXPECT_EQ(to_bytes(*c), changed); // so that nothing is read that was not there
    else
      ++faults;
  }
  EXPECT_GT(faults, 1000U);
}

TEST(CertificateBytes, OfAbsurdCountsTakeNoMemory) {
  Bytes const huge{0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F};
  EXPECT_TRUE(std::holds_alternative<rup::ReadFault>(certificate::read(huge)));
  Bytes const text{0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 'a'};
  EXPECT_EQ(std::get<rup::ReadFault>(certificate::read(text)),
            (rup::ReadFault{0, "a text that is longer than what is there"}));
}

TEST(CertificateFile, IsUnpackedAsItWasPacked) {
  auto const written = to_bytes(example());
  auto const unpacked = unpack(pack(written));
  ASSERT_EQ(why(unpacked), "");
  EXPECT_EQ(std::get<Bytes>(unpacked), written);
}

TEST(CertificateFile, IsRefusedWithAReason) {
  auto const good = pack(to_bytes(example()));
  EXPECT_EQ(why(unpack({})), "it is empty");
  EXPECT_EQ(why(unpack(bytes("C SB\n\n{}"))), "it is no certificate");
  EXPECT_EQ(why(unpack(Bytes(1 << 20, 0))), "it is no certificate");
  EXPECT_EQ(why(unpack(bytes("barrister certificate 3\n"))),
            "it is of another version: its first line is not 'barrister certificate 4'");
  EXPECT_EQ(why(unpack(bytes("barrister cert"))), "it ends too early");
  for (std::size_t size = 0; size < good.size(); ++size)
    EXPECT_NE(why(unpack(std::span(good).first(size))), "") << size;
  auto more = good;
  more.push_back(0);
  EXPECT_EQ(why(unpack(more)), "it goes on behind its end");
  for (std::size_t i = 0; i < good.size(); ++i) {
    auto flipped = good;
    flipped[i] ^= 1;
    auto const unpacked = unpack(flipped);
    if (!why(unpacked).empty()) continue;
    EXPECT_EQ(std::get<Bytes>(unpacked), to_bytes(example())); // a bit that zlib does not look at
  }
}

TEST(CertificateFile, ThatSaysTooLittleOrTooMuchIsRefused) {
  auto const bomb = pack(Bytes(100'000'000, 0)); // so many zeros in a hundred thousand bytes
  auto const at = static_cast<std::ptrdiff_t>(first_line.size());
  auto const says = [&](Bytes const& size) {
    auto out = bomb;
    out.erase(out.begin() + at, out.begin() + at + 4);
    out.insert(out.begin() + at, size.begin(), size.end());
    return why(unpack(out));
  };
  EXPECT_EQ(says({100}), "it is longer than it says");
  EXPECT_EQ(says({0xFF, 0xFF, 0xFF, 0xFF, 0x0F}), "it would be too long");
  EXPECT_EQ(says({0xFF, 0xFF, 0xFF, 0x7F}), "it is shorter than it says");
}

TEST(Sha256, IsWhatTheStandardSays) {
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

} // namespace
} // namespace barrister::certificate
