// SPDX-License-Identifier: BSD-2-Clause
// The help's text, which fits a terminal of 80 columns.
#pragma once
#include <CLI/CLI.hpp>

namespace barrister::cli {

class HelpFormat : public CLI::Formatter {
public:
  std::string make_option_opts(CLI::Option const*) const override;
  std::string make_option_desc(CLI::Option const*) const override;
  std::string make_subcommand(CLI::App const*) const override;
  std::string make_description(CLI::App const*) const override;
};

} // namespace barrister::cli
