// SPDX-License-Identifier: BSD-2-Clause
// herd7's command line and its .cfg files.
#include "cli/herd7_config.hpp"
#include "cli/herd7_settings.hpp"
#include "cli/options.hpp"
#include <gtest/gtest.h>

namespace barrister::cli {
namespace {

template <class Outcome> Outcome parsed(std::vector<std::string> const& arguments) {
  auto const command = parse_herd7("herd7", arguments);
  auto const* outcome = std::get_if<Outcome>(&command);
  EXPECT_TRUE(outcome) << arguments[0];
  return outcome ? *outcome : Outcome{};
}
std::string first_line(std::string const& text) { return text.substr(0, text.find('\n')); }
std::string complaint(std::vector<std::string> const& arguments) {
  auto const f = parsed<Finished>(arguments);
  EXPECT_EQ(f.exit, Exit::BadInput);
  EXPECT_EQ(f.out, "");
  return first_line(f.err);
}
std::optional<std::string> config(Herd7Options& o, std::string const& text) {
  return read_config(o, {"a.cfg", text});
}

TEST(Herd7Options, ByCommandAndByName) {
  for (auto const& start :
       std::vector<std::vector<char const*>>{{"barrister", "herd7"}, {"/opt/bin/herd7"}}) {
    auto arguments = start;
    for (auto const* word : {"-model", "sc", "-unroll", "0", "t.litmus"}) arguments.push_back(word);
    auto const command = parse_command_line(arguments);
    auto const* o = std::get_if<Herd7Options>(&command);
    ASSERT_TRUE(o);
    EXPECT_EQ(o->ingredients.model, "sc");
    EXPECT_EQ(o->solver.unroll, 0u);
    EXPECT_EQ(o->files, std::vector<std::string>{"t.litmus"});
  }
}

TEST(Herd7Options, StandBetweenFilesAndTakeWhatFollowsAnEqualSign) {
  auto const o =
      parsed<Herd7Options>({"a.litmus", "-hexa=true", "b.litmus", "-unroll=0x10", "-v", "-timeout", "1.5",
                            "-speedcheck", "Fast", "-I", "d", "-I", "e", "-variant", "lkmmv2,cos-opt"});
  EXPECT_EQ(o.files, (std::vector<std::string>{"a.litmus", "b.litmus"}));
  EXPECT_TRUE(o.hexadecimal);
  EXPECT_EQ(o.solver.unroll, 16u);
  EXPECT_EQ(o.verbosity, 1);
  EXPECT_EQ(o.solver.timeout.count(), 1500);
  EXPECT_EQ(o.speed, Herd7Options::Speed::FirstInteresting);
  EXPECT_EQ(o.ingredients.search.include, (std::vector<std::string>{"d", "e"}));
  EXPECT_EQ(o.ingredients.variants, (std::vector<std::string>{"lkmmv2", "cos-opt"}));
}

TEST(Herd7Options, WrongOnesAreNamedAsOCamlDoes) {
  EXPECT_EQ(complaint({"-foo"}), "herd7: unknown option '-foo'.");
  EXPECT_EQ(complaint({"--model", "x.cat"}), "herd7: unknown option '--model'.");
  EXPECT_EQ(complaint({"-unroll"}), "herd7: option '-unroll' needs an argument.");
  EXPECT_EQ(complaint({"-hexa", "1"}), "herd7: wrong argument '1'; option '-hexa' expects a boolean.");
  EXPECT_EQ(complaint({"-nshow", "x"}), "herd7: wrong argument 'x'; option '-nshow' expects an integer.");
  EXPECT_EQ(complaint({"-v=1"}), "herd7: wrong argument '1'; option '-v' expects no argument.");
  EXPECT_EQ(complaint({"-show", "x"}),
            "herd7: bad tag for -show, allowed tag are prop,all,neg,cond,none,wit.");
  EXPECT_TRUE(complaint({"-variant", "nonesuch"}).starts_with("herd7: tag nonesuch for -variant is wrong"));
}

TEST(Herd7Options, WhatWouldChangeTheAnswerIsRefusedAndNotIgnored) {
  for (auto const& arguments : std::vector<std::vector<std::string>>{
           {"-variant", "mixed"}, {"-initwrites", "false"}, {"-outcomereads", "true"}, {"-conds", "file"}})
    EXPECT_NE(complaint(arguments).find("not supported by barrister"), std::string::npos) << arguments[0];
  parsed<Herd7Options>({"-initwrites", "true", "-outcomereads", "false"});
}

TEST(Herd7Options, PicturesAreAccepted) {
  for (auto const& s : settings()) {
    if (s.set || s.where == Setting::Where::File) continue;
    std::vector<std::string> words = {"-" + std::string(s.name)};
    switch (s.takes) {
    case Takes::Nothing: break;
    case Takes::Bool: words.push_back("false"); break;
    case Takes::Tag: words.push_back(split_at_commas(s.tags)[0]); break;
    case Takes::Attribute: words.push_back("hb,color,indigo"); break;
    case Takes::Position: words.push_back("0.5,-1"); break;
    default: words.push_back("8"); break;
    }
    words.push_back("t.litmus");
    EXPECT_EQ(parsed<Herd7Options>(words).files, std::vector<std::string>{"t.litmus"}) << s.name;
  }
}

TEST(Herd7Options, HelpNamesEveryOption) {
  auto const f = parsed<Finished>({"x.litmus", "--help"});
  EXPECT_EQ(f.exit, Exit::Good);
  for (auto const& s : settings())
    if (s.where != Setting::Where::File && (!s.set || !s.help.empty())) {
      EXPECT_NE(f.out.find("-" + std::string(s.name)), std::string::npos) << s.name;
    }
}

// What the page says of an option is for people to check; that it says something is for us.
TEST(Herd7Options, ThePageSpeaksOfAllThatDoesSomething) {
  auto const page = frontend::read_file(BARRISTER_SOURCE "/spec/herd7.md").value_or("");
  for (auto const& s : settings())
    if (s.set && s.where != Setting::Where::File && s.name != "q") {
      EXPECT_NE(page.find("`-" + std::string(s.name)), page.npos) << s.name;
    }
}

TEST(Herd7Config, SaysWhatTheCommandLineSays) {
  Herd7Options o;
  EXPECT_EQ(config(o,
                   "# the model\n\nmacros m.def\nbell = m.bell\nmodel=m.cat \nvariant lkmmv2\ngraph columns\n"
                   "fontsize 8\nedgeattr hb,color,indigo\npad 0.1\nunroll\t3\nshowinitwrites false"),
            std::nullopt);
  EXPECT_EQ(o.ingredients.macros, "m.def");
  EXPECT_EQ(o.ingredients.bell, "m.bell");
  EXPECT_EQ(o.ingredients.model, "m.cat");
  EXPECT_EQ(o.ingredients.variants, std::vector<std::string>{"lkmmv2"});
  EXPECT_EQ(o.solver.unroll, 3u);
}

TEST(Herd7Config, ErrorsHaveAPlace) {
  Herd7Options o;
  EXPECT_EQ(config(o, "hexa true\nmodle m.cat\n"),
            "File \"a.cfg\", line 2, character 12: Unknown key 'modle' in configuration file");
  EXPECT_EQ(config(o, "hexa 1\n"), "File \"a.cfg\", line 1, character 7: bool parameter expected");
  EXPECT_EQ(config(o, "model\n"), "File \"a.cfg\", line 1, character 0: Unknown key in configuration file");
  EXPECT_EQ(config(o, "  model m.cat\n"),
            "File \"a.cfg\", line 1, character 0: Unknown key in configuration file");
  EXPECT_EQ(config(o, "graph round\n"),
            "File \"a.cfg\", line 1, character 12: bad tags for graph, allowed tag are cluster,free,columns");
}

} // namespace
} // namespace barrister::cli
