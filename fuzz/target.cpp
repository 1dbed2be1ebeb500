// SPDX-License-Identifier: BSD-2-Clause
#include "fuzz/target.hpp"

namespace barrister::fuzz {

std::vector<Target> const& targets() {
  static std::vector<Target> const all{
      {"litmus", litmus},  {"check", check},       {"cat", cat},         {"bell", bell},
      {"macros", macros},  {"protocol", protocol}, {"diff", diff},       {"certificate", certificate},
      {"claims", claims},  {"frame", frame},       {"session", session}, {"herd7_config", herd7_config},
      {"options", options}};
  return all;
}

std::vector<std::string> parts(std::string const& bytes) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at <= bytes.size();) {
    auto const end = std::min(bytes.find('\0', at), bytes.size());
    out.push_back(bytes.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

} // namespace barrister::fuzz
