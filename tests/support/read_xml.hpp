// SPDX-License-Identifier: BSD-2-Clause
// A strict reader of small XML: elements, attributes, text, the five named entities and numbered ones. What
// is not well-formed is nothing.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace barrister {

struct XmlElement {
  std::string name;
  std::map<std::string, std::string> attributes;
  std::vector<XmlElement> children;
  std::string text; // of its own, all of it
};
std::optional<XmlElement> read_xml(std::string const& text);

} // namespace barrister
