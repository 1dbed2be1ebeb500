// SPDX-License-Identifier: BSD-2-Clause
// Texts whose lines end in CRLF.
#pragma once
#include <string>
#include <string_view>

namespace barrister::patch {

bool ends_as_crlf(std::string_view line);
// Each line does, but for the last if it has no end; and there is one that does.
bool is_crlf(std::string_view text);
std::string without_crlf(std::string_view text); // "\n" for "\r\n"
std::string with_crlf(std::string_view text);    // "\r\n" for each "\n"
// Of a text with some changes: its lines end as those of the text do, where that is in one way.
std::string with_ends_of(std::string_view original, std::string text);

} // namespace barrister::patch
