// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/rup/binary.hpp"
#include <optional>

namespace barrister::rup {
namespace {

using Kind = Derivation::Kind;

// Seven bits a byte, the low ones first; all but the last byte have the high bit, too.
class Writer {
public:
  void number(std::uint32_t n) {
    for (; n >= 0x80; n >>= 7) bytes.push_back(static_cast<std::uint8_t>(n | 0x80));
    bytes.push_back(static_cast<std::uint8_t>(n));
  }
  void size(std::size_t n) { number(static_cast<std::uint32_t>(n)); }
  // 0, -1, 1, -2, 2 as 0, 1, 2, 3, 4: small ones of both signs are short.
  void literal(Literal l) { number((static_cast<std::uint32_t>(l) << 1) ^ (l < 0 ? ~0U : 0U)); }
  void clause(Clause clause) {
    size(clause.size());
    for (auto l : clause) literal(l);
  }
  Bytes bytes;
};

class Reader {
public:
  explicit Reader(std::span<std::uint8_t const> bytes) : bytes_(bytes) {}

  std::optional<std::uint32_t> number() {
    start_ = at_;
    std::uint64_t n = 0;
    for (unsigned shift = 0; shift < 35; shift += 7) {
      if (at_ == bytes_.size()) return fail_at(at_, "ends here, before its end");
      auto const byte = bytes_[at_++];
      n |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte >= 0x80) continue;
      if (n > ~std::uint32_t{0}) break;
      if (byte != 0 || shift == 0) return static_cast<std::uint32_t>(n);
      return fail_at(start_, "a number that is longer than it has to be");
    }
    return fail_at(start_, "a number of more than 32 bits");
  }
  std::optional<Literal> literal() {
    auto const n = number();
    if (!n) return std::nullopt;
    return static_cast<Literal>((*n >> 1) ^ (*n & 1 ? ~0U : 0U));
  }
  bool clause(std::vector<Literal>& into) {
    return sequence([&] { return literal(); }, into);
  }
  // How many, and each of them. The count is not believed: memory is taken for what is there.
  template <class Read, class T> bool sequence(Read read, std::vector<T>& into) {
    into.clear();
    auto const size = number();
    if (!size) return false;
    for (std::uint32_t i = 0; i < *size; ++i) {
      auto const entry = read();
      if (!entry) return false;
      into.push_back(*entry);
    }
    return true;
  }
  std::optional<Kind> kind() {
    auto const n = number();
    if (!n) return std::nullopt;
    if (*n <= static_cast<std::uint32_t>(Kind::Delete)) return static_cast<Kind>(*n);
    return fail_at(start_, "no kind of step is " + std::to_string(*n));
  }
  bool at_end() {
    if (at_ == bytes_.size()) return true;
    fail_at(at_, "goes on behind its end");
    return false;
  }
  ReadFault const& fault() const { return fault_; }

private:
  std::nullopt_t fail_at(std::size_t at, std::string why) {
    fault_ = {at, std::move(why)};
    return std::nullopt;
  }
  std::span<std::uint8_t const> bytes_;
  std::size_t at_ = 0, start_ = 0; // of what is read next, and of the number that was read last
  ReadFault fault_;
};

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
    auto const kind = reader.kind();
    if (!kind) return reader.fault();
    clause.clear();
    if (*kind != Kind::Delete && !reader.clause(clause)) return reader.fault();
    if (!reader.sequence(back, numbers)) return reader.fault();
    out.append({*kind, clause, numbers});
  }
  if (!reader.at_end()) return reader.fault();
  return out;
}

} // namespace barrister::rup
