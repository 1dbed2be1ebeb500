// SPDX-License-Identifier: BSD-2-Clause
#include "tests/support/generate_feedback.hpp"
#include "tests/support/feedback_rules.hpp"
#include <set>

namespace barrister {
namespace {

class Maker {
public:
  Maker(std::uint64_t seed, FeedbackShapes const& shapes)
      : chance_(seed), rules_(feedback_rules()), lets_in_late_(shapes.lets_in_late) {
    if (!shapes.acts_lock_and_assume) {
      rules_["assumes under a lock"] = rules_["assumes what is owned"] = {"if (<seen>) { <pass:<value>> }"};
      rules_["sets by an act"] = {"<flag>"};
    }
    if (!shapes.rounds_raise) rules_["sixth round"].pop_back();
    if (chance_.once_in(2)) { // what the loop's own run does is in order
      rules_["read"] = {"smp_load_acquire(&x)"};
      rules_["flag"] = {"smp_store_release(&flag, 1);"};
    }
  }

  std::string make() {
    bool const leaves_a_lock = chance_.once_in(12), in_two = chance_.once_in(4);
    auto const a = take(leaves_a_lock ? "<a holds>" : "<a>", {});
    hop("1", leaves_a_lock ? "held" : "flag", leaves_a_lock ? "<seen lock>" : "<seen word>",
        in_two ? "y" : "x", in_two ? "1" : "7");
    if (in_two) hop("2", "y", "<seen word>", "x", "7");
    return "world { cpu 0, 1, 2; task a on 0; " + world_ + "}\n" +
           "int x, y, z, flag, *where = &x;\nDEFINE_SPINLOCK(k); DEFINE_SPINLOCK(l); DEFINE_SPINLOCK(m); "
           "DEFINE_SPINLOCK(held); struct mutex mutex;\nghost bool bad;\n" +
           declarations_ + "task a { " + a + " bad = i >= 6; }\nproperty P \"\": never bad;\n";
  }

private:
  void hop(std::string const& n, std::string const& from, std::string const& sees, std::string const& to,
           std::string const& value) {
    auto const cpu = chance_.one_of({"1", "1", "1", "2", "2", "0"});
    Bound const bound{
        {"n", n},    {"from", from}, {"to", to}, {"value", value}, {"under", chance_.one_of({"l", "m"})},
        {"cpu", cpu}};
    if (!lets_in_late_ && cpu == "0") rules_["lets in"] = {"if (<seen>) raise(h<n>, <any cpu>);"};
    rules_["seen"] = {sees};
    take("<hop>", bound);
  }
  // What is derived, without its declarations: these are kept, each once.
  std::string take(std::string const& rule, Bound const& bound) {
    auto text = derive(rule, rules_, bound, chance_);
    for (std::size_t end; (end = text.find("]]")) != std::string::npos;) {
      auto const at = text.rfind("[[", end); // the innermost first
      declare(text.substr(at + 2, end - at - 2));
      text.erase(at, end + 2 - at);
    }
    return text;
  }
  void declare(std::string const& what) {
    std::string const world = "world ";
    if (!declared_.insert(what).second) return;
    if (what.starts_with(world))
      world_ += what.substr(world.size()) + " ";
    else
      declarations_ += what + "\n";
  }

  Chance chance_;
  Rules rules_;
  bool lets_in_late_;
  std::string world_, declarations_;
  std::set<std::string> declared_;
};

} // namespace

std::string generate_feedback(std::uint64_t seed, FeedbackShapes shapes) {
  return Maker(seed, shapes).make();
}

} // namespace barrister
