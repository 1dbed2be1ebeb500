// SPDX-License-Identifier: BSD-2-Clause
// Which tests herd7 is to run, and as what: -names, -excl, -rename, -kinds.
#pragma once
#include "cli/herd7_options.hpp"
#include "spec/litmus_test.hpp"
#include <map>

namespace barrister::cli {

class Herd7Selection {
public:
  // Nothing when one of the files is not there, or does not read; `problem` says so.
  static std::optional<Herd7Selection> read(Herd7Options::Selection const&, std::string& problem);

  bool selects_all() const { return !names_ && excluded_.empty(); }
  bool selects(std::string const& name) const; // as it is after renaming
  std::string renamed(std::string const& name) const;
  void apply(LitmusTest&) const; // the new name and kind

private:
  std::optional<std::set<std::string>> names_; // none: all but the excluded ones
  std::set<std::string> excluded_;
  std::map<std::string, std::string> new_names_;
  std::map<std::string, Quantifier> kinds_;
};

} // namespace barrister::cli
