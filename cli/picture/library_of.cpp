// SPDX-License-Identifier: BSD-2-Clause
#include "cli/inputs.hpp"
#include "cli/picture/groups.hpp"
#include "spec/kernel/shipped_protocols.hpp"
#include <algorithm>
#include <filesystem>
#include <set>

namespace barrister::cli {
namespace {

void add_files(std::set<std::string>& files, Sheet::Run const& run) {
  if (!run.drawing) return;
  for (auto const& line : run.drawing->lines)
    if (!line.file.empty()) files.insert(line.file);
}

} // namespace

std::vector<Sheet::Source> library_of(Sheet const& sheet) {
  std::set<std::string> files;
  for (auto const& group : sheet.groups) {
    for (auto const& run : group.runs) add_files(files, run);
    for (auto const& barrier : group.barriers)
      if (barrier.run) add_files(files, *barrier.run);
  }
  std::vector<Sheet::Source> out;
  auto const& shipped = shipped_protocols();
  for (auto const& file : files) {
    auto const found = std::ranges::find(shipped, file, &ShippedFile::name);
    auto const beside = std::filesystem::path(sheet.source.name).parent_path() / file;
    if (auto const text = found == shipped.end() ? read_input(beside.string()) : std::string(found->text))
      out.push_back({file, *text});
  }
  return out;
}

} // namespace barrister::cli
