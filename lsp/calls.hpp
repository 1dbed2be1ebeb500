// SPDX-License-Identifier: BSD-2-Clause
// What the calls do that code can make without defining them: the kernel's primitives, and those of
// protocols.
#pragma once
#include <optional>
#include <string>

namespace barrister::lsp {

struct CallManual {
  std::string written; // "smp_store_release(p, v)"
  std::string does;    // a sentence
  std::string orders;  // a sentence: what it orders under the LKMM
  std::string source;  // the kernel's, that says so
};
std::optional<CallManual> manual_of_primitive(std::string const& name);
std::optional<CallManual> manual_of_world_call(std::string const& name);

} // namespace barrister::lsp
