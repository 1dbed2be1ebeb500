// SPDX-License-Identifier: BSD-2-Clause
// What is written of the variants of protocols is called.
#pragma once
#include "cli/output_path.hpp"
#include "cli/protocol_cases.hpp"

namespace barrister::cli {

class CaseNames {
public:
  // `files`: all that are looked at; `cases`: those of one of them.
  CaseNames(std::vector<std::string> const& files, std::vector<ProtocolCase> const& cases);
  OutputName of(ProtocolCase const&) const; // "wake-up-GOOD-lkmm"

private:
  std::map<std::string, std::string> files_, models_;
  bool is_only_one_;
};

} // namespace barrister::cli
