// SPDX-License-Identifier: BSD-2-Clause
// The tests on which we differ from herd7 on purpose: spec/divergences.md names each on a line of its own,
// `corpus: manual/plain/C-OOTA.litmus`.
#pragma once
#include <set>
#include <string>

namespace barrister::corpus {

std::set<std::string> listed_divergences(std::string const& file);

} // namespace barrister::corpus
