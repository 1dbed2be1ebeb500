// SPDX-License-Identifier: BSD-2-Clause
// Errors on a terminal: the kind of each in its colour, and the caret. Control characters of the user's text
// are shown, not sent. Elsewhere, what is written is as it is.
#pragma once
#include "cli/ink.hpp"
#include <ostream>
#include <streambuf>

namespace barrister::cli {

std::string coloured(std::string const& line, Ink);

// Colours whole lines on their way to another stream.
class ColouredLines : public std::streambuf {
public:
  ColouredLines(std::ostream& to, Ink ink) : to_(to), ink_(ink) {}
  ~ColouredLines() override { sync(); }
  ColouredLines(ColouredLines const&) = delete;
  ColouredLines& operator=(ColouredLines const&) = delete;

protected:
  int overflow(int c) override;
  int sync() override; // of what is no line yet, too

private:
  std::ostream& to_;
  Ink ink_;
  std::string line_;
};

Ink ink_for_errors(); // wet as that of standard output is, where standard error is a terminal

} // namespace barrister::cli
