// SPDX-License-Identifier: BSD-2-Clause
#include "tests/support/read_xml.hpp"
#include <cctype>

namespace barrister {
namespace {

// Whether XML 1.0 may have these bytes at all: UTF-8, and no control characters but three.
bool is_allowed(std::string const& text) {
  for (std::size_t i = 0; i < text.size();) {
    auto const c = static_cast<unsigned char>(text[i]);
    if (c < 0x80) {
      if (c < 0x20 && c != '\t' && c != '\n' && c != '\r') return false;
      ++i;
      continue;
    }
    std::size_t const bytes = c >= 0xF0 && c < 0xF5   ? 4
                              : c >= 0xE0 && c < 0xF0 ? 3
                              : c >= 0xC2 && c < 0xE0 ? 2
                                                      : 0;
    if (bytes == 0 || i + bytes > text.size()) return false;
    unsigned long value = c & (0x7FU >> bytes);
    for (std::size_t k = 1; k < bytes; ++k) {
      auto const next = static_cast<unsigned char>(text[i + k]);
      if ((next & 0xC0) != 0x80) return false;
      value = value << 6 | (next & 0x3FU);
    }
    if ((value >= 0xD800 && value < 0xE000) || value == 0xFFFE || value == 0xFFFF || value > 0x10FFFF)
      return false;
    i += bytes;
  }
  return true;
}

class Reader {
public:
  explicit Reader(std::string const& text) : text_(text) {}

  std::optional<XmlElement> document() {
    if (!is_allowed(text_) || !takes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")) return std::nullopt;
    skip_space();
    auto out = element();
    skip_space();
    return out && at_ == text_.size() ? out : std::nullopt;
  }

private:
  bool takes(std::string const& what) {
    if (text_.compare(at_, what.size(), what) != 0) return false;
    at_ += what.size();
    return true;
  }
  void skip_space() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_]))) ++at_;
  }
  std::string name() {
    auto const from = at_;
    while (at_ < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at_])) || text_[at_] == '-'))
      ++at_;
    return text_.substr(from, at_ - from);
  }
  // Up to this character, which is not taken.
  std::optional<std::string> characters(char end) {
    std::string out;
    while (at_ < text_.size() && text_[at_] != end) {
      if (text_[at_] == '<' || text_.compare(at_, 3, "]]>") == 0) return std::nullopt;
      if (text_[at_] != '&') {
        out += text_[at_++];
        continue;
      }
      auto const semicolon = text_.find(';', at_);
      if (semicolon == text_.npos) return std::nullopt;
      auto const entity = text_.substr(at_ + 1, semicolon - at_ - 1);
      static std::map<std::string, char> const named = {
          {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}, {"#10", '\n'}, {"#9", '\t'}};
      if (!named.contains(entity)) return std::nullopt;
      out += named.at(entity);
      at_ = semicolon + 1;
    }
    return at_ < text_.size() ? std::optional(out) : std::nullopt;
  }
  std::optional<XmlElement> element() {
    XmlElement out;
    if (!takes("<") || (out.name = name()).empty()) return std::nullopt;
    for (skip_space(); at_ < text_.size() && text_[at_] != '>' && text_[at_] != '/'; skip_space()) {
      auto const key = name();
      if (key.empty() || !takes("=\"")) return std::nullopt;
      auto const value = characters('"');
      if (!value || !takes("\"") || !out.attributes.emplace(key, *value).second) return std::nullopt;
    }
    if (takes("/>")) return out;
    if (!takes(">")) return std::nullopt;
    for (;;) {
      auto const text = characters('<');
      if (!text) return std::nullopt;
      out.text += *text;
      if (takes("</")) return name() == out.name && takes(">") ? std::optional(out) : std::nullopt;
      auto child = element();
      if (!child) return std::nullopt;
      out.children.push_back(std::move(*child));
    }
  }

  std::string const& text_;
  std::size_t at_ = 0;
};

} // namespace

std::optional<XmlElement> read_xml(std::string const& text) { return Reader(text).document(); }

} // namespace barrister
