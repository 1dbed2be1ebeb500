// SPDX-License-Identifier: BSD-2-Clause
#include "lsp/proofreader.hpp"
#include "lsp/complaints.hpp"
#include "lsp/uri.hpp"
#include <algorithm>
#include <exception>

namespace barrister::lsp {
namespace {

using Severity = frontend::Diagnostic::Severity;

int number(Severity severity) {
  switch (severity) {
  case Severity::Error:
  case Severity::Unsupported: return 1;
  case Severity::Warning: return 2;
  case Severity::Note: return 3;
  }
  return 1;
}

Json to_diagnostic(frontend::Diagnostic const& d, Text const& text, Encoding encoding) {
  auto const begin = text.offset_of_place(d.place.line, d.place.column);
  auto const end = d.place.line > 0 ? begin + d.width : begin;
  auto message = d.severity == Severity::Unsupported ? "not supported: " + d.message : d.message;
  if (!d.hint.empty()) message += "\nhint: " + d.hint;
  Range const range{text.position(begin, encoding), text.position(end, encoding)};
  return {{"range", range}, {"severity", number(d.severity)}, {"source", "barrister"}, {"message", message}};
}

} // namespace

Proofreader::~Proofreader() {
  {
    std::lock_guard const lock(mutex_);
    ends_ = true;
  }
  wakes_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Proofreader::start(Encoding encoding) {
  encoding_ = encoding;
  thread_ = std::thread([this] { run(); });
}

void Proofreader::look(OpenTexts open, std::string const& changed) {
  {
    std::lock_guard const lock(mutex_);
    open_ = std::move(open);
    due_.insert(changed);
    std::erase_if(remarks_, [&](auto const& one) {
      auto const at = open_.find(one.second.of->path);
      return at == open_.end() || at->second->text.bytes() != one.second.of->text.bytes();
    });
    for (auto const& [path, files] : made_of_)
      if (files.contains(changed)) due_.insert(path);
  }
  wakes_.notify_all();
}

void Proofreader::run() {
  for (;;) {
    DocumentPtr document;
    OpenTexts open;
    std::string path;
    {
      std::unique_lock lock(mutex_);
      wakes_.wait(lock, [this] { return ends_ || !due_.empty(); });
      if (ends_) return;
      path = *due_.begin();
      due_.erase(due_.begin());
      open = open_;
      if (auto const at = open.find(path); at != open.end()) document = at->second;
      if (!document) made_of_.erase(path);
    }
    if (!document) {
      publish(path, {});
      continue;
    }
    try {
      read(document, open);
    } catch (std::exception const& e) { // of memory, say: the next text may be another
      out_.notify("window/logMessage", {{"type", 1}, {"message", "barrister: " + path + ": " + e.what()}});
    }
  }
}

bool Proofreader::is_current(Document const& d) {
  std::lock_guard const lock(mutex_);
  auto const at = open_.find(d.path);
  return !ends_ && at != open_.end() && at->second.get() == &d && !due_.contains(d.path);
}

void Proofreader::read(DocumentPtr const& document, OpenTexts const& open) {
  Sources sources(open);
  auto const found = complaints(*document, sources, [&] { return is_current(*document); });
  {
    std::lock_guard const lock(mutex_);
    auto& files = made_of_[document->path];
    files.clear();
    for (auto const& [name, file] : sources.read()) files.insert(name);
  }
  if (!is_current(*document)) return;
  ByFile out{{document->uri, {}}};
  std::map<std::string, Text> texts;
  for (auto const& d : found) {
    auto const& name = d.place.file ? *d.place.file : document->path;
    auto const file = sources.read().find(name);
    if (name == document->path || file == sources.read().end()) {
      out[document->uri].push_back(to_diagnostic(d, document->text, encoding_));
      continue;
    }
    auto const& text = texts.try_emplace(name, file->second.text).first->second;
    auto const path = file->second.is_shipped ? shelf_.path_of(name) : std::optional(name);
    if (path) out[uri_of(*path)].push_back(to_diagnostic(d, text, encoding_));
  }
  publish(document->path, std::move(out));
}

// What a file is said to have is all that the texts that are made of it show.
void Proofreader::publish(std::string const& path, ByFile found) {
  std::set<std::string> touched;
  std::lock_guard const lock(mutex_);
  for (auto const& [uri, all] : said_[path]) touched.insert(uri);
  for (auto const& [uri, all] : found) touched.insert(uri);
  said_[path] = std::move(found);
  if (said_[path].empty()) said_.erase(path);
  for (auto const& uri : touched) say(uri);
}

void Proofreader::remark(DocumentPtr const& document, std::vector<Json> remarks) {
  std::lock_guard const lock(mutex_);
  auto const at = open_.find(document->path);
  if (at == open_.end() || at->second->text.bytes() != document->text.bytes()) return;
  remarks_[document->uri] = {at->second, std::move(remarks)};
  say(document->uri);
}

void Proofreader::say(std::string const& uri) {
  std::vector<Json> all;
  auto const add = [&](std::vector<Json> const& some) {
    for (auto const& one : some)
      if (std::ranges::find(all, one) == all.end()) all.push_back(one);
  };
  for (auto const& [path, files] : said_)
    if (auto const at = files.find(uri); at != files.end()) add(at->second);
  if (auto const at = remarks_.find(uri); at != remarks_.end()) add(at->second.all);
  Json parameters{{"uri", uri}, {"diagnostics", std::move(all)}};
  for (auto const& [path, document] : open_)
    if (document->uri == uri) parameters["version"] = document->version;
  out_.notify("textDocument/publishDiagnostics", std::move(parameters));
}

} // namespace barrister::lsp
