// SPDX-License-Identifier: BSD-2-Clause
#include "patch/changes.hpp"
#include "patch/arguments.hpp"
#include "patch/bodies.hpp"
#include "patch/code.hpp"
#include "patch/primitives.hpp"
#include "patch/replacements.hpp"
#include "patch/statements.hpp"
#include <algorithm>
#include <array>
#include <iterator>

namespace barrister::patch {
namespace {

constexpr std::array<char const*, 3> fences{"smp_rmb", "smp_wmb", "smp_mb"};

class Finder {
public:
  // Lines: it has code in lines of its own; else it is part of a line.
  enum class Layout : std::uint8_t { Lines, Part };
  Finder(std::string_view text, std::vector<std::size_t> accesses, Layout layout = Layout::Lines,
         std::size_t places = 0)
      : text_(text), code_(code_of(text)), accesses_(std::move(accesses)), layout_(layout), place_(places) {
    std::ranges::sort(accesses_);
  }
  std::size_t places() const { return place_; }

  void look_into(Body const& body) {
    where_ = body.where;
    for_each_gap(statements_of(code_, body.open + 1, body.close), {});
    for_each_call(body.open + 1, body.close);
  }
  // What a variant puts into a function: shared memory may be accessed before it and behind.
  void look_into_replacement(Body const& body) {
    look_into(body);
    bool const is_empty = body.open + 1 == body.close;
    ++place_;
    add_fences(body.open + 1, "", is_empty ? "" : " ");
    if (is_empty) return;
    ++place_;
    add_fences(body.close, " ", "");
  }
  std::vector<Change> take() { return std::move(out_); }

private:
  struct Around {
    bool is_nested = false;              // else nothing is asked of what is outside
    bool before = false, behind = false; // shared memory is accessed there
  };

  bool has_access(std::size_t begin, std::size_t end) const {
    auto const found = std::ranges::lower_bound(accesses_, begin);
    return (found != accesses_.end() && *found < end) || has_call(begin, end, [](std::string_view name) {
             for (auto const* keyword : {"if", "while", "for", "switch", "return", "sizeof"})
               if (name == keyword) return false;
             return !is_no_access(name);
           });
  }
  template <class Is> bool has_call(std::size_t begin, std::size_t end, Is is) const {
    return std::ranges::any_of(calls_in(code_, begin, end), [&](CallAt const& call) {
      return is(std::string_view(code_).substr(call.begin, call.end - call.begin));
    });
  }
  bool is_rmw(Statement const& s) const {
    return s.blocks.empty() && has_call(s.begin, s.end, is_unordered_rmw);
  }
  std::string_view first_word(Statement const& s) const {
    return std::string_view(code_).substr(s.code, end_of_word(code_, s.code) - s.code);
  }

  void for_each_gap(StatementBlock const& block, Around const& around) {
    std::vector<Statement const*> with;
    for (auto const& s : block.statements)
      if (has_access(s.begin, s.end)) with.push_back(&s);
    bool const is_else_if = !block.is_braced && !block.statements.empty() &&
                            first_word(block.statements[0]) == "if" && is_behind_else(block.begin);
    for (std::size_t i = 0; i < with.size(); ++i) {
      if (i > 0)
        add_between(*with[i - 1], *with[i]);
      else if (around.is_nested && around.before && !is_else_if)
        block.is_braced ? add_before(*with[i], nullptr) : add_at_branch(*with[i], true);
      for (auto const& inner : with[i]->blocks) {
        auto const word = first_word(*with[i]);
        bool const is_loop = word == "while" || word == "for" || word == "do";
        bool const is_in_head = has_access(with[i]->begin, with[i]->head);
        for_each_gap(inner, {true, around.before || i > 0 || is_in_head || is_loop,
                             around.behind || i + 1 < with.size() || is_loop});
      }
    }
    if (!around.is_nested || !around.behind || with.empty() || is_else_if) return;
    auto const& last = *with.back();
    for (auto const* jump : {"return", "goto", "break", "continue"})
      if (first_word(last) == jump) return;
    block.is_braced ? add_behind(last) : add_at_branch(last, false);
  }
  bool is_behind_else(std::size_t begin) const {
    auto i = begin;
    return word_before(code_, i) == "else";
  }

  void add_between(Statement const& before, Statement const& behind) { add_before(behind, &before); }
  // Whoever jumps to it comes by, too.
  void add_before(Statement const& s, Statement const* before) {
    ++place_;
    auto const indent = indent_of(s.code);
    add_fences(s.code, "", indent ? "\n" + *indent : " ", indent, is_rmw(s), before && is_rmw(*before));
  }
  void add_behind(Statement const& s) {
    ++place_;
    auto const indent = indent_of(s.begin);
    add_fences(s.end, indent ? "\n" + *indent : " ", "", indent, false, is_rmw(s));
  }
  // A branch that is one statement gets braces.
  void add_at_branch(Statement const& s, bool is_before) {
    ++place_;
    auto const indent = indent_of(s.begin);
    auto head = s.begin;
    while (head > 0 && is_space(code_[head - 1])) --head;
    auto const outer = indent && !indent->empty() ? indent->substr(0, indent->size() - 1) : std::string();
    for (auto const* fence : fences) {
      auto const call = std::string(fence) + "();";
      std::vector<Edit> edits;
      if (indent) edits.push_back({head, head, " {"});
      auto const open = indent ? std::string() : std::string("{ ");
      auto const close = indent ? "\n" + outer + "}" : std::string(" }");
      auto const space = indent ? "\n" + *indent : std::string(" ");
      Change::Comment comment{edits.size() + (is_before ? 0 : 1), is_before ? open.size() : space.size(),
                              indent};
      edits.push_back({s.begin, s.begin, open + (is_before ? call + space : "")});
      edits.push_back({s.end, s.end, (is_before ? "" : space + call) + close});
      out_.push_back({"", fence, where_, place_, line_of(s.begin), std::move(edits), comment});
    }
  }
  void add_fences(std::size_t at, std::string const& before, std::string const& behind,
                  std::optional<std::string> const& indent = {}, bool is_before_rmw = false,
                  bool is_behind_rmw = false) {
    std::vector<std::string> all(fences.begin(), fences.end());
    if (is_before_rmw) all.emplace_back("smp_mb__before_atomic");
    if (is_behind_rmw) all.emplace_back("smp_mb__after_atomic");
    for (auto const& fence : all)
      out_.push_back({"",
                      fence,
                      where_,
                      place_,
                      line_of(at),
                      {{at, at, before + fence + "();" + behind}},
                      {0, before.size(), indent}});
  }

  void for_each_call(std::size_t from, std::size_t to) {
    for (auto const& call : calls_in(code_, from, to))
      if (auto const close = closing(code_, call.open); close && *close < to)
        add_stronger(call.begin, call.end, call.open, *close);
  }
  void add_stronger(std::size_t begin, std::size_t end, std::size_t open, std::size_t close) {
    auto const name = std::string(text_.substr(begin, end - begin));
    auto const forms = stronger_forms(name);
    if (forms.empty()) return;
    ++place_;
    auto const first = behind_space(text_, line_begin(begin));
    auto const comment_at = layout_ == Layout::Lines ? std::min(first, begin) : begin;
    for (auto const& form : forms) {
      Edit edit{begin, end, form.name};
      if (form.how != StrongerForm::How::Renamed) {
        auto const arguments = arguments_of(text_, code_, open, close);
        if (arguments.empty() || arguments[0].empty()) continue;
        // What is behind the first argument may have calls in it that are changed, too.
        auto const comma = text_.find(arguments[0], open + 1) + arguments[0].size();
        edit = {begin, comma, form.name + "(" + address_of(arguments[0])};
      }
      out_.push_back({name,
                      form.name,
                      where_,
                      place_,
                      line_of(begin),
                      {{comment_at, comment_at, ""}, std::move(edit)},
                      {0, 0, indent_of(comment_at)}});
    }
  }

  std::size_t line_begin(std::size_t at) const {
    while (at > 0 && text_[at - 1] != '\n') --at;
    return at;
  }
  // Of what begins its line.
  std::optional<std::string> indent_of(std::size_t at) const {
    if (layout_ == Layout::Part) return std::nullopt;
    auto const begin = line_begin(at);
    auto const before = text_.substr(begin, at - begin);
    return std::ranges::all_of(before, is_space) ? std::optional(std::string(before)) : std::nullopt;
  }
  std::uint32_t line_of(std::size_t at) const {
    return 1 + static_cast<std::uint32_t>(std::ranges::count(text_.substr(0, at), '\n'));
  }

  std::string_view text_;
  std::string code_;
  std::vector<std::size_t> accesses_;
  Layout layout_;
  std::string where_;
  std::size_t place_;
  std::vector<Change> out_;
};

// A fence before a statement stays before what is written of that.
std::vector<Change> in_order(std::vector<Change> all) {
  std::ranges::stable_sort(all, {}, [](Change const& c) { return c.edits[0].begin; });
  return all;
}

} // namespace

std::vector<Change> changes_of(std::string_view text, std::vector<std::size_t> accesses) {
  Finder finder(text, std::move(accesses));
  for (auto const& body : bodies_of_test(code_of(text))) finder.look_into(body);
  return in_order(finder.take());
}
std::vector<Change> changes_of_protocol(std::string_view text, std::vector<std::size_t> accesses) {
  Finder finder(text, std::move(accesses));
  for (auto const& body : functions_of(code_of(text))) finder.look_into(body);
  auto out = finder.take();
  auto const replacements = replacements_of(text);
  Finder within(replacements, {}, Finder::Layout::Part, finder.places());
  for (auto const& body : functions_of(code_of(replacements))) within.look_into_replacement(body);
  std::ranges::move(within.take(), std::back_inserter(out));
  return in_order(std::move(out));
}

std::vector<Edit> commented(Change const& change, std::vector<std::string> const& lines) {
  auto out = change.edits;
  auto const& [edit, at, indent] = change.comment;
  std::string comment;
  for (auto const& line : lines) comment += line + (indent ? "\n" + *indent : " ");
  out[edit].with.insert(at, comment);
  return out;
}

} // namespace barrister::patch
