// SPDX-License-Identifier: BSD-2-Clause
// The shared variables of the test: one for each cell of the protocol that its code touches.
#pragma once
#include "frontend/as_litmus/term.hpp"
#include "spec/protocol.hpp"
#include <map>
#include <set>

namespace barrister::frontend::as_litmus {

enum class Names : std::uint8_t { Full, Short }; // t_cpu; x

class Memory {
public:
  Memory(Protocol const&, Start const&, Names);

  // The name of the variable that this cell becomes, which a thread uses.
  std::string const& use(Value address, std::uint32_t thread);
  std::string const* find(Value address) const; // null: no thread uses it
  std::string of_protocol(Value address) const; // "t.cpu"
  Type const& type(Value address) const;
  static std::string declared(Type const&); // "int"; empty: a type whose values are cut
  Sort sort(Value address) const;
  Value initial(Value address) const;
  std::int64_t number_of(Value); // of an address: its own

  std::vector<Value> const& used() const { return used_; } // in the order of their first use
  bool uses(std::uint32_t thread, Value address) const { return users_.contains({thread, address}); }
  std::map<std::int64_t, Value> const& addresses() const { return addresses_; } // by number

private:
  std::string fresh(Value address) const;
  Protocol const& protocol_;
  Start const& start_;
  Names style_;
  std::vector<Value> used_;
  std::map<Value, std::string> names_;
  std::set<std::pair<std::uint32_t, Value>> users_;
  std::map<std::int64_t, Value> addresses_;
};

} // namespace barrister::frontend::as_litmus
