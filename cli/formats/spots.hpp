// SPDX-License-Identifier: BSD-2-Clause
// Places, as CI has them: bytes of a line counted as code points, and files of the library told apart.
#pragma once
#include "cli/formats/record.hpp"
#include "spec/place.hpp"
#include <map>
#include <optional>

namespace barrister::cli {

class Spots {
public:
  Spot of(Place const&);
  Spot of(std::string const& file, std::uint32_t line, std::uint32_t byte);
  static Spot beginning_of(std::string const& file);

private:
  std::optional<std::string> const& text_of(std::string const& file);
  std::map<std::string, std::optional<std::string>> texts_;
};

} // namespace barrister::cli
