// SPDX-License-Identifier: BSD-2-Clause
// What has to be shown of a test, or a protocol, under a model: clauses that are true of every execution that
// the model allows, and those that are to follow from them.
#pragma once
#include "proofs/certificate/certificate.hpp"
#include "proofs/plain/encoding.hpp"
#include <map>

namespace barrister::certificate {

// More rounds of loops are refused: who asks for them may be anybody.
constexpr std::uint32_t most_rounds_of_loops = 1000;

class Obligations {
public:
  struct Impossible {
    std::string why;
  };
  // The clauses that proofs/plain makes of it, and those of the claims; or why these cannot be said.
  static std::variant<Obligations, Impossible> of(LitmusTest const&, MemoryModel const&, std::uint32_t rounds,
                                                  std::vector<Claim> const&, Assumptions const& = {});
  static std::variant<Obligations, Impossible> of(Protocol const&, MemoryModel const&, std::uint32_t rounds,
                                                  std::vector<Claim> const&, Assumptions const& = {});

  // That not all of its facts are true; or why that cannot be said. It is not derived here: proofs/lemma.hpp.
  std::optional<std::string> add(MemoryModel const&, Lemma const&);

  Clauses const& given() const { return given_; }
  Clauses const& targets() const { return targets_; } // by claim
  Literal last_variable() const { return last_; }
  proofs::plain::Encoding const& encoding() const { return encoding_; }

  // Two of the encoding's events, or twice the same where a flag is of events; and that they raise it.
  using Pairs = std::map<std::pair<EventId, EventId>, Literal>;
  std::map<std::size_t, Pairs> const& raised() const { return raised_; } // by check

private:
  explicit Obligations(proofs::plain::Encoding);
  using Made = std::variant<proofs::plain::Encoding, proofs::plain::Unsupported>;
  template <class Of>
  static std::variant<Obligations, Impossible> make(Of const&, MemoryModel const&, Made,
                                                    std::vector<Claim> const&);
  std::optional<std::string> add(LitmusTest const&, MemoryModel const&, Claim const&);
  std::optional<std::string> add(Protocol const&, MemoryModel const&, Claim const&);
  // Of a protocol: one of these holds of what is not finished, where these agents do not act.
  std::vector<Literal> not_finished(std::vector<std::string> const& without = {}) const;
  std::optional<std::string> add_property(Protocol const&, Claim const&);
  std::optional<std::string> add_no_round_more(Protocol const&, Claim const&);
  std::optional<std::string> add_elsewhere(Protocol const&, barrister::Claim const& property, Claim const&,
                                           std::vector<Literal>& target) const;
  std::optional<std::string> add_flag(MemoryModel const&, std::string const& name,
                                      std::vector<Literal> target);

  proofs::plain::Encoding encoding_;
  std::map<EventName, EventId> events_;
  Clauses given_, targets_;
  Literal last_;
  std::map<std::size_t, Pairs> raised_;
  std::size_t pairs_ = 0; // of all flags
};

} // namespace barrister::certificate
