// SPDX-License-Identifier: BSD-2-Clause
// What earlier runs of this very program found out of claims that nothing shows wrong, in a folder that may
// be deleted at any time. What shows a claim wrong is not kept: it is found, and checked, anew.
#pragma once
#include "cli/check_protocol.hpp"
#include <filesystem>

namespace barrister::cli {

// One protocol under one model, with this effort. An answer is of it if the program, and all that is written
// out of the protocol, the claim, the model and the effort, are the same.
class RememberedCase {
public:
  // No folder: nothing is known, and nothing kept.
  RememberedCase(std::optional<std::filesystem::path> folder, Protocol const&, MemoryModel const&,
                 ProtocolEffort const&);
  ~RememberedCase();
  RememberedCase(RememberedCase const&) = delete;
  RememberedCase& operator=(RememberedCase const&) = delete;

  // Without `question`. Nothing where its words may name places that are others now.
  std::optional<ClaimAnswer> of(Claim const&) const;
  // What is said of all claims together: no fault, nothing that is misused. Nothing where it is of an answer
  // that one of these was not asked for: that may have taken more rounds of loops, which show more.
  struct Rest {
    std::vector<std::string> open_flags;
    std::optional<Unreached> unreached;
    Checked checked;
  };
  std::optional<Rest> rest(std::vector<Question> const&) const;

  void keep(ProtocolAnswer const&); // of one question to all claims that it has
private:
  struct Entry;
  Protocol const& protocol_;
  std::unique_ptr<Entry> entry_;
};

// Where answers are kept: $BARRISTER_CACHE, or barrister in $XDG_CACHE_HOME, or in ~/.cache. Nothing where
// there is no such place, or the first is set and empty.
std::optional<std::filesystem::path> cache_folder();

} // namespace barrister::cli
