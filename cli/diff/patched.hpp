// SPDX-License-Identifier: BSD-2-Clause
// What a file becomes by a unified diff.
#pragma once
#include <iosfwd>
#include <optional>
#include <string>

namespace barrister::cli {

bool is_named_as_diff(std::string const& file); // x.diff, x.patch
bool is_diff_file(std::string const& file);     // by its text

// The file as the diff changes it. Nothing where it does not apply, is applied already, or is of other files:
// `err` says so; and what is worth a note: that a hunk stood elsewhere, and what else the diff changes.
std::optional<std::string> patched(std::string const& file, std::string const& diff, std::ostream& err);

std::string patched_name(std::string const& file,
                         std::string const& diff); // in messages: "MP.litmus + fix.diff"

} // namespace barrister::cli
