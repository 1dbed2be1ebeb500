// SPDX-License-Identifier: BSD-2-Clause
// By the lines that declarations begin or end with: the library is written so.
#include "frontend/litmus/in_library.hpp"
#include "spec/kernel/shipped_protocols.hpp"
#include <algorithm>

namespace barrister::frontend::litmus {
namespace {

template <class F> std::string part_where(F is_declared) {
  for (auto const& file : shipped_protocols()) {
    std::string_view const text = file.text;
    for (std::size_t begin = 0; begin < text.size();) {
      auto const end = std::min(text.find('\n', begin), text.size());
      if (is_declared(text.substr(begin, end - begin)))
        return "'use " + std::string(file.name.substr(0, file.name.find('.'))) + ";' has it";
      begin = end + 1;
    }
  }
  return {};
}

} // namespace

std::string library_with_function(std::string const& name) {
  return part_where([&](std::string_view line) {
    if (line.starts_with("#define " + name + "(")) return true;
    auto const at = line.find(name + "(");
    return line.starts_with("static ") && at != line.npos && (line[at - 1] == ' ' || line[at - 1] == '*');
  });
}

std::string library_with_type(std::string const& spelling) {
  return part_where(
      [&](std::string_view line) { return line == spelling + " {" || line == "} " + spelling + ";"; });
}

} // namespace barrister::frontend::litmus
