// SPDX-License-Identifier: BSD-2-Clause
// `check --smt2` and `--dimacs`: other solvers answer as Barrister does.
#include "solver/encode/sat_solver.hpp"
#include "tests/program/run.hpp"
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sstream>

namespace barrister {
namespace {

std::string const without = proofs + "c-peterz/C-peterz-no-mb-0.litmus";

// Of each of z3 and cvc5 that is installed, what it says.
std::vector<std::string> said_of(std::string const& file) {
  std::vector<std::string> out;
  for (auto const* solver : {"/usr/bin/z3", "/usr/bin/cvc5"})
    if (std::filesystem::exists(solver)) out.push_back(run({solver, file}).out);
  return out;
}
void expect_said(std::string const& file, std::string const& answer) {
  for (auto const& said : said_of(file)) EXPECT_EQ(said, answer + "\n") << file;
}
std::string question(std::vector<std::string> options, std::string const& file) {
  options.insert(options.begin(), {"check", "--quiet", "--smt2", file});
  auto const ran = barrister_with(options);
  EXPECT_TRUE(ran.status <= 1) << ran.err;
  return read_text(file);
}

TEST(Questions, OfTests) {
  Folder const folder;
  auto const file = (folder.path() / "q.smt2").string();
  auto const text = question({peterz}, file);
  EXPECT_TRUE(has(text, "; e5: P0, line 12, reads: r1 = READ_ONCE(*y);\n")) << text;
  EXPECT_TRUE(has(text, "(declare-const rf-e6-e5 Bool) ; P0:12 reads from P1:17\n")) << text;
  expect_said(file, "unsat");
  question({without}, file);
  expect_said(file, "sat");
  question({"--model", "sc", without}, file);
  expect_said(file, "unsat");
}

// What is asked of a forall clause is whether it can be false.
TEST(Questions, OfForallClauses) {
  Folder const folder;
  auto const file = (folder.path() / "q.smt2").string();
  auto const test = [&](std::string const& clause) {
    return folder.write("t.litmus", "C t\n{}\nP0(int *x) { int r; WRITE_ONCE(*x, 1); r = READ_ONCE(*x); }\n"
                                    "P1(int *x) { WRITE_ONCE(*x, 2); }\n" +
                                        clause + "\n");
  };
  question({test("forall (x=1 \\/ x=2)")}, file);
  expect_said(file, "unsat");
  question({test("forall (0:r=1)")}, file);
  expect_said(file, "sat");
  question({test("~exists (x=0)")}, file);
  expect_said(file, "unsat");
}

// A fault is no answer: whoever asks is not to be told that there is nothing.
TEST(Questions, OfWhatHasAFault) {
  Folder const folder;
  auto const file = (folder.path() / "q.smt2").string();
  question({folder.write("t.litmus",
                         "C t\n{}\nP0(int *x) { int r; r = READ_ONCE(*x); r = 1 / r; }\nexists (x=1)\n")},
           file);
  expect_said(file, "sat");
}

TEST(Questions, OfEachClaimOfAProtocol) {
  Folder const folder;
  auto const ran = barrister_with({"check", "--quiet", "--smt2", folder.path().string(), wake_up});
  EXPECT_EQ(ran.status, 0) << ran.err;
  for (auto const& [name, answer] : std::map<std::string, std::string>{{"GOOD-lkmm-WAKES", "unsat"},
                                                                       {"GOOD-lkmm-sleeps", "sat"},
                                                                       {"NO_MB-lkmm-WAKES", "sat"},
                                                                       {"NO_MB-sc-WAKES", "unsat"}})
    expect_said((folder.path() / ("wake-up-" + name + ".smt2")).string(), answer);
}

// Read again, as any SAT solver reads it.
solver::SatSolver::Answer solved(std::string const& dimacs) {
  solver::SatSolver sat(solver::SatSolver::Kind::Cadical);
  std::istringstream in(dimacs);
  std::vector<Literal> clause;
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    std::string word;
    if (line.starts_with("c ")) continue;
    if (line.starts_with("p cnf ")) {
      int variables = 0;
      words >> word >> word >> variables;
      for (int v = 1; v < variables; ++v) sat.fresh(); // the first is there
      continue;
    }
    for (Literal l = 0; words >> l && l != 0;) clause.push_back(l);
    sat.require(clause);
    clause.clear();
  }
  return sat.solve({}, std::nullopt);
}

TEST(Questions, AsDimacs) {
  Folder const folder;
  using Answer = solver::SatSolver::Answer;
  for (auto const& [test, answer] :
       {std::pair(peterz, Answer::Unsatisfiable), std::pair(without, Answer::Satisfiable)}) {
    auto const file = (folder.path() / "q.cnf").string();
    EXPECT_LE(barrister_with({"check", "--dimacs", file, test}).status, 1);
    auto const text = read_text(file);
    EXPECT_TRUE(has(text, ": P0:12 reads") || has(text, ": P0:14 reads") || has(text, ": P0:15 reads"))
        << text;
    EXPECT_EQ(solved(text), answer);
  }
}

TEST(Questions, ThatAreNotWritten) {
  Folder const folder;
  auto const lost = [&](std::string const& into, std::string const& test) {
    auto const ran = barrister_with({"check", "--smt2", into, test});
    EXPECT_EQ(ran.status, 2) << ran.out;
    return ran.err;
  };
  EXPECT_TRUE(has(lost("/dev/full", peterz), "not written: cannot write /dev/full"));
  EXPECT_TRUE(has(lost("/nonexistent/x.smt2", peterz), "not written: cannot write /nonexistent/x.smt2"));
  auto const test = folder.write("t.litmus", read_text(peterz));
  EXPECT_TRUE(has(lost(test, test), "which is there and is something else"));
  EXPECT_EQ(read_text(test), read_text(peterz));
  std::string body;
  for (int i = 0; i < 210; ++i) body += "WRITE_ONCE(*x, 1); ";
  auto const large = folder.write("large.litmus", "C large\n{}\nP0(int *x) { " + body + "}\nexists (x=0)\n");
  auto const into = (folder.path() / "large.smt2").string();
  EXPECT_TRUE(has(lost(into, large), "not written: it has 211 events: more than 200"));
  EXPECT_FALSE(std::filesystem::exists(into));
}

TEST(Questions, AreSaidInJson) {
  Folder const folder;
  auto const results = [&](std::string const& input) {
    auto const ran = barrister_with({"check", "--format", "json", "--model", "sc", "--smt2",
                                     folder.path().string(), "--certify", folder.path().string(), input});
    return nlohmann::json::parse(ran.out).at("results");
  };
  auto const test = results(peterz).at(0);
  EXPECT_TRUE(has(test.at("questions").at(0), "question of C-peterz written: "));
  EXPECT_TRUE(has(test.at("certificate").at(0), "certified: never satisfied, "));
  auto const claim = results(wake_up).at(0);
  ASSERT_EQ(claim.at("questions").size(), 1U);
  EXPECT_TRUE(has(claim.at("questions").at(0), "question of WAKES of wake_up GOOD written: "));
  EXPECT_TRUE(has(claim.at("certificate").at(0), "certified: nothing against WAKES, "));
}

// Tests of one name, of two folders; and where to write what comes of them.
struct TwoOfOneName {
  Folder folder;
  std::string one = in("a", peterz), other = in("b", without), into = (folder.path() / "all").string();

private:
  std::string in(std::string const& name, std::string const& test) const {
    std::filesystem::create_directory(folder.path() / name);
    return folder.write(name + "/x.litmus", read_text(test));
  }
};

TEST(OutputNames, TellFilesApart) {
  TwoOfOneName const tests;
  auto const &one = tests.one, &other = tests.other, &into = tests.into;
  auto const ran = barrister_with({"check", "--model", "sc", "--certify", into, "--smt2", into, one, other});
  EXPECT_EQ(ran.status, 0) << ran.err;
  for (auto const* name : {"a-x-sc", "b-x-sc"}) {
    EXPECT_EQ(run({BARRISTER_CHECKER, into + "/" + name + ".certificate"}).status, 0) << name;
    expect_said(into + "/" + name + ".smt2", "unsat");
  }
}

// One after the other: what is there is not overwritten in silence.
TEST(OutputNames, DoNotOverwriteAnothersCertificate) {
  TwoOfOneName const tests;
  auto const &one = tests.one, &other = tests.other, &into = tests.into;
  auto const certify = [&](std::string const& test) {
    return barrister_with({"check", "--model", "sc", "--certify", into + "/", test});
  };
  std::filesystem::create_directory(into);
  EXPECT_EQ(certify(one).status, 0);
  auto const file = into + "/x-sc.certificate", before = read_text(file);
  auto const second = certify(other);
  EXPECT_EQ(second.status, 2);
  EXPECT_TRUE(
      has(second.err, "x-sc.certificate, which is there and is a certificate of " + one + " under sc"))
      << second.err;
  EXPECT_EQ(read_text(file), before);
  tests.folder.write("a/x.litmus", read_text(peterz) + "\n"); // of the same file
  EXPECT_EQ(certify(one).status, 0);
  EXPECT_NE(read_text(file), before);
}

} // namespace
} // namespace barrister
