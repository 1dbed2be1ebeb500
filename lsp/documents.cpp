// SPDX-License-Identifier: BSD-2-Clause
#include "lsp/documents.hpp"
#include "lsp/uri.hpp"

namespace barrister::lsp {
namespace {

constexpr std::size_t largest = std::size_t{16} << 20; // as of files on disk
constexpr std::size_t most = 1000;                     // at a time

} // namespace

void Documents::keep(Document d) {
  auto const kept = std::make_shared<Document const>(std::move(d));
  by_path_[kept->path] = kept;
  by_uri_[kept->uri] = kept;
}

std::string Documents::open(Json const& item) {
  Document d;
  d.uri = item.at("uri").get<std::string>();
  d.path = path_of(d.uri).value_or(d.uri);
  d.version = item.value("version", std::int64_t{0});
  auto const language = language_of(d.path, item.value("languageId", ""));
  if (!language) return d.uri + " is no litmus test, no cat model and no protocol, by its name";
  d.language = *language;
  auto text = item.at("text").get<std::string>();
  if (text.size() > largest) return d.uri + " has more than 16 MiB";
  if (by_uri_.size() >= most && !by_uri_.contains(d.uri)) return "more than 1000 files are open";
  d.text = Text(std::move(text));
  keep(std::move(d));
  return {};
}

std::string Documents::change(std::string const& uri, std::int64_t version, Json const& changes,
                              Encoding encoding) {
  auto const before = find(uri);
  if (!before) return uri + " is not open";
  Document d = *before;
  d.version = version;
  for (auto const& change : changes) {
    auto const& text = change.at("text").get_ref<std::string const&>();
    if (change.contains("range")) {
      auto const range = change.at("range").get<Range>();
      auto const begin = d.text.offset(range.start, encoding), end = d.text.offset(range.end, encoding);
      if (end < begin) return "a change ends before it begins";
      d.text.replace(begin, end, text);
    } else {
      d.text = Text(text);
    }
    if (d.text.bytes().size() > largest) {
      close(uri);
      return uri + " has more than 16 MiB: it is looked at no more";
    }
  }
  keep(std::move(d));
  return {};
}

void Documents::close(std::string const& uri) {
  if (auto const d = find(uri)) by_path_.erase(d->path);
  by_uri_.erase(uri);
}

DocumentPtr Documents::find(std::string const& uri) const {
  auto const at = by_uri_.find(uri);
  return at == by_uri_.end() ? nullptr : at->second;
}

} // namespace barrister::lsp
