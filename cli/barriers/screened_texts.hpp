// SPDX-License-Identifier: BSD-2-Clause
// What is known of many changed texts of one variant, asked all at once: which keep every claim, and which
// break some. What shows that they are broken is of all of them together: who needs it asks the text itself.
#pragma once
#include "cli/barriers/kept_claims.hpp"
#include <functional>
#include <map>
#include <span>

namespace barrister::cli {

class ScreenedTexts {
public:
  using Read = std::function<AskedVariants::Result(std::string const& text)>;
  // `as_it_is`: the reading that the claims are of. Texts that cannot be asked beside it are left out.
  // `jobs`: threads that each question is shared out to.
  ScreenedTexts(AskedVariants const& asked, AskedVariants::Result as_it_is,
                std::vector<std::string> const& texts, Read const&, unsigned jobs = 1);

  // Of these claims as it is; nothing where that is not settled beside others.
  std::optional<ProtocolAnswer> settle(AskedVariants::Claims const& claims);
  void look_at(KeptClaims const&);

  // By their places among the claims that are kept. Null: nothing is known of this text.
  struct Known {
    std::vector<std::size_t> violated, bounded; // none: all of them are kept
    unsigned rounds = 0;                        // of loops, for which those hold
  };
  Known const* of(std::string const& text) const;

private:
  using Claims = AskedVariants::Claims;
  using OnFeedback = ProtocolEffort::OnFeedback;
  std::optional<ProtocolAnswer> ask(std::size_t group, Claims const& as_it_is, Claims const& of_others,
                                    OnFeedback) const;
  void note(std::string const& text, std::span<ClaimAnswer const>, Claims const& of, KeptClaims const&);

  AskedVariants const& asked_;
  unsigned jobs_;
  AskedVariants::Result as_it_is_;
  std::vector<std::string> texts_;
  std::vector<AskedVariants::Result> readings_;
  struct Settled {
    Claims claims;
    ProtocolAnswer answer;
  };
  std::optional<Settled> of_first_group_;
  std::map<std::string, Known> known_; // by text
};

} // namespace barrister::cli
