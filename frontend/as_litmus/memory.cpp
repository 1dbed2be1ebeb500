// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/as_litmus/memory.hpp"
#include <algorithm>
#include <array>
#include <cctype>

namespace barrister::frontend::as_litmus {
namespace {

// What a name cannot be where conditions are read, or functions.
constexpr std::array reserved = {"exists",    "forall", "not",  "true",   "false", "filter", "final",
                                 "locations", "with",   "if",   "else",   "while", "do",     "for",
                                 "int",       "long",   "void", "char",   "and",   "or",     "let",
                                 "struct",    "union",  "enum", "return", "goto"};

bool looks_like(char first, std::string const& name) { // r1, P0
  return name.size() > 1 && name[0] == first &&
         std::all_of(name.begin() + 1, name.end(), [](unsigned char c) { return std::isdigit(c); });
}

// "runqueues[1].lock" is runqueues_1_lock.
std::string identifier(std::string const& name) {
  std::string out;
  for (unsigned char const c : name) {
    if (std::isalnum(c) || c == '_')
      out += static_cast<char>(c);
    else if (!out.empty() && out.back() != '_')
      out += '_';
  }
  while (out.size() > 1 && out.back() == '_') out.pop_back();
  bool const taken = std::ranges::find(reserved, out) != reserved.end();
  if (out.empty() || taken || looks_like('r', out) || looks_like('P', out)) out += "_";
  return out;
}

} // namespace

Memory::Memory(Protocol const& protocol, Start const& start, Names style)
    : protocol_(protocol), start_(start), style_(style) {}

std::string Memory::of_protocol(Value at) const {
  auto const& o = protocol_.program.objects[at.object];
  if (!o.members.empty() && static_cast<std::size_t>(at.number) < o.members.size())
    return o.name + o.members[static_cast<std::size_t>(at.number)].name;
  return o.is_array ? o.name + "[" + std::to_string(at.number) + "]" : o.name;
}

std::string Memory::fresh(Value at) const {
  constexpr std::array letters = {"x", "y", "z", "a", "b", "c", "d", "e", "f", "g"};
  if (style_ == Names::Short && used_.size() < letters.size()) return letters[used_.size()];
  auto const base = style_ == Names::Short ? "v" : identifier(of_protocol(at));
  auto const is_taken = [this](std::string const& name) {
    return std::ranges::any_of(names_, [&](auto const& one) { return one.second == name; });
  };
  auto out = base;
  for (int n = 2; is_taken(out); ++n) out = base + "_" + std::to_string(n);
  return out;
}

std::string const& Memory::use(Value at, std::uint32_t thread) {
  users_.insert({thread, at});
  if (auto const found = names_.find(at); found != names_.end()) return found->second;
  auto const name = fresh(at);
  used_.push_back(at);
  return names_[at] = name;
}
std::string const* Memory::find(Value at) const {
  auto const found = names_.find(at);
  return found == names_.end() ? nullptr : &found->second;
}

Type const& Memory::type(Value at) const {
  return type_of_cell(protocol_.program.objects[at.object], at.number);
}
std::string Memory::declared(Type const& t) {
  if (is_pointer(t) || is_bool(t)) return "int"; // of addresses, the numbers; of truths, 0 and 1
  if (t.spelling == "spinlock_t" || t.spelling == "raw_spinlock_t" || t.spelling == "struct mutex")
    return "spinlock_t";
  if (t.spelling == "atomic_t") return "atomic_t";
  if (t.bits == 32 && t.is_signed) return "int";
  return t.bits == 64 && t.is_signed ? "intptr_t" : "";
}
Sort Memory::sort(Value at) const {
  auto const& t = type(at);
  return {declared(t) != "intptr_t", is_pointer(t), is_bool(t)};
}
Value Memory::initial(Value at) const {
  auto const cell = std::ranges::find(start_.cells, at, [](auto const& one) { return one.first; });
  auto const v = cell != start_.cells.end()
                     ? cell->second
                     : protocol_.program.objects[at.object].initial[static_cast<std::size_t>(at.number)];
  return convert(v, type(at));
}

std::int64_t Memory::number_of(Value v) {
  if (!v.is_address()) return v.number;
  for (auto const& [n, at] : addresses_)
    if (at == v) return n;
  auto const n = static_cast<std::int64_t>(addresses_.size()) + 1; // 0 is NULL
  addresses_.emplace(n, v);
  return n;
}

} // namespace barrister::frontend::as_litmus
