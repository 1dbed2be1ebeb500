// SPDX-License-Identifier: BSD-2-Clause
// What C made by chance comes to, as protocols have it, is what the compiler makes of it.
#include "tests/program/run.hpp"
#include "tests/support/generate_c.hpp"
#include "tests/support/seed.hpp"
#include <gtest/gtest.h>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

namespace barrister {
namespace {

using nlohmann::json;

// As the kernel is compiled: integers wrap, and char has no sign.
std::vector<std::int64_t> compiled(std::vector<CProgram> const& programs, Folder const& folder) {
  std::string text = "#include <stdbool.h>\n#include <stdint.h>\n#include <stdio.h>\n"
                     "typedef uint8_t u8; typedef int8_t s8; typedef uint16_t u16; typedef int16_t s16;\n"
                     "typedef uint32_t u32; typedef uint64_t u64; typedef int64_t s64;\n";
  std::string main = "int main(void)\n{\n";
  for (auto const& p : programs) {
    text += p.declarations + "static void " + p.name + "task(void)\n{\n" + p.code + "}\n";
    main += p.name + "task();\n";
    for (std::size_t i = 0; i < p.outcomes; ++i)
      main += "printf(\"%ld\\n\", " + p.name + "o" + std::to_string(i) + ");\n";
  }
  auto const source = folder.write("all.c", text + main + "return 0;\n}\n");
  auto const made = (folder.path() / "all").string();
  auto const ran = run({BARRISTER_COMPILER, "-x", "c", "-std=gnu11", "-w", "-O0", "-fwrapv",
                        "-funsigned-char", "-o", made, source});
  EXPECT_EQ(ran.status, 0) << ran.err;
  if (ran.status != 0) return {};
  std::istringstream lines(run({made}).out);
  std::vector<std::int64_t> out;
  for (std::int64_t one = 0; lines >> one;) out.push_back(one);
  return out;
}

std::string written(std::int64_t value) {
  return value == INT64_MIN ? "-9223372036854775807 - 1" : std::to_string(value);
}
std::string claims(CProgram const& p, std::int64_t const* values) {
  std::string out;
  for (std::size_t i = 0; i < p.outcomes; ++i)
    out += "property C" + std::to_string(i) + ": finally " + p.name + "o" + std::to_string(i) +
           " == " + written(values[i]) + ";\n";
  return out;
}

TEST(Compiled, ComesToWhatTheCompilerMakesOfIt) {
  auto const first = first_seed(), count = number_from_environment("BARRISTER_C_PROGRAMS", 100);
  Folder const folder;
  std::vector<CProgram> programs;
  for (auto seed = first; seed < first + count; ++seed) {
    auto one = generate_c(seed);
    if (one.outcomes > 0) programs.push_back(std::move(one));
  }
  auto const values = compiled(programs, folder);
  std::vector<std::string> words = {"check", "--format", "jsonl"};
  std::map<std::string, CProgram const*> by_file;
  std::size_t at = 0;
  for (auto const& p : programs) {
    ASSERT_LE(at + p.outcomes, values.size());
    auto const file = folder.write(
        p.name + ".protocol", "protocol p;\nmodel sc;\nworld { cpu 0; task a on 0; }\n" + p.declarations +
                                  "task a {\n" + p.code + "}\n" + claims(p, values.data() + at));
    at += p.outcomes;
    by_file[file] = &p;
    words.push_back(file);
  }
  ASSERT_EQ(at, values.size());

  std::map<std::string, std::size_t> compared;
  std::map<std::string, std::string> refused;
  std::istringstream lines(barrister_with(words).out);
  for (std::string line; std::getline(lines, line);) {
    auto const said = json::parse(line);
    auto const kind = said.at("kind").get<std::string>();
    if (kind == "error") {
      refused[said.at("file")] = said.at("message");
    } else if (kind == "protocol" && said.at("property").get<std::string>().starts_with("C")) {
      std::string const file = said.at("file");
      ++compared[file];
      EXPECT_EQ(said.at("verdict"), "holds") << said.at("property") << " of\n" << read_text(file);
    }
  }
  for (auto const& [file, p] : by_file) {
    if (p->hides && refused.contains(file)) continue;
    EXPECT_FALSE(refused.contains(file)) << refused[file] << "\n" << read_text(file);
    EXPECT_EQ(compared[file], p->outcomes) << read_text(file);
  }
  std::cout << programs.size() << " programs from seed " << first << ", " << refused.size() << " refused, "
            << values.size() << " values\n";
}

} // namespace
} // namespace barrister
