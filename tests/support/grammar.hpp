// SPDX-License-Identifier: BSD-2-Clause
// Texts derived from rules by chance: `<name>` in a text becomes one of what the rule of that name has, and
// `<name:it>` that, with `<it>` in it for what stands behind the colon.
#pragma once
#include "tests/support/chance.hpp"
#include <map>
#include <vector>

namespace barrister {

using Rules = std::map<std::string, std::vector<std::string>>;
// What is bound is no rule, and stands for itself.
using Bound = std::map<std::string, std::string>;

std::string derive(std::string const& text, Rules const&, Bound const&, Chance&);

} // namespace barrister
