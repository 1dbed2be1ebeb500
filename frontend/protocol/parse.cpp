// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/protocol.hpp"
#include "frontend/protocol/read.hpp"
#include "frontend/protocol/text.hpp"
#include "spec/kernel/shipped_protocols.hpp"
#include <algorithm>
#include <set>

namespace barrister::frontend {
namespace {

using Verdict = Expectation::Verdict;

class Parser {
public:
  Parser(Source const& source, ProtocolLibrary const& library, Diagnostics& diagnostics)
      : library_(library), diagnostics_(diagnostics), text_{source, {}, {}, {}} {}

  std::optional<ProtocolFile> run() {
    auto const whole = static_cast<std::uint32_t>(text_.source.text().size());
    if (!read({0, whole})) return std::nullopt;
    auto const& main = text_.files.back();
    if (main.name.text.empty()) {
      diagnostics_.error(text_.source, {0, 1}, "a protocol says its name first", "'protocol name;'");
      return std::nullopt;
    }
    out_.name = main.name.text;
    out_.sentence = main.sentence.text;
    for (std::size_t i = 0; i < main.models.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (main.models[i].name.text == main.models[j].name.text)
          diagnostics_.error(text_.source, main.models[i].name.span,
                             "the model '" + main.models[i].name.text + "' is named twice");
    for (auto const& m : main.models) out_.models.push_back({m.name.text, m.with.text, place(m.name.span)});
    text_.variants = main.variants;
    if (text_.variants.empty()) text_.variants.push_back({main.name, {}, main.sentence, {}});
    for (auto const& v : text_.variants) add(v);
    for (auto const& e : main.expects) add(e);
    if (diagnostics_.failed()) return std::nullopt;
    out_.text = std::make_shared<protocol::Text const>(std::move(text_));
    return std::move(out_);
  }

private:
  Place place(Span span) const { return text_.source.place(span.begin); }

  // Each file once, behind those it uses, which say what its names mean.
  bool read(Span span) {
    for (auto const& use : protocol::uses_in(text_.source, span))
      if (auto const found = library_(use.text); found && !read(use, *found)) return false;
    auto file = protocol::read_file(text_.source, span, text_.vocabulary, diagnostics_);
    if (!file) return false;
    for (auto const& use : file->uses) {
      if (used_.contains(use.text)) continue;
      auto const found = library_(use.text);
      if (!found)
        diagnostics_.error(text_.source, use.span, "there is no library '" + use.text + "'",
                           unknown_library(use.text));
      if (!found || !read(use, *found)) return false;
    }
    text_.files.push_back(std::move(*file));
    return true;
  }
  bool read(protocol::ast::Word const& use, Source const& found) {
    if (!used_.insert(use.text).second) return true;
    return read(text_.source.append(found.name(), std::string(found.text())));
  }

  std::string unknown_library(std::string const& name) const {
    std::vector<std::string> known;
    for (auto const& part : shipped_protocols()) known.emplace_back(part.name.substr(0, part.name.find('.')));
    auto const hint = did_you_mean(name, known);
    return hint.empty()
               ? "none of that name is built in, and no '" + name + ".protocol' stands beside this file"
               : hint;
  }
  void add(protocol::ast::Variant const& v) {
    std::vector<std::string> known;
    for (auto const& other : out_.variants) known.push_back(other.name);
    if (std::ranges::find(known, v.name.text) != known.end())
      diagnostics_.error(text_.source, v.name.span, "there are two variants '" + v.name.text + "'");
    if (!v.of.text.empty() && std::ranges::find(known, v.of.text) == known.end())
      diagnostics_.error(text_.source, v.of.span, "no variant '" + v.of.text + "' comes before this one",
                         did_you_mean(v.of.text, known));
    out_.variants.push_back({v.name.text, v.sentence.text, v.of.text, place(v.name.span)});
  }

  // Names of what is claimed in all files and variants.
  void collect(std::vector<protocol::ast::Declaration> const& declarations) {
    for (auto const& d : declarations) {
      if (auto const* property = std::get_if<protocol::ast::Property>(&d))
        properties_.push_back(property->name.text);
      if (auto const* start = std::get_if<protocol::ast::Start>(&d)) starts_.push_back(start->name.text);
    }
  }
  bool check(protocol::ast::Word const& word, char const* what, std::vector<std::string> const& known) {
    if (std::ranges::find(known, word.text) != known.end()) return true;
    diagnostics_.error(text_.source, word.span, std::string("there is no ") + what + " '" + word.text + "'",
                       did_you_mean(word.text, known));
    return false;
  }
  void add(protocol::ast::Expect const& e) {
    if (properties_.empty()) {
      properties_ = {"*", "assertions", "races"};
      for (auto const& file : text_.files) collect(file.declarations);
      for (auto const& v : text_.variants) collect(v.changes);
    }
    std::vector<std::string> variants;
    for (auto const& v : out_.variants) variants.push_back(v.name);
    if (!check(e.variant, "variant", variants)) return;
    for (auto const& one : e.all) {
      auto const& word = one.verdict.text;
      Expectation made;
      made.verdict = word == "holds"      ? Verdict::Holds
                     : word == "violated" ? Verdict::Violated
                     : word == "vacuous"  ? Verdict::Vacuous
                     : word == "within"   ? Verdict::Within
                                          : Verdict::Unknown;
      made.variant = e.variant.text;
      made.by = one.by.text;
      if (!made.by.empty()) check(one.by, "way to violate a property", {"livelock", "deadlock"});
      for (auto const& m : one.models) made.models.push_back(m.text);
      for (auto const& f : one.from)
        if (check(f, "start", starts_)) made.from.push_back(f.text);
      for (auto const& property : one.properties) {
        if (!check(property, "property", properties_)) continue;
        made.property = property.text;
        made.place = place(property.span);
        made.span = property.span;
        out_.expectations.push_back(made);
      }
    }
  }

  ProtocolLibrary const& library_;
  Diagnostics& diagnostics_;
  protocol::Text text_;
  std::set<std::string> used_;
  std::vector<std::string> properties_, starts_;
  ProtocolFile out_;
};

} // namespace

void say_of(ProtocolFile const& file, Expectation const& e, std::string message, std::string hint,
            Diagnostics& diagnostics) {
  diagnostics.error(file.text->source, e.span, std::move(message), std::move(hint));
}

std::optional<ProtocolFile> parse_protocol(Source const& source, ProtocolLibrary const& library,
                                           Diagnostics& diagnostics) {
  return Parser(source, library, diagnostics).run();
}

} // namespace barrister::frontend
