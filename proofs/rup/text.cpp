// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/rup/text.hpp"
#include "proofs/rup/lines.hpp"
#include <algorithm>

namespace barrister::rup {
namespace {

using Kind = Derivation::Kind;

template <class T> void append(std::string& out, std::span<T const> numbers) {
  for (auto n : numbers) out += " " + std::to_string(n);
}

class ProofReader {
public:
  std::optional<std::string> take(Words const& line) {
    if (line.empty() || line[0].starts_with('#')) return std::nullopt;
    if (!proof) return begin(line);
    auto const name = line[0];
    auto const by = std::ranges::find(line, "by");
    bool const deletes = name == "delete:";
    clause_.clear();
    numbers_.clear();
    for (auto word = line.begin() + 1; word != line.end(); ++word) {
      if (word == by && !deletes) continue;
      if (*word == "empty" && word == line.begin() + 1 && !deletes) continue;
      bool const is_number = deletes || word > by;
      if (!(is_number ? add(number<ClauseNumber>(*word), numbers_) : add(number<Literal>(*word), clause_)))
        return quoted(*word) + (is_number ? " is no number of a clause" : " is no literal");
    }
    if (!deletes && clause_.empty() != (line.size() > 1 && line[1] == "empty"))
      return "a clause has literals or is 'empty'";
    if (deletes)
      proof->remove(numbers_);
    else if (name == "target:")
      proof->target(clause_, numbers_);
    else if (auto const next = std::to_string(proof->last() + 1) + ":"; name == next)
      proof->add(clause_, numbers_);
    else
      return "a step is '" + next + "', 'target:' or 'delete:', and not " + quoted(name);
    return std::nullopt;
  }
  std::optional<Derivation> proof; // once it has begun

private:
  std::optional<std::string> begin(Words const& line) {
    if (line.size() == 4 && line[0] == "proof" && line[1] == "from" && line[3] == "clauses") {
      if (auto const given = number<ClauseNumber>(line[2])) {
        proof.emplace(*given);
        return std::nullopt;
      }
    }
    return "a proof begins with 'proof from N clauses'";
  }
  template <class T> static bool add(std::optional<T> n, std::vector<T>& to) {
    if (n) to.push_back(*n);
    return n.has_value();
  }
  std::vector<Literal> clause_;
  std::vector<ClauseNumber> numbers_;
};

} // namespace

std::string to_text(Derivation const& proof) {
  std::string out = "proof from " + std::to_string(proof.given()) + " clauses\n";
  auto next = proof.given() + 1;
  for (std::size_t i = 0; i < proof.size(); ++i) {
    auto const step = proof[i];
    switch (step.kind) {
    case Kind::Add: out += std::to_string(next++) + ":"; break;
    case Kind::Target: out += "target:"; break;
    case Kind::Delete: out += "delete:"; break;
    }
    if (step.kind != Kind::Delete) {
      if (step.clause.empty()) out += " empty";
      append(out, step.clause);
      if (!step.numbers.empty()) out += " by";
    }
    append(out, step.numbers);
    out += "\n";
  }
  return out;
}

std::variant<Derivation, ReadFault> read_text(std::string_view text) {
  ProofReader reader;
  if (auto fault = each_line(text, [&](Words const& line) { return reader.take(line); }))
    return std::move(*fault);
  if (!reader.proof) return ReadFault{last_line(text), "a proof begins with 'proof from N clauses'"};
  return std::move(*reader.proof);
}

} // namespace barrister::rup
