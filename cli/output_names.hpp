// SPDX-License-Identifier: BSD-2-Clause
// What is written for several files into one folder: under which names.
#pragma once
#include <map>
#include <string>
#include <vector>

namespace barrister::cli {

// Of each file its name without the ending; where several have the same, with as much of what is before it
// as tells them apart: "a/x.litmus" and "b/x.litmus" are "a-x" and "b-x".
std::map<std::string, std::string> output_names(std::vector<std::string> const& files);

} // namespace barrister::cli
