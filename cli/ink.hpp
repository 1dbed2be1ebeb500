// SPDX-License-Identifier: BSD-2-Clause
// Colour for terminals: an Ink that is dry returns its text as it is.
#pragma once
#include <string>

namespace barrister::cli {

enum class Colour : std::uint8_t { Auto, Always, Never };

class Ink {
public:
  explicit Ink(bool wet = false) : wet_(wet) {}
  std::string good(std::string const& text) const { return paint("32;1", text); }
  std::string bad(std::string const& text) const { return paint("31;1", text); }
  std::string unsure(std::string const& text) const { return paint("33;1", text); }

private:
  std::string paint(char const* code, std::string const& text) const;
  bool wet_;
};

// For standard output: Auto is wet when it is a terminal, TERM is not "dumb", and NO_COLOR is not set.
Ink ink_for(Colour);

} // namespace barrister::cli
