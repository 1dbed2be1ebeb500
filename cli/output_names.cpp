// SPDX-License-Identifier: BSD-2-Clause
#include "cli/output_names.hpp"
#include <filesystem>

namespace barrister::cli {
namespace {

// From the end: "x", "a", …
std::vector<std::string> parts_of(std::string const& file) {
  auto const path = std::filesystem::path(file).lexically_normal();
  std::vector<std::string> out{path.stem().string()};
  for (auto folder = path.parent_path(); folder.has_relative_path(); folder = folder.parent_path())
    out.push_back(folder.filename().string());
  return out;
}

} // namespace

std::map<std::string, std::string> output_names(std::vector<std::string> const& files) {
  struct Name {
    std::vector<std::string> parts;
    std::string text;
    std::size_t taken = 1;
  };
  std::map<std::string, Name> all;
  for (auto const& file : files) {
    auto parts = parts_of(file);
    auto const text = parts.front();
    all.try_emplace(file, Name{std::move(parts), text});
  }
  for (bool is_clear = false; !is_clear;) {
    std::map<std::string, std::vector<Name*>> by_text;
    for (auto& [file, name] : all) by_text[name.text].push_back(&name);
    is_clear = true;
    for (auto const& [text, same] : by_text)
      for (std::size_t i = 0; same.size() > 1 && i < same.size(); ++i) {
        auto& name = *same[i];
        is_clear = false;
        name.text = name.taken < name.parts.size() ? name.parts[name.taken++] + "-" + name.text
                                                   : name.text + "-" + std::to_string(i + 1);
      }
  }
  std::map<std::string, std::string> out;
  for (auto& [file, name] : all) out[file] = std::move(name.text);
  return out;
}

} // namespace barrister::cli
