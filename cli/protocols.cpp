// SPDX-License-Identifier: BSD-2-Clause
#include "cli/protocols.hpp"
#include "cli/inputs.hpp"
#include "spec/kernel/shipped_protocols.hpp"
#include <algorithm>
#include <filesystem>

namespace barrister::cli {

namespace {

// Its first word, past comments.
std::string_view first_word(std::string_view text) {
  for (;;) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    if (text.starts_with("//"))
      text.remove_prefix(std::min(text.find('\n'), text.size()));
    else if (text.starts_with("/*"))
      text.remove_prefix(std::min(text.find("*/", 2), text.size() - 2) + 2);
    else
      return text.substr(0, text.find_first_of(" \t\r\n"));
  }
}

} // namespace

bool is_protocol(std::string const& file) {
  if (file != "-") return file.ends_with(".protocol");
  return first_word(read_input(file).value_or("")) == "protocol";
}

std::optional<frontend::ProtocolFile> load_protocol(std::string const& file,
                                                    frontend::Diagnostics& diagnostics) {
  auto const text = read_input(file);
  if (!text) {
    diagnostics.unreadable(shown_name(file));
    return std::nullopt;
  }
  return frontend::parse_protocol(frontend::Source(shown_name(file), *text), library_for(file), diagnostics);
}

frontend::ProtocolLibrary library_for(std::string const& file) {
  return [file](std::string const& name) -> std::optional<frontend::Source> {
    auto const& shipped = shipped_protocols();
    if (auto const at = std::ranges::find(shipped, name + ".protocol", &ShippedFile::name);
        at != shipped.end())
      return frontend::Source("spec/kernel/" + std::string(at->name), std::string(at->text));
    auto const beside = (std::filesystem::path(file).parent_path() / (name + ".protocol")).string();
    auto const found = frontend::read_file(beside);
    return found ? std::optional(frontend::Source(beside, *found)) : std::nullopt;
  };
}

} // namespace barrister::cli
