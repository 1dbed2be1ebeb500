// SPDX-License-Identifier: BSD-2-Clause
// Cat text in tests: files in a map, and what is said of them as one string.
#pragma once
#include "frontend/cat/parse.hpp"
#include "frontend/cat/print.hpp"
#include "frontend/cat/print_model.hpp"
#include "frontend/cat/syntax.hpp"
#include <gtest/gtest.h>

namespace barrister::frontend::cat {

using Files = std::map<std::string, std::string>;

inline std::string const small_library = "let po-loc = po & loc\n"
                                         "let rfe = rf & ext\n"
                                         "let rfi = rf & int\n"
                                         "let fr = rf^-1 ; co\n"
                                         "let fencerel(B) = (po & (_ * B)) ; po\n";

inline std::string said(Diagnostics const& diagnostics) {
  std::string out;
  for (auto& d : diagnostics.all()) out += to_string(d);
  return out;
}

inline std::optional<MemoryModel> load(std::string const& text, Diagnostics& diagnostics, Files files = {}) {
  files.try_emplace("stdlib.cat", small_library);
  auto reader = [&](std::string const& name) -> std::optional<LoadedFile> {
    auto at = files.find(name);
    if (at == files.end()) return std::nullopt;
    return LoadedFile{name, at->second};
  };
  return load_model("test", {"m.cat", text}, reader, diagnostics);
}

// What is wrong with a model, in full; empty when nothing is.
inline std::string errors(std::string const& text, Files files = {}) {
  Diagnostics diagnostics;
  auto model = load(text, diagnostics, std::move(files));
  EXPECT_EQ(model.has_value(), !diagnostics.failed()) << text;
  return said(diagnostics);
}

inline MemoryModel good(std::string const& text, Files files = {}) {
  Diagnostics diagnostics;
  auto model = load(text, diagnostics, std::move(files));
  EXPECT_TRUE(model) << text << "\n" << said(diagnostics);
  return model ? *model : MemoryModel{};
}

inline File parsed(std::string const& text) {
  Diagnostics diagnostics;
  auto file = parse(Source("m.cat", text), diagnostics);
  EXPECT_TRUE(file) << text << "\n" << said(diagnostics);
  return file ? *file : File{};
}

} // namespace barrister::frontend::cat
