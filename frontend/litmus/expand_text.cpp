// SPDX-License-Identifier: BSD-2-Clause
// As in C: arguments are replaced first, and the text with them once more. A macro that is met in its own
// text stands for itself in C, and nobody means that: it is an error, so that there is no end to wait for.
#include "frontend/litmus/expand_text.hpp"
#include <algorithm>

namespace barrister::frontend::litmus {
namespace {

constexpr int deepest = grammar::max_nesting;
constexpr std::size_t most_made = 100'000;

} // namespace

bool TextExpander::fail(std::string message, std::string hint) {
  diagnostics_.error(source_, place_, std::move(message), std::move(hint));
  return false;
}

TextMacro const* TextExpander::used_at(Tokens const& tokens, std::size_t at) const {
  if (tokens[at].kind != Kind::Identifier) return nullptr;
  auto const found = vocabulary_.macros.find(tokens[at].text);
  if (found == vocabulary_.macros.end()) return nullptr;
  bool const is_called = at + 1 < tokens.size() && tokens[at + 1].kind == Kind::LeftParen;
  return is_called || !found->second->has_parameters ? found->second.get() : nullptr;
}

std::optional<std::size_t> TextExpander::use(Tokens const& tokens, std::size_t at, Tokens& out) {
  place_ = tokens[at].span;
  auto end = at + 1;
  if (used_at(tokens, at)->has_parameters)
    for (std::size_t depth = 0; end < tokens.size(); ++end) {
      if (tokens[end].kind == Kind::LeftParen) ++depth;
      if (tokens[end].kind == Kind::RightParen && --depth == 0) break;
    }
  if (end < tokens.size()) place_ = join(place_, tokens[end > at + 1 ? end : at].span);
  auto const begin = out.size();
  auto const behind = use(tokens, at, out, 0);
  if (!behind) return std::nullopt;
  for (auto i = begin; i < out.size(); ++i) out[i].span = place_;
  if (out.size() > begin && *behind < tokens.size() && tokens[*behind].kind == Kind::LeftParen) {
    auto const last = vocabulary_.macros.find(out.back().text);
    if (last != vocabulary_.macros.end() && last->second->has_parameters) {
      fail("unsupported: a macro that ends with the name of one, whose arguments follow it");
      return std::nullopt;
    }
  }
  return behind;
}

std::optional<std::size_t> TextExpander::use(Tokens const& tokens, std::size_t at, Tokens& out, int depth) {
  std::string const name(tokens[at].text);
  auto const* macro = used_at(tokens, at);
  auto const refuse = [&](std::string message, std::string hint = {}) -> std::optional<std::size_t> {
    fail(std::move(message), std::move(hint));
    return std::nullopt;
  };
  if (std::ranges::find(inside_, macro) != inside_.end())
    return refuse("'" + name + "' is defined by itself");
  if (depth == deepest) return refuse("more than 200 levels of nesting");

  std::vector<Tokens> arguments;
  auto behind = at + 1;
  if (macro->has_parameters) {
    arguments.emplace_back();
    std::size_t open = 0;
    for (;; ++behind) {
      if (behind == tokens.size() || tokens[behind].kind == Kind::End)
        return refuse("the arguments of '" + name + "' have no end", "is a ')' missing?");
      auto const kind = tokens[behind].kind;
      if (kind == Kind::Directive || kind == Kind::Define)
        return refuse("unsupported: a line of the preprocessor among the arguments of a macro");
      if (kind == Kind::LeftParen && ++open == 1) continue;
      if (kind == Kind::RightParen && --open == 0) break;
      if (kind == Kind::Comma && open == 1)
        arguments.emplace_back();
      else
        arguments.back().push_back(tokens[behind]);
    }
    ++behind;
    auto const due = macro->parameters.size();
    if (due == 0 && arguments.size() == 1 && arguments.front().empty()) arguments.clear();
    if (arguments.size() != due)
      return refuse("'" + name + "' takes " + (due == 0 ? "no" : std::to_string(due)) +
                    (due == 1 ? " argument" : " arguments") + ", not " + std::to_string(arguments.size()));
    for (auto& a : arguments) {
      Tokens replaced;
      if (!all(a, replaced, depth + 1)) return std::nullopt;
      a = std::move(replaced);
    }
  }
  Tokens text;
  for (auto const& piece : macro->body) {
    auto const parameter = std::ranges::find(macro->parameters, piece.text);
    if (piece.kind == Kind::Identifier && parameter != macro->parameters.end()) {
      auto const& a = arguments[static_cast<std::size_t>(parameter - macro->parameters.begin())];
      text.insert(text.end(), a.begin(), a.end());
    } else {
      text.push_back({piece.kind, place_, piece.text});
    }
    if (made_ + text.size() > most_made)
      return refuse("this macro stands for too much", "does it repeat its argument again and again?");
  }
  made_ += text.size() + 1;
  inside_.push_back(macro);
  bool const is_fine = all(text, out, depth + 1);
  inside_.pop_back();
  return is_fine ? std::optional(behind) : std::nullopt;
}

bool TextExpander::all(Tokens const& tokens, Tokens& out, int depth) {
  for (std::size_t at = 0; at < tokens.size();) {
    if (!used_at(tokens, at)) {
      out.push_back(tokens[at++]);
      continue;
    }
    auto const behind = use(tokens, at, out, depth);
    if (!behind) return false;
    at = *behind;
  }
  if (made_ + out.size() <= most_made) return true;
  return fail("this macro stands for too much", "does it repeat its argument again and again?");
}

} // namespace barrister::frontend::litmus
