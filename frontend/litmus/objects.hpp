// SPDX-License-Identifier: BSD-2-Clause
// The shared variables of a test, and what its initial state says.
#pragma once
#include "frontend/diagnostic.hpp"
#include "frontend/litmus/structs.hpp"

namespace barrister::frontend::litmus {

// Of a litmus test sorted by name, so that addresses compare as herd7 sorts them.
class Objects {
public:
  Objects() = default;
  Objects(std::vector<Object> sorted, std::vector<CType> types);
  ObjectId add(Object, CType);
  std::vector<Object> const& all() const { return objects_; }
  std::optional<ObjectId> find(std::string_view name) const;
  Value address_of(std::string_view name) const; // of an object that is there

  CType const& type(ObjectId id) const { return types_[id]; }
  Object& at(ObjectId id) { return objects_[id]; }

private:
  std::vector<Object> objects_;
  std::vector<CType> types_; // of each
  std::map<std::string, ObjectId, std::less<>> ids_;
};

// Every name that the initial state, a parameter or the question gives to shared memory. A name that the
// question alone mentions is 0 for ever, as in herd7, and is warned about.
Objects collect_objects(ast::Test const&, Structs const&, Source const&, Diagnostics&);

// The value an item of the initial state gives, before it is cut to a type.
Value initial_value(ast::InitItem const&, Objects const&);

// The cell that ".a", ".b[1]" or "[1]" names in an object.
std::optional<std::size_t> find_cell(Object const&, std::string const& path);

} // namespace barrister::frontend::litmus
