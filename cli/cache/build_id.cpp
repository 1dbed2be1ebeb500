// SPDX-License-Identifier: BSD-2-Clause
#include "cli/cache/build_id.hpp"
#include <cstring>
#include <elf.h>
#include <fmt/format.h>
#include <link.h>
#include <span>

namespace barrister::cli {
namespace {

constexpr std::size_t padded(std::size_t bytes) { return (bytes + 3) / 4 * 4; }

std::string in_hexadecimal(std::span<unsigned char const> bytes) {
  std::string out;
  for (auto const byte : bytes) out += fmt::format("{:02x}", byte);
  return out;
}

// A segment of notes (elf(5), "Notes"): each a header, a name and what it says.
std::string build_id_in(std::span<unsigned char const> notes) {
  ElfW(Nhdr) header;
  while (notes.size() >= sizeof header) {
    std::memcpy(&header, notes.data(), sizeof header);
    notes = notes.subspan(sizeof header);
    auto const name = padded(header.n_namesz), said = padded(header.n_descsz);
    if (name + said > notes.size()) break;
    bool const is_gnu = header.n_namesz == sizeof ELF_NOTE_GNU &&
                        std::memcmp(notes.data(), ELF_NOTE_GNU, sizeof ELF_NOTE_GNU) == 0;
    if (is_gnu && header.n_type == NT_GNU_BUILD_ID)
      return in_hexadecimal(notes.subspan(name, header.n_descsz));
    notes = notes.subspan(name + said);
  }
  return {};
}

// The program itself is the first that is visited.
int note_of_first(dl_phdr_info* info, std::size_t, void* found) {
  for (auto const& segment : std::span(info->dlpi_phdr, info->dlpi_phnum)) {
    if (segment.p_type != PT_NOTE) continue;
    auto const* begin = reinterpret_cast<unsigned char const*>(info->dlpi_addr + segment.p_vaddr);
    auto& out = *static_cast<std::string*>(found);
    if (out.empty()) out = build_id_in({begin, segment.p_memsz});
  }
  return 1;
}

} // namespace

std::string build_id() {
  std::string out;
  dl_iterate_phdr(note_of_first, &out);
  return out;
}

} // namespace barrister::cli
