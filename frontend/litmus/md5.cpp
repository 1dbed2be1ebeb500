// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/md5.hpp"
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

namespace barrister::frontend::litmus {
namespace {

using Word = std::uint32_t;

constexpr int rotations[4][4] = {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};

// The RFC defines its 64 constants as the whole part of 2^32 |sin(i)|, i = 1 .. 64.
std::array<Word, 64> sines() {
  std::array<Word, 64> out{};
  for (std::size_t i = 0; i < 64; ++i)
    out[i] = static_cast<Word>(std::floor(std::ldexp(std::fabs(std::sin(static_cast<double>(i + 1))), 32)));
  return out;
}

Word little_endian(std::string_view bytes) {
  Word w = 0;
  for (std::size_t i = 4; i-- > 0;) w = w << 8 | static_cast<unsigned char>(bytes[i]);
  return w;
}
template <class Integer> void append(std::string& out, Integer value) {
  for (std::size_t i = 0; i < sizeof value; ++i) out += static_cast<char>(value >> (8 * i) & 0xff);
}

void digest_block(std::array<Word, 4>& state, std::string_view block, std::array<Word, 64> const& sine) {
  auto [a, b, c, d] = state;
  for (std::size_t i = 0; i < 64; ++i) {
    Word mixed = 0;
    std::size_t word = 0;
    switch (i / 16) {
    case 0: mixed = (b & c) | (~b & d), word = i; break;
    case 1: mixed = (d & b) | (~d & c), word = 5 * i + 1; break;
    case 2: mixed = b ^ c ^ d, word = 3 * i + 5; break;
    default: mixed = c ^ (b | ~d), word = 7 * i; break;
    }
    auto const sum = a + mixed + sine[i] + little_endian(block.substr(word % 16 * 4, 4));
    a = d;
    d = c;
    c = b;
    b += std::rotl(sum, rotations[i / 16][i % 4]);
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
}

} // namespace

std::string md5(std::string_view bytes) {
  static std::array<Word, 64> const sine = sines();
  std::string padded(bytes);
  padded += '\x80';
  padded.resize((padded.size() + 8 + 63) / 64 * 64 - 8, '\0');
  append(padded, static_cast<std::uint64_t>(bytes.size()) * 8);
  std::array<Word, 4> state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
  for (std::string_view rest = padded; !rest.empty(); rest.remove_prefix(64)) digest_block(state, rest, sine);
  std::string out;
  for (auto const word : state) append(out, word);
  return out;
}

std::string hexadecimal(std::string_view bytes) {
  constexpr char digits[] = "0123456789abcdef";
  std::string out;
  for (char c : bytes) {
    auto const byte = static_cast<unsigned char>(c);
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

} // namespace barrister::frontend::litmus
