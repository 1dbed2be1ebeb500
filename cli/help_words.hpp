// SPDX-License-Identifier: BSD-2-Clause
// What the help of the program says around its commands.
#pragma once

namespace barrister::cli {

inline constexpr auto description =
    "Barrister: prove your barriers. Checks Linux-kernel litmus tests and protocols under a memory model.";
inline constexpr auto examples =
    R"(  barrister MP.litmus                        is its outcome reachable?
  barrister check --trace SB.litmus          and show an execution, or why not
  barrister check --model lkmm --model tso *.litmus
  barrister install.protocol                 does each variant do as expected?
  barrister check --variant V410 --property S1 install.protocol
  barrister variants install.protocol        the same as a table
  barrister barriers MP.litmus               which barriers are needed?
  barrister why MP.litmus                    why does it hold?
  barrister repair SB.litmus                 which barriers would do?
  barrister diff MP.litmus MP-fixed.litmus   what does the change do?
  barrister herd7 -unroll 3 MP.litmus        herd7's options and output
  barrister lsp                              for editors: a language server
  barrister check --certify MP.proof MP.litmus && barrister verify MP.proof
)";
inline constexpr auto exit_status = R"(  0  every claim holds as expected
  1  some claim is violated or vacuous
  2  bad input or usage, or output that cannot be written
  3  unknown: a bound, a timeout or an approximation is in the way
)";

} // namespace barrister::cli
