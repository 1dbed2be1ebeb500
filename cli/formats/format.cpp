// SPDX-License-Identifier: BSD-2-Clause
#include "cli/formats/format.hpp"
#include <algorithm>
#include <array>

namespace barrister::cli {
namespace {

constexpr std::array names = {"text", "json", "jsonl", "markdown", "junit", "sarif"}; // as the enumerators

}

std::vector<std::string> names_of_formats() { return {names.begin(), names.end()}; }

Format format_of(std::string const& name) {
  return static_cast<Format>(std::ranges::find(names, name) - names.begin());
}

} // namespace barrister::cli
