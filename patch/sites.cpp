// SPDX-License-Identifier: BSD-2-Clause
#include "patch/sites.hpp"
#include "patch/arguments.hpp"
#include "patch/bodies.hpp"
#include "patch/code.hpp"
#include "patch/primitives.hpp"
#include "patch/replacements.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <optional>

namespace barrister::patch {
namespace {

class Finder {
public:
  explicit Finder(std::string_view text) : text_(text), code_(code_of(text)) {}

  std::vector<Site> run() {
    for (auto const& body : bodies_of_test(code_))
      look_into(body.where, body.thread, body.open + 1, body.close);
    return std::move(out_);
  }

  // Blocks have the name of what they are the body of; those in it, the same one.
  std::vector<Site> run_on_protocol() {
    std::vector<std::string> open;
    std::size_t from = 0;
    for (std::size_t i = 0; i <= code_.size(); ++i) {
      bool const is_edge = i == code_.size() || code_[i] == '{' || code_[i] == '}';
      if (!is_edge) continue;
      if (!open.empty()) look_into(open.back(), 0, from, i);
      if (i < code_.size() && code_[i] == '{') {
        auto name = name_of_block(code_, i);
        open.push_back(name.empty() && !open.empty() ? open.back() : std::move(name));
      } else if (!open.empty()) {
        open.pop_back();
      }
      from = i + 1;
    }
    return std::move(out_);
  }

private:
  void look_into(std::string const& where, unsigned thread, std::size_t from, std::size_t to) {
    for (auto const& call : calls_in(code_, from, to))
      if (auto const close = closing(code_, call.open))
        add(where, thread, call.begin, call.end, call.open, *close);
  }
  void add(std::string const& where, unsigned thread, std::size_t begin, std::size_t end, std::size_t open,
           std::size_t close) {
    auto const name = text_.substr(begin, end - begin);
    auto const forms = weaker_forms(name);
    if (forms.empty()) return;
    Site site{std::string(name) + "()", where, thread, begin, 1, 1, {}};
    for (std::size_t i = 0; i < begin; ++i) {
      site.line += text_[i] == '\n';
      site.column = text_[i] == '\n' ? 1 : site.column + 1;
    }
    auto const arguments = arguments_of(text_, code_, open, close);
    auto const semicolon = behind_space(code_, close + 1);
    bool const is_statement = semicolon < code_.size() && code_[semicolon] == ';' && begins_statement(begin);
    for (auto const& form : forms)
      if (auto made = make(form, begin, open, close, semicolon, is_statement, arguments))
        site.weaker.push_back(std::move(*made));
    if (name == "smp_mb" && is_statement) add_beside_atomic(site, begin, open, semicolon);
    site.waits = waits_for_others(name);
    if (!site.weaker.empty()) out_.push_back(std::move(site));
  }
  // A full barrier right before or behind an atomic operation that orders nothing by itself.
  void add_beside_atomic(Site& site, std::size_t begin, std::size_t open, std::size_t semicolon) const {
    constexpr std::string_view ends = ";{}";
    auto const is_rmw = [&](std::size_t from, std::size_t to) {
      return std::ranges::any_of(calls_in(code_, from, to), [&](CallAt const& call) {
        return is_unordered_rmw(std::string_view(code_).substr(call.begin, call.end - call.begin));
      });
    };
    auto const add = [&](std::string const& name) {
      site.weaker.push_back({name + "()", name, {begin, open, name}});
    };
    auto const next = code_.find_first_of(ends, semicolon + 1);
    if (next != code_.npos && code_[next] == ';' && is_rmw(semicolon + 1, next)) add("smp_mb__before_atomic");
    auto const last = begin == 0 ? code_.npos : code_.find_last_of(ends, begin - 1);
    if (last == code_.npos || last == 0 || code_[last] != ';') return;
    auto const from = code_.find_last_of(ends, last - 1);
    if (is_rmw(from == code_.npos ? 0 : from + 1, last)) add("smp_mb__after_atomic");
  }
  bool begins_statement(std::size_t begin) const {
    auto i = begin;
    while (i > 0 && is_space(code_[i - 1])) --i;
    if (i == 0) return false;
    if (std::string_view(";{})").find(code_[i - 1]) != std::string_view::npos) return true;
    if (code_[i - 1] != ':') {
      auto const word = word_before(code_, i);
      return word == "else" || word == "do";
    }
    // A label, or a case; and not the rest of `a ? b : c`.
    auto from = i - 1;
    while (from > 0 && std::string_view(";{}").find(code_[from - 1]) == std::string_view::npos) --from;
    auto const label = std::string_view(code_).substr(from, i - 1 - from);
    return !trimmed(label).empty() && label.find('?') == std::string_view::npos;
  }
  std::optional<Site::Form> make(WeakerForm const& form, std::size_t begin, std::size_t open,
                                 std::size_t close, std::size_t semicolon, bool is_statement,
                                 std::vector<std::string> const& arguments) const {
    using How = WeakerForm::How;
    auto const count = arguments.size();
    auto const here = [&](std::string words, std::string with) {
      return Site::Form{std::move(words), "", {begin, close + 1, std::move(with)}};
    };
    switch (form.how) {
    case How::Gone: return here("", is_statement ? "" : "0"); // which a statement may be, too
    case How::Renamed: return Site::Form{form.name + "()", form.name, {begin, open, form.name}};
    case How::Load:
      if (count != 1) return std::nullopt;
      return here("READ_ONCE()", "READ_ONCE(" + pointed_to(arguments[0]) + ")");
    case How::Store:
      if (count != 2) return std::nullopt;
      return here("WRITE_ONCE()", "WRITE_ONCE(" + pointed_to(arguments[0]) + ", " + arguments[1] + ")");
    case How::StoreOfLvalue:
      if (count != 2) return std::nullopt;
      return here("WRITE_ONCE()", "WRITE_ONCE(" + arguments[0] + ", " + arguments[1] + ")");
    case How::Fence: return Site::Form{form.name + "()", form.name, {begin, close + 1, form.name + "()"}};
    case How::IsZero:
      return Site::Form{
          form.name + "() == 0",
          form.name,
          {begin, close + 1, fmt::format("({}{} == 0)", form.name, text_.substr(open, close + 1 - open))}};
    case How::FenceAndStore:
      if (count != 2 || !is_statement) return std::nullopt;
      return Site::Form{
          "smp_wmb() and WRITE_ONCE()",
          "smp_wmb",
          {begin, semicolon + 1,
           "{ smp_wmb(); WRITE_ONCE(" + pointed_to(arguments[0]) + ", " + arguments[1] + "); }"}};
    }
    return std::nullopt;
  }

  std::string_view text_;
  std::string code_;
  std::vector<Site> out_;
};

} // namespace

std::vector<Site> sites_of(std::string_view litmus_test) { return Finder(litmus_test).run(); }
std::vector<Site> sites_of_protocol(std::string_view text) {
  auto out = Finder(text).run_on_protocol();
  auto const replacements = replacements_of(text);
  std::ranges::move(Finder(replacements).run_on_protocol(), std::back_inserter(out));
  std::ranges::sort(out, {}, &Site::at);
  return out;
}

std::vector<std::string> not_looked_at(std::string_view text, std::vector<Site> const& sites) {
  std::vector<std::string> out;
  for (auto const& code : {code_of(text), code_of(replacements_of(text))})
    for (auto const& call : calls_in(code, 0, code.size())) {
      auto const name = code.substr(call.begin, call.end - call.begin);
      if (!may_order(name) || std::ranges::find(sites, call.begin, &Site::at) != sites.end()) continue;
      auto const line =
          1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(call.begin), '\n');
      out.push_back(name + "() (line " + std::to_string(line) + ")");
    }
  return out;
}

std::optional<std::string> edited(std::string_view text, std::vector<Edit> edits) {
  // What is put in before a text comes before what is done to that text.
  std::ranges::stable_sort(edits, {}, [](Edit const& e) { return std::pair(e.begin, e.end); });
  std::string out;
  std::size_t from = 0;
  for (auto const& e : edits) {
    if (e.begin < from) return std::nullopt;
    out += text.substr(from, e.begin - from);
    out += e.with;
    from = e.end;
  }
  out += text.substr(from);
  return out;
}

} // namespace barrister::patch
