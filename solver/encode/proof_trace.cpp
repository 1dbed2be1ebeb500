// SPDX-License-Identifier: BSD-2-Clause
#include "solver/encode/proof_trace.hpp"
#include <algorithm>
#include <cstdlib>

namespace barrister::solver {
namespace {

// Of a set of literals. That two sets have the same is unlikely enough: the wrong clause would be deleted,
// and the proof fail.
std::uint64_t fingerprint(std::vector<Literal>& clause) {
  std::ranges::sort(clause);
  clause.erase(std::unique(clause.begin(), clause.end()), clause.end());
  std::uint64_t out = 0;
  for (auto l : clause) {
    // One round of splitmix64.
    out += 0x9E3779B97F4A7C15 + static_cast<std::uint32_t>(l);
    out = (out ^ (out >> 30)) * 0xBF58476D1CE4E5B9;
    out = (out ^ (out >> 27)) * 0x94D049BB133111EB;
    out ^= out >> 31;
  }
  return out;
}

// 'a' or 'd', then a clause: numbers of seven bits a byte, the low ones first; twice the variable, and 1 more
// if negative; 0 at the end.
class DratReader {
public:
  explicit DratReader(std::span<std::uint8_t const> bytes) : bytes_(bytes) {}
  bool at_end() const { return at_ >= bytes_.size(); }
  bool is_deletion() { return bytes_[at_++] == 'd'; }
  void clause(std::vector<Literal>& into) {
    into.clear();
    while (auto const n = number()) {
      auto const variable = static_cast<Literal>(n / 2);
      into.push_back(n % 2 == 0 ? variable : -variable);
    }
  }

private:
  std::uint32_t number() {
    std::uint32_t n = 0;
    for (unsigned shift = 0; !at_end() && shift < 32; shift += 7) {
      auto const byte = bytes_[at_++];
      n |= static_cast<std::uint32_t>(byte & 0x7F) << shift;
      if (byte < 0x80) break;
    }
    return n;
  }
  std::span<std::uint8_t const> bytes_;
  std::size_t at_ = 0;
};

} // namespace

void ProofTrace::given(Clause clause) { clauses_.add(clause); }

// Who only wants the clauses never gets here.
void ProofTrace::find_given() {
  for (; found_ < clauses_.size(); ++found_) {
    auto const clause = clauses_[found_];
    std::vector<Literal> literals(clause.begin(), clause.end());
    present_.emplace(fingerprint(literals), 2 * static_cast<ClauseNumber>(found_ + 1));
  }
}

void ProofTrace::read(std::span<std::uint8_t const> drat, std::vector<bool> const& put_by) {
  find_given();
  auto const is_put_by = [&](Literal l) {
    auto const variable = static_cast<std::size_t>(std::abs(l));
    return variable < put_by.size() && put_by[variable];
  };
  std::vector<Literal> clause;
  for (DratReader reader(drat); !reader.at_end();) {
    bool const is_deletion = reader.is_deletion();
    reader.clause(clause);
    if (!is_deletion) add(clause);
    // That a clause of two literals is deleted, CaDiCaL writes late: the clause may be back by then.
    else if (clause.size() > 2 && std::ranges::none_of(clause, is_put_by))
      remove(clause);
  }
}

void ProofTrace::target(Clause clause) { steps_.target(clause); }

void ProofTrace::add(std::vector<Literal>& clause) {
  auto const number = steps_.add(clause);
  present_.emplace(fingerprint(clause), 2 * number + 1);
}

void ProofTrace::remove(std::vector<Literal>& clause) {
  auto const found = present_.find(fingerprint(clause));
  if (found == present_.end()) return;
  steps_.remove({&found->second, 1});
  present_.erase(found);
}

Derivation ProofTrace::derivation() const {
  auto const given = static_cast<ClauseNumber>(clauses_.size());
  Derivation out(given);
  std::vector<ClauseNumber> numbers;
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    auto const step = steps_[i];
    numbers.assign(step.numbers.begin(), step.numbers.end());
    for (auto& number : numbers) number = number / 2 + (number % 2 == 0 ? 0 : given);
    out.append({step.kind, step.clause, numbers});
  }
  return out;
}

} // namespace barrister::solver
