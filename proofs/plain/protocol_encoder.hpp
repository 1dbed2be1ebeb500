// SPDX-License-Identifier: BSD-2-Clause
// Of a protocol: what is owned, why runs stop, and what claims ask.
#pragma once
#include "proofs/plain/encoder.hpp"
#include "proofs/plain/unfold_protocol.hpp"

namespace barrister::proofs::plain {

class ProtocolEncoder : public Encoder {
public:
  ProtocolEncoder(Protocol const&, UnfoldedProtocol const&, Values&, std::map<Value, TermId> const& finals,
                  Gates&);
  Encoding encode();

private:
  using Runs = std::vector<UnfoldedRun>;
  Literal all(std::vector<Literal>);

  // Owned variables (owned.cpp).
  void read_owned(OwnedAccess const&);
  Literal is_before(OwnedAccess const& write, OwnedAccess const& read) const;
  Literal is_owner(OwnedAccess const& read, std::uint32_t owner) const;

  // Why runs stop (endings.cpp).
  void say_why();
  Literal is_kept(RunId, Stop const&);
  Literal is_on_another(RunId top, RunId, Depth);
  Literal is_current(RunId, bool anywhere);
  Literal some_reader_is_open();
  void take_interrupts();
  void find_who_is_owed_a_turn();
  Literal makes_current(ImaginedAct const&, RunId);

  // What makes interrupts happen (causes.cpp).
  void exclude_circles();
  std::vector<Literal> makes(RunId handler, RunId other);

  void find_questions();
  Literal shown(std::size_t claim);

  Protocol const& protocol_;
  UnfoldedProtocol const& unfolded_;
  Runs const& runs_;
  Literal open_ = never; // cut, or with a fault: then nothing has to go on
};

} // namespace barrister::proofs::plain
