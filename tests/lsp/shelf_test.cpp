// SPDX-License-Identifier: BSD-2-Clause
// What ships, as files to open: installed ones where they are the same, else copies.
#include "lsp/shelf.hpp"
#include "lsp/text.hpp"
#include "lsp/uri.hpp"
#include "tests/lsp/files.hpp"
#include "tests/support/folder.hpp"
#include <gtest/gtest.h>

namespace barrister::lsp {
namespace {

std::string const source = BARRISTER_SOURCE;

TEST(Shelf, WhatIsInstalledIsOpenedWhereItIsTheSame) {
  Folder const folder;
  Shelf const shelf(source + "/spec", (folder.path() / "copies").string()); // laid out as what is installed
  EXPECT_EQ(shelf.path_of("lkmm.cat"), source + "/spec/models/lkmm.cat");
  EXPECT_EQ(shelf.path_of("stdlib.cat"), source + "/spec/library/stdlib.cat");
  EXPECT_EQ(shelf.path_of("spec/kernel/sched.protocol"), source + "/spec/kernel/sched.protocol");
  EXPECT_FALSE(shelf.path_of("sched.protocol"));
  EXPECT_FALSE(shelf.path_of("../../etc/passwd"));
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "copies"));
}
TEST(Shelf, ElseACopyIsMadeAndMadeAnewWhereItIsAnother) {
  Folder const folder;
  std::filesystem::create_directories(folder.path() / "installed/kernel");
  folder.write("installed/kernel/sched.protocol", "of another version");
  Shelf const shelf((folder.path() / "installed").string(), (folder.path() / "copies").string());
  auto const copy = shelf.path_of("spec/kernel/sched.protocol");
  ASSERT_TRUE(copy);
  EXPECT_EQ(*copy, (folder.path() / "copies/sched.protocol").string());
  EXPECT_EQ(read_text(*copy), read_text(source + "/spec/kernel/sched.protocol"));
  std::filesystem::remove(*copy);
  folder.write("copies/sched.protocol", "broken off");
  EXPECT_EQ(shelf.path_of("spec/kernel/sched.protocol"), copy);
  EXPECT_EQ(read_text(*copy), read_text(source + "/spec/kernel/sched.protocol"));
}
TEST(Shelf, WhereNoCopyCanBeThereIsNone) {
  Folder const folder;
  auto const file = folder.write("file", "");
  EXPECT_FALSE(Shelf("", file + "/below").path_of("lkmm.cat"));
  EXPECT_FALSE(Shelf("", "").path_of("lkmm.cat"));
}

TEST(Uri, NamesFilesThereAndBack) {
  for (std::string const path : {"/a/b.cat", "/a b/\xC3\xA9%.cat", "/#?[]"})
    EXPECT_EQ(path_of(uri_of(path)), path);
  EXPECT_EQ(path_of("file://localhost/a"), "/a");
  EXPECT_EQ(path_of("file:///a%2fb"), "/a/b");
  for (std::string const wrong : {"", "file://", "file://host/a", "http://a/b", "file:///a%", "file:///a%0",
                                  "file:///a%zz", "file:///a%00"})
    EXPECT_FALSE(path_of(wrong)) << wrong;
}

TEST(Text, PositionsAndOffsetsAreEachOthersInverse) {
  Text const text("ab\r\n\xC3\xA9\xF0\x9D\x94\xB8x\n\rlast");
  for (auto const encoding : {Encoding::Utf16, Encoding::Utf8})
    for (std::uint32_t const at : {0U, 1U, 2U, 4U, 6U, 10U, 11U, 12U, 13U, 17U})
      EXPECT_EQ(text.offset(text.position(at, encoding), encoding), at);
  EXPECT_EQ(text.position(10, Encoding::Utf16), (Position{1, 3}));
  EXPECT_EQ(text.position(10, Encoding::Utf8), (Position{1, 6}));
  EXPECT_EQ(text.offset({1, 2}, Encoding::Utf16), 6U); // inside of the pair
  EXPECT_EQ(text.position(13, Encoding::Utf16), (Position{3, 0}));
  EXPECT_EQ(text.offset({0, 9}, Encoding::Utf16), 2U);
  EXPECT_EQ(text.offset({9, 9}, Encoding::Utf16), 17U);
}

} // namespace
} // namespace barrister::lsp
