// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/lock_names.hpp"

namespace barrister::frontend::litmus {

std::optional<LockName> lock_name(std::string_view name) {
  using Irqs = Mask::Irqs;
  if (name.starts_with("raw_")) name.remove_prefix(4);
  if (name == "spin_lock_nested") name = "spin_lock";
  bool is_irq = false, is_saved = false;
  for (std::string_view const suffix : {"_irqsave", "_irqrestore", "_irq", "_bh"})
    if (name.ends_with(suffix)) {
      is_irq = suffix == "_irq";
      is_saved = suffix == "_irqsave" || suffix == "_irqrestore";
      name.remove_suffix(suffix.size());
      break;
    }
  auto const irqs = [&](Irqs plain, Irqs saved) { return is_saved ? saved : is_irq ? plain : Irqs::Keep; };
  for (std::string_view const what : {"spin_", "read_", "write_"}) {
    if (!name.starts_with(what)) continue;
    auto const verb = name.substr(what.size());
    if (verb == "lock") return LockName{LockName::Kind::Lock, irqs(Irqs::Off, Irqs::Save)};
    if (verb == "unlock") return LockName{LockName::Kind::Unlock, irqs(Irqs::On, Irqs::Restore)};
    if (verb == "trylock") return LockName{LockName::Kind::Trylock, irqs(Irqs::Off, Irqs::Save)};
  }
  return std::nullopt;
}

} // namespace barrister::frontend::litmus
