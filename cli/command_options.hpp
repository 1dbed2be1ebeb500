// SPDX-License-Identifier: BSD-2-Clause
// What each command takes: its options, with their help.
#pragma once
#include "cli/options.hpp"
#include "cli/shared_options.hpp"

namespace barrister::cli {

CLI::App* add_check(CLI::App& app, CheckOptions& o, Words& words);
CLI::App* add_variants(CLI::App& app, VariantsOptions& o, Words& words);
CLI::App* add_barriers(CLI::App& app, BarriersOptions& o, Words& words);
CLI::App* add_why(CLI::App& app, WhyOptions& o, Words& words);
CLI::App* add_repair(CLI::App& app, RepairOptions& o, Words& words);
CLI::App* add_diff(CLI::App& app, DiffOptions& o, Words& words);
CLI::App* add_lsp(CLI::App& app, LspOptions& o);
CLI::App* add_show(CLI::App& app, ShowOptions& o, Words& words);
CLI::App* add_prove(CLI::App& app, ProveOptions& o, Words& words);
CLI::App* add_verify(CLI::App& app, VerifyOptions& o);

} // namespace barrister::cli
