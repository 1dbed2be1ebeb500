// SPDX-License-Identifier: BSD-2-Clause
// `check --certify`, `verify` and `barrister-check`, as users call them.
#include "checker/load.hpp"
#include "proofs/certificate/bytes.hpp"
#include "proofs/certificate/pack.hpp"
#include "spec/sanitized.hpp"
#include "tests/program/run.hpp"
#include <fstream>
#include <gtest/gtest.h>

namespace barrister {
namespace {

std::string const without = BARRISTER_SOURCE "/proofs/c-peterz/C-peterz-no-mb-0.litmus";

Ran checker_with(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), BARRISTER_CHECKER);
  return run(arguments);
}

TEST(CertificateCommands, WriteAndVerify) {
  Folder const folder;
  auto const file = (folder.path() / "peterz.certificate").string();
  auto const written = barrister_with({"check", "--certify", file, peterz});
  EXPECT_EQ(written.status, 0);
  EXPECT_TRUE(has(written.out, "certified: never satisfied, no fault, no loop goes on")) << written.out;
  for (auto const& ran : {barrister_with({"verify", file}), checker_with({file}),
                          checker_with({"--input", peterz, "--model", "lkmm", file})}) {
    EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
    EXPECT_TRUE(has(ran.out, "valid: never satisfied under lkmm, loops up to 2 rounds\n")) << ran.out;
  }
  auto const text = checker_with({"--text", file});
  EXPECT_EQ(text.status, 0);
  EXPECT_TRUE(has(text.out, "claim: never satisfied\n") && has(text.out, "\nproof from ")) << text.out;
}

TEST(CertificateCommands, CompareTexts) {
  Folder const folder;
  auto const file = (folder.path() / "peterz.certificate").string();
  ASSERT_EQ(barrister_with({"check", "--certify", file, peterz}).status, 0);
  auto const other = checker_with({"--input", without, file});
  EXPECT_EQ(other.status, 1);
  EXPECT_TRUE(has(other.out, "not valid: it is about another") && has(other.out, "has sha256 ")) << other.out;
  EXPECT_EQ(barrister_with({"verify", "--model", "tso", file}).status, 1);
  EXPECT_EQ(checker_with({"--model", "nosuch", file}).status, 1);
}

TEST(CertificateCommands, WriteDimacs) {
  Folder const folder;
  auto const file = (folder.path() / "peterz.certificate").string();
  ASSERT_EQ(barrister_with({"check", "--certify", file, peterz}).status, 0);
  ASSERT_EQ(checker_with({"--dimacs", folder.path().string(), file}).status, 0);
  EXPECT_TRUE(has(read_text(folder.path() / "claim-1.cnf"), "c never satisfied\np cnf "));
  EXPECT_TRUE(read_text(folder.path() / "claim-1.drat").ends_with("0\n"));
  EXPECT_EQ(checker_with({"--dimacs", (folder.path() / "gone").string(), file}).status, 2);
}

TEST(CertificateCommands, SayWhichVariantOfTheModelTheyAreAbout) {
  Folder const folder;
  auto const file = (folder.path() / "v.certificate").string();
  ASSERT_EQ(barrister_with({"check", "--variant", "grace-periods", "--certify", file, peterz}).status, 0);
  auto const ran = checker_with({file});
  EXPECT_TRUE(has(ran.out, "valid: never satisfied under lkmm with --variant grace-periods, loops"))
      << ran.out;
  EXPECT_EQ(checker_with({"--model", "lkmm", file}).status, 1);
}

// The hash of a model's own text does not say what it includes.
TEST(CertificateCommands, SayWhatTheirModelIncludes) {
  Folder const folder;
  folder.write("mine.cat", "acyclic po | rf | co | fr as total\n");
  auto const model = folder.write("m.cat", "\"m\"\ninclude \"mine.cat\"\n"),
             file = (folder.path() / "m.certificate").string();
  ASSERT_EQ(barrister_with({"check", "--model", model, "--certify", file, without}).status, 0);
  auto const ran = checker_with({file});
  EXPECT_TRUE(has(ran.out, "what it calls " + model + ", a text with sha256 ") &&
              has(ran.out, ", with mine.cat, a text with sha256 "))
      << ran.out;
  EXPECT_FALSE(has(ran.out, "with stdlib.cat")) << ran.out;
}

TEST(CertificateCommands, AreNotWrittenOverWhatIsNoCertificate) {
  Folder const folder;
  auto const test = folder.write("t.litmus", read_text(peterz));
  auto const ran = barrister_with({"check", "--certify", test, test});
  EXPECT_EQ(ran.status, 2);
  EXPECT_TRUE(has(ran.err, "which is there and is no certificate")) << ran.err;
  EXPECT_EQ(read_text(test), read_text(peterz));
  EXPECT_EQ(barrister_with({"check", "--certify", folder.write("note", "barrister"), peterz}).status, 2);
  EXPECT_EQ(barrister_with({"check", "--certify", "/nonexistent/x", peterz}).status, 2);
  auto const older = folder.write("older", "barrister certificate 2\n\x05");
  EXPECT_EQ(barrister_with({"check", "--certify", older, peterz}).status, 0);
  EXPECT_TRUE(read_text(older).starts_with("barrister certificate 4\n"));
}

TEST(CertificateCommands, WithoutARoundOfALoop) {
  Folder const folder;
  auto const test = folder.write(
      "w.litmus", "C w\n{}\nP0(int *z) { while (READ_ONCE(*z) < 0) { WRITE_ONCE(*z, 1); } }\nexists (z=1)\n");
  auto const file = (folder.path() / "w.certificate").string();
  EXPECT_EQ(barrister_with({"check", "--unroll", "0", "--certify", file, test}).status, 0);
  EXPECT_EQ(checker_with({file}).status, 0);
}

TEST(CertificateCommands, OfAllThatAFolderClaims) {
  Folder const folder;
  auto const into = (folder.path() / "all").string();
  auto const ran = barrister_with({"prove", "--certify", into, BARRISTER_SOURCE "/proofs/deadlock"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_TRUE(has(ran.out, "\n3 of 3 answers certified, in " + into)) << ran.out;
  auto const checked = checker_with({into + "/reader-lkmm.certificate"});
  EXPECT_EQ(checked.status, 0) << checked.out;
  EXPECT_TRUE(has(checked.out, "valid: never satisfied under lkmm")) << checked.out;
}

TEST(CertificateCommands, WriteManyIntoAFolder) {
  Folder const folder;
  auto const into = (folder.path() / "all").string();
  auto const ran =
      barrister_with({"check", "--certify", into, "--model", "sc", "--model", "lkmm", peterz, without});
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
  for (auto const* name : {"C-peterz-sc", "C-peterz-lkmm", "C-peterz-no-mb-0-sc", "C-peterz-no-mb-0-lkmm"})
    EXPECT_EQ(checker_with({into + "/" + name + ".certificate"}).status, 0) << name;
}

TEST(CertificateCommands, CertifyEachVariantOfAProtocol) {
  Folder const folder;
  auto const into = (folder.path() / "all").string();
  auto const wake_up = std::string(BARRISTER_SOURCE "/proofs/wake-up/wake-up.protocol");
  auto const ran = barrister_with({"check", "--certify", into, wake_up});
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
  EXPECT_TRUE(has(ran.out, "  certified: nothing against WAKES, no fault, no loop goes on: ")) << ran.out;
  for (auto const* name : {"GOOD-lkmm", "GOOD-sc", "NO_MB-sc"}) {
    auto const checked = checker_with({"--input", wake_up, into + "/wake-up-" + name + ".certificate"});
    EXPECT_EQ(checked.status, 0) << checked.out << checked.err;
    EXPECT_TRUE(has(checked.out, "  valid: nothing against WAKES under ")) << checked.out;
  }
  EXPECT_EQ(checker_with({into + "/wake-up-NO_MB-lkmm.certificate"}).status, 2); // it is violated
}

TEST(CertificateCommands, RefuseWhatIsNoCertificate) {
  Folder const folder;
  auto const why = [&](std::string const& file) {
    auto const ran = checker_with({file});
    EXPECT_EQ(ran.status, 2) << ran.out;
    return ran.err.substr(ran.err.find("error: "));
  };
  EXPECT_EQ(why(folder.write("empty", "")), "error: it is empty\n");
  EXPECT_EQ(why(peterz), "error: it is no certificate\n");
  EXPECT_EQ(why(folder.path().string()), "error: cannot read it\n");
  EXPECT_EQ(why((folder.path() / "gone").string()), "error: cannot read it\n");
  EXPECT_EQ(why(folder.write("cut", "barrister certificate 4\n\x05")), "error: it ends too early\n");
  auto const zeros = folder.write("zeros", "");
  std::filesystem::resize_file(zeros, std::uintmax_t{2} << 30);
  EXPECT_EQ(why(zeros), "error: it is no certificate\n");
  auto const long_one = folder.write("long", "barrister certificate 4\n");
  std::filesystem::resize_file(long_one, std::uintmax_t{2} << 30);
  EXPECT_EQ(why(long_one), "error: it is too long\n");
  EXPECT_EQ(checker_with({}).status, 2);
  EXPECT_EQ(checker_with({"--nosuch", zeros}).status, 2);
}

// Who hands on a certificate may want to do harm: each is refused with a reason, in bounded memory.
class Hostile : public testing::Test {
protected:
  std::string refused(std::string const& file) const {
    auto const limited =
        std::string(is_sanitized ? "" : "ulimit -v 1500000; ") + "exec " + BARRISTER_CHECKER + " " + file;
    auto const ran = run({"/bin/sh", "-c", limited});
    EXPECT_EQ(ran.status, 2) << ran.out;
    auto const at = ran.err.find("error: ");
    return at == ran.err.npos ? "nothing: " + ran.err : ran.err.substr(at);
  }
  std::string packed(std::string const& name, certificate::Bytes const& bytes) const {
    auto const all = certificate::pack(bytes);
    return folder_.write(name, {reinterpret_cast<char const*>(all.data()), all.size()});
  }
  Folder const folder_;
};

TEST_F(Hostile, OnesThatUnpackToMuch) {
  auto const zeros = packed("zeros", certificate::Bytes(certificate::most_bytes));
  EXPECT_LT(std::filesystem::file_size(zeros), std::uintmax_t{1} << 20);
  EXPECT_TRUE(has(refused(zeros), "error: byte ")) << refused(zeros);
  auto const more = packed("more", certificate::Bytes(certificate::most_bytes + 1));
  EXPECT_EQ(refused(more), "error: it would be too long\n");
  // It says that it has one byte.
  auto const text = read_text(zeros);
  auto const length = certificate::first_line.size();
  auto const little = folder_.write("little", text.substr(0, length) + "\x01" + text.substr(length + 5));
  EXPECT_EQ(refused(little), "error: it is longer than it says\n");
}

TEST_F(Hostile, OnesWithAbsurdCounts) {
  auto const file = (folder_.path() / "peterz").string();
  ASSERT_EQ(barrister_with({"check", "--certify", file, peterz}).status, 0);
  auto const text = read_text(file);
  auto const unpacked =
      certificate::unpack({reinterpret_cast<std::uint8_t const*>(text.data()), text.size()});
  auto const& bytes = std::get<certificate::Bytes>(unpacked);
  for (std::size_t at = 0; at < bytes.size(); at += 1 + bytes.size() / 40) {
    auto changed = bytes;
    changed.erase(changed.begin() + static_cast<std::ptrdiff_t>(at), changed.end());
    changed.insert(changed.end(), {0xFF, 0xFF, 0xFF, 0xFF, 0x0F}); // 2^32 - 1 of whatever is due
    EXPECT_TRUE(has(refused(packed("counts", changed)), "error: byte ")) << at;
  }
}

TEST_F(Hostile, OnesWithTextsThatNest) {
  auto const file = (folder_.path() / "peterz").string();
  ASSERT_EQ(barrister_with({"check", "--certify", file, peterz}).status, 0);
  auto const loaded = checker::load(file);
  auto const deep = [](char const* open, char const* close) {
    std::string out;
    for (int i = 0; i < 200'000; ++i) out += open;
    out += "1";
    for (int i = 0; i < 200'000; ++i) out += close;
    return out;
  };
  auto c = std::get<certificate::Certificate>(loaded);
  auto const with = [&](certificate::Certificate const& changed) {
    return refused(packed("nested", certificate::to_bytes(changed)));
  };
  c.test.text = "C t\n{}\nP0(int *x) { WRITE_ONCE(*x, " + deep("(", ")") + "); }\nexists (x=1)\n";
  EXPECT_TRUE(has(with(c), "error: its texts cannot be read:\n")) << with(c).substr(0, 200);
  c.test.text = "C t\n{}\nP0(int *x) " + deep("{", "}") + "\nexists (x=1)\n";
  EXPECT_TRUE(has(with(c), "error: its texts cannot be read:\n")) << with(c).substr(0, 200);
  c = std::get<certificate::Certificate>(loaded);
  c.cat.text = "\"m\"\nacyclic " + deep("(", ")") + "\n";
  EXPECT_TRUE(has(with(c), "error: its texts cannot be read:\n")) << with(c).substr(0, 200);
}

TEST(Checker, HasNoSolverInIt) {
  auto const symbols = run({"/usr/bin/nm", "-C", BARRISTER_CHECKER});
  ASSERT_EQ(symbols.status, 0) << symbols.err;
  EXPECT_TRUE(has(symbols.out, "barrister::rup::check")); // they are all there
  for (auto const* other : {"barrister::solver", "barrister::cli", "CaDiCaL", "Z3_"})
    EXPECT_FALSE(has(symbols.out, other)) << other;
  auto const libraries = run({"/usr/bin/ldd", BARRISTER_CHECKER});
  ASSERT_EQ(libraries.status, 0) << libraries.err;
  EXPECT_TRUE(has(libraries.out, "libc.so"));
  for (auto const* other : {"z3", "cadical"}) EXPECT_FALSE(has(libraries.out, other)) << other;
}

} // namespace
} // namespace barrister
