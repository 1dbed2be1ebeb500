// SPDX-License-Identifier: BSD-2-Clause
// A JSON Schema (2020-12), as far as ours uses it, and what of a value is against it. A schema with a keyword
// that is not known here is refused, so that nothing in it is passed over.
#pragma once
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

namespace barrister {

class JsonSchema {
public:
  explicit JsonSchema(nlohmann::json schema);
  // What is wrong with the schema itself: "/$defs/step: unknown keyword 'format'".
  std::vector<std::string> const& problems() const { return problems_; }
  // "/results/0: no member 'exit'"; none: the value is as the schema says. `part`: of its $defs; empty: all
  // of it.
  std::vector<std::string> complaints(nlohmann::json const& value, std::string const& part = {});
  std::set<std::string> parts() const;                        // names of $defs
  std::set<std::string> const& seen() const { return seen_; } // those that some value was as they say

private:
  nlohmann::json schema_;
  std::vector<std::string> problems_;
  std::set<std::string> seen_;
};

} // namespace barrister
