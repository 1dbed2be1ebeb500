// SPDX-License-Identifier: BSD-2-Clause
// A text that is open in the editor. It never changes: an edit makes another.
#pragma once
#include "lsp/text.hpp"
#include <memory>
#include <optional>

namespace barrister::lsp {

enum class Language : std::uint8_t { Litmus, Cat, Bell, Protocol };
// By the end of the file's name, else by what the editor calls its language.
std::optional<Language> language_of(std::string const& path, std::string const& name);

struct Document {
  std::string uri;
  std::string path; // the uri itself where it names no file
  Language language = Language::Litmus;
  std::int64_t version = 0;
  Text text{""};
};
using DocumentPtr = std::shared_ptr<Document const>;

} // namespace barrister::lsp
