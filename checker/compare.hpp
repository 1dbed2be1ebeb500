// SPDX-License-Identifier: BSD-2-Clause
// Whether a certificate is about the texts that its reader has.
#pragma once
#include "proofs/certificate/certificate.hpp"
#include <string>
#include <vector>

namespace barrister::checker {

// What differs, line by line, and by which hash.
std::vector<std::string> differences_from_test(certificate::Certificate const&, std::string const& file);
// What a protocol uses that is not what ships.
std::vector<certificate::File> foreign_library(certificate::Certificate const&);
// The name of a model that ships, or a file; what it includes is looked for beside it, and in what ships.
std::vector<std::string> differences_from_text_of_model(certificate::Certificate const&,
                                                        std::string const& name);
bool is_shipped(std::string const& model);
// What its model is made of besides its own text and that is not what ships: bell, macros, what they include.
std::vector<certificate::File> foreign_parts_of_model(certificate::Certificate const&);
// Of the variants that the model was asked with, those that nobody has without asking for them.
std::vector<std::string> asked_variants(certificate::Certificate const&);
// And what it was asked with besides: variants.
std::vector<std::string> differences_from_model(certificate::Certificate const&, std::string const& name);

} // namespace barrister::checker
