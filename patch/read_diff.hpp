// SPDX-License-Identifier: BSD-2-Clause
// Unified diffs as text: of git (a/, b/, /dev/null, quoted names) and of `diff -u`, of several files, with a
// commit message around them.
#pragma once
#include "patch/unified_diff.hpp"
#include <variant>

namespace barrister::patch {

// Is there a line "--- …", one "+++ …" behind it, and one "@@ …" behind that? Or "@@@", of a merge.
bool is_diff(std::string_view text);

std::variant<std::vector<FileDiff>, DiffProblem> read_diff(std::string_view text);

// The parts that change this file, by as much of the end of its path as any has; more than one where the diff
// changes it several times.
std::variant<std::vector<FileDiff>, DiffProblem> parts_for(std::vector<FileDiff> const&,
                                                           std::string const& file);

} // namespace barrister::patch
