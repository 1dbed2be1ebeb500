// SPDX-License-Identifier: BSD-2-Clause
// What is known of many changed texts of one variant, asked all at once: which keep every claim, and which
// break some. What shows that they are broken is of all of them together: who needs it asks the text itself.
#pragma once
#include "cli/barriers/kept_claims.hpp"
#include <functional>
#include <map>

namespace barrister::cli {

class ScreenedTexts {
public:
  using Read = std::function<AskedVariants::Result(std::string const& text)>;
  // `as_it_is`: the reading that the claims are kept of.
  void look_at(std::vector<std::string> const& texts, AskedVariants::Result const& as_it_is,
               AskedVariants const&, KeptClaims const&, Read const&);

  // By their places among the claims that are kept: those that are violated; none: all of them are kept.
  // Null: nothing is known of this text.
  std::vector<std::size_t> const* violated(std::string const& text) const;

private:
  std::map<std::string, std::vector<std::size_t>> violated_; // by text
};

} // namespace barrister::cli
