// SPDX-License-Identifier: BSD-2-Clause
#include "lsp/library.hpp"
#include "frontend/cat/syntax.hpp"
#include "spec/kernel/shipped_protocols.hpp"
#include "spec/models/shipped_models.hpp"
#include <sstream>

namespace barrister::lsp {
namespace {

std::string stem(ShippedFile const& file) { return std::string(file.name.substr(0, file.name.rfind('.'))); }

} // namespace

// A model has a title; what has none is for models to include.
std::vector<std::string> model_names() {
  static auto const names = [] {
    std::vector<std::string> out;
    for (auto const& file : shipped_files()) {
      frontend::Diagnostics ignored;
      auto const read =
          frontend::cat::parse(frontend::Source(std::string(file.name), std::string(file.text)), ignored);
      if (read && !read->title.empty()) out.push_back(stem(file));
    }
    return out;
  }();
  return names;
}

std::vector<std::string> library_names() {
  std::vector<std::string> out;
  for (auto const& file : shipped_protocols()) out.push_back(stem(file));
  return out;
}

std::string about_library(std::string const& name) {
  std::string words;
  for (auto const& file : shipped_protocols()) {
    if (stem(file) != name) continue;
    std::istringstream lines{std::string(file.text)};
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with("// SPDX")) continue;
      if (!line.starts_with("// ")) break;
      words += (words.empty() ? "" : " ") + line.substr(3);
    }
  }
  return words;
}

} // namespace barrister::lsp
