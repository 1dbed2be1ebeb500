// SPDX-License-Identifier: BSD-2-Clause
#include "cli/question/smt2.hpp"
#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>

namespace barrister::cli {
namespace {

using Variable = StatedVariable;

class Writer {
public:
  explicit Writer(StatedQuestion const& question) : question_(question) {}

  std::string run(std::vector<std::string> const& about) {
    for (auto const& line : about) out_ += "; " + line + "\n";
    out_ += "(set-info :smt-lib-version 2.6)\n(set-logic QF_BV)\n\n; The events.\n";
    for (std::size_t e = 0; e < question_.events.size(); ++e)
      out_ += fmt::format("; e{}: {}\n", e, question_.events[e]);
    out_ += "\n; What is so of an execution, or stands for what is.\n";
    for (auto const& variable : question_.variables) declare(variable);
    out_ += "\n; Of every execution that the model allows.\n";
    for (std::size_t i = 0; i < question_.clauses.size(); ++i) require(question_.clauses[i]);
    out_ += fmt::format("\n; Asked for.\n(assert {})\n(check-sat)\n(exit)\n", literal(question_.asked));
    return std::move(out_);
  }

private:
  Variable const& variable(Literal l) const {
    return question_.variables.at(static_cast<std::size_t>(std::abs(l)) - 1);
  }
  std::string literal(Literal l) const { return l > 0 ? variable(l).name : "(not " + variable(l).name + ")"; }
  std::string list(char const* of, Clause literals) const {
    std::string text = std::string("(") + of;
    for (auto l : literals) text += " " + literal(l);
    return text + ")";
  }

  void declare(Variable const& v) {
    auto const means = v.means.empty() ? "" : " ; " + v.means;
    if (v.kind == Variable::Kind::Free) {
      out_ += fmt::format("(declare-const {} Bool){}\n", v.name, means);
      return;
    }
    auto const* operation = v.kind == Variable::Kind::All ? "and" : "ite";
    out_ += fmt::format("(define-fun {} () Bool {}){}\n", v.name, list(operation, v.parts), means);
  }
  void require(Clause clause) {
    if (clause.empty())
      out_ += "(assert false)\n";
    else if (clause.size() == 1)
      out_ += fmt::format("(assert {})\n", literal(clause[0]));
    else if (!is_of_definition(clause))
      out_ += fmt::format("(assert {})\n", list("or", clause));
  }
  // It follows from what its last variable stands for alone.
  bool is_of_definition(Clause clause) const {
    auto const last = *std::ranges::max_element(clause, {}, [](Literal l) { return std::abs(l); });
    auto const& v = variable(last);
    auto const has = [&](Literal l) { return std::ranges::find(clause, l) != clause.end(); };
    auto const& parts = v.parts;
    switch (v.kind) {
    case Variable::Kind::Free: return false;
    case Variable::Kind::All:
      if (last < 0) return std::ranges::any_of(parts, has);
      return std::ranges::all_of(parts, [&](Literal l) { return has(-l); });
    case Variable::Kind::Choice: {
      auto const value = [&](Literal l) { return has(last < 0 ? l : -l); };
      return (has(-parts[0]) && value(parts[1])) || (has(parts[0]) && value(parts[2]));
    }
    }
    return false;
  }

  StatedQuestion const& question_;
  std::string out_;
};

} // namespace

std::string to_smt2(StatedQuestion const& question, std::vector<std::string> const& about) {
  return Writer(question).run(about);
}

} // namespace barrister::cli
