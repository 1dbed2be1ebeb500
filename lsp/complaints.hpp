// SPDX-License-Identifier: BSD-2-Clause
// What is wrong with a text, and what is worth a warning, as `check` says it before it checks.
#pragma once
#include "frontend/diagnostic.hpp"
#include "lsp/sources.hpp"
#include <functional>

namespace barrister::lsp {

// In the order found, each once. `goes_on` is asked now and then: when nobody wants it any more, the rest is
// not looked for.
std::vector<frontend::Diagnostic> complaints(Document const&, Sources&, std::function<bool()> const& goes_on);

} // namespace barrister::lsp
