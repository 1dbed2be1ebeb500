// SPDX-License-Identifier: BSD-2-Clause
// A protocol of two tasks, a on CPU 0 and b on CPU 1, that has these declarations and their code.
#pragma once
#include "tests/program/run.hpp"

namespace barrister {

Ran checked(std::string const& declarations, std::string const& a, std::string const& b,
            std::string const& claims);
// Of `finally condition`; or that the program has nothing to check, and says this.
void holds(std::string const& declarations, std::string const& a, std::string const& b,
           std::string const& condition);
void violated(std::string const& declarations, std::string const& a, std::string const& b,
              std::string const& condition);
void refused(std::string const& declarations, std::string const& a, std::string const& error);

} // namespace barrister
