// SPDX-License-Identifier: BSD-2-Clause
// Where a file that is wished for is written to.
#pragma once
#include <optional>
#include <string>

namespace barrister::cli {

struct OutputName {
  std::string name; // without its ending: in a folder
  bool is_only_one; // nothing else is written for this wish
};
// `wish`: a file, where it is the only one and the wish is no folder; else a folder, which is made. Nothing
// where that cannot be.
std::optional<std::string> output_path(std::string const& wish, OutputName const&, char const* ending);

} // namespace barrister::cli
