// SPDX-License-Identifier: BSD-2-Clause
// What was found about claims, for as long as the text is the one that was asked about; and the lenses that
// say so.
#pragma once
#include "lsp/question.hpp"
#include "lsp/scene.hpp"
#include <mutex>

namespace barrister::lsp {

// What a lens stands for, as its command's argument.
struct Case {
  std::string uri;
  Checkable::Kind kind = Checkable::Kind::Test;
  std::string name, model;
  std::string key() const; // of it alone
};
void to_json(Json&, Case const&);
void from_json(Json const&, Case&);

class Docket {
public:
  void begins(Case const&);
  void ends(Case const&); // without a ruling
  void rules(Case const&, std::string text, Ruling);
  Json lenses(Scene const&);
  // Diagnostics of what is violated or unknown in this very text.
  std::vector<Json> remarks(Scene const&);

private:
  struct Entry {
    bool is_running = false;
    std::optional<Ruling> ruling;
    std::string text; // that it is about
  };
  Entry find(Case const&);
  std::mutex mutex_;
  std::map<std::string, Entry> entries_; // by key
};

} // namespace barrister::lsp
