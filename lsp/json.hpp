// SPDX-License-Identifier: BSD-2-Clause
// The protocol's structures, to and from JSON. What is not as it says throws nlohmann's exceptions, or
// std::invalid_argument, which the session turns into answers.
#pragma once
#include "lsp/text.hpp"
#include <nlohmann/json.hpp>

namespace barrister::lsp {

using Json = nlohmann::json;

void to_json(Json&, Position const&);
void from_json(Json const&, Position&);
void to_json(Json&, Range const&);
void from_json(Json const&, Range&);

// Bytes that are no UTF-8, of files on disk, become U+FFFD.
std::string dumped(Json const&);
// Nothing: it is no JSON, or deeper than anybody means; `problem` says which.
Json parsed(std::string const& text, std::string& problem);

} // namespace barrister::lsp
