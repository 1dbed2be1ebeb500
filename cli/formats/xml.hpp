// SPDX-License-Identifier: BSD-2-Clause
// Writes XML 1.0: well-formed, whatever text it is given.
#pragma once
#include <string>
#include <utility>
#include <vector>

namespace barrister::cli {

using XmlAttributes = std::vector<std::pair<std::string, std::string>>;

class Xml {
public:
  Xml();
  void open(std::string const& element, XmlAttributes const&);
  void close();                                                 // the element opened last
  void empty(std::string const& element, XmlAttributes const&); // opened and closed
  // With text in it, which stands as it is.
  void with_text(std::string const& element, XmlAttributes const&, std::string const& text);
  std::string text() const { return out_; } // whole once all are closed

private:
  void begin(std::string const& element, XmlAttributes const&);
  std::string out_;
  std::vector<std::string> opened_;
};

} // namespace barrister::cli
