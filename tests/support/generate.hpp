// SPDX-License-Identifier: BSD-2-Clause
// Small litmus tests made by chance, as text, so that they go the whole way. Every one loads; the same seed
// gives the same test.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace barrister {

struct SmallTest {
  std::string init;                              // between the braces
  std::string parameters;                        // of every thread
  std::string locals;                            // declarations, of every thread
  std::vector<std::vector<std::string>> threads; // statements
  std::string question;                          // from `locations` on
};
SmallTest generate(std::uint64_t seed);
std::string to_text(SmallTest const&);

// Drops statements for as long as what is left still fails.
SmallTest shrunk(SmallTest, std::function<bool(SmallTest const&)> const& fails);

} // namespace barrister
