// SPDX-License-Identifier: BSD-2-Clause
// The chapters of docs show files and what barrister prints of them: word for word. With BARRISTER_REWRITE=1
// the chapters are rewritten instead, to be read before they are committed.
#include "tests/program/readme.hpp"
#include "tests/program/run.hpp"
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <iostream>
#include <sstream>

namespace barrister {
namespace {

std::filesystem::path const chapters = BARRISTER_SOURCE "/docs";

// Of each chapter, what it has the reader write: "```{.protocol file=mailbox.protocol}".
std::vector<std::pair<std::string, std::string>> files_in(std::string const& page) {
  std::vector<std::pair<std::string, std::string>> out;
  std::istringstream in(page);
  std::string const mark = " file=";
  bool is_inside = false;
  for (std::string line; std::getline(in, line);) {
    auto const at = line.find(mark);
    if (line.starts_with("```{") && at != line.npos) {
      is_inside = true;
      out.emplace_back(line.substr(at + mark.size(), line.find('}') - at - mark.size()), "");
    } else if (line.starts_with("```")) {
      is_inside = false;
    } else if (is_inside) {
      out.back().second += line + "\n";
    }
  }
  return out;
}

// A reader's folder, in which the commands of all chapters run one after the other.
class Reader {
public:
  void writes(std::string const& name, std::string const& text) { folder_.write(name, text); }
  std::string runs(std::string const& command) const {
    auto const programs = "export LC_ALL=C.UTF-8; barrister() { " BARRISTER_PROGRAM
                          " \"$@\"; }; checker() { " BARRISTER_CHECKER " \"$@\"; }; ";
    auto called = command;
    std::string const checker = "barrister-check ";
    if (auto const at = called.find(checker); at != called.npos)
      called.replace(at, checker.size(), "checker ");
    return run({"/bin/sh", "-c",
                programs + ("cd '" + folder_.path().string() + "' && { " + called + "\n} 2>&1")})
        .out;
  }

private:
  Folder folder_;
};

std::string without_last_lines(std::string text) {
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

// The page with these outputs, one for each command that it shows.
std::string rewritten(std::string const& page, std::vector<std::string> const& outputs) {
  std::string out;
  std::istringstream in(page);
  std::size_t next = 0;
  bool is_inside = false;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("```")) is_inside = line == "```console";
    bool const is_command = is_inside && line.starts_with("$ ");
    if (is_inside && !is_command && line != "```console") continue;
    out += line + "\n";
    if (!is_command) continue;
    auto const text = without_last_lines(outputs.at(next++));
    out += text.empty() ? "" : text + "\n";
  }
  return out;
}

std::vector<std::filesystem::path> all_chapters() {
  std::vector<std::filesystem::path> out;
  for (auto const& entry : std::filesystem::directory_iterator(chapters))
    if (entry.path().extension() == ".md") out.push_back(entry.path());
  std::ranges::sort(out); // "answers.md" writes what "scripts.md" reads
  return out;
}

TEST(Manual, CommandsPrintWhatItShows) {
  bool const is_rewritten = std::getenv("BARRISTER_REWRITE") != nullptr;
  Reader reader;
  std::size_t compared = 0;
  for (auto const& chapter : all_chapters()) {
    auto const page = read_text(chapter);
    for (auto const& [name, text] : files_in(page)) reader.writes(name, text);
    std::vector<std::string> outputs;
    for (auto const& shown : shown_commands(page)) {
      outputs.push_back(reader.runs(shown.command));
      ++compared;
      if (is_rewritten) continue;
      EXPECT_EQ(without_last_lines(outputs.back()), without_last_lines(shown.output))
          << chapter.string() << ":" << shown.line << ": " << shown.command;
    }
    if (is_rewritten) std::ofstream(chapter) << rewritten(page, outputs);
  }
  EXPECT_GE(compared, 15u);
  std::cout << compared << " commands of the manual " << (is_rewritten ? "run" : "compared") << "\n";
}

TEST(Manual, RewritingKeepsWhatIsRight) {
  std::string const page = "a\n```console\n$ x\nold\n```\nb\n```{.c file=f}\nint x;\n```\n";
  EXPECT_EQ(rewritten(page, {"new\n\n"}), "a\n```console\n$ x\nnew\n```\nb\n```{.c file=f}\nint x;\n```\n");
  ASSERT_EQ(files_in(page).size(), 1u);
  EXPECT_EQ(files_in(page)[0], (std::pair<std::string, std::string>("f", "int x;\n")));
}

} // namespace
} // namespace barrister
