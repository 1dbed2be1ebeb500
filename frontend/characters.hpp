// SPDX-License-Identifier: BSD-2-Clause
// Characters that no language of ours has, but that editors and mail clients put where plain ones are meant.
#pragma once
#include <string>
#include <string_view>

namespace barrister::frontend {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// The bytes of the character at the start of `text`: all of a UTF-8 sequence.
std::size_t character_length(std::string_view text);
// What is meant by the character at the start of `text`, as a hint; or nothing.
std::string meant_by_character(std::string_view text);

} // namespace barrister::frontend
