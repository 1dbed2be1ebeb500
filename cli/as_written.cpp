// SPDX-License-Identifier: BSD-2-Clause
#include "cli/as_written.hpp"

namespace barrister::cli {
namespace {

std::string member(Object const& object, std::int64_t cell) {
  auto const at = static_cast<std::size_t>(cell);
  if (cell >= 0 && at < object.members.size()) return object.members[at].name;
  return object.is_array || cell != 0 ? "[" + std::to_string(cell) + "]" : "";
}
// "[1]" of "[1].next"; empty of ".next".
std::string element(std::string const& member) {
  return member.substr(0, member.starts_with('[') ? member.find(']') + 1 : 0);
}

} // namespace

std::string location_as_written(Value address, Program const& program) {
  auto const& object = program.objects[address.object];
  return object.name + member(object, address.number);
}

// The address of a struct is that of its first member, and mostly meant as the struct's.
std::string value_as_written(Value v, Program const& program) {
  if (!v.is_address()) return std::to_string(v.number);
  auto const& object = program.objects[v.object];
  if (object.initial.empty()) return object.name; // a function
  auto const name = member(object, v.number);
  bool const is_first =
      !object.members.empty() && (v.number == 0 || element(member(object, v.number - 1)) != element(name));
  return "&" + object.name + (is_first ? element(name) : name);
}

} // namespace barrister::cli
