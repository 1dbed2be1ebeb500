// SPDX-License-Identifier: BSD-2-Clause
#include "cli/check_shared_out.hpp"
#include "cli/pipeline.hpp"
#include <algorithm>

namespace barrister::cli {

ProtocolAnswer check_shared_out(Protocol const& protocol, std::vector<Question> const& questions,
                                MemoryModel const& model, ProtocolEffort const& effort, unsigned jobs) {
  auto const parts = std::clamp<std::size_t>(jobs, 1, std::max<std::size_t>(questions.size(), 1));
  auto const ask = [&](std::size_t part) {
    std::vector<Question> some;
    for (auto i = part; i < questions.size(); i += parts) some.push_back(questions[i]);
    auto of_part = effort;
    of_part.wants_flags = effort.wants_flags && part == 0;
    return check_protocol(protocol, some, model, of_part, [](unsigned) {});
  };
  std::vector<ProtocolAnswer> all;
  in_order(parts, jobs, ask, [&](ProtocolAnswer answer) { all.push_back(std::move(answer)); });

  auto out = all.front();
  out.claims.resize(questions.size());
  for (std::size_t part = 0; part < parts; ++part) {
    auto& one = all[part];
    if (!out.fault) out.fault = std::move(one.fault);
    if (out.unknown.empty()) out.unknown = one.unknown;
    out.seconds = std::max(out.seconds, one.seconds);
    for (std::size_t i = 0; i < one.claims.size(); ++i)
      out.claims[part + i * parts] = std::move(one.claims[i]);
  }
  return out;
}

} // namespace barrister::cli
