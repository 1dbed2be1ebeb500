// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/per_cpu_updates.hpp"
#include <algorithm>

namespace barrister::frontend::litmus {
namespace {

using What = PerCpuUpdate::What;
struct Verb {
  std::string_view name;
  What what;
  Operator op;
  bool by_one, gives_value;
};
constexpr Verb verbs[] = {{"add", What::Compute, Operator::Add, false, false},
                          {"sub", What::Compute, Operator::Subtract, false, false},
                          {"and", What::Compute, Operator::And, false, false},
                          {"or", What::Compute, Operator::Or, false, false},
                          {"inc", What::Compute, Operator::Add, true, false},
                          {"dec", What::Compute, Operator::Subtract, true, false},
                          {"add_return", What::Compute, Operator::Add, false, true},
                          {"sub_return", What::Compute, Operator::Subtract, false, true},
                          {"inc_return", What::Compute, Operator::Add, true, true},
                          {"dec_return", What::Compute, Operator::Subtract, true, true},
                          {"xchg", What::Exchange, Operator::Add, false, true},
                          {"cmpxchg", What::CompareExchange, Operator::Add, false, true}};
struct Form {
  std::string_view prefix;
  bool is_whole;
};
constexpr Form forms[] = {{"this_cpu_", true}, {"__this_cpu_", false}, {"raw_cpu_", false}};

} // namespace

std::optional<PerCpuUpdate> per_cpu_update(std::string_view name) {
  for (auto const& form : forms) {
    if (!name.starts_with(form.prefix)) continue;
    auto const verb = std::ranges::find(verbs, name.substr(form.prefix.size()), &Verb::name);
    if (verb == std::end(verbs)) return std::nullopt;
    return PerCpuUpdate{verb->what, verb->op, verb->by_one, verb->gives_value, form.is_whole};
  }
  return std::nullopt;
}

std::vector<std::string> per_cpu_update_names() {
  std::vector<std::string> out;
  for (auto const& form : forms)
    for (auto const& verb : verbs) out.push_back(std::string(form.prefix) + std::string(verb.name));
  return out;
}

} // namespace barrister::frontend::litmus
