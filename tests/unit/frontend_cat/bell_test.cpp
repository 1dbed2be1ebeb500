// SPDX-License-Identifier: BSD-2-Clause
// Bell files: what they declare, and what a model sees of them.
#include "load.hpp"

namespace barrister::frontend::cat {
namespace {

FileReader reader(Files files) {
  files.try_emplace("stdlib.cat", "stdlib");
  return [files = std::move(files)](std::string const& name) -> std::optional<LoadedFile> {
    auto const at = files.find(name);
    return at == files.end() ? std::nullopt : std::optional(LoadedFile{name, at->second});
  };
}
std::optional<Bell> bell(std::string const& text, Diagnostics& diagnostics, Files files = {}) {
  return load_bell({"b.bell", text}, reader(std::move(files)), diagnostics);
}
std::string with_bell(std::string const& bell, std::string const& model,
                      std::set<std::string> variants = {}) {
  Diagnostics diagnostics;
  auto const loaded = load_model("test", {"m.cat", model}, reader({}), diagnostics,
                                 {LoadedFile{"b.bell", bell}, std::move(variants)});
  return loaded ? print(*loaded) : said(diagnostics);
}

TEST(Bell, Instructions) {
  Diagnostics diagnostics;
  auto const found =
      bell("\"a bell\" enum A = 'once || 'after-atomic enum B = 'mb || 'wmb\n"
           "instructions R[{'once,'mb}] instructions W[A] instructions W['wmb] instructions F[A,B]\n"
           "include \"more.bell\" flag ~empty no-such-thing as f",
           diagnostics, {{"more.bell", "instructions SRCU[{'sync-srcu}]"}});
  ASSERT_TRUE(found) << said(diagnostics);
  EXPECT_EQ(found->instructions.at("R"), (std::set<std::string>{"once", "mb"}));
  EXPECT_EQ(found->instructions.at("W"), (std::set<std::string>{"once", "after-atomic", "wmb"}));
  EXPECT_EQ(found->instructions.at("F"), (std::set<std::string>{"once", "after-atomic", "mb", "wmb"}));
  EXPECT_EQ(found->tags(), (std::vector<std::string>{"after-atomic", "mb", "once", "sync-srcu", "wmb"}));
  EXPECT_TRUE(found->declares("mb"));
  EXPECT_FALSE(found->declares("Mb"));
}

TEST(Bell, Mistakes) {
  Diagnostics diagnostics;
  EXPECT_FALSE(bell("instructions R[A]", diagnostics));
  EXPECT_EQ(said(diagnostics), "b.bell:1:16: error: expected a tag, tags in '{}', or the name of an enum\n"
                               "    instructions R[A]\n"
                               "                   ^\n");
  Diagnostics syntax;
  EXPECT_FALSE(bell("instructions R", syntax));
}

TEST(Bell, TheModelSeesItsDefinitions) {
  std::string const text = "enum A = 'once || 'mb\ninstructions R[A]\nlet full = po ; [Mb] ; po";
  EXPECT_EQ(with_bell(text, "let seen = full & rf\nempty seen"),
            "%3 = [Mb]\n%4 = po ; %3\nfull = %4 ; po\nseen = full & rf\nempty seen\n");
}

TEST(Bell, OnlyItsTagsAreSets) {
  std::string const text = "enum A = 'once\ninstructions R[A]";
  EXPECT_NE(with_bell(text, "empty ONCE").find("error: unbound name 'ONCE'"), std::string::npos);
  EXPECT_EQ(with_bell(text, "empty RMW & LKR & Once & R").find("error"), std::string::npos);
  EXPECT_EQ(with_bell("let a = po", "empty ONCE"), "empty ONCE\n"); // it declares no instructions
}

TEST(Bell, Variants) {
  std::string const asks = "empty (if \"lkmmv2\" then po else rf)";
  EXPECT_EQ(with_bell("", asks), "empty rf\n");
  EXPECT_EQ(with_bell("", asks, {"lkmmv1"}), "empty rf\n");
  EXPECT_EQ(with_bell("", asks, {"lkmmv2"}), "empty po\n");
  EXPECT_EQ(with_bell("", "empty (if \"LKMMv1\" then po else rf)", {"lkmmv1"}), "empty po\n");
}

} // namespace
} // namespace barrister::frontend::cat
