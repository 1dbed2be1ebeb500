// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/hash.hpp"
#include "frontend/litmus/md5.hpp"
#include <algorithm>
#include <sstream>
#include <tuple>

namespace barrister::frontend::litmus {
namespace {

auto rank(ast::Location const& l) {
  auto const kind = l.cpu ? 0 : !l.index && l.member.empty() ? 1 : 2;
  return std::make_tuple(kind, l.cpu.value_or(0), std::string_view(l.name), l.index.value_or(0),
                         std::string_view(l.member));
}
std::string text(ast::Location const& l) {
  return (l.cpu ? std::to_string(*l.cpu) + ":" : "") + l.name +
         (l.index ? "[" + std::to_string(*l.index) + "]" : "") + l.member;
}

void collect(ast::Condition const& condition, std::vector<ast::Location>& out) {
  if (condition.kind == Proposition::Kind::Equal) {
    out.push_back(condition.atom.left);
    auto const* right = std::get_if<ast::Location>(&condition.atom.right);
    if (right && !condition.atom.is_address) out.push_back(*right);
  }
  for (auto const& operand : condition.operands) collect(operand, out);
}

std::string init_text(std::vector<ast::InitItem> const& init) {
  std::vector<ast::InitItem const*> sorted;
  for (auto const& item : init) sorted.push_back(&item);
  auto const plain = [](ast::InitItem const* i) { // here an index is an array's size
    auto location = i->location;
    location.index.reset();
    return location;
  };
  std::ranges::stable_sort(sorted, [&](auto* a, auto* b) { return comes_before(plain(a), plain(b)); });
  std::string out, last;
  for (auto const* item : sorted) {
    auto one = item->type.words + (item->type.is_given() ? " " : "") + std::string(item->type.stars, '*') +
               text(item->location);
    if (!item->location.index) one += "=" + (item->value_text.empty() ? "0" : item->value_text);
    if (one == last) continue;
    out += (out.empty() ? "" : "; ") + one;
    last = std::move(one);
  }
  return out;
}

// A parameter's type as herd7 writes it: `volatile` in front, `const` behind, `_Atomic int` for atomic_int.
std::string type_text(ast::TypeName const& type) {
  std::string out, front, behind;
  std::istringstream words(type.words);
  for (std::string word; words >> word;) {
    if (word == "volatile")
      front = "volatile ";
    else if (word == "const")
      behind = " const";
    else
      out += (out.empty() ? "" : " ") + (word == "atomic_int" ? "_Atomic int" : word);
  }
  return front + out + behind + std::string(type.stars, '*');
}

std::string code_text(std::vector<ast::Function> const& functions, std::vector<Span> const& beyond,
                      Source const& source) {
  std::string out;
  for (auto const& span : beyond) out += std::string(source.text(span)) + "\n"; // herd7 has no hash for these
  for (auto const& f : functions) {
    out += out.empty() ? " " : "| ";
    out += "P" + std::to_string(f.cpu) + "(";
    for (auto const& p : f.parameters) {
      if (&p != &f.parameters.front()) out += ", ";
      out += type_text(p.type) + " " + p.name;
    }
    out += ") {\n";
    out += source.text(f.raw_body);
    out += "\n}\n ";
  }
  return out + ";\n";
}

std::string observed_text(ast::Question const& question) {
  std::string out;
  for (auto const& l : observed_locations(question)) out += (out.empty() ? "" : "; ") + text(l);
  return out;
}

} // namespace

bool comes_before(ast::Location const& a, ast::Location const& b) { return rank(a) < rank(b); }

std::vector<ast::Location> observed_locations(ast::Question const& question) {
  auto out = question.locations;
  if (question.condition) collect(*question.condition, out);
  std::ranges::sort(out, comes_before);
  auto const same = [](ast::Location const& a, ast::Location const& b) { return rank(a) == rank(b); };
  out.erase(std::unique(out.begin(), out.end(), same), out.end());
  return out;
}

std::string compute_hash(ast::Test const& test, Source const& source) {
  if (!test.hash.empty()) return test.hash;
  return hexadecimal(md5(md5(init_text(test.init)) + md5(code_text(test.functions, test.beyond, source)) +
                         md5(observed_text(test.question))));
}

} // namespace barrister::frontend::litmus
