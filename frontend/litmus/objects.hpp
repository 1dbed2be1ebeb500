// SPDX-License-Identifier: BSD-2-Clause
// The shared variables of a test, and what its initial state says.
#pragma once
#include "frontend/diagnostic.hpp"
#include "frontend/litmus/ast.hpp"

namespace barrister::frontend::litmus {

// Sorted by name, so that addresses compare as herd7 sorts them.
class Objects {
public:
  explicit Objects(std::vector<Object> sorted) : objects_(std::move(sorted)) {}
  std::vector<Object> const& all() const { return objects_; }
  std::optional<ObjectId> find(std::string_view name) const;
  Value address_of(std::string_view name) const; // of an object that is there

private:
  std::vector<Object> objects_;
};

// Every name that the initial state, a parameter or the question gives to shared memory. A name that the
// question alone mentions is 0 for ever, as in herd7, and is warned about.
Objects collect_objects(ast::Test const&, Source const&, Diagnostics&);

// The value an item of the initial state gives, before it is cut to a type.
Value initial_value(ast::InitItem const&, Objects const&);

} // namespace barrister::frontend::litmus
