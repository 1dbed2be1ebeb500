// SPDX-License-Identifier: BSD-2-Clause
// The texts that one file is made of, as `check` finds them, but that what is open in the editor counts for
// what is on disk. It remembers what was read, by the names that the front end has in its places.
#pragma once
#include "frontend/cat/parse.hpp"
#include "frontend/protocol.hpp"
#include "lsp/document.hpp"
#include <map>

namespace barrister::lsp {

using OpenTexts = std::map<std::string, DocumentPtr>; // by path

class Sources {
public:
  explicit Sources(OpenTexts open) : open_(std::move(open)) {}
  // Must not outlive this.
  frontend::ProtocolLibrary library_for(std::string const& path);
  frontend::FileReader reader_for(std::string const& path);
  std::optional<frontend::LoadedFile> shipped_model_file(std::string const& name);

  struct Read {
    std::string text;
    bool is_shipped = false; // its name is of what ships, and no path
  };
  std::map<std::string, Read> const& read() const { return read_; }

private:
  std::optional<std::string> text_of(std::string const& path) const;
  std::optional<frontend::LoadedFile> kept(std::string name, std::optional<std::string> text,
                                           bool is_shipped);

  OpenTexts open_;
  std::map<std::string, Read> read_;
};

} // namespace barrister::lsp
