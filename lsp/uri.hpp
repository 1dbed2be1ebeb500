// SPDX-License-Identifier: BSD-2-Clause
// file:// URIs, as editors name files.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace barrister::lsp {

// Nothing: it names no file of this machine.
std::optional<std::string> path_of(std::string_view uri);
std::string uri_of(std::string_view path);

} // namespace barrister::lsp
