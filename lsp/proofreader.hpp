// SPDX-License-Identifier: BSD-2-Clause
// Reads what is open, on a thread of its own, and says what is wrong with it: in the text itself, and in the
// files that it is made of. Of a text that changes meanwhile the rest is not looked at.
#pragma once
#include "lsp/outbox.hpp"
#include "lsp/shelf.hpp"
#include "lsp/sources.hpp"
#include <condition_variable>
#include <set>
#include <thread>

namespace barrister::lsp {

class Proofreader {
public:
  Proofreader(Outbox& out, Shelf const& shelf) : out_(out), shelf_(shelf) {}
  ~Proofreader();
  void start(Encoding);
  // `open` as it is now; `changed` is the path of what is opened, changed, saved or closed.
  void look(OpenTexts open, std::string const& changed);
  // Diagnostics of the server's own, such as verdicts, beside those of the front end; as long as the text is
  // this one.
  void remark(DocumentPtr const&, std::vector<Json> remarks);

private:
  using ByFile = std::map<std::string, std::vector<Json>>; // diagnostics by URI
  void run();
  void read(DocumentPtr const&, OpenTexts const&);
  bool is_current(Document const&);
  void publish(std::string const& path, ByFile);
  void say(std::string const& uri);

  Outbox& out_;
  Shelf const& shelf_;
  Encoding encoding_ = Encoding::Utf16;
  std::mutex mutex_; // of what follows
  std::condition_variable wakes_;
  OpenTexts open_;
  std::set<std::string> due_;
  std::map<std::string, std::set<std::string>> made_of_; // by path: what it reads
  std::map<std::string, ByFile> said_;                   // by the path of the text that shows it
  struct Remarks {
    DocumentPtr of;
    std::vector<Json> all;
  };
  std::map<std::string, Remarks> remarks_; // by URI
  bool ends_ = false;
  std::thread thread_;
};

} // namespace barrister::lsp
