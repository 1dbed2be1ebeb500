// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/as_litmus/write.hpp"
#include "frontend/as_litmus/question.hpp"
#include "frontend/as_litmus/seats.hpp"
#include <algorithm>

namespace barrister::frontend::as_litmus {
namespace {

// No end of a comment in a comment.
std::string in_comment(std::string text) {
  for (auto at = text.find("*)"); at != std::string::npos; at = text.find("*)")) text.replace(at, 2, "* )");
  for (auto at = text.find("(*"); at != std::string::npos; at = text.find("(*")) text.replace(at, 2, "( *");
  return text;
}

class Page {
public:
  Page(Test const& test, Claim const& claim, std::string const& condition)
      : test_(test), claim_(claim), condition_(condition) {}

  std::string text() {
    auto const& p = test_.protocol;
    out_ = "C " + p.name + (p.variant == p.name ? "" : "-" + p.variant) + "-" + claim_.name + "\n";
    comment();
    out_ += "\n{\n" + initial() + "}\n";
    for (std::size_t i = 0; i < test_.threads.size(); ++i) thread(static_cast<std::uint32_t>(i));
    filter();
    out_ += "\n" + std::string(quantifier()) + "\n(" + condition_ + ")\n";
    return std::move(out_);
  }

private:
  char const* quantifier() const {
    return claim_.kind == Claim::Kind::Never     ? "~exists"
           : claim_.kind == Claim::Kind::Finally ? "forall"
                                                 : "exists";
  }
  void remark(std::string const& line) { out_ += " * " + in_comment(line) + "\n"; }
  void comment() {
    auto const& p = test_.protocol;
    auto const* kind = claim_.kind == Claim::Kind::Never     ? "never"
                       : claim_.kind == Claim::Kind::Finally ? "finally"
                                                             : "cover";
    out_ += "(*\n";
    remark("Written by barrister: " + std::string(kind) + " " + claim_.name +
           (claim_.sentence.empty() ? "" : ", \"" + claim_.sentence + "\","));
    remark("of protocol " + p.name + ", variant " + p.variant + ", from " + test_.start.name + ".");
    for (auto const& seat : test_.seats) {
      auto const& c = p.contexts[seat.context];
      bool const is_act = c.kind == Context::Kind::Act;
      auto const who = "P" + std::to_string(seat.thread) + (is_act ? " is an act that happens: " : " is ") +
                       c.name + ", on CPU " + std::to_string(seat.cpu);
      remark(who + (c.cpus.size() > 1 ? "; where it shares one with others is not in the test." : "."));
    }
    for (auto const at : test_.memory.used())
      if (auto const name = test_.memory.of_protocol(at); name != *test_.memory.find(at))
        remark(*test_.memory.find(at) + " is " + name + ".");
    for (auto const& [number, at] : test_.memory.addresses())
      remark("The address " + std::to_string(number) + " is &" +
             (at.number == 0 ? p.program.objects[at.object].name : test_.memory.of_protocol(at)) + ".");
    if (waits()) remark("Executions in which a thread waits for ever are not in it.");
    out_ += " *)\n";
  }
  bool waits() const {
    return std::ranges::any_of(test_.threads,
                               [](LitmusThread const& t) { return !t.filters.empty() || any_waits(t.body); });
  }
  static bool any_waits(std::vector<Line> const& lines) {
    return std::ranges::any_of(lines, [](Line const& l) {
      return l.text.starts_with("spin_lock(") || l.text.starts_with("synchronize_") || any_waits(l.then) ||
             any_waits(l.otherwise);
    });
  }
  std::string initial() const {
    std::string out;
    for (auto const at : test_.memory.used()) {
      auto const v = test_.memory.number_of(test_.memory.initial(at));
      if (v != 0)
        out += "\t" + Memory::declared(test_.memory.type(at)) + " " + *test_.memory.find(at) + " = " +
               std::to_string(v) + ";\n";
    }
    return out;
  }
  void thread(std::uint32_t n) {
    std::string parameters;
    for (auto const at : test_.memory.used())
      if (test_.memory.uses(n, at))
        parameters += (parameters.empty() ? "" : ", ") + Memory::declared(test_.memory.type(at)) + " *" +
                      *test_.memory.find(at);
    out_ += "\nP" + std::to_string(n) + "(" + parameters + ")\n{\n";
    auto const& t = test_.threads[n];
    for (std::size_t i = 0; i < t.registers.size(); ++i) {
      auto const& r = t.registers[i];
      out_ += std::string("\t") + (r.is_int ? "int" : "intptr_t") + " r" + std::to_string(i + 1) +
              (r.initial ? " = " + std::to_string(*r.initial) : "") + ";\n";
    }
    if (!t.registers.empty() && !t.body.empty()) out_ += "\n";
    lines(t.body, 1);
    out_ += "}\n";
  }
  void lines(std::vector<Line> const& all, unsigned depth) {
    std::string const indent(depth, '\t');
    for (auto const& line : all) {
      if (!line.is_if) {
        out_ += indent + line.text + "\n";
        continue;
      }
      out_ += indent + "if " + line.text + " {\n";
      lines(line.then, depth + 1);
      out_ += indent + "}";
      if (!line.otherwise.empty()) {
        out_ += " else {\n";
        lines(line.otherwise, depth + 1);
        out_ += indent + "}";
      }
      out_ += "\n";
    }
  }
  void filter() {
    std::string all;
    for (std::size_t i = 0; i < test_.threads.size(); ++i)
      for (auto const r : test_.threads[i].filters)
        all += (all.empty() ? "" : " /\\ ") + std::to_string(i) + ":r" + std::to_string(r) + "=1";
    if (!all.empty()) out_ += "\nfilter (" + all + ")\n";
  }

  Test const& test_;
  Claim const& claim_;
  std::string const& condition_;
  std::string out_;
};

Claim const* chosen_claim(Protocol const& p, std::string const& name) {
  auto const at = std::ranges::find_if(
      p.claims, [&](Claim const& c) { return name.empty() ? c.kind == Claim::Kind::Never : c.name == name; });
  return at == p.claims.end() ? nullptr : &*at;
}

// Those that are meant: of this name, and of those the claim is about.
std::vector<Start const*> possible_starts(Protocol const& p, Claim const& claim, std::string const& name) {
  std::vector<Start const*> out;
  for (std::uint32_t i = 0; i < p.starts.size(); ++i) {
    bool const is_claimed = claim.from.empty() || std::ranges::find(claim.from, i) != claim.from.end();
    if (is_claimed && (name.empty() || p.starts[i].name == name)) out.push_back(&p.starts[i]);
  }
  return out;
}
Problem choose_start(Claim const& claim, std::vector<Start const*> const& possible, std::string const& name) {
  if (possible.empty()) return {claim.place, "property " + claim.name + " has no start '" + name + "'", ""};
  std::vector<std::string> names;
  for (auto const* s : possible)
    if (std::ranges::find(names, s->name) == names.end()) names.push_back(s->name);
  if (names.size() == 1)
    return {possible[0]->place,
            "start " + names[0] + " stands for " + std::to_string(possible.size()) +
                " states, and a test begins in one",
            ""};
  std::string all;
  for (auto const& n : names) all += (all.empty() ? "" : ", ") + n;
  return {claim.place, "a test begins in one start, and property " + claim.name + " has several",
          "'--start' chooses one: " + all};
}

} // namespace

std::string to_string(Problem const& p) {
  std::string out;
  if (p.place.file) out += *p.place.file + ":";
  if (p.place.line > 0) out += std::to_string(p.place.line) + ":" + std::to_string(p.place.column) + ":";
  out += (out.empty() ? "error: " : " error: ") + p.message + "\n";
  return p.hint.empty() ? out : out + "    hint: " + p.hint + "\n";
}

Answer write(Protocol const& protocol, Wish const& wish) {
  auto const* claim = chosen_claim(protocol, wish.property);
  if (!claim)
    return {"",
            {{protocol.contexts.empty() ? Place{} : protocol.contexts[0].place,
              wish.property.empty() ? "no property says 'never': name one with '--property'"
                                    : "there is no property '" + wish.property + "'",
              ""}}};
  if (claim->kind == Claim::Kind::Terminates || claim->kind == Claim::Kind::NoDeadlock)
    return {
        "",
        {{claim->place, "property " + claim->name + " is about whether code ends, which no litmus test asks",
          "'never', 'finally' and 'cover' can be written"}}};
  auto const starts = possible_starts(protocol, *claim, wish.start);
  if (starts.size() != 1) return {"", {choose_start(*claim, starts, wish.start)}};
  auto const seating = take_seats(protocol, claim->without);
  if (!seating.problems.empty()) return {"", seating.problems};

  std::vector<std::set<Variable>> kept(seating.seats.size());
  for (;;) { // until nothing more has to be kept
    Memory memory(protocol, *starts[0], wish.names);
    Test test{protocol, *starts[0], seating.seats, memory, {}, kept};
    Answer out;
    for (auto const& seat : seating.seats) {
      test.threads.push_back(write_thread(protocol, *starts[0], seat, memory, test.kept[seat.thread]));
      std::ranges::copy(test.threads.back().problems, std::back_inserter(out.problems));
    }
    auto condition = write_question(*claim, test);
    if (test.kept != kept) {
      kept = test.kept;
      continue;
    }
    if (condition.problem) out.problems.push_back(*condition.problem);
    if (out.problems.empty()) out.text = Page(test, *claim, condition.text).text();
    return out;
  }
}

} // namespace barrister::frontend::as_litmus
