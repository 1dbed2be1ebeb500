// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/cat/parse.hpp"
#include "frontend/cat/syntax.hpp"

namespace barrister::frontend {
namespace cat {
namespace {

class Declarations {
public:
  Declarations(FileReader const& reader, Diagnostics& diagnostics)
      : reader_(reader), diagnostics_(diagnostics) {}

  void read(LoadedFile const& loaded) {
    Source const source(loaded.name, loaded.text);
    auto const file = parse(source, diagnostics_);
    if (!file) return;
    for (auto const& statement : file->statements) {
      if (auto const* e = std::get_if<Enum>(&statement.node)) enums_[e->name] = e->tags;
      if (auto const* i = std::get_if<Instructions>(&statement.node); i && !i->by_default)
        for (auto const& argument : i->arguments) declare(bell_.instructions[i->name], *argument, source);
      if (auto const* i = std::get_if<Include>(&statement.node); i && included_.insert(i->path).second)
        if (auto const found = reader_(i->path)) read(*found); // load_model() says what is not there
    }
  }
  Bell const& bell() const { return bell_; }

private:
  void declare(std::set<std::string>& tags, Expression const& e, Source const& source) {
    if (auto const* tag = std::get_if<TagName>(&e.node)) {
      tags.insert(tag->text);
    } else if (auto const* list = std::get_if<SetLiteral>(&e.node)) {
      for (auto const& element : list->elements) declare(tags, *element, source);
    } else if (auto const* name = std::get_if<Name>(&e.node); name && enums_.contains(name->text)) {
      for (auto const& member : enums_.at(name->text)) tags.insert(member.name);
    } else {
      diagnostics_.error(source, e.span, "expected a tag, tags in '{}', or the name of an enum");
    }
  }

  FileReader const& reader_;
  Diagnostics& diagnostics_;
  std::set<std::string> included_;
  std::map<std::string, std::vector<EnumTag>> enums_;
  Bell bell_;
};

} // namespace
} // namespace cat

std::optional<Bell> load_bell(LoadedFile const& file, FileReader const& reader, Diagnostics& diagnostics) {
  cat::Declarations declarations(reader, diagnostics);
  declarations.read(file);
  return diagnostics.failed() ? std::nullopt : std::optional(declarations.bell());
}

} // namespace barrister::frontend
