// SPDX-License-Identifier: BSD-2-Clause
// What strangers' bytes are given to: each reads them all the way, asks what must be so of what it made, and
// says what is not; or nothing. A crash says it, too.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace barrister::fuzz {

struct Target {
  std::string_view name; // a file of this folder, and of tests/fuzzed
  std::string (*run)(std::string const& bytes);
};

std::string litmus(std::string const&);
std::string check(std::string const&);
std::string cat(std::string const&);
std::string bell(std::string const&);
std::string macros(std::string const&);
std::string protocol(std::string const&);
std::string diff(std::string const&);
std::string certificate(std::string const&);
std::string claims(std::string const&);
std::string frame(std::string const&);
std::string session(std::string const&);
std::string herd7_config(std::string const&);
std::string options(std::string const&);

std::vector<Target> const& targets();

// The stretches between bytes of zero.
std::vector<std::string> parts(std::string const& bytes);

} // namespace barrister::fuzz
