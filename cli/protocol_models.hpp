// SPDX-License-Identifier: BSD-2-Clause
// The models that a protocol is checked under: those asked for, or those its file names.
#pragma once
#include "cli/models.hpp"
#include "frontend/protocol.hpp"

namespace barrister::cli {

struct ProtocolModel {
  std::string name;   // as expectations say it
  MemoryModel memory; // its name says, too, what `with` adds
};

// `asked` are names or cat files; of a name that has model lines in the file, these count, with what they
// add. None asked: the file's model lines, or lkmm. Nothing when one does not load.
std::optional<std::vector<ProtocolModel>> protocol_models(frontend::ProtocolFile const&,
                                                          std::vector<std::string> const& asked,
                                                          IngredientOptions const&, std::ostream& err);

} // namespace barrister::cli
