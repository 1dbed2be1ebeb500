// SPDX-License-Identifier: BSD-2-Clause
#include "cli/shared_options.hpp"
#include "cli/formats/format.hpp"
#include "cli/option_values.hpp"
#include "cli/page.hpp"
#include <algorithm>
#include <thread>

namespace barrister::cli {

CLI::Option* add_list(CLI::App& app, std::string const& name, std::vector<std::string>& list,
                      char const* help) {
  return app.add_option(name, list, help)->allow_extra_args(false);
}

CLI::Option* add_choice(CLI::App& app, std::string const& name, std::string& choice,
                        std::vector<std::string> const& of, char const* help) {
  std::string shown;
  for (auto const& word : of) shown += (shown.empty() ? "" : "|") + word;
  return app.add_option(name, choice, help)->type_name(shown)->check(one_of(of));
}

void add_ingredients(CLI::App& app, IngredientOptions& o) {
  app.add_option("--conf", o.conf,
                 "a herd7 .cfg file, such as linux-kernel.cfg: its model, bell, macros, variants")
      ->type_name("FILE");
  app.add_option("--bell", o.bell, "the bell file of a model of one's own")->type_name("FILE");
  app.add_option("--macros", o.macros, "the .def file that a model's primitives are in")->type_name("FILE");
  add_list(app, "--variant", o.variants,
           "of a protocol: check this variant; of a test: what a model may ask about, such as lkmmv2")
      ->type_name("NAME");
  add_list(app, "-I", o.include, "look here for the files that are named")->type_name("DIR");
}

void add_bounds(CLI::App& app, Words& words, char const* rounds) {
  app.add_option("--unroll", words.unroll, rounds)->type_name("N")->check(whole_number(0));
  app.add_option("--timeout", words.timeout,
                 "give up on a test, or on a variant under a model, after so long")
      ->type_name("SECONDS")
      ->check(seconds());
}
void add_solver(CLI::App& app, Words& words) {
  add_bounds(app, words, "most rounds of a loop (default 2; of protocols, 2, then 5)");
  add_choice(app, "--engine,--solver", words.engine, {"auto", "enumeration", "cadical", "z3", "both"},
             "how to search");
}

void add_checks(CLI::App& app, Words& words, char const* otherwise) {
  words.check = otherwise;
  add_choice(app, "--check", words.check, {"none", "fast", "full"},
             "try what holds on executions that were found another way: some (fast); or more of them, and\n"
             "every sequentially consistent state (full); see spec/checks.md");
}

void add_no_cache(CLI::App& app, Words& words) {
  app.add_flag(
      "--no-cache", words.no_cache,
      "of protocols: ask everything anew, and keep no answer (else what took a second is kept, with\n"
      "what it is of, in $BARRISTER_CACHE, or ~/.cache/barrister)");
}
void add_jobs(CLI::App& app, unsigned& jobs, char const* help) {
  jobs = std::max(1u, std::thread::hardware_concurrency());
  app.add_option("--jobs,-j", jobs, help)->type_name("N")->check(whole_number(1));
}

void add_models(CLI::App& app, std::vector<std::string>& models, char const* help) {
  add_list(app, "--model", models, help)->type_name("NAME|FILE");
}
void add_properties(CLI::App& app, std::vector<std::string>& properties, char const* help) {
  add_list(app, "--property", properties, help)->type_name("NAME");
}
void add_format(CLI::App& app, std::string& format) {
  add_choice(
      app, "--format", format, names_of_formats(),
      "what to print: for people; for programs (barrister show --json-schema), all at once, or each answer\n"
      "on a line of its own as it comes; for a changelog or merge request; JUnit's XML, for CI; SARIF "
      "2.1.0,\n"
      "for code review: the places of what is violated, races, faults, not known");
}
void add_strict(CLI::App& app, bool& is_strict) {
  app.add_flag("--strict", is_strict, "a warning (code that no execution reaches, ...) is an exit of 1");
}
void add_width(CLI::App& app, std::optional<std::size_t>& width) {
  app.add_option("--width", width,
                 "no line of a trace is longer (default: as wide as the terminal; 72 where there is none)")
      ->type_name("N")
      ->check(whole_number(least_page_width, most_page_width));
}

} // namespace barrister::cli
