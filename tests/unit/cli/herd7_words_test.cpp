// SPDX-License-Identifier: BSD-2-Clause
#include "cli/herd7_words.hpp"
#include "frontend/cat/parse.hpp"
#include "frontend/litmus/parse.hpp"
#include <gtest/gtest.h>

namespace barrister::cli {
namespace {

std::string words_for(std::string const& text) {
  frontend::Diagnostics diagnostics;
  EXPECT_FALSE(frontend::load_litmus("t.litmus", text, diagnostics));
  return herd7_words(diagnostics, "t.litmus");
}
std::string words_for_body(std::string const& body) {
  return words_for("C t\n{}\nP0(int *x)\n{\n\tint r0;\n\t" + body + "\n}\nexists (0:r0=0)\n");
}

TEST(Herd7Words, OfTests) {
  EXPECT_EQ(words_for_body("r0 = );"),
            "Warning: File \"t.litmus\", line 6, characters 6-7: unexpected ')' (in prog) (User error)\n");
  EXPECT_EQ(words_for("C t\n{ x=; }\nP0(int *x) { }\nexists (x=0)\n"),
            "Warning: File \"t.litmus\", line 2, characters 4-5: unexpected ';' (in init) (User error)\n");
  EXPECT_EQ(words_for("C t\n{}\nP0(int *x) { }\nexists (x 0)\n"),
            "Warning: File \"t.litmus\", line 4, characters 10-11: unexpected '0' (in final) (User error)\n");
  EXPECT_EQ(words_for_body("r0 = y; smp_memb();"),
            "Warning: File \"t.litmus\": Unknown macro smp_memb (User error)\n");
  EXPECT_EQ(words_for("C t\n{}\nP0(int *x) { }\nexists (1:r0=0)\n"),
            "Warning: File \"t.litmus\": Bad process P1\n");
  EXPECT_EQ(words_for_body("smp_mb(r0);"),
            "Warning: File \"t.litmus\": Argument mismatch for macro smp_mb (User error)\n");
  EXPECT_EQ(words_for("C t\n{}\nP1(int *x) { }\nexists (x=0)\n"),
            "Warning: File \"t.litmus\": Processes must be P0, P1, ...\n");
  EXPECT_EQ(words_for("LB\n{}\n"),
            "File \"t.litmus\", line 1, character 0: splitter error in sublexer first line\n");
  EXPECT_EQ(words_for("C t\n{ x=1;\nP0(int *x) { "),
            "File \"t.litmus\", line 2, character 0: splitter error in sublexer inside init section\n");
  EXPECT_EQ(words_for("C t\n{}\nP0(int x) { }\nexists (x=0)\n"),
            "Warning: File \"t.litmus\": parameter x of function P0 is not a pointer (User error)\n");
}

TEST(Herd7Words, OfFilesThatAreNotThere) {
  frontend::Diagnostics diagnostics;
  diagnostics.unreadable("gone.litmus");
  EXPECT_EQ(herd7_words(diagnostics, "gone.litmus"),
            "Warning: File \"gone.litmus\": open_in failed: gone.litmus: No such file or directory\n");
  EXPECT_TRUE(is_fatal(diagnostics));
  EXPECT_EQ(herd7_fatal_words(diagnostics, "herd7"), "herd7: Cannot find file gone.litmus\n");
}

frontend::Diagnostics model_trouble(std::string const& text) {
  frontend::Diagnostics diagnostics;
  auto const none = [](std::string const& name) {
    return name == "stdlib.cat" ? std::optional(frontend::LoadedFile{name, "let unused = po"}) : std::nullopt;
  };
  EXPECT_FALSE(frontend::load_model("m", {"m.cat", text}, none, diagnostics));
  return diagnostics;
}

TEST(Herd7Words, OfModels) {
  auto const unbound = model_trouble("\"m\"\nlet a = [R] ; [ONCEE] ; po\nempty a\n");
  EXPECT_FALSE(is_fatal(unbound));
  EXPECT_EQ(herd7_model_words(unbound, "t.litmus"),
            "File \"m.cat\", line 2, characters 15-20: unbound var: ONCEE\n");
  auto const missing = model_trouble("\"m\"\ninclude \"lock.cat\"\n");
  EXPECT_FALSE(is_fatal(missing));
  EXPECT_EQ(herd7_model_words(missing, "t.litmus"),
            "Warning: File \"t.litmus\": Cannot find file lock.cat\n");
  auto const syntax = model_trouble("\"m\"\nlet a = )\n");
  EXPECT_TRUE(is_fatal(syntax));
  EXPECT_EQ(herd7_fatal_words(syntax, "herd7"),
            "herd7: File \"m.cat\", line 2, characters 8-9: unexpected ')' (in model)\n");
}

} // namespace
} // namespace barrister::cli
