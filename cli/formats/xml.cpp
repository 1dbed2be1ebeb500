// SPDX-License-Identifier: BSD-2-Clause
#include "cli/formats/xml.hpp"
#include "cli/formats/utf8.hpp"
#include <cassert>

namespace barrister::cli {
namespace {

// In an attribute, a tab or a newline that is not named would be read as a space.
enum class Within : std::uint8_t { Text, Attribute };

std::string escaped(std::string const& text, Within within) {
  std::string out;
  for (auto const c : clean_utf8(text)) {
    bool const is_named = within == Within::Attribute;
    switch (c) {
    case '&': out += "&amp;"; break;
    case '<': out += "&lt;"; break;
    case '>': out += "&gt;"; break;
    case '"': out += "&quot;"; break;
    case '\n': out += is_named ? "&#10;" : "\n"; break;
    case '\t': out += is_named ? "&#9;" : "\t"; break;
    default: out += c;
    }
  }
  return out;
}

} // namespace

Xml::Xml() : out_("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") {}

void Xml::begin(std::string const& element, XmlAttributes const& attributes) {
  out_ += std::string(2 * opened_.size(), ' ') + "<" + element;
  for (auto const& [name, value] : attributes)
    out_ += " " + name + "=\"" + escaped(value, Within::Attribute) + "\"";
}
void Xml::open(std::string const& element, XmlAttributes const& attributes) {
  begin(element, attributes);
  out_ += ">\n";
  opened_.push_back(element);
}
void Xml::close() {
  assert(!opened_.empty());
  auto const element = std::move(opened_.back());
  opened_.pop_back();
  out_ += std::string(2 * opened_.size(), ' ') + "</" + element + ">\n";
}
void Xml::empty(std::string const& element, XmlAttributes const& attributes) {
  begin(element, attributes);
  out_ += "/>\n";
}
void Xml::with_text(std::string const& element, XmlAttributes const& attributes, std::string const& text) {
  begin(element, attributes);
  out_ += ">" + escaped(text, Within::Text) + "</" + element + ">\n";
}

} // namespace barrister::cli
