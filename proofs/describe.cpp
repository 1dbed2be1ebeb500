// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/describe.hpp"

namespace barrister::proofs {
namespace {

std::string text(Program const& program, Value v) {
  if (!v.is_address()) return std::to_string(v.number);
  if (v.object >= program.objects.size()) return "?";
  auto const& object = program.objects[v.object];
  return object.is_array ? object.name + "[" + std::to_string(v.number) + "]" : object.name;
}

std::string tags(Program const& program, TagSet set) {
  std::string out;
  for (auto const name : program.tag_names.of(set)) out += (out.empty() ? "" : ",") + std::string(name);
  return out;
}

} // namespace

std::string describe(Program const& program, Event const& e) {
  std::string out;
  if (e.kind == EventKind::Fence) {
    out = "F[" + tags(program, e.tags) + "]";
    if (e.address) out += " " + text(program, *e.address);
  } else {
    out = e.kind == EventKind::Read ? "R" : "W";
    if (!e.tags.empty()) out += "[" + tags(program, e.tags) + "]";
    out += " " + (e.address ? text(program, *e.address) : "?") + "=" + text(program, e.value);
  }
  return out + (e.is_initial() ? " (initial)" : " (P" + std::to_string(e.cpu) + ")");
}

} // namespace barrister::proofs
