// SPDX-License-Identifier: BSD-2-Clause
#include "patch/arguments.hpp"
#include "patch/code.hpp"
#include <algorithm>

namespace barrister::patch {

std::vector<std::string> arguments_of(std::string_view text, std::string_view code, std::size_t open,
                                      std::size_t close) {
  std::vector<std::string> out;
  std::size_t depth = 0, from = open + 1;
  for (auto i = open + 1; i <= close; ++i) {
    if (i == close || (code[i] == ',' && depth == 0)) {
      out.push_back(trimmed(text.substr(from, i - from)));
      from = i + 1;
    }
    depth += code[i] == '(';
    depth -= code[i] == ')' && i < close;
  }
  return out;
}

std::string pointed_to(std::string const& pointer) {
  bool const is_place = std::ranges::all_of(pointer, [](char c) {
    return goes_on(c) || std::string_view("&.->[]()* ").find(c) != std::string_view::npos;
  });
  auto const operand = pointer.find('-', 1); // but for that of `->`
  bool const is_lvalue = is_place && (operand == pointer.npos || pointer.substr(operand, 2) == "->");
  if (pointer.starts_with('&') && is_lvalue) return pointer.substr(1);
  bool const is_word = std::ranges::all_of(pointer, goes_on);
  return is_word ? "*" + pointer : "*(" + pointer + ")";
}

std::string address_of(std::string const& lvalue) {
  if (!lvalue.starts_with('*')) return "&" + lvalue;
  auto pointer = trimmed(std::string_view(lvalue).substr(1));
  if (std::ranges::all_of(pointer, goes_on)) return pointer;
  if (pointer.starts_with('(') && closing(pointer, 0) == pointer.size() - 1)
    return trimmed(std::string_view(pointer).substr(1, pointer.size() - 2));
  return "&" + lvalue;
}

} // namespace barrister::patch
