// SPDX-License-Identifier: BSD-2-Clause
#include "cli/barriers/library_parts.hpp"
#include "cli/inputs.hpp"
#include "cli/protocols.hpp"
#include "patch/sites.hpp"
#include <filesystem>
#include <fmt/format.h>

namespace barrister::cli {

std::set<std::string> parts_used(Protocol const& protocol, std::string const& file) {
  std::set<std::string> out;
  for (auto const& thread : protocol.program.threads)
    for (auto const& i : thread.instructions)
      if (i.place.file && *i.place.file != shown_name(file)) out.insert(*i.place.file);
  return out;
}

std::optional<std::string> text_of_part(std::string const& file, std::string const& part) {
  auto const source = library_for(file)(std::filesystem::path(part).stem().string());
  return source && source->name() == part ? std::optional(std::string(source->text())) : std::nullopt;
}

std::vector<std::string> parts_that_order(Protocol const& protocol, std::string const& file) {
  std::vector<std::string> out;
  for (auto const& part : parts_used(protocol, file)) {
    auto const text = text_of_part(file, part);
    if (text && !patch::sites_of_protocol(*text).empty()) out.push_back(part);
  }
  return out;
}

std::vector<std::string> not_looked_at(std::string const& text, Protocol const& protocol,
                                       std::string const& file) {
  auto out = patch::not_looked_at(text, patch::sites_of_protocol(text));
  if (auto const parts = parts_that_order(protocol, file); !parts.empty())
    out.push_back(fmt::format("what is in {} (barriers --library looks at it)", fmt::join(parts, ", ")));
  return out;
}

} // namespace barrister::cli
