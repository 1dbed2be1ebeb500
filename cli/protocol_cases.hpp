// SPDX-License-Identifier: BSD-2-Clause
// What is to be checked of protocol files: each variant under each model.
#pragma once
#include "cli/check_protocol.hpp"
#include "cli/protocol_models.hpp"

namespace barrister::cli {

struct ProtocolChoice {
  std::vector<std::string> models, variants, properties; // by name; empty: all
  IngredientOptions ingredients;
};
struct ProtocolCase {
  std::string file;
  std::shared_ptr<frontend::ProtocolFile const> text;
  std::shared_ptr<Protocol const> protocol;
  std::shared_ptr<ProtocolModel const> model;
  std::vector<Question> questions; // about the properties chosen
};
// Nothing when a file, a variant of it or a model is wrong, or a name is of nothing there: `err` says so.
std::optional<std::vector<ProtocolCase>> protocol_cases(std::string const& file, ProtocolChoice const&,
                                                        std::ostream& err);

} // namespace barrister::cli
