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
  std::string file;             // as places in it are said
  std::string on_disk, patch{}; // what it is read from, and the diff that changes that; or empty
  std::shared_ptr<frontend::ProtocolFile const> text;
  std::shared_ptr<Protocol const> protocol;
  std::shared_ptr<ProtocolModel const> model;
  std::vector<Question> questions; // about the properties chosen
};
// Nothing when a file, a variant of it or a model is wrong, or a name is of nothing there: `err` says so.
std::optional<std::vector<ProtocolCase>> protocol_cases(std::string const& file, ProtocolChoice const&,
                                                        std::ostream& err);

// The same of a text that stands for that of `file`.
std::optional<std::vector<ProtocolCase>> protocol_cases_of_text(std::string const& file,
                                                                std::string const& text,
                                                                ProtocolChoice const&, std::ostream& err);
// The same of the file as `patch` changes it.
std::optional<std::vector<ProtocolCase>> patched_cases(std::string const& file, std::string const& patch,
                                                       ProtocolChoice const&, std::ostream& err);

} // namespace barrister::cli
