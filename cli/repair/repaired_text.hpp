// SPDX-License-Identifier: BSD-2-Clause
// A text with some of the changes that could be made to it.
#pragma once
#include "patch/changes.hpp"

namespace barrister::cli {

// Nothing where they do not go together.
std::optional<std::string> changed_text(std::string const& text, std::vector<patch::Change> const&);
// In that text, where each of them is called, in their order.
std::vector<std::size_t> called_at(std::vector<patch::Change> const&);

// The same with a comment on each of them that is not empty. Comments on others that say that they pair with
// what was there before now name what is there instead.
std::optional<std::string> commented_text(std::string const& text, std::vector<patch::Change> const&,
                                          std::vector<std::string> const& comments);

} // namespace barrister::cli
