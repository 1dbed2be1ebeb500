// SPDX-License-Identifier: BSD-2-Clause
#include "checker/run.hpp"
#include <exception>
#include <iostream>
#include <string_view>

namespace {

using namespace barrister::checker;

constexpr auto help = R"(barrister-check FILE...: checks certificates that `barrister check --certify` wrote.

It reads the test or protocol and the model again from the texts in the certificate, and believes nothing else that is in it.

  --input FILE        the certificate has to be about this very text
  --model NAME|FILE   and about this very model: one that ships, or a cat file, and all that it includes
  --text              print certificates as text, and check nothing
  --dimacs DIR        write clauses (DIMACS) and proof (DRAT) of each claim, for a checker of your own

Exit status: 0 all are valid, 1 one is not, 2 bad input or usage.
)";

int wrong_usage(std::string const& why) {
  std::cerr << "barrister-check: " << why << "; see --help\n";
  return bad_input;
}

int run_command_line(int argc, char** argv) {
  Wishes wishes;
  for (int i = 1; i < argc; ++i) {
    std::string const word = argv[i];
    auto* const value = word == "--input"    ? &wishes.input
                        : word == "--model"  ? &wishes.model
                        : word == "--dimacs" ? &wishes.dimacs_folder
                                             : nullptr;
    if (word == "--help" || word == "-h") {
      std::cout << help;
      return valid;
    }
    if (value) {
      if (++i == argc) return wrong_usage(word + " needs a value");
      *value = argv[i];
    } else if (word == "--text") {
      wishes.as_text = true;
    } else if (word.starts_with("-")) {
      return wrong_usage("there is no option " + word);
    } else {
      wishes.files.push_back(word);
    }
  }
  if (wishes.files.empty()) return wrong_usage("which certificate?");
  auto const status = run(wishes, std::cout, std::cerr);
  if (std::cout.flush()) return status;
  std::cerr << "barrister-check: what it says cannot be written\n";
  return bad_input;
}

} // namespace

int main(int argc, char** argv) {
  try {
    return run_command_line(argc, argv);
  } catch (std::exception const& e) {
    std::cerr << "barrister-check: internal error: " << e.what() << "\n";
    return bad_input;
  }
}
