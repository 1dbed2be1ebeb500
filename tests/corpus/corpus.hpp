// SPDX-License-Identifier: BSD-2-Clause
// The litmus tests beside the repository, and what herd7 said of them (../shared/corpus/README.md).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace barrister::corpus {

struct Row {
  std::string test; // path below litmus/
  std::string observation, states_md5, verdict, flags, hash;
  std::uint64_t positive = 0, negative = 0, states = 0;
};

// The corpus folder, if it is there: $BARRISTER_CORPUS, or ../shared/corpus beside the source tree.
std::optional<std::string> find_corpus();
std::vector<Row> read_rows(std::string const& file);

} // namespace barrister::corpus
