// SPDX-License-Identifier: BSD-2-Clause
// The text of a litmus test or a protocol as bytes, without what is no code.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace barrister::patch {

// The text with comments and strings blanked, byte for byte.
std::string code_of(std::string_view text);

bool starts_a_word(char);
bool goes_on(char); // in a word
bool is_space(char);
std::string trimmed(std::string_view);

// In what code_of() gives.
std::size_t end_of_word(std::string_view code, std::size_t begin);
std::size_t behind_space(std::string_view code, std::size_t from);
std::string word_before(std::string_view code, std::size_t& end); // where it begins, `end` then is
// Of the bracket at `open`, whichever it is.
std::optional<std::size_t> closing(std::string_view code, std::size_t open);
// What is called, or asked like `if (`: a word, and the bracket behind it.
struct CallAt {
  std::size_t begin, end; // of the word
  std::size_t open;
};
std::vector<CallAt> calls_in(std::string_view code, std::size_t from, std::size_t to);
// "f()" before `f(…) {`; "task t" before `task t {`; empty before what is of a statement.
std::string name_of_block(std::string_view code, std::size_t brace);

} // namespace barrister::patch
