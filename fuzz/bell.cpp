// SPDX-License-Identifier: BSD-2-Clause
#include "fuzz/models.hpp"
#include "fuzz/said.hpp"
#include "fuzz/target.hpp"

namespace barrister::fuzz {

std::string bell(std::string const& text) {
  frontend::Diagnostics diagnostics;
  auto const bell = frontend::load_bell({"model.bell", text}, shipped_file, diagnostics);
  if (bell) bell->tags();
  return wrong_with(diagnostics, bell ? Outcome::Made : Outcome::Nothing);
}

} // namespace barrister::fuzz
