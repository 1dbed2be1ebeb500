// SPDX-License-Identifier: BSD-2-Clause
#include "checker/compare.hpp"
#include "frontend/source.hpp"
#include "proofs/certificate/sha256.hpp"
#include "spec/kernel/shipped_protocols.hpp"
#include "spec/models/shipped_models.hpp"
#include <algorithm>
#include <filesystem>
#include <optional>

namespace barrister::checker {
namespace {

using certificate::File;

std::optional<std::string> shipped(std::string const& name) {
  auto const& files = shipped_files();
  auto const found = std::ranges::find(files, name, &ShippedFile::name);
  return found == files.end() ? std::nullopt : std::optional(std::string(found->text));
}

void compare(File const& file, std::string const& with, std::optional<std::string> const& text,
             std::vector<std::string>& out) {
  if (!text) {
    out.push_back("cannot read " + with);
  } else if (*text != file.text) {
    out.push_back("it is about another " + file.name + ": its text has sha256 " +
                  certificate::sha256(file.text) + ", " + with + " has " + certificate::sha256(*text));
  }
}

} // namespace

std::vector<std::string> differences_from_test(certificate::Certificate const& c, std::string const& file) {
  std::vector<std::string> out;
  compare(c.test, file, frontend::read_file(file), out);
  return out;
}

std::vector<certificate::File> foreign_library(certificate::Certificate const& c) {
  auto const is_ours = [](File const& file) {
    auto const& ours = shipped_protocols();
    auto const found = std::ranges::find(ours, file.asked_for + ".protocol", &ShippedFile::name);
    return found != ours.end() && found->text == file.text;
  };
  std::vector<File> out;
  std::ranges::remove_copy_if(c.library, std::back_inserter(out), is_ours);
  return out;
}

bool is_shipped(std::string const& name) {
  return name.find('/') == std::string::npos && shipped(name + ".cat").has_value();
}

std::vector<File> foreign_parts_of_model(certificate::Certificate const& c) {
  std::vector<File> out;
  for (auto const* files : {&c.bell, &c.macros, &c.included})
    std::ranges::copy_if(*files, std::back_inserter(out),
                         [](File const& file) { return shipped(file.asked_for) != file.text; });
  return out;
}

// lkmmv2 is how the kernel's tests are read today: the tool says so to each model; and to those of protocols,
// that grace periods wait.
std::vector<std::string> asked_variants(certificate::Certificate const& c) {
  auto out = c.variants;
  std::erase(out, "lkmmv2");
  if (c.is_of_protocol()) std::erase(out, "grace-periods");
  return out;
}

// What `if "variant"` in a model asks about is no part of its text, and changes what it says.
std::vector<std::string> differences_from_model(certificate::Certificate const& c, std::string const& name) {
  auto out = differences_from_text_of_model(c, name);
  for (auto const& variant : asked_variants(c))
    out.push_back("it is about " + name + " with --variant " + variant + ", which may say something else");
  return out;
}
std::vector<std::string> differences_from_text_of_model(certificate::Certificate const& c,
                                                        std::string const& name) {
  std::vector<std::string> out;
  bool const is_file = name.find('/') != std::string::npos || name.ends_with(".cat");
  compare(c.cat, name, is_file ? frontend::read_file(name) : shipped(name + ".cat"), out);
  auto const folder = is_file ? std::filesystem::path(name).parent_path() : std::filesystem::path();
  for (auto const* files : {&c.bell, &c.macros, &c.included})
    for (auto const& file : *files) {
      auto const path = (folder / file.asked_for).string();
      auto const beside = is_file ? frontend::read_file(path) : std::nullopt;
      compare(file, beside ? path : file.asked_for, beside ? beside : shipped(file.asked_for), out);
    }
  return out;
}

} // namespace barrister::checker
