// SPDX-License-Identifier: BSD-2-Clause
// A protocol with the kernel library that ships, in each of its variants.
#include "frontend/protocol/print.hpp"
#include "fuzz/models.hpp"
#include "fuzz/said.hpp"
#include "fuzz/target.hpp"

namespace barrister::fuzz {

std::string protocol(std::string const& text) {
  frontend::Diagnostics diagnostics;
  auto const file =
      frontend::parse_protocol(frontend::Source("test.protocol", text), shipped_part, diagnostics);
  if (auto wrong = wrong_with(diagnostics, file ? Outcome::Made : Outcome::Nothing); !file || !wrong.empty())
    return wrong;
  frontend::uncalled_functions(*file);
  constexpr std::size_t most = 4; // of many: each costs as much as the first
  for (std::size_t i = 0; i < file->variants.size() && i < most; ++i) {
    frontend::Diagnostics of_variant;
    auto const made = frontend::resolve(*file, file->variants[i].name, of_variant);
    if (made) frontend::protocol::print(*made);
    if (auto wrong = wrong_with(of_variant, made ? Outcome::Made : Outcome::Nothing); !wrong.empty())
      return wrong;
  }
  return {};
}

} // namespace barrister::fuzz
