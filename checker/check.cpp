// SPDX-License-Identifier: BSD-2-Clause
#include "checker/check.hpp"
#include "proofs/lemma.hpp"
#include "proofs/lemmas_alike.hpp"
#include "proofs/rup/check.hpp"
#include <set>

namespace barrister::checker {
namespace {

using certificate::Certificate;
using certificate::Obligations;

std::string of_lemma(std::size_t index, std::string const& why) {
  return "lemma " + std::to_string(index + 1) + ": " + why;
}

std::string does_not_follow(MemoryModel const& model, Lemma const& lemma) {
  auto const& check = model.checks[lemma.check];
  auto const name = "'" + (check.name.empty() ? check.text : check.name) + "'";
  return lemma.absent ? "its facts do not keep its events from raising the flag " + name
                      : "its facts do not break the axiom " + name;
}

} // namespace

std::variant<Valid, Invalid> check(Certificate const& c) {
  if (c.claims.empty()) return Invalid{"it claims nothing"};
  auto read = read_question(c);
  if (auto* why = std::get_if<std::string>(&read)) return Invalid{"its texts cannot be read:\n" + *why, true};
  auto& question = std::get<Question>(read);
  auto made = std::visit(
      [&](auto const& of) { return Obligations::of(of, question.model, c.rounds, c.claims, c.assumed); },
      question.subject);
  if (auto* impossible = std::get_if<Obligations::Impossible>(&made))
    return Invalid{std::move(impossible->why)};
  auto& obligations = std::get<Obligations>(made);
  std::set<proofs::LemmaShape> derived;
  for (std::size_t i = 0; i < c.lemmas.size(); ++i) {
    if (auto why = obligations.add(question.model, c.lemmas[i])) return Invalid{of_lemma(i, *why)};
    if (derived.insert(proofs::shape_of(c.lemmas[i])).second && !proofs::breaks(question.model, c.lemmas[i]))
      return Invalid{of_lemma(i, does_not_follow(question.model, c.lemmas[i]))};
  }
  if (auto const refusal = rup::check(obligations.given(), c.proof, obligations.targets()))
    return Invalid{"the proof: " + to_text(*refusal)};
  return Valid{std::move(question), std::move(obligations)};
}

} // namespace barrister::checker
