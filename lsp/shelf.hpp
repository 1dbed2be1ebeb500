// SPDX-License-Identifier: BSD-2-Clause
// What ships inside the program, as files that an editor can open: those that were installed beside it, where
// they are these very texts; else copies, made when one is asked for.
#pragma once
#include <optional>
#include <string>

namespace barrister::lsp {

class Shelf {
public:
  // `installed`: the folder with `models`, `library` and `kernel`. Copies go below `copies`.
  Shelf(std::string installed, std::string copies)
      : installed_(std::move(installed)), copies_(std::move(copies)) {}
  // Of "lkmm.cat", "stdlib.cat" or "spec/kernel/sched.protocol". Nothing: there is no such file, or it cannot
  // be written.
  std::optional<std::string> path_of(std::string const& name) const;
  std::string const& copies() const { return copies_; }

private:
  std::string installed_, copies_;
};

} // namespace barrister::lsp
