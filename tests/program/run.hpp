// SPDX-License-Identifier: BSD-2-Clause
// Runs the built program as a user does.
#pragma once
#include "tests/support/folder.hpp"
#include <functional>
#include <string>
#include <vector>

namespace barrister {

struct Ran {
  int status = 0; // the exit status; 128 and the signal's number for a crash, as the shell says it
  std::string out, err;
};
// The first word is the program's path; `meanwhile` is told its process.
Ran run(std::vector<std::string> const& command, std::function<void(int)> const& meanwhile = {});
Ran barrister_with(std::vector<std::string> arguments, std::function<void(int)> const& meanwhile = {});

bool has(std::string const& text, std::string const& part);
// What many tests are of.
inline std::string const proofs = BARRISTER_SOURCE "/proofs/";
inline std::string const peterz = proofs + "c-peterz/C-peterz.litmus";
inline std::string const wake_up = proofs + "wake-up/wake-up.protocol";

std::string read_text(std::filesystem::path const&);

} // namespace barrister
