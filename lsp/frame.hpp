// SPDX-License-Identifier: BSD-2-Clause
// Messages as the base protocol frames them: headers, an empty line, and so many bytes.
#pragma once
#include <iosfwd>
#include <string>
#include <string_view>

namespace barrister::lsp {

// A text of 16 MiB, which is the most that the front end reads, and its quotes and line ends escaped.
constexpr std::size_t largest_message = std::size_t{32} << 20;

struct Frame {
  enum class Kind : std::uint8_t {
    Message,
    Wrong, // `text` says why; what follows may be read
    End
  } kind = Kind::End;
  std::string text;
};
// Whatever the input claims, no more than `largest_message` is kept of it.
Frame read_frame(std::istream&);
void write_frame(std::ostream&, std::string_view text);

} // namespace barrister::lsp
