// SPDX-License-Identifier: BSD-2-Clause
#include "cli/question/write_questions.hpp"
#include "cli/options.hpp"
#include "cli/question/dimacs.hpp"
#include "cli/question/smt2.hpp"
#include "cli/wording.hpp"
#include "cli/write_whole.hpp"
#include "solver/question/state_question.hpp"
#include "spec/print.hpp"
#include <fmt/format.h>
#include <set>

namespace barrister::cli {
namespace {

using solver::AskedOf;
using solver::NotStated;
using Made = std::variant<StatedQuestion, NotStated>;

constexpr char const* asked_by = "Asked by barrister ";

struct About {
  std::string of, under; // the test, or the variant; the model
  unsigned rounds;
  std::string sat, unsat; // what these answers say
};

std::vector<std::string> head(About const& a) {
  std::vector<std::string> lines{fmt::format("{}{}: {} under {}, loops up to {}.", asked_by, version, a.of,
                                             a.under, count_of(a.rounds, "round")),
                                 "sat: " + a.sat, "unsat: " + a.unsat};
  for (auto& line : lines)
    for (auto& c : line)
      if (c == '\n') c = ' ';
  return lines;
}

class Writing {
public:
  explicit Writing(QuestionWish const& wish) : wish_(wish) {}

  void write(Made const& made, About const& about, OutputName const& name) {
    if (auto const* no = std::get_if<NotStated>(&made)) return miss(about, no->why);
    auto const& question = std::get<StatedQuestion>(made);
    auto const lines = head(about);
    if (!wish_.smt2.empty())
      write(about, wish_.smt2, name, ".smt2", "; ", [&] { return to_smt2(question, lines); });
    if (!wish_.dimacs.empty())
      write(about, wish_.dimacs, name, ".cnf", "c ", [&] { return to_dimacs(question, lines); });
  }
  WrittenQuestions written() { return std::move(out_); }

private:
  template <class Text>
  void write(About const& about, std::string const& wish, OutputName const& name, char const* ending,
             char const* comment, Text text) {
    auto const path = output_path(wish, name, ending);
    if (!path) return miss(about, fmt::format("cannot write: {} is no folder", wish));
    if (auto const why = write_whole(*path, text(), std::string(comment) + asked_by); !why.empty())
      return miss(about, why);
    out_.lines.push_back(fmt::format("question of {} written: {}", about.of, *path));
  }
  void miss(About const& about, std::string const& why) {
    out_.lost.push_back(fmt::format("question of {} not written: {}", about.of, why));
  }

  QuestionWish const& wish_;
  WrittenQuestions out_;
};

bool is_wished(QuestionWish const& wish) { return !wish.smt2.empty() || !wish.dimacs.empty(); }

} // namespace

WrittenQuestions write_questions(QuestionWish const& wish, OutputName const& name, LitmusTest const& test,
                                 MemoryModel const& model, unsigned rounds) {
  if (!is_wished(wish)) return {};
  bool const is_forall = test.quantifier == Quantifier::Forall;
  auto const condition = to_string(test.proposition, test.program);
  About const about{test.name, model.name, rounds,
                    fmt::format("some execution that the model allows {} {}; or has a fault.",
                                is_forall ? "does not end with" : "ends with", condition),
                    "none does."};
  Writing writing(wish);
  auto const asked = is_forall ? AskedOf::Falsifies : AskedOf::Satisfies;
  writing.write(solver::state_question(test, asked, model, rounds), about, name);
  return writing.written();
}

WrittenQuestions write_questions(QuestionWish const& wish, OutputName const& name,
                                 ProtocolAnswer const& answer, MemoryModel const& model, unsigned rounds) {
  if (!is_wished(wish)) return {};
  Writing writing(wish);
  auto const& protocol = *answer.protocol;
  std::map<std::string, unsigned> seen;
  for (std::size_t i = 0; i < protocol.claims.size(); ++i) {
    auto const& claim = protocol.claims[i];
    auto const most = answer.claims[i].unroll > 0 ? answer.claims[i].unroll : rounds;
    bool const is_cover = claim.kind == Claim::Kind::Cover;
    About const about{
        fmt::format("{} of {} {}", claim.name, protocol.name, protocol.variant), answer.model, most,
        is_cover ? fmt::format("some execution that the model allows reaches it: {}", claim.sentence)
                 : fmt::format("some execution that the model allows is against it: {}; or has a fault.",
                               claim.sentence),
        "there is none."};
    auto const number = ++seen[claim.name];
    auto const of = number == 1 ? claim.name : fmt::format("{}-{}", claim.name, number);
    writing.write(solver::state_question(protocol, i, model, most), about,
                  {fmt::format("{}-{}", name.name, of), name.is_only_one && protocol.claims.size() == 1});
  }
  return writing.written();
}

} // namespace barrister::cli
