// SPDX-License-Identifier: BSD-2-Clause
// libFuzzer's door: BARRISTER_FUZZ is the name of the target.
#include "fuzz/target.hpp"
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace {

barrister::fuzz::Target const& chosen() {
  char const* const name = std::getenv("BARRISTER_FUZZ");
  auto const& all = barrister::fuzz::targets();
  auto const at = std::ranges::find(all, std::string_view(name ? name : ""), &barrister::fuzz::Target::name);
  if (at != all.end()) return *at;
  std::fputs("BARRISTER_FUZZ has to be one of:", stderr);
  for (auto const& target : all)
    std::fprintf(stderr, " %.*s", static_cast<int>(target.name.size()), target.name.data());
  std::fputs("\n", stderr);
  std::exit(2);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  static auto const& target = chosen();
  auto const wrong = target.run(std::string(bytes, bytes + size));
  if (wrong.empty()) return 0;
  std::fprintf(stderr, "%s\n", wrong.c_str());
  std::abort();
}
