// SPDX-License-Identifier: BSD-2-Clause
// Numbers and literals as bytes (spec/certificate.md, "As bytes"). What is read may be anything: it takes
// memory for what is there, whatever counts say.
#pragma once
#include "proofs/rup/read_fault.hpp"
#include "spec/derivation.hpp"
#include <optional>
#include <string_view>

namespace barrister::rup {

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
  void text(std::string_view text) {
    size(text.size());
    bytes.insert(bytes.end(), text.begin(), text.end());
  }
  std::vector<std::uint8_t> bytes;
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
  std::optional<std::uint32_t> number_up_to(std::uint32_t last, char const* what) {
    auto const n = number();
    if (!n || *n <= last) return n;
    return fail_at(start_, "no " + std::string(what) + " is " + std::to_string(*n));
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
      auto entry = read();
      if (!entry) return false;
      into.push_back(std::move(*entry));
    }
    return true;
  }
  std::optional<std::string> text() {
    auto const size = number();
    if (!size) return std::nullopt;
    if (*size > bytes_.size() - at_) return fail_at(start_, "a text that is longer than what is there");
    auto const begin = bytes_.begin() + static_cast<std::ptrdiff_t>(at_);
    at_ += *size;
    return std::string(begin, begin + *size);
  }
  std::span<std::uint8_t const> rest() const { return bytes_.subspan(at_); }
  std::size_t at() const { return at_; }
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

} // namespace barrister::rup
