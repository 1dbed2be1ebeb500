// SPDX-License-Identifier: BSD-2-Clause
#include "patch/bodies.hpp"
#include "patch/code.hpp"
#include <algorithm>

namespace barrister::patch {
namespace {

std::optional<unsigned> number_of_thread(std::string_view word) {
  if (word.size() < 2 || word.size() > 6 || word[0] != 'P') return std::nullopt;
  unsigned out = 0;
  for (char c : word.substr(1)) {
    if (c < '0' || c > '9') return std::nullopt;
    out = 10 * out + static_cast<unsigned>(c - '0');
  }
  return out;
}

// "P0()"; what has too large a number is no function, too.
bool is_named_as_thread(std::string_view where) {
  return where.starts_with('P') && where.find_first_not_of("0123456789", 1) == where.size() - 2;
}

} // namespace

std::vector<Body> threads_of(std::string_view code) {
  std::vector<Body> out;
  for (std::size_t i = 0; i < code.size();) {
    if (!starts_a_word(code[i])) {
      ++i;
      continue;
    }
    auto const end = end_of_word(code, i);
    auto const thread = number_of_thread(code.substr(i, end - i));
    auto const open = behind_space(code, end);
    i = end;
    if (!thread || open >= code.size() || code[open] != '(') continue;
    auto const parameters = closing(code, open);
    auto const body = parameters ? behind_space(code, *parameters + 1) : code.size();
    if (body >= code.size() || code[body] != '{') continue;
    i = closing(code, body).value_or(code.size());
    out.push_back({"P" + std::to_string(*thread), *thread, body, i});
  }
  return out;
}

std::vector<Body> functions_of(std::string_view code) {
  std::vector<Body> out;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (code[i] != '{') continue;
    auto name = name_of_block(code, i);
    if (name.empty()) continue; // of what is in it, some may be a function
    auto const close = closing(code, i).value_or(code.size());
    out.push_back({std::move(name), 0, i, close});
    i = close;
  }
  return out;
}

std::vector<Body> bodies_of_test(std::string_view code) {
  auto out = threads_of(code);
  for (auto& function : functions_of(code)) {
    if (is_named_as_thread(function.where)) continue;
    function.thread = no_thread;
    out.push_back(std::move(function));
  }
  std::ranges::sort(out, {}, &Body::open);
  return out;
}

} // namespace barrister::patch
