// SPDX-License-Identifier: BSD-2-Clause
// Another name in the place of one of the user's own. It is refused, with the reason, where not every place
// that means it is in the text and known; and what it makes is read again: each name has to mean there what
// it meant, and nothing may be wrong that was right.
#pragma once
#include "lsp/scene.hpp"

namespace barrister::lsp {

struct Renamed {
  std::string refused; // why; else:
  std::vector<Span> places;
};
// What may be renamed there, and where it stands.
struct Renamable {
  std::string refused;
  Span where;
};
Renamable can_rename(Scene const&, Position);
Renamed rename(Scene const&, OpenTexts const&, Position, std::string const& to);

} // namespace barrister::lsp
