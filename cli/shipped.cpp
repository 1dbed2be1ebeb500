// SPDX-License-Identifier: BSD-2-Clause
#include "cli/shipped.hpp"
#include "frontend/source.hpp"
#include <algorithm>

namespace barrister::cli {
namespace {

std::string_view trimmed(std::string_view text) {
  auto const blank = " \t\r\n*";
  auto const begin = text.find_first_not_of(blank);
  return begin == text.npos ? "" : text.substr(begin, text.find_last_not_of(blank) - begin + 1);
}

// Takes a comment off the front of `text`, if there is one; comments of cat nest, those of C++ end with the
// line.
std::optional<std::string_view> take_comment(std::string_view& text) {
  std::size_t end = 0;
  if (text.starts_with("//")) {
    end = std::min(text.find('\n'), text.size());
  } else if (text.starts_with("(*")) {
    int depth = 0;
    do {
      auto const two = text.substr(end, 2);
      depth += two == "(*" ? 1 : two == "*)" ? -1 : 0;
      end += two == "(*" || two == "*)" ? 2 : 1;
    } while (depth > 0 && end < text.size());
  } else {
    return std::nullopt;
  }
  auto comment = text.substr(2, end - 2);
  if (comment.ends_with("*)")) comment.remove_suffix(2);
  text.remove_prefix(end);
  return comment;
}

// The words up to the first colon or full stop, past a line that names the licence.
std::string first_phrase(std::string_view comment) {
  auto rest = trimmed(comment);
  if (rest.starts_with("SPDX")) rest = trimmed(rest.substr(std::min(rest.find('\n'), rest.size())));
  auto end = rest.size();
  for (auto const* stop : {": ", ":\n", ". ", ".\n"}) end = std::min(end, rest.find(stop));
  auto phrase = frontend::folded(rest.substr(0, end));
  if (phrase.ends_with('.')) phrase.pop_back();
  return phrase;
}

} // namespace

std::optional<ShippedModel> describe(ShippedFile const& file) {
  ShippedModel model{std::string(file.name.substr(0, file.name.rfind('.'))), {}, {}};
  auto text = file.text;
  bool titled = false;
  for (;;) {
    while (!text.empty() && text.find_first_of(" \t\r\n") == 0) text.remove_prefix(1);
    if (auto const comment = take_comment(text)) {
      if (model.about.empty()) model.about = first_phrase(*comment);
    } else if (!titled && text.starts_with('"')) {
      auto const end = text.find('"', 1);
      if (end == text.npos) return std::nullopt;
      model.title = text.substr(1, end - 1);
      text.remove_prefix(end + 1);
      titled = true;
    } else {
      break;
    }
  }
  return titled ? std::optional(model) : std::nullopt;
}

std::vector<ShippedModel> shipped_models() {
  std::vector<ShippedModel> models;
  for (auto const& file : shipped_files())
    if (auto model = describe(file)) models.push_back(std::move(*model));
  return models;
}

} // namespace barrister::cli
