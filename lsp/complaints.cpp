// SPDX-License-Identifier: BSD-2-Clause
#include "lsp/complaints.hpp"
#include "frontend/cat/syntax.hpp"
#include "frontend/litmus/parse.hpp"
#include "frontend/protocol/read.hpp"
#include "lsp/library.hpp"
#include <algorithm>
#include <filesystem>
#include <set>

namespace barrister::lsp {
namespace {

using frontend::Diagnostic, frontend::Diagnostics, frontend::LoadedFile, frontend::Source;

class Said {
public:
  void add(Diagnostics const& diagnostics) {
    for (auto const& d : diagnostics.all())
      if (said_.insert(to_string(d)).second) all_.push_back(d);
  }
  std::vector<Diagnostic> take() { return std::move(all_); }

private:
  std::set<std::string> said_;
  std::vector<Diagnostic> all_;
};

// Its first character past blanks and comments of `open` … `close`, and those that end with the line.
std::string_view past_comments(std::string_view text, std::string_view open, std::string_view close) {
  for (;;) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    if (text.starts_with("//") || text.starts_with("#"))
      text.remove_prefix(std::min(text.find('\n'), text.size()));
    else if (text.starts_with(open))
      text.remove_prefix(std::min(text.find(close, open.size()), text.size() - close.size()) + close.size());
    else
      return text;
  }
}

void litmus(Document const& d, Said& said) {
  Diagnostics diagnostics;
  frontend::load_litmus(d.path, d.text.bytes(), diagnostics);
  said.add(diagnostics);
}

// A file without a title is for others to include: its names are theirs, so its syntax alone is looked at.
// A model of NAME.cat is read behind NAME.bell, where that stands beside it, as the kernel's own .cfg has it.
void cat(Document const& d, Sources& sources, Said& said) {
  Diagnostics diagnostics;
  LoadedFile const file{d.path, d.text.bytes()};
  auto const reader = sources.reader_for(d.path);
  if (d.language == Language::Bell) {
    frontend::load_bell(file, reader, diagnostics);
  } else if (past_comments(file.text, "(*", "*)").starts_with('"')) {
    frontend::ModelOptions options;
    options.bell = reader(std::filesystem::path(d.path).stem().string() + ".bell");
    frontend::load_model(d.path, file, reader, diagnostics, options);
  } else {
    frontend::cat::parse(Source(file.name, file.text), diagnostics);
  }
  said.add(diagnostics);
}

// The models of its `model` lines, and what these add.
void models(frontend::ProtocolFile const& file, Document const& d, Sources& sources, Said& said) {
  for (auto const& use : file.models) {
    Diagnostics diagnostics;
    bool const is_path = use.name.find('/') != use.name.npos || use.name.ends_with(".cat");
    auto const read = sources.reader_for(is_path ? use.name : d.path);
    auto const found = is_path ? read(use.name) : sources.shipped_model_file(use.name + ".cat");
    if (!found) {
      if (is_path) continue; // from the folder in which the program runs
      auto const at = d.text.offset_of_place(use.place.line, use.place.column);
      diagnostics.error(
          Source(d.path, d.text.bytes()), {at, at + static_cast<std::uint32_t>(use.name.size())},
          "there is no model '" + use.name + "'", frontend::did_you_mean(use.name, model_names()));
    } else if (!use.with.empty()) {
      std::string const lines(use.place.line - 1, '\n');
      frontend::ModelOptions options;
      options.variants.insert("grace-periods");
      frontend::load_model(
          use.name,
          {d.path, "\"" + use.name + "\" include \"" + found->name + "\"" + lines + use.with + "\n"}, read,
          diagnostics, options);
    }
    said.add(diagnostics);
  }
}

void protocol(Document const& d, Sources& sources, Said& said, std::function<bool()> const& goes_on) {
  Diagnostics diagnostics;
  Source const source(d.path, d.text.bytes());
  auto const library = sources.library_for(d.path);
  bool const is_part = !past_comments(source.text(), "/*", "*/").starts_with("protocol");
  if (is_part && !source.text().empty()) { // for others to use
    frontend::Span const whole{0, static_cast<std::uint32_t>(source.text().size())};
    auto vocabulary = frontend::protocol::vocabulary_of(source, whole, library);
    frontend::protocol::read_file(source, whole, vocabulary, diagnostics);
    return said.add(diagnostics);
  }
  auto const file = frontend::parse_protocol(source, library, diagnostics);
  said.add(diagnostics);
  if (!file) return;
  models(*file, d, sources, said);
  for (auto const& variant : file->variants) {
    if (!goes_on()) return;
    Diagnostics resolving;
    frontend::resolve(*file, variant.name, resolving);
    said.add(resolving);
  }
  Diagnostics idle;
  for (auto const& f : frontend::uncalled_functions(*file)) {
    auto const at = d.text.offset_of_place(f.place.line, f.place.column);
    idle.warning(source, {at, at + static_cast<std::uint32_t>(f.name.size())},
                 "nothing calls " + f.name + "()");
  }
  said.add(idle);
}

} // namespace

std::vector<Diagnostic> complaints(Document const& d, Sources& sources,
                                   std::function<bool()> const& goes_on) {
  Said said;
  switch (d.language) {
  case Language::Litmus: litmus(d, said); break;
  case Language::Cat:
  case Language::Bell: cat(d, sources, said); break;
  case Language::Protocol: protocol(d, sources, said, goes_on); break;
  }
  return said.take();
}

} // namespace barrister::lsp
