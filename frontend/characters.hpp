// SPDX-License-Identifier: BSD-2-Clause
// Characters that no language of ours has, but that editors and mail clients put where plain ones are meant;
// and those that nobody should send to a terminal.
#pragma once
#include <string>
#include <string_view>

namespace barrister::frontend {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// The bytes of the character at the start of `text`: all of a UTF-8 sequence.
std::size_t character_length(std::string_view text);
// The same; 0 where it is no UTF-8, or not in its shortest form.
std::size_t sequence_length(std::string_view text);
// What is meant by the character at the start of `text`, as a hint; or nothing.
std::string meant_by_character(std::string_view text);

// `text`, with each character that moves a terminal's cursor, colours or turns what is behind it, or is no
// UTF-8, as \x1b, byte by byte; newlines and tabs, too.
std::string printable(std::string_view text);
// The same of a message: newlines and tabs stay.
std::string printable_lines(std::string_view text);

// A token in quotes, for a message: of its first line, at most 40 bytes.
std::string in_quotes(std::string_view token);

} // namespace barrister::frontend
