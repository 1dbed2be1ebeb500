// SPDX-License-Identifier: BSD-2-Clause
// What is written for several files into one folder: under which names.
#pragma once
#include "cli/output_path.hpp"
#include <map>
#include <string>
#include <vector>

namespace barrister::cli {

// Of each file its name without the ending; where several have the same, with as much of what is before it
// as tells them apart: "a/x.litmus" and "b/x.litmus" are "a-x" and "b-x".
std::map<std::string, std::string> output_names(std::vector<std::string> const& files);

// Of files under models.
class OutputNames {
public:
  OutputNames(std::vector<std::string> const& files, std::vector<std::string> const& models)
      : files_(output_names(files)), models_(output_names(models)),
        is_only_one_(files.size() * models.size() == 1) {}
  OutputName of(std::string const& file, std::string const& model) const {
    return {files_.at(file) + "-" + models_.at(model), is_only_one_};
  }
  // Of a protocol's variant; `variants`: so many are looked at.
  OutputName of(std::string const& file, std::string const& variant, std::size_t variants,
                std::string const& model) const {
    return {files_.at(file) + "-" + variant + "-" + models_.at(model), is_only_one_ && variants == 1};
  }

private:
  std::map<std::string, std::string> files_, models_;
  bool is_only_one_;
};

} // namespace barrister::cli
