// SPDX-License-Identifier: BSD-2-Clause
// The claims of a variant of a protocol that hold as it is, asked again of its text where that is changed.
#pragma once
#include "cli/barriers/barrier_study.hpp"
#include "cli/barriers/claims_of_variant.hpp"

namespace barrister::cli {

// What is expected to be violated has nothing that barriers keep.
bool may_be_kept(Question const&);

class KeptClaims {
public:
  // `claims` by their number, and what is answered of each; `asked` must live as long.
  KeptClaims(AskedVariants const& asked, std::vector<std::size_t> const& claims, ProtocolAnswer const&);
  Said said(std::string const& text) const;
  Said said(std::shared_ptr<AskedVariants::Result const> const&) const; // of what these claims came to
  // Of what some of them came to, by their place among these claims: whether one is broken.
  Said said(std::shared_ptr<AskedVariants::Result const> const&, std::vector<std::size_t> const& some) const;
  // That some of them are violated, by their place; without what shows it.
  Said broken(std::vector<std::size_t> const& some) const;
  // That it is not known of some whether they hold for more rounds of loops.
  Said bounded(std::vector<std::size_t> const& some, unsigned rounds) const;
  // It is as good as it was; by its place among these claims.
  bool is_kept(std::size_t claim, ClaimAnswer const&) const;
  // Something is reported, or may be, that was not as it is.
  bool has_more(ProtocolAnswer const&) const;
  std::vector<std::size_t> const& claims() const { return claims_; }
  std::vector<std::size_t> places() const;                                   // of all of them
  std::vector<Claim> questions(AskedVariants::Result const& as_it_is) const; // what they are

  std::vector<std::string> const& names() const { return names_; }
  std::vector<std::string> const& open() const { return open_; }       // those that do not hold as it is
  std::vector<std::string> const& unknown() const { return unknown_; } // of which it is not known
  std::string unknown_in_words() const;                                // "it is not known whether P holds"
  std::string in_words() const;                                        // "P, Q hold; R holds within 5 rounds"
  bool is_bounded() const; // some hold for some rounds of loops alone

private:
  bool is_new(std::string const& flag) const;
  AskedVariants const& asked_;
  std::vector<std::size_t> claims_;
  std::vector<unsigned> bounds_;   // by claim: of loops, within so many rounds; 0: for any number
  unsigned rounds_ = 0;            // that bound
  std::vector<std::string> flags_; // that are raised, or may be, as it is
  std::vector<std::string> names_, open_, unknown_;
};

// A change of what is in this variant. `program`: of the text as it is.
bool is_other_code(AskedVariants::Result const& changed, std::string const& program);
// But for those of what is not in this variant. `program`: of the text as it is.
std::vector<patch::Site> sites_of_variant(AskedVariants const&, std::string const& text,
                                          std::string const& program);

} // namespace barrister::cli
