// SPDX-License-Identifier: BSD-2-Clause
// Writes the pages into a folder, when the program is built.
#include "cli/options.hpp"
#include "pages/pages.hpp"
#include <filesystem>
#include <fstream>
#include <iostream>

int main(int argc, char** argv) {
  using namespace barrister;
  if (argc != 2) {
    std::cerr << "usage: barrister_pages FOLDER\n";
    return 2;
  }
  std::filesystem::path const folder = argv[1];
  auto const help = cli::program_help();
  bool is_written = true;
  auto const write = [&](char const* name, std::string const& text) {
    std::ofstream out(folder / name);
    out << text << std::flush;
    is_written = is_written && out.good();
  };
  write("barrister.1", pages::man(help, cli::version));
  write("barrister.bash", pages::bash(help));
  write("_barrister", pages::zsh(help));
  write("barrister.fish", pages::fish(help));
  if (!is_written) std::cerr << "barrister_pages: cannot write to " << folder << "\n";
  return is_written ? 0 : 1;
}
