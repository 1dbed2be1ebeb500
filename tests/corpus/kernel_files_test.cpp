// SPDX-License-Identifier: BSD-2-Clause
// The kernel's own files, where LKMM_DIR says that a tools/memory-model is: its .def file gives the events
// that our table of primitives gives.
#include "frontend/cat/parse.hpp"
#include "frontend/litmus/macros.hpp"
#include "frontend/litmus/parse.hpp"
#include "solver/graph/print.hpp"
#include "solver/unfold/threads.hpp"
#include "tests/corpus/corpus.hpp"
#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>

namespace barrister::corpus {
namespace {

using namespace frontend;

std::string kernel_file(std::string const& name) {
  auto const* folder = std::getenv("LKMM_DIR");
  return folder ? (std::filesystem::path(folder) / name).string() : "";
}
std::string said(Diagnostics const& diagnostics) {
  std::string out;
  for (auto const& d : diagnostics.all()) out += to_string(d);
  return out;
}
std::string events(std::string const& file, LitmusContext const& context) {
  Diagnostics diagnostics;
  auto const test = load_litmus(file, read_file(file).value_or(""), diagnostics, context);
  auto out =
      said(diagnostics) + (test ? solver::to_string(solver::unfold(test->program, 2), test->program) : "");
  // Ours for lkmm-v4.17: no .def says where rcu_dereference() is.
  for (std::string const ours = ",Deref"; out.find(ours) != out.npos;) out.erase(out.find(ours), ours.size());
  return out;
}

TEST(KernelFiles, DefGivesTheEventsOfOurTable) {
  auto const def = kernel_file("linux-kernel.def"), bell_file = kernel_file("linux-kernel.bell");
  if (def.empty()) GTEST_SKIP() << "no LKMM_DIR";
  Diagnostics diagnostics;
  auto const macros = load_macros(def, read_file(def).value_or(""), diagnostics);
  auto const bell = load_bell(
      {bell_file, read_file(bell_file).value_or("")}, [](auto const&) { return std::nullopt; }, diagnostics);
  ASSERT_TRUE(macros && bell) << said(diagnostics);
  EXPECT_TRUE(macros->expression("READ_ONCE"));
  EXPECT_FALSE(bell->tags().empty());
  if (!bell->declares("MB")) GTEST_SKIP() << "files of before v6.15 have other events";

  auto const folder = find_corpus();
  if (!folder) GTEST_SKIP() << "no corpus";
  std::size_t compared = 0;
  for (auto const& entry : std::filesystem::recursive_directory_iterator(*folder + "/litmus")) {
    auto const file = entry.path().string();
    if (!file.ends_with(".litmus")) continue;
    ++compared;
    EXPECT_EQ(events(file, {&*macros, &*bell, Generation::Lkmmv2}), events(file, {})) << file;
  }
  EXPECT_GT(compared, 0u);
}

} // namespace
} // namespace barrister::corpus
