// SPDX-License-Identifier: BSD-2-Clause
// What a bell file declares: the tags that instructions of each class may carry.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

namespace barrister::frontend {

struct Bell {
  // By class, R, W, F, RMW or SRCU; tags without their quote.
  std::map<std::string, std::set<std::string>> instructions;
  // herd7 asks no more: a tag of any class is a set, and may stand on any instruction of a C test.
  bool declares(std::string const& tag) const;
  std::vector<std::string> tags() const;
};

} // namespace barrister::frontend
