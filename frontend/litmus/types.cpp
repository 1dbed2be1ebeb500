// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/types.hpp"
#include <algorithm>

namespace barrister::frontend::litmus {
namespace {

struct Width {
  std::string_view word;
  std::uint8_t bits;
  bool is_signed;
};
constexpr Width widths[] = {{"char", 8, true},
                            {"short", 16, true},
                            {"int", 32, true},
                            {"long", 64, true},
                            {"bool", 8, false},
                            {"_Bool", 8, false},
                            {"int8_t", 8, true},
                            {"int16_t", 16, true},
                            {"int32_t", 32, true},
                            {"int64_t", 64, true},
                            {"uint8_t", 8, false},
                            {"uint16_t", 16, false},
                            {"uint32_t", 32, false},
                            {"uint64_t", 64, false},
                            {"u8", 8, false},
                            {"u16", 16, false},
                            {"u32", 32, false},
                            {"u64", 64, false},
                            {"s8", 8, true},
                            {"s16", 16, true},
                            {"s32", 32, true},
                            {"s64", 64, true},
                            {"intptr_t", 64, true},
                            {"uintptr_t", 64, false},
                            {"size_t", 64, false},
                            {"ssize_t", 64, true},
                            {"atomic_t", 32, true},
                            {"atomic64_t", 64, true},
                            {"atomic_long_t", 64, true},
                            {"spinlock_t", 32, true},
                            {"raw_spinlock_t", 32, true},
                            {"rwlock_t", 32, true},
                            {"refcount_t", 32, true}};

std::string_view next_word(std::string_view& rest) {
  auto const word = rest.substr(0, rest.find(' '));
  rest.remove_prefix(std::min(rest.size(), word.size() + 1));
  return word;
}
bool is_qualifier(std::string_view word) {
  constexpr std::string_view qualifiers[] = {"volatile", "const",   "static", "register",
                                             "restrict", "_Atomic", "inline", "__always_inline"};
  return std::ranges::find(qualifiers, word) != std::end(qualifiers);
}

} // namespace

Type to_type(ast::TypeName const& name) {
  Type type;
  bool has_width = false, has_sign = false, is_signed = true;
  for (std::string_view rest = name.words; !rest.empty();) {
    auto const word = next_word(rest);
    if (is_qualifier(word)) continue;
    type.spelling += (type.spelling.empty() ? "" : " ") + std::string(word);
    if (word == "signed" || word == "unsigned") {
      has_sign = true;
      is_signed = word == "signed";
    }
    auto const width = std::ranges::find(widths, word, &Width::word);
    if (width == std::end(widths) || (has_width && word == "int"))
      continue; // the int of `long int` adds nothing
    has_width = true;
    type.bits = width->bits;
    type.is_signed = width->is_signed;
  }
  if (has_sign) {
    type.is_signed = is_signed;
    if (!has_width) type.bits = 32;
  }
  if (name.stars > 0) return {type.spelling + std::string(name.stars, '*'), 64, true};
  return type;
}

} // namespace barrister::frontend::litmus
