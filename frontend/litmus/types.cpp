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
constexpr Width widths[] = {{"char", 8, false},
                            {"short", 16, true},
                            {"int", 32, true},
                            {"long", 64, true},
                            {"bool", 1, false},
                            {"_Bool", 1, false},
                            {"enum", 32, false},
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
                            {"__u8", 8, false},
                            {"__u16", 16, false},
                            {"__u32", 32, false},
                            {"__u64", 64, false},
                            {"__s8", 8, true},
                            {"__s16", 16, true},
                            {"__s32", 32, true},
                            {"__s64", 64, true},
                            {"intptr_t", 64, true},
                            {"gfp_t", 32, false},
                            {"fmode_t", 32, false},
                            {"umode_t", 16, false},
                            {"dev_t", 32, false},
                            {"uid_t", 32, false},
                            {"gid_t", 32, false},
                            {"loff_t", 64, true},
                            {"ktime_t", 64, true},
                            {"sector_t", 64, false},
                            {"pgoff_t", 64, false},
                            {"arch_spinlock_t", 32, true},
                            {"uintptr_t", 64, false},
                            {"size_t", 64, false},
                            {"ssize_t", 64, true},
                            {"ptrdiff_t", 64, true},
                            {"pid_t", 32, true},
                            {"atomic_t", 32, true},
                            {"atomic64_t", 64, true},
                            {"atomic_long_t", 64, true},
                            {"spinlock_t", 32, true},
                            {"raw_spinlock_t", 32, true},
                            {"rwlock_t", 32, true},
                            {"refcount_t", 32, true},
                            {"atomic_int", 32, true}};

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

bool is_integer(ast::TypeName const& name) {
  bool found = false;
  for (std::string_view rest = name.words; !rest.empty() && !found;) {
    auto const word = next_word(rest);
    found = word == "signed" || word == "unsigned" ||
            std::ranges::find(widths, word, &Width::word) != std::end(widths);
  }
  return found && name.stars == 0;
}

Type promoted(Type const& type) { return type.bits < 32 ? int_type : type; }

Type common(Type const& left, Type const& right) {
  auto const a = promoted(left), b = promoted(right);
  auto const is_unsigned = [&](Type const& t) { return !t.is_signed && t.bits >= std::max(a.bits, b.bits); };
  Type out = a.bits >= b.bits ? a : b;
  out.is_signed = !is_unsigned(a) && !is_unsigned(b);
  out.spelling = std::string(out.is_signed ? "" : "unsigned ") + (out.bits == 32 ? "int" : "long");
  return out;
}

bool holds_all_of(Type const& type, Type const& other) {
  if (type.bits >= 64) return true; // the same bits
  if (type.bits == 1) return other.bits == 1;
  return type.is_signed == other.is_signed ? type.bits >= other.bits
                                           : type.is_signed && type.bits > other.bits;
}

} // namespace barrister::frontend::litmus
