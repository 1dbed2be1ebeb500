// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/protocol/unknowns.hpp"
#include "frontend/litmus/types.hpp"
#include <algorithm>

namespace barrister::frontend::protocol {

Unknowns::Unknowns(Protocol const& protocol, litmus::Objects const& objects, litmus::Structs const& structs,
                   Enums const& enums)
    : protocol_(protocol), objects_(objects), structs_(structs), enums_(enums) {}

UnknownId Unknowns::add(Looked const& at) {
  auto const [found, is_new] = ids_.try_emplace(at, static_cast<UnknownId>(all_.size()));
  if (is_new) all_.push_back(at);
  return found->second;
}
std::optional<UnknownId> Unknowns::cell(Value at) {
  if (!at.is_address() || at.object >= protocol_.program.objects.size()) return std::nullopt;
  auto const cells = protocol_.program.objects[at.object].initial.size();
  if (at.number < 0 || static_cast<std::size_t>(at.number) >= cells) return std::nullopt;
  return add({at});
}
std::optional<UnknownId> Unknowns::owned(OwnedId v, std::uint32_t owner) {
  auto const by_cpu = protocol_.owned[v].owner == OwnedVariable::Owner::Cpu;
  if (owner >= (by_cpu ? protocol_.cpus : protocol_.contexts.size())) return std::nullopt;
  return add({number(0), v, owner});
}

Type const& Unknowns::type(Looked const& at) const {
  if (!at.cell.is_address()) return protocol_.owned[at.variable].type;
  return type_of_cell(protocol_.program.objects[at.cell.object], at.cell.number);
}
Value Unknowns::initial(UnknownId id) const {
  auto const& at = all_[id];
  auto const v =
      at.cell.is_address()
          ? protocol_.program.objects[at.cell.object].initial[static_cast<std::size_t>(at.cell.number)]
          : protocol_.owned[at.variable].initial;
  return barrister::convert(v, type(at));
}

Possible Unknowns::any(UnknownId id) const {
  auto const& t = type(all_[id]);
  auto const declared = initial(id);
  if (t.bits == 1) return one_of({number(0), number(1)});
  if (t.spelling == "spinlock_t" || t.spelling == "raw_spinlock_t")
    return one_of({number(0), number(1), declared});
  if (auto const constants = enums_.find(t.spelling); constants != enums_.end()) {
    std::vector<Value> all{declared};
    for (auto const& c : constants->second) all.push_back(barrister::convert(c, t));
    return one_of(std::move(all));
  }
  if (t.spelling.ends_with('*')) {
    auto all = addresses(t.spelling);
    all.push_back(number(0));
    all.push_back(declared);
    return one_of(std::move(all));
  }
  return declared.is_address() ? Possible{} : any_number_of(t); // what else may hold addresses, nobody lists
}

std::string Unknowns::name(UnknownId id) const {
  auto const& at = all_[id];
  if (!at.cell.is_address()) {
    auto const& v = protocol_.owned[at.variable];
    if (v.owner == OwnedVariable::Owner::Cpu) return v.name + "[" + std::to_string(at.owner) + "]";
    return v.name;
  }
  auto const& object = protocol_.program.objects[at.cell.object];
  if (!object.members.empty())
    return object.name + object.members[static_cast<std::size_t>(at.cell.number)].name;
  return object.is_array ? object.name + "[" + std::to_string(at.cell.number) + "]" : object.name;
}

std::vector<Value> const& Unknowns::addresses(std::string const& pointer) const {
  auto const [known, is_new] = addresses_.try_emplace(pointer);
  auto& out = known->second;
  if (!is_new) return out;
  auto to_what = pointer;
  to_what.pop_back();
  while (to_what.ends_with(' ')) to_what.pop_back();
  auto const& objects = protocol_.program.objects;
  for (ObjectId o = 0; o < objects.size(); ++o) {
    auto const cells = std::max<std::size_t>(objects[o].initial.size(), 1); // a function has none
    for (std::size_t cell = 0; cell < cells; ++cell) {
      auto const to = address(o, static_cast<std::int64_t>(cell));
      if (points_to(to_what, to)) out.push_back(to);
    }
  }
  return out;
}
bool Unknowns::points_to(std::string const& words, Value to) const {
  if (words == "void") return true;
  auto const& type = objects_.type(to.object);
  if (protocol_.program.objects[to.object].initial.empty()) return type.name.words == words; // a function
  return is_there(type, to.number, words);
}
bool Unknowns::is_there(litmus::CType const& type, std::int64_t cell, std::string const& words) const {
  if (type.array) {
    litmus::CType const one{type.name, {}};
    return is_there(one, cell % static_cast<std::int64_t>(structs_.cells(one)), words);
  }
  if (cell == 0 && litmus::to_type(type.name).spelling == words) return true;
  auto const* fields = structs_.fields(type);
  if (!fields) return false;
  for (auto const& f : *fields) {
    auto const begin = static_cast<std::int64_t>(f.cell);
    auto const end = begin + static_cast<std::int64_t>(structs_.cells(f.type));
    if (cell >= begin && cell < end) return is_there(f.type, cell - begin, words);
  }
  return false;
}

} // namespace barrister::frontend::protocol
