// SPDX-License-Identifier: BSD-2-Clause
#include "cli/coloured_errors.hpp"
#include <gtest/gtest.h>
#include <sstream>

namespace barrister::cli {
namespace {

std::string const red = "\x1b[31;1m", yellow = "\x1b[33;1m", green = "\x1b[32;1m", plain = "\x1b[0m";

TEST(ColouredErrors, PaintTheKindTheCaretAndTheHint) {
  Ink const wet(true);
  EXPECT_EQ(coloured("a.cat:1:2: error: no", wet), "a.cat:1:2: " + red + "error:" + plain + " no");
  EXPECT_EQ(coloured("a.cat:1:2: unsupported: x", wet), "a.cat:1:2: " + red + "unsupported:" + plain + " x");
  EXPECT_EQ(coloured("a.cat:1:2: warning: x", wet), "a.cat:1:2: " + yellow + "warning:" + plain + " x");
  EXPECT_EQ(coloured("    \t  ^~~", wet), "    \t  " + green + "^~~" + plain);
  EXPECT_EQ(coloured("    hint: did you", wet), "    " + green + "hint:" + plain + " did you");
  EXPECT_EQ(coloured("    let error: = r^-1", wet), "    let error: = r^-1"); // the user's text
  EXPECT_EQ(coloured("", wet), "");
}

TEST(ColouredErrors, LoseNothing) {
  std::ostringstream out;
  {
    ColouredLines lines(out, Ink(false));
    std::ostream stream(&lines);
    stream << "a: error: b\n\n  x\nno end" << std::flush << "ing";
  }
  EXPECT_EQ(out.str(), "a: error: b\n\n  x\nno ending");
}

TEST(ColouredErrors, SendNoControlCharactersOfOthers) {
  std::ostringstream out;
  {
    ColouredLines lines(out, Ink(false));
    std::ostream stream(&lines);
    stream << "a\x1b[31m\r\xC2\x9B\xFF\tb \xE2\x80\xAE\xC3\xA9\n";
  }
  EXPECT_EQ(out.str(), "a\\x1b[31m\\x0d\\xc2\\x9b\\xff\tb \\xe2\\x80\\xae\xC3\xA9\n");
}

} // namespace
} // namespace barrister::cli
