// SPDX-License-Identifier: BSD-2-Clause
// Unified diffs, as git and `diff -u` make them: what they say, and how one is written.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace barrister::patch {

struct DiffLine {
  enum class Kind : std::uint8_t { Both, Gone, New } kind = Kind::Both;
  std::string text;       // with its newline, where it has one
  std::uint32_t line = 0; // of the diff
};
struct Hunk {
  // The first of its lines in each text, from 1; of no lines, the one before them, or 0.
  std::size_t before = 0, after = 0;
  std::vector<DiffLine> lines;
  std::uint32_t line = 0; // of the diff
};
struct FileDiff {
  std::string before, after; // names without a/ and b/; empty: there is no file (/dev/null)
  std::vector<Hunk> hunks;   // at least one; in order, apart from each other
  std::uint32_t line = 0;    // of the diff
};

// Why a diff cannot be read, or be applied.
struct DiffProblem {
  enum class Kind : std::uint8_t { NotADiff, DoesNotApply, AlreadyApplied, OtherFile } kind = Kind::NotADiff;
  std::uint32_t line = 0;             // of the diff; 0: none
  std::string message;                // "hunk 2 does not apply: line 7 is not as it expects"
  std::vector<std::string> details{}; // "expected:  smp_mb();"
};

// What makes the second text of the first: `name` with a/ and b/, three lines around each change, and as few
// lines changed as can be, where no more than some thousands are. Nothing where the texts are the same.
std::string unified_diff(std::string const& name, std::string_view before, std::string_view after);

std::vector<std::string_view> lines_of(std::string_view text); // with their newlines

} // namespace barrister::patch
