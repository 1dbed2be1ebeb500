// SPDX-License-Identifier: BSD-2-Clause
// `--certify`, of protocols: one certificate for each variant, model and number of rounds.
#pragma once
#include "cli/output_path.hpp"
#include "cli/protocol_cases.hpp"
#include "cli/write_certificate.hpp"

namespace barrister::cli {

struct ProtocolCertificates {
  std::vector<std::string> lines;        // what is certified and what is not
  std::size_t claims = 0, certified = 0; // that hold; and those of them with a certificate
  std::size_t assuming = 0;              // of these: with an assumption
  std::uintmax_t bytes = 0;
};
// `wish`: a file if there is only one answer, else a folder, which is made.
ProtocolCertificates certify(std::string const& wish, OutputName const&, IngredientOptions const&,
                             std::chrono::milliseconds timeout, ProtocolCase const&, ProtocolAnswer const&);

// Of all that were made: what is missing, and how many claims of how many are certified.
class ProtocolTally {
public:
  void add(ProtocolAnswer const&, ProtocolCertificates const&);
  std::string report(std::string const& folder) const; // empty where there is nothing to certify

private:
  ProtocolCertificates all_;
};

} // namespace barrister::cli
