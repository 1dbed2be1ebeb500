// SPDX-License-Identifier: BSD-2-Clause
// A read of an owned variable gives what was last written to it in the order of turns and steps
// (spec/semantics.md 3.2).
#include "proofs/plain/protocol_encoder.hpp"

namespace barrister::proofs::plain {

Literal ProtocolEncoder::is_before(OwnedAccess const& write, OwnedAccess const& read) const {
  bool const is_final = read.run == OwnedAccess::at_the_end;
  if (program_.owned.is_by_cpu[read.variable]) {
    if (!is_final) return out_.turns_.before(write.run, write.step, read.run, read.step);
    auto const at = runs_[write.run].on.find(read.owner);
    return at == runs_[write.run].on.end() ? never : at->second;
  }
  if (is_final) return runs_[write.run].context == read.owner ? always : never;
  return write.run == read.run && write.step < read.step ? always : never;
}
Literal ProtocolEncoder::is_owner(OwnedAccess const& read, std::uint32_t owner) const {
  if (read.run == OwnedAccess::at_the_end) return read.owner == owner ? always : never;
  if (!program_.owned.is_by_cpu[read.variable]) return runs_[read.run].context == owner ? always : never;
  auto const at = runs_[read.run].on.find(owner);
  return at == runs_[read.run].on.end() ? never : at->second;
}

void ProtocolEncoder::read_owned(OwnedAccess const& read) {
  struct Earlier {
    OwnedAccess const* write;
    Literal is_there; // it is executed, and before the read
  };
  std::vector<Earlier> earlier;
  for (auto const& write : program_.owned.writes) {
    if (write.variable != read.variable) continue;
    auto const there = gates_.both(write.guard, is_before(write, read));
    if (there != never) earlier.push_back({&write, there});
  }
  std::vector<Literal> none{read.guard};
  for (auto const& one : earlier) {
    std::vector<Literal> is_last{read.guard, one.is_there};
    for (auto const& other : earlier)
      if (&other != &one) {
        auto const later =
            out_.turns_.before(one.write->run, one.write->step, other.write->run, other.write->step);
        is_last.push_back(-gates_.both(other.is_there, later));
      }
    values_.require_same(all(std::move(is_last)), one.write->value, read.value);
    none.push_back(-one.is_there);
  }
  auto const is_as_it_was = all(std::move(none));
  auto const& initial = program_.owned.initial[read.variable];
  for (std::uint32_t owner = 0; owner < initial.size(); ++owner)
    if (auto const when = gates_.both(is_as_it_was, is_owner(read, owner)); when != never)
      values_.require_same(when, initial[owner], read.value);
}

} // namespace barrister::proofs::plain
