// SPDX-License-Identifier: BSD-2-Clause
#include "cli/protocols.hpp"
#include "spec/kernel/shipped_protocols.hpp"
#include <algorithm>
#include <filesystem>

namespace barrister::cli {

bool is_protocol(std::string const& file) { return file.ends_with(".protocol"); }

std::optional<frontend::ProtocolFile> load_protocol(std::string const& file,
                                                    frontend::Diagnostics& diagnostics) {
  auto const text = frontend::read_file(file);
  if (!text) {
    diagnostics.unreadable(file);
    return std::nullopt;
  }
  auto const library = [&](std::string const& name) -> std::optional<frontend::Source> {
    auto const& shipped = shipped_protocols();
    if (auto const at = std::ranges::find(shipped, name + ".protocol", &ShippedFile::name);
        at != shipped.end())
      return frontend::Source("spec/kernel/" + std::string(at->name), std::string(at->text));
    auto const beside = (std::filesystem::path(file).parent_path() / (name + ".protocol")).string();
    auto const found = frontend::read_file(beside);
    return found ? std::optional(frontend::Source(beside, *found)) : std::nullopt;
  };
  return frontend::parse_protocol(frontend::Source(file, *text), library, diagnostics);
}

} // namespace barrister::cli
