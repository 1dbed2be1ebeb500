// SPDX-License-Identifier: BSD-2-Clause
// A text and a diff, the first part and the second: what applies makes a text, whose own diff makes it again,
// and undoes it.
#include "fuzz/target.hpp"
#include "patch/apply_diff.hpp"
#include "patch/read_diff.hpp"

namespace barrister::fuzz {
namespace {

using patch::Applied;
using patch::Direction;
using patch::FileDiff;

std::string made_again(std::string const& before, std::string const& after) {
  auto const diff = patch::unified_diff("t", before, after);
  if (before == after) return diff.empty() ? "" : "a diff of nothing";
  auto const read = patch::read_diff(diff);
  auto const* files = std::get_if<std::vector<FileDiff>>(&read);
  if (!files || files->size() != 1) return "our own diff does not read:\n" + diff;
  auto const forward = patch::apply_diff(files->front(), before);
  auto const* there = std::get_if<Applied>(&forward);
  if (!there || there->text != after || !there->moved.empty()) return "our own diff does not apply:\n" + diff;
  auto const reverse = patch::apply_diff(files->front(), after, Direction::Reverse);
  auto const* back = std::get_if<Applied>(&reverse);
  return back && back->text == before ? "" : "our own diff is not undone:\n" + diff;
}

} // namespace

std::string diff(std::string const& bytes) {
  auto const all = parts(bytes);
  if (all.size() < 2) return {};
  patch::is_diff(all[1]);
  auto const read = patch::read_diff(all[1]);
  if (auto const* files = std::get_if<std::vector<FileDiff>>(&read)) {
    patch::parts_for(*files, "a/b/t.litmus");
    for (auto const& file : *files) {
      auto const applied = patch::apply_diff(file, all[0]);
      if (auto const* after = std::get_if<Applied>(&applied))
        if (auto wrong = made_again(all[0], after->text); !wrong.empty()) return wrong;
    }
  }
  return made_again(all[0], all[1]);
}

} // namespace barrister::fuzz
