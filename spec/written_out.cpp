// SPDX-License-Identifier: BSD-2-Clause
// Every struct is taken apart by a structured binding: who adds a member to one is told here.
#include "spec/written_out.hpp"
#include <concepts>

namespace barrister {
namespace {

template <class T>
concept Number = std::integral<T> || std::is_enum_v<T>;

class Writer {
public:
  WrittenOut out;

  template <class... Parts> void all(Parts const&... parts) { (put(parts), ...); }

  template <Number T> void put(T number) {
    out.meaning += std::to_string(static_cast<std::int64_t>(number));
    out.meaning += ' ';
  }
  void put(std::string_view text) {
    put(text.size());
    out.meaning += text;
  }
  void put(std::string const& text) { put(std::string_view(text)); }
  template <class T> void put(std::vector<T> const& list) {
    put(list.size());
    for (auto const& item : list) put(item);
  }
  template <class A, class B> void put(std::pair<A, B> const& pair) { all(pair.first, pair.second); }
  template <class T> void put(std::optional<T> const& one) {
    put(one.has_value());
    if (one) put(*one);
  }
  template <class... Kinds> void put(std::variant<Kinds...> const& one) {
    put(one.index());
    std::visit([this](auto const& node) { this->put(node); }, one);
  }
  void put(ExpressionPtr const& e) {
    put(e != nullptr);
    if (e) put(e->node);
  }

  void put(Place const& place) {
    auto const& [file, line, column] = place;
    out.places += (file ? *file : "") + ":" + std::to_string(line) + ":" + std::to_string(column) + "\n";
  }
  void put(Value const& v) {
    auto const& [object, number] = v;
    all(object, number);
  }
  void put(Type const& t) {
    auto const& [spelling, bits, is_signed, wraps] = t;
    all(spelling, bits, is_signed, wraps);
  }
  void put(TagSet tags) {
    for (std::size_t t = 0; t < most_tags; ++t)
      if (tags.has(static_cast<Tag>(t))) put(t);
    out.meaning += '.';
  }
  void put(TagNames const& names) {
    put(names.size());
    for (std::size_t t = 0; t < names.size(); ++t) put(names.name(static_cast<Tag>(t)));
  }
  void put(Member const& m) {
    auto const& [name, type] = m;
    all(name, type);
  }
  void put(Object const& o) {
    auto const& [name, type, initial, is_array, members, is_observed] = o;
    all(name, type, initial, is_array, members, is_observed);
  }
  void put(Local const& l) {
    auto const& [name, type, initial] = l;
    all(name, type, initial);
  }

  void put(Constant const& e) { put(e.value); }
  void put(LocalUse const& e) { put(e.local); }
  void put(Operation const& e) {
    auto const& [op, left, right, type] = e;
    all(op, left, right, type);
  }
  void put(Conversion const& e) {
    auto const& [operand, type] = e;
    all(operand, type);
  }
  void put(ThisCpu const&) {}

  void put(Assign const& s) {
    auto const& [target, value] = s;
    all(target, value);
  }
  void put(Load const& s) {
    auto const& [target, address, tags, starts_dependencies, until] = s;
    all(target, address, tags, starts_dependencies, until);
  }
  void put(Store const& s) {
    auto const& [address, value, tags] = s;
    all(address, value, tags);
  }
  void put(Fence const& s) {
    auto const& [tags, address, value] = s;
    all(tags, address, value);
  }
  void put(Rmw::Tags const& t) {
    auto const& [read, write, failed, fences] = t;
    all(read, write, failed, fences);
  }
  void put(Rmw const& s) {
    auto const& [kind, op, result, target, address, operand, expected, tags, until, test, type] = s;
    all(kind, op, result, target, address, operand, expected, tags, until, test, type);
  }
  void put(Lock const& s) { put(s.address); }
  void put(Unlock const& s) { put(s.address); }
  void put(Trylock const& s) {
    auto const& [target, address] = s;
    all(target, address);
  }
  void put(IsLocked const& s) {
    auto const& [target, address] = s;
    all(target, address);
  }
  void put(If const& s) {
    auto const& [condition, then, otherwise, decides] = s;
    all(condition, then, otherwise, decides);
  }
  void put(Loop const& s) {
    auto const& [test, condition, body, decides] = s;
    all(test, condition, body, decides);
  }
  void put(Labelled const& s) { put(s.body); }
  void put(Leave const& s) { put(s.levels); }
  void put(Choose const& s) {
    auto const& [target, count] = s;
    all(target, count);
  }
  void put(OwnedLoad const& s) {
    auto const& [target, variable, owner] = s;
    all(target, variable, owner);
  }
  void put(OwnedStore const& s) {
    auto const& [variable, value] = s;
    all(variable, value);
  }
  void put(Count const& s) { put(s.accumulator); }
  void put(CountLoad const& s) {
    auto const& [target, accumulator] = s;
    all(target, accumulator);
  }
  void put(Assume const& s) { put(s.condition); }
  void put(Mask const& s) {
    auto const& [irqs, preemption, flags] = s;
    all(irqs, preemption, flags);
  }
  void put(Raise const& s) {
    auto const& [interrupt, cpu] = s;
    all(interrupt, cpu);
  }
  void put(Statement const& s) {
    auto const& [node, instruction] = s;
    all(node, instruction);
  }
  void put(Instruction const& i) {
    auto const& [place, text, call] = i;
    all(place, text, call);
  }
  void put(Call const& c) {
    auto const& [function, from] = c;
    all(function, from);
  }
  void put(Thread const& t) {
    auto const& [name, locals, body, instructions, calls] = t;
    all(name, locals, body, instructions, calls);
  }
  void put(Program const& p) {
    auto const& [objects, threads, tag_names] = p;
    all(objects, threads, tag_names);
  }

  void put(Start::Owned const& o) {
    auto const& [variable, owner, value] = o;
    all(variable, owner, value);
  }
  void put(Start const& s) {
    auto const& [name, sentence, place, cells, owned] = s;
    all(name, sentence, place, cells, owned);
  }
  void put(Context const& c) {
    auto const& [kind, name, agent, cpus, task, place, recurs, is_unbounded] = c;
    all(kind, name, agent, cpus, task, place, recurs, is_unbounded);
  }
  void put(OwnedVariable const& o) {
    auto const& [name, type, owner, initial, is_ghost] = o;
    all(name, type, owner, initial, is_ghost);
  }
  void put(Accumulator const& a) {
    auto const& [name, is_ever] = a;
    all(name, is_ever);
  }
  void put(Probe const& p) {
    auto const& [locals, body, result] = p;
    all(locals, body, result);
  }

  void put(Node const& n) {
    auto const& [kind, is_set, a, b, name] = n;
    all(kind, is_set, a, b, name);
  }
  void put(Fixpoint const& f) {
    auto const& [variables, bodies, names, place] = f;
    all(variables, bodies, names, place);
  }
  void put(Check const& c) {
    auto const& [role, test, negated, node, name, place, text] = c;
    all(role, test, negated, node, name, place, text);
  }
};

} // namespace

WrittenOut written_out(Protocol const& p) {
  Writer w;
  auto const& [name, variant, program, declared, cpus, contexts, owned, accumulators, starts, claims,
               current] = p;
  static_cast<void>(claims);
  w.all(name, variant, program, declared, cpus, contexts, owned, accumulators, starts, current);
  return std::move(w.out);
}

WrittenOut written_out(Claim const& c) {
  Writer w;
  auto const& [kind, name, sentence, place, probe, wording, context, from, without, any_times,
               speaks_of_all] = c;
  static_cast<void>(wording);
  w.all(kind, name, sentence, place, probe, context, from, without, any_times, speaks_of_all);
  return std::move(w.out);
}

std::string written_out(MemoryModel const& m) {
  Writer w;
  auto const& [name, title, nodes, fixpoints, checks, choices, locks, names] = m;
  static_cast<void>(names);
  w.all(name, title, nodes, fixpoints, checks, choices, locks);
  return std::move(w.out.meaning);
}

} // namespace barrister
