// SPDX-License-Identifier: BSD-2-Clause
// A certificate's bytes, as they are in the file and unpacked: what is read is written as it was, and is
// checked.
#include "checker/check.hpp"
#include "fuzz/target.hpp"
#include "proofs/certificate/bytes.hpp"
#include "proofs/certificate/pack.hpp"
#include "proofs/certificate/text.hpp"

namespace barrister::fuzz {

std::string certificate(std::string const& bytes) {
  namespace certificate = barrister::certificate;
  certificate::Bytes const given(bytes.begin(), bytes.end());
  auto const unpacked = certificate::unpack(given);
  auto const* inside = std::get_if<certificate::Bytes>(&unpacked);
  auto const read = certificate::read(inside ? *inside : given);
  auto const* made = std::get_if<certificate::Certificate>(&read);
  if (!made) return {};
  if (certificate::to_bytes(*made) != (inside ? *inside : given)) return "two forms of one certificate";
  certificate::to_text(*made);
  checker::check(*made);
  return {};
}

} // namespace barrister::fuzz
