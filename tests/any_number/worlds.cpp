// SPDX-License-Identifier: BSD-2-Clause
#include "tests/any_number/worlds.hpp"
#include "cli/protocols.hpp"
#include "proofs/lemma.hpp"
#include "solver/protocol/verify.hpp"
#include "tests/support/chance.hpp"
#include "tests/support/folder.hpp"
#include <fmt/format.h>
#include <gtest/gtest.h>

namespace barrister {
namespace {

class Maker {
public:
  Maker(std::uint64_t seed, std::string times) : chance_(seed), times_(std::move(times)) {}

  std::string run() {
    std::size_t const agents = chance_.once_in(3) ? 2 : 1;
    std::string world = "world {\n\tcpu 0, 1;\n\ttask a on 0;\n\ttask b on 1;\n";
    for (std::size_t i = 0; i < agents; ++i) world += agent(i == 0 ? "e" : "f");
    world += "}\nint x, y, z;\nghost int seen_a;\nghost int seen_b;\nghost DEFINE_PER_CPU(int, mark);\n";
    has_handler_ = chance_.once_in(5);
    if (has_handler_) world += "interrupt h {" + statements(1 + chance_.below(2), "", Who::Handler) + " }\n";
    world += "task a {\n" + task("seen_a") + "}\ntask b {\n" + task("seen_b") + "}\n";
    return "protocol t;\n" + world + claims();
  }

private:
  enum class Who { Task, Act, Handler };
  std::string cell() { return chance_.one_of({"x", "x", "y", "z"}); }
  std::string small() { return chance_.one_of({"0", "1", "1", "2", "2", "3"}); }

  std::string agent(std::string const& name) {
    auto const cpus = chance_.one_of({"any cpu", "cpu 0", "cpu 1", "cpu 0, 1"});
    may_mark_ = cpus != "any cpu";
    return fmt::format("\tagent {} times {} on {} {{ int r = 0;{} }}\n", name, times_, cpus,
                       chance_.once_in(2) ? step() : statements(1 + chance_.below(3), "r", Who::Act));
  }
  // Who sees many acts, one after the other.
  std::string watch(std::string const& ghost) {
    std::string body = "\tint r = 0;\n\t", last = cell();
    for (auto n = 2 + chance_.below(3); n > 0; --n) {
      if (chance_.once_in(3)) last = cell();
      body += fmt::format("r = r * 4 + {};",
                          chance_.once_in(4) ? "smp_load_acquire(&" + last + ")" : "READ_ONCE(" + last + ")");
      if (chance_.once_in(4)) body += " smp_rmb();";
      body += " ";
    }
    if (chance_.once_in(3)) body += statement("", Who::Task);
    return body + fmt::format("\n\t{} = r;\n", ghost);
  }
  std::string task(std::string const& ghost) {
    if (chance_.once_in(2)) return watch(ghost);
    auto body = "\tint r = 0;\n\t" + statements(1 + chance_.below(3), "r", Who::Task);
    if (has_handler_ && chance_.once_in(2)) body += " raise(h, " + chance_.one_of({"0", "1"}) + ");";
    return body + fmt::format("\n\t{} = r;\n", ghost);
  }
  std::string statements(std::size_t count, std::string const& local, Who who) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += " " + statement(local, who);
    return out;
  }
  std::string statement(std::string const& local, Who who) {
    auto const value = local.empty() || chance_.once_in(3) ? small() : chance_.one_of({"1", "2", "r"});
    switch (chance_.below(local.empty() ? 4 : 14)) {
    case 0:
    case 1: return fmt::format("WRITE_ONCE({}, {});", cell(), value);
    case 2: return fmt::format("smp_store_release(&{}, {});", cell(), value);
    case 3: return chance_.one_of({"smp_mb();", "smp_wmb();", "smp_rmb();"});
    case 4:
    case 5: return fmt::format("r = READ_ONCE({});", cell());
    case 6: return fmt::format("r = smp_load_acquire(&{});", cell());
    case 7:
      return fmt::format("if (READ_ONCE({}) == {}) WRITE_ONCE({}, {});", cell(), small(), cell(), value);
    case 8:
      if (who == Who::Act) return fmt::format("assume(READ_ONCE({}) == {});", cell(), small());
      return chance_.once_in(2) ? fmt::format("smp_cond_load_acquire(&{}, VAL == {});", cell(), small())
                                : fmt::format("r = READ_ONCE({});", cell());
    case 9:
      return chance_.once_in(2) ? fmt::format("r = xchg(&{}, {});", cell(), small())
                                : fmt::format("{} = {};", cell(), value);
    case 10: return fmt::format("if (r == {}) WRITE_ONCE({}, {});", small(), cell(), value);
    case 11: return fmt::format("r = READ_ONCE({}) & 1;", cell());
    case 12:
      if (auto const c = cell(); chance_.once_in(2))
        return fmt::format("if (READ_ONCE({}) == 1) WRITE_ONCE({}, 2);", c, chance_.once_in(2) ? c : cell());
      return fmt::format("WRITE_ONCE({}, (r + 1) & 3);", cell());
    default: break;
    }
    if (who == Who::Act && may_mark_)
      return chance_.once_in(2) ? fmt::format("__this_cpu_write(mark, {});", value)
                                : fmt::format("if (choose(2)) WRITE_ONCE({}, 2);", cell());
    return fmt::format("WRITE_ONCE({}, {});", cell(), value);
  }
  std::string atom() {
    auto const what =
        chance_.one_of({"x", "y", "z", "seen_a", "seen_b", "seen_a", "seen_b", "mark[0]", "mark[1]"});
    return fmt::format("{} {} {}", what, chance_.one_of({"==", "==", "!="}), small());
  }
  // Of what is watched.
  std::string seen() {
    return fmt::format("{} == {}", chance_.one_of({"seen_a", "seen_b"}),
                       chance_.below(chance_.once_in(2) ? 16 : 64));
  }
  // What acts may have to come to step by step.
  std::string step() {
    auto const c = cell();
    switch (chance_.below(4)) {
    case 0: return fmt::format(" assume(READ_ONCE({0}) == {1}); WRITE_ONCE({0}, {2});", c, small(), small());
    case 1: return fmt::format(" r = READ_ONCE({0}); if (r < 3) WRITE_ONCE({0}, r + 1);", c);
    case 2:
      return fmt::format(" if (READ_ONCE({})) WRITE_ONCE({}, {}); WRITE_ONCE({}, 1);", cell(), cell(),
                         small(), c);
    default: return fmt::format(" WRITE_ONCE({}, choose({}));", c, 2 + chance_.below(3));
    }
  }
  std::string claims() {
    std::string out;
    for (std::size_t i = 0; i < 3; ++i) {
      auto all = chance_.once_in(2) ? seen() : atom();
      for (auto n = chance_.below(3); n > 0; --n) all += " && " + atom();
      out += fmt::format("property N{} \"\": never {};\n", i, all);
    }
    return out + "property A \"\": a terminates;\nproperty D \"\": no deadlock;\n";
  }

  Chance chance_;
  std::string times_;
  bool may_mark_ = false, has_handler_ = false;
};

} // namespace

std::string world_text(std::uint64_t seed, std::string const& times) { return Maker(seed, times).run(); }

std::vector<ClaimVerdict> decided(std::string const& text, MemoryModel const& model) {
  Folder const folder;
  frontend::Diagnostics diagnostics;
  auto const file = cli::load_protocol(folder.write("t.protocol", text), diagnostics);
  auto const protocol =
      file ? frontend::resolve(*file, file->variants.back().name, diagnostics) : std::optional<Protocol>();
  if (!protocol) {
    for (auto const& d : diagnostics.all()) ADD_FAILURE() << to_string(d) << "\n" << text;
    return {};
  }
  solver::ProtocolOptions options;
  options.unroll = 3;
  options.accepts = proofs::breaks;
  options.misuse = solver::LooksForMisuse::Never;
  auto result = solver::verify(*protocol, model, options);
  EXPECT_TRUE(result.unknown.empty()) << result.unknown;
  if (result.fault) return {};
  return std::move(result.claims);
}

} // namespace barrister
