// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/protocol/starts.hpp"
#include "frontend/litmus/types.hpp"
#include "spec/probe.hpp"
#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace barrister::frontend::protocol {
namespace {

// What a constraint can look at: a cell, or an owned variable of one owner.
struct Looked {
  Value cell; // of an owned variable: no address
  OwnedId variable = 0;
  std::uint32_t owner = 0;
  friend auto operator<=>(Looked const&, Looked const&) = default;
};
using Assignment = std::map<Looked, Value>;

// The constants of a probe, and what is computed from them alone: with `c` given as 1, `on_rq == c + 1`
// names 2.
class Constants {
public:
  Constants(Probe const& probe, std::set<Value>& found) : found_(found) { block(probe.body); }

private:
  std::optional<Value> value(ExpressionPtr const& e) {
    std::optional<Value> out;
    if (auto const* c = std::get_if<Constant>(&e->node)) {
      out = c->value;
    } else if (auto const* use = std::get_if<LocalUse>(&e->node)) {
      auto const known = known_.find(use->local);
      if (known != known_.end()) out = known->second;
    } else if (auto const* o = std::get_if<Operation>(&e->node)) {
      auto const left = value(o->left), right = o->right ? value(o->right) : number(0);
      if (left && right) out = apply(o->op, *left, *right, o->type);
    } else if (auto const* conversion = std::get_if<Conversion>(&e->node)) {
      if (auto const operand = value(conversion->operand)) out = convert(*operand, conversion->type);
    }
    if (out) found_.insert(*out);
    return out;
  }
  void block(Block const& statements) {
    for (auto const& s : statements) std::visit([this](auto const& node) { step(node); }, s.node);
  }
  void step(Assign const& s) {
    if (auto const v = value(s.value))
      known_[s.target] = *v;
    else
      known_.erase(s.target);
  }
  void step(Load const& s) { known_.erase(s.target); }
  void step(OwnedLoad const& s) { known_.erase(s.target); }
  void step(CountLoad const& s) { known_.erase(s.target); }
  void step(If const& s) {
    value(s.condition);
    auto const before = known_;
    block(s.then);
    auto const after = std::exchange(known_, before);
    block(s.otherwise);
    std::erase_if(known_, [&](auto const& one) {
      auto const other = after.find(one.first);
      return other == after.end() || other->second != one.second;
    });
  }
  void step(Loop const& s) {
    known_.clear();
    block(s.test);
    value(s.condition);
    block(s.body);
    known_.clear();
  }
  void step(Labelled const& s) { block(s.body); }
  template <class Other> void step(Other const&) {}

  std::set<Value>& found_;
  std::map<LocalId, Value> known_;
};

class Finder {
public:
  Finder(Protocol const& protocol, litmus::Objects const& objects, litmus::Structs const& structs)
      : protocol_(protocol), objects_(objects), structs_(structs) {}

  void know(Probe const& probe) { Constants(probe, constants_); }

  // The first cell that the probe looks at and that has no value yet; if there is none, its answer.
  std::optional<Looked> ask(Probe const& probe, Assignment const& known, bool& yes) const {
    std::optional<Looked> open;
    auto const look = [&](Looked const& at) -> std::optional<Value> {
      auto const found = known.find(at);
      if (found != known.end()) return found->second;
      if (!open) open = at;
      return std::nullopt;
    };
    yes = says_yes(probe, {[&](Value at) { return is_cell(at) ? look({at}) : std::nullopt; },
                           [&](OwnedId v, std::uint32_t owner) {
                             return is_owner(v, owner) ? look({number(0), v, owner}) : std::nullopt;
                           },
                           [](AccumulatorId) { return std::optional(number(0)); }});
    return open;
  }
  bool holds(Probe const& probe, Assignment const& known) const {
    auto const value = [&](Looked const& at) {
      auto const found = known.find(at);
      return found == known.end() ? initial(at) : found->second;
    };
    return says_yes(probe,
                    {[&](Value at) { return is_cell(at) ? std::optional(value({at})) : std::nullopt; },
                     [&](OwnedId v, std::uint32_t owner) {
                       return is_owner(v, owner) ? std::optional(value({number(0), v, owner})) : std::nullopt;
                     },
                     [](AccumulatorId) { return std::optional(number(0)); }});
  }

  Type const& type(Looked const& at) const {
    return at.cell.is_address() ? type_of_cell(object(at), at.cell.number)
                                : protocol_.owned[at.variable].type;
  }
  Value initial(Looked const& at) const {
    auto const v = at.cell.is_address() ? object(at).initial[static_cast<std::size_t>(at.cell.number)]
                                        : protocol_.owned[at.variable].initial;
    return convert(v, type(at));
  }
  // What it may be at the start: as declared, or a constant of the constraints that its type can hold.
  std::vector<Value> domain(Looked const& at) const {
    auto const& t = type(at);
    std::set<Value> out{initial(at)};
    bool const is_pointer = t.spelling.ends_with('*');
    if (is_pointer) out.insert(number(0));
    if (t.spelling == "bool" || t.spelling == "_Bool") return {number(0), number(1)};
    for (auto const& c : constants_) {
      if (!is_pointer && !c.is_address() && convert(c, t) == c) out.insert(c);
      if (is_pointer && c.is_address() && points_to(t.spelling, c)) out.insert(c);
    }
    return {out.begin(), out.end()};
  }

private:
  Object const& object(Looked const& at) const { return protocol_.program.objects[at.cell.object]; }
  bool is_cell(Value at) const {
    if (!at.is_address() || at.object >= protocol_.program.objects.size()) return false;
    auto const cells = protocol_.program.objects[at.object].initial.size();
    return at.number >= 0 && static_cast<std::size_t>(at.number) < cells;
  }
  bool is_owner(OwnedId v, std::uint32_t owner) const {
    auto const by_cpu = protocol_.owned[v].owner == OwnedVariable::Owner::Cpu;
    return owner < (by_cpu ? protocol_.cpus : protocol_.contexts.size());
  }
  // Whether a pointer of this type can be this address.
  bool points_to(std::string pointer, Value to) const {
    pointer.pop_back();
    while (pointer.ends_with(' ')) pointer.pop_back();
    if (pointer == "void") return true;
    auto const& type = objects_.type(to.object);
    if (protocol_.program.objects[to.object].initial.empty()) return type.name.words == pointer; // a function
    return is_there(type, to.number, pointer);
  }
  bool is_there(litmus::CType const& type, std::int64_t cell, std::string const& words) const {
    if (type.array) {
      litmus::CType const one{type.name, {}};
      return is_there(one, cell % static_cast<std::int64_t>(structs_.cells(one)), words);
    }
    if (cell == 0 && litmus::to_type(type.name).spelling == words) return true;
    auto const* fields = structs_.fields(type);
    if (!fields) return false;
    for (auto const& f : *fields) {
      auto const begin = static_cast<std::int64_t>(f.cell);
      auto const end = begin + static_cast<std::int64_t>(structs_.cells(f.type));
      if (cell >= begin && cell < end) return is_there(f.type, cell - begin, words);
    }
    return false;
  }

  Protocol const& protocol_;
  litmus::Objects const& objects_;
  litmus::Structs const& structs_;
  std::set<Value> constants_;
};

constexpr std::size_t most_starts = 64;     // of one name
constexpr std::size_t most_tried = 200'000; // assignments

class Search {
public:
  Search(Finder const& finder, Constraint const& wanted, std::vector<Constraint> const& invariants)
      : finder_(finder), wanted_(wanted), invariants_(invariants) {}

  void run() { branch({}); }
  std::vector<Assignment> found;
  Constraint const* broken = nullptr; // an invariant, with what satisfies the constraint
  bool too_many = false;

private:
  void branch(Assignment known) {
    if (too_many || ++tried_ > most_tried) {
      too_many = true;
      return;
    }
    bool yes = false;
    if (auto const open = finder_.ask(wanted_.probe, known, yes)) {
      for (auto const& v : finder_.domain(*open)) {
        known[*open] = v;
        branch(known);
      }
      return;
    }
    if (!yes) return;
    for (auto const& i : invariants_)
      if (!finder_.holds(i.probe, known)) {
        broken = &i;
        return;
      }
    if (found.size() == most_starts)
      too_many = true;
    else
      found.push_back(std::move(known));
  }

  Finder const& finder_;
  Constraint const& wanted_;
  std::vector<Constraint> const& invariants_;
  std::size_t tried_ = 0;
};

Start make(Constraint const& c, Assignment const& assignment, Finder const& finder, Source const& source) {
  Start out{c.name, c.sentence, source.place(c.span.begin), {}, {}};
  for (auto const& [at, v] : assignment) {
    if (v == finder.initial(at)) continue;
    if (at.cell.is_address())
      out.cells.emplace_back(at.cell, v);
    else
      out.owned.push_back({at.variable, at.owner, v});
  }
  return out;
}

} // namespace

std::vector<Start> find_starts(std::vector<Constraint> const& starts,
                               std::vector<Constraint> const& invariants, Protocol const& protocol,
                               litmus::Objects const& objects, litmus::Structs const& structs,
                               Source const& source, Diagnostics& diagnostics) {
  Finder finder(protocol, objects, structs);
  for (auto const& i : invariants) finder.know(i.probe);
  std::vector<Start> out;
  for (auto const& s : starts) {
    auto own = finder;
    own.know(s.probe);
    Search search(own, s, invariants);
    search.run();
    if (search.too_many) {
      diagnostics.error(source, s.span,
                        "more than 64 initial states satisfy '" + s.name + "', or they are too many to try",
                        "say more about what it looks at");
    } else if (search.found.empty() && search.broken) {
      diagnostics.error(source, s.span, "what satisfies '" + s.name + "' breaks an invariant",
                        search.broken->sentence.empty() ? "" : "\"" + search.broken->sentence + "\"");
      diagnostics.note(source, search.broken->span, "this one");
    } else if (search.found.empty()) {
      diagnostics.error(
          source, s.span, "no initial state satisfies '" + s.name + "'",
          "a cell starts as declared, or with a constant that stands in a start or an invariant");
    }
    for (auto const& assignment : search.found) out.push_back(make(s, assignment, own, source));
  }
  return out;
}

} // namespace barrister::frontend::protocol
