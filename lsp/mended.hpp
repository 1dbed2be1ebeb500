// SPDX-License-Identifier: BSD-2-Clause
// A text that is wrong in places, without these: the pieces at the top of it in which its syntax is wrong are
// blanked, so that the rest can be read, and stands where it stood.
#pragma once
#include "frontend/diagnostic.hpp"
#include <functional>

namespace barrister::lsp {

using TriesToRead = std::function<bool(frontend::Source const&, frontend::Diagnostics&)>;

// The text with the fewest pieces gone that `read` takes, or nothing; at most some tries are made.
struct Mended {
  std::string text;
  std::vector<frontend::Span> gone;
};
std::optional<Mended> mended(frontend::Source const&, TriesToRead const& read);

} // namespace barrister::lsp
