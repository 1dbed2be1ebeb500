// SPDX-License-Identifier: BSD-2-Clause
// What is open in the editor.
#pragma once
#include "lsp/json.hpp"
#include "lsp/sources.hpp"

namespace barrister::lsp {

class Documents {
public:
  // Nothing: what is wrong with it. `item` and `changes` as the editor says them.
  std::string open(Json const& item);
  std::string change(std::string const& uri, std::int64_t version, Json const& changes, Encoding);
  void close(std::string const& uri);
  DocumentPtr find(std::string const& uri) const; // null: it is not open
  OpenTexts const& by_path() const { return by_path_; }

private:
  void keep(Document);
  std::map<std::string, DocumentPtr> by_uri_;
  OpenTexts by_path_;
};

} // namespace barrister::lsp
