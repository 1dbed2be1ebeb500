// SPDX-License-Identifier: BSD-2-Clause
// What could be put into a text so that it orders more: fences between statements, and calls that order more
// than those that are there. Nothing else is changed.
#pragma once
#include "patch/sites.hpp"

namespace barrister::patch {

struct Change {
  std::string was, is;    // "READ_ONCE", "smp_load_acquire"; nothing was where a fence is put in
  std::string where;      // "P0", "ipi_mb()", "task slow"
  std::size_t place = 0;  // of one place, one change is made at most
  std::uint32_t line = 0; // of the call, or of the statement that the fence is next to
  std::vector<Edit> edits;
  struct Comment {                       // where one about it goes
    std::size_t edit = 0, at = 0;        // among the edits, and in what it puts in
    std::optional<std::string> indent{}; // nothing: in the line with other code
  } comment;
  bool is_added() const { return was.empty(); }
};

// A fence goes
//   - between two statements of one block that access shared memory, or call what may;
//   - before the first such of a block of an `if` or a loop, or of a branch without braces, where there is
//     one before it in the body;
//   - behind the last such of it, where there is one behind it in the body.
// `accesses`: where in the text statements begin that access shared memory. In the order of the text.
std::vector<Change> changes_of(std::string_view litmus_test, std::vector<std::size_t> accesses);
// Of any function, of whichever variant; and at both ends of what a `replace` puts in.
std::vector<Change> changes_of_protocol(std::string_view text, std::vector<std::size_t> accesses);

// The edits with a comment of these lines, which are as long as they are.
std::vector<Edit> commented(Change const&, std::vector<std::string> const& lines);

} // namespace barrister::patch
