// SPDX-License-Identifier: BSD-2-Clause
// A litmus file cut into its sections, which have different comments and different words. This is raw text
// yet: the hash wants function bodies byte by byte.
#pragma once
#include "frontend/diagnostic.hpp"
#include "spec/program.hpp"

namespace barrister::frontend::litmus {

struct FunctionText {
  CpuId cpu = 0;
  Span name, parameters, body; // without their brackets
};

// What stands before the processes: functions, structs and constants.
struct HelperText {
  Span type, name, parameters, body;
};
struct StructText {
  Span name, body;
};
struct DefineText {
  Span name, value;
};

struct Sections {
  std::string name, expected, hash; // expected: the word after `Result:`; hash: given under `Hash=`
  Span init;                        // without its braces
  std::vector<FunctionText> functions;
  std::vector<HelperText> helpers;
  std::vector<StructText> structs;
  std::vector<DefineText> defines;
  std::vector<Span> beyond; // all of these
  Span question;            // `locations`, `filter` and the condition
};

std::optional<Sections> split(Source const&, Diagnostics&);

} // namespace barrister::frontend::litmus
