// SPDX-License-Identifier: BSD-2-Clause
#include "cli/check_cases.hpp"
#include "cli/cache/check_remembered.hpp"
#include "cli/pipeline.hpp"
#include "cli/progress.hpp"
#include <fmt/format.h>

namespace barrister::cli {

void check_cases(std::vector<ProtocolCase> const& cases, ProtocolEffort const& effort, unsigned jobs,
                 std::function<void(ProtocolAnswer)> const& take) {
  Progress progress(cases.size());
  auto const work = [&](std::size_t i) {
    auto const& one = cases[i];
    auto const task = fmt::format("{} under {}", one.protocol->variant, one.model->name);
    auto of_one = effort;
    of_one.of_file = one.file;
    auto answer = check_remembered(*one.protocol, one.questions, one.model->memory, of_one, [&](unsigned n) {
      progress.set(i, fmt::format("{}, {} rounds", task, n));
    });
    answer.file = one.file;
    answer.on_disk = one.on_disk;
    answer.patch = one.patch;
    answer.model_name = one.model->name;
    progress.done(i);
    return answer;
  };
  in_order(cases.size(), jobs, work, [&](ProtocolAnswer answer) {
    auto const pause = progress.pause();
    take(std::move(answer));
  });
}

} // namespace barrister::cli
