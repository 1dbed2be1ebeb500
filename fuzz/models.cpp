// SPDX-License-Identifier: BSD-2-Clause
#include "fuzz/models.hpp"
#include "spec/kernel/shipped_protocols.hpp"
#include "spec/models/shipped_models.hpp"
#include <algorithm>
#include <cstdlib>

namespace barrister::fuzz {
namespace {

ShippedFile const* find(std::vector<ShippedFile> const& files, std::string const& name) {
  auto const at = std::ranges::find(files, name, &ShippedFile::name);
  return at == files.end() ? nullptr : &*at;
}

MemoryModel load_lkmm() {
  frontend::Diagnostics diagnostics;
  auto model = frontend::load_model("lkmm", shipped_file("lkmm.cat").value(), shipped_file, diagnostics);
  return std::move(model.value());
}

} // namespace

std::optional<frontend::LoadedFile> shipped_file(std::string const& name) {
  auto const* file = find(shipped_files(), name);
  if (!file) return std::nullopt;
  return frontend::LoadedFile{name, std::string(file->text)};
}

std::optional<frontend::Source> shipped_part(std::string const& name) {
  auto const* file = find(shipped_protocols(), name + ".protocol");
  if (!file) return std::nullopt;
  return frontend::Source(std::string(file->name), std::string(file->text));
}

MemoryModel const& lkmm() {
  static MemoryModel const model = load_lkmm();
  return model;
}

} // namespace barrister::fuzz
