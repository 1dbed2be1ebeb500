// SPDX-License-Identifier: BSD-2-Clause
#include "cli/case_names.hpp"
#include "cli/output_names.hpp"

namespace barrister::cli {
namespace {

std::vector<std::string> models_of(std::vector<ProtocolCase> const& cases) {
  std::vector<std::string> out;
  for (auto const& one : cases) out.push_back(one.model->name);
  return out;
}

} // namespace

CaseNames::CaseNames(std::vector<std::string> const& files, std::vector<ProtocolCase> const& cases)
    : files_(output_names(files)), models_(output_names(models_of(cases))),
      is_only_one_(files.size() == 1 && cases.size() == 1) {}

OutputName CaseNames::of(ProtocolCase const& one) const {
  return {files_.at(one.file) + "-" + one.protocol->variant + "-" + models_.at(one.model->name),
          is_only_one_};
}

} // namespace barrister::cli
