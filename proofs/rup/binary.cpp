// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/rup/binary.hpp"
#include "proofs/rup/bytes.hpp"

namespace barrister::rup {
namespace {

using Kind = Derivation::Kind;

} // namespace

Bytes to_bytes(Clauses const& clauses) {
  Writer writer;
  writer.size(clauses.size());
  for (std::size_t i = 0; i < clauses.size(); ++i) writer.clause(clauses[i]);
  return std::move(writer.bytes);
}

Bytes to_bytes(Derivation const& proof) {
  Writer writer;
  writer.number(proof.given());
  writer.size(proof.size());
  auto next = proof.given() + 1;
  for (std::size_t i = 0; i < proof.size(); ++i) {
    auto const step = proof[i];
    writer.number(static_cast<std::uint32_t>(step.kind));
    if (step.kind != Kind::Delete) writer.clause(step.clause);
    writer.size(step.numbers.size());
    for (auto number : step.numbers) writer.number(next - number); // how far back
    if (step.kind == Kind::Add) ++next;
  }
  return std::move(writer.bytes);
}

std::variant<Clauses, ReadFault> read_clauses(std::span<std::uint8_t const> bytes) {
  Reader reader(bytes);
  Clauses out;
  std::vector<Literal> clause;
  auto const size = reader.number();
  if (!size) return reader.fault();
  for (std::uint32_t i = 0; i < *size; ++i) {
    if (!reader.clause(clause)) return reader.fault();
    out.add(clause);
  }
  if (!reader.at_end()) return reader.fault();
  return out;
}

std::variant<Derivation, ReadFault> read_derivation(std::span<std::uint8_t const> bytes) {
  Reader reader(bytes);
  auto const given = reader.number();
  if (!given) return reader.fault();
  auto const size = reader.number();
  if (!size) return reader.fault();
  Derivation out(*given);
  std::vector<Literal> clause;
  std::vector<ClauseNumber> numbers;
  auto const back = [&]() -> std::optional<ClauseNumber> {
    auto const distance = reader.number();
    if (!distance) return std::nullopt;
    return out.last() + 1 - *distance;
  };
  for (std::uint32_t i = 0; i < *size; ++i) {
    auto const kind = reader.number_up_to(static_cast<std::uint32_t>(Kind::Delete), "kind of step");
    if (!kind) return reader.fault();
    clause.clear();
    if (static_cast<Kind>(*kind) != Kind::Delete && !reader.clause(clause)) return reader.fault();
    if (!reader.sequence(back, numbers)) return reader.fault();
    out.append({static_cast<Kind>(*kind), clause, numbers});
  }
  if (!reader.at_end()) return reader.fault();
  return out;
}

} // namespace barrister::rup
