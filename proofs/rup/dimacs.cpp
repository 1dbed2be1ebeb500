// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/rup/dimacs.hpp"
#include "proofs/rup/lines.hpp"
#include <cstdlib>

namespace barrister::rup {
namespace {

class DimacsReader {
public:
  std::optional<std::string> take(Words const& line) {
    if (line.empty() || line[0] == "c") return std::nullopt;
    if (!has_begun_) return begin(line);
    for (auto word : line) {
      auto const l = number<Literal>(word);
      if (!l || *l < -last_variable_ || *l > last_variable_)
        return quoted(word) + " is no literal of the variables 1 to " + std::to_string(last_variable_);
      if (*l != 0) {
        clause_.push_back(*l);
        continue;
      }
      clauses.add(clause_);
      clause_.clear();
    }
    return std::nullopt;
  }
  std::optional<std::string> end() const {
    if (!has_begun_) return "there is no 'p cnf' line";
    if (!clause_.empty()) return "the last clause does not end with 0";
    if (clauses.size() == count_) return std::nullopt;
    return "there are " + std::to_string(clauses.size()) + " clauses, and not " + std::to_string(count_);
  }
  Clauses clauses;

private:
  std::optional<std::string> begin(Words const& line) {
    if (line.size() != 4 || line[0] != "p" || line[1] != "cnf")
      return "clauses begin with 'p cnf VARIABLES CLAUSES'";
    auto const variables = number<Literal>(line[2]);
    auto const count = number<ClauseNumber>(line[3]);
    if (!variables || *variables < 0 || !count)
      return "how many variables and clauses there are is no number";
    has_begun_ = true;
    last_variable_ = *variables;
    count_ = *count;
    return std::nullopt;
  }
  std::vector<Literal> clause_;
  bool has_begun_ = false;
  Literal last_variable_ = 0;
  std::size_t count_ = 0;
};

} // namespace

std::string to_dimacs(Clauses const& clauses) {
  Literal last = 0;
  std::string lines;
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    for (auto l : clauses[i]) {
      last = std::max(last, std::abs(l));
      lines += std::to_string(l) + " ";
    }
    lines += "0\n";
  }
  return "p cnf " + std::to_string(last) + " " + std::to_string(clauses.size()) + "\n" + lines;
}

std::variant<Clauses, ReadFault> read_dimacs(std::string_view text) {
  DimacsReader reader;
  if (auto fault = each_line(text, [&](Words const& line) { return reader.take(line); }))
    return std::move(*fault);
  if (auto why = reader.end()) return ReadFault{last_line(text), std::move(*why)};
  return std::move(reader.clauses);
}

} // namespace barrister::rup
