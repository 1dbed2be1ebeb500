// SPDX-License-Identifier: BSD-2-Clause
// The cat files of this folder, as they were when the program was built.
#pragma once
#include <string_view>
#include <vector>

namespace barrister {

struct ShippedFile {
  std::string_view name; // "lkmm.cat"
  std::string_view text;
};
std::vector<ShippedFile> const& shipped_files();

} // namespace barrister
