// SPDX-License-Identifier: BSD-2-Clause
// An execution that a claim is violated by without a barrier, carried over to the protocol that has it, is
// one that the model forbids: the cycle for which it does goes through that barrier, and through those that
// it pairs with.
#include "cli/barriers/alternatives.hpp"
#include "cli/barriers/other_partners.hpp"
#include "proofs/carried_over.hpp"
#include "proofs/explain.hpp"
#include "spec/statements.hpp"
#include "spec/world_of.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <set>

namespace barrister::cli {
namespace {

using Position = std::pair<std::uint32_t, std::uint32_t>; // line and column

class Pairing {
public:
  Pairing(Study& study, Protocol const& base, MemoryModel const& model, std::string const& file)
      : study_(study), base_(base), model_(model) {
    for (auto const& f : study.findings)
      statement_of_.push_back(statement_at(f.file.empty() ? file : f.file, {f.site.line, f.site.column}));
  }

  void explain(Finding& f, std::vector<ShownAgainst> const& without) const {
    auto const own = static_cast<std::size_t>(&f - study_.findings.data());
    std::vector<std::vector<std::size_t>> found; // partners, by explanation
    for (auto const& shown : without)
      if (auto partners = partners_in(f, own, shown)) found.push_back(std::move(*partners));
    for (auto const& partners : found)
      for (auto i : partners) {
        bool const is_in_all = std::ranges::all_of(
            found, [&](auto const& other) { return std::ranges::find(other, i) != other.end(); });
        auto& to = is_in_all ? f.pairs_with : f.pairs_in_some;
        if (std::ranges::find(to, i) == to.end()) to.push_back(i);
      }
  }

private:
  struct At {
    std::string file;
    Position position;
    friend bool operator==(At const&, At const&) = default;
  };
  // The last statement that begins there, or before.
  At statement_at(std::string const& file, Position at) const {
    At out{file, {}};
    for (auto const& thread : base_.program.threads)
      for (auto const& i : thread.instructions)
        if (Position const place(i.place.line, i.place.column); is_in(i.place, file) && place <= at)
          out.position = std::max(out.position, place);
    return out;
  }

  // Of one execution; nothing where it says nothing.
  std::optional<std::vector<std::size_t>> partners_in(Finding& f, std::size_t own,
                                                      ShownAgainst const& shown) const {
    auto const from = world_of(*shown.protocol, shown.claim), to = world_of(base_, shown.claim);
    auto const x = proofs::carried_over(shown.execution, from, to, shown.unroll);
    auto const why = x ? proofs::explain(model_, x->execution) : std::nullopt;
    if (!why) return std::nullopt;
    std::vector<std::pair<std::size_t, std::uint32_t>> all; // findings that it goes through, and whose run
    std::vector<std::pair<CpuId, Finding::Other>> others;
    std::vector<std::pair<std::size_t, std::uint32_t>> alternatives; // where none stands that is needed
    std::optional<CpuId> own_cpu;
    bool is_own = false, is_new = false; // what it orders is told of this execution
    EventId end = 0;                     // of the step before that it is in
    for (auto const& link : why->steps) {
      auto const &first = x->execution.events[link.from], &last = x->execution.events[link.to];
      if (first.is_initial() || first.cpu != last.cpu) continue;
      if (auto other =
              other_partner(link.relation, instruction(to, *x, link.from).text, place_of(to, *x, link.from)))
        others.emplace_back(first.cpu, std::move(*other));
      auto standing = within(to, *x, link);
      auto const is_needed = [this](auto const& one) { return study_.findings[one.first].is_needed(); };
      if (std::ranges::none_of(standing, is_needed))
        std::ranges::copy(standing, std::back_inserter(alternatives));
      std::erase_if(standing, [&](auto const& one) { return !is_needed(one); });
      for (auto const& [finding, run] : standing) {
        all.emplace_back(finding, run);
        if (finding != own) continue;
        is_own = true;
        own_cpu = first.cpu;
        auto const told = [&](EventId e) {
          return access_in_words(instruction(to, *x, e).text, x->execution.events[e].kind);
        };
        bool const goes_on = is_new && end == link.from && first.kind == EventKind::Fence;
        if (f.orders.empty())
          f.orders = fmt::format("{} before {}", told(link.from), told(link.to)), is_new = true;
        else if (goes_on)
          f.orders = f.orders.substr(0, f.orders.find(" before ")) + " before " + told(link.to);
        end = link.to;
      }
    }
    if (!is_own) return std::nullopt;
    for (auto& [cpu, other] : others)
      if (cpu != own_cpu) add_other(f, std::move(other));
    std::set<std::size_t> stand_with_it;
    for (auto const& [finding, run] : alternatives)
      if (x->runs[run].cpu != own_cpu) stand_with_it.insert(finding);
    add_sets(study_, f, stand_with_it);
    std::vector<std::size_t> out;
    for (auto const& [finding, run] : all) {
      auto const cpu = x->runs[run].cpu;
      bool const is_on_other_cpu = std::ranges::any_of(
          all, [&](auto const& mine) { return mine.first == own && x->runs[mine.second].cpu != cpu; });
      if (is_on_other_cpu && std::ranges::find(out, finding) == out.end()) out.push_back(finding);
    }
    return out;
  }

  // "task reader", "interrupt tick", "perf_install()".
  static std::string place_of(Protocol const& world, ProtocolExecution const& x, EventId e) {
    auto const context = x.runs[x.run_of[e]].context;
    auto const call = instruction(world, x, e).call;
    if (call != 0) return world.program.threads[context].calls[call].function + "()";
    auto const& it = world.contexts[context];
    using Kind = barrister::Context::Kind;
    return (it.kind == Kind::Task ? "task " : it.kind == Kind::Interrupt ? "interrupt " : "") + it.name;
  }
  static Instruction const& instruction(Protocol const& world, ProtocolExecution const& x, EventId e) {
    return world.program.threads[x.runs[x.run_of[e]].context].instructions[x.execution.events[e].instruction];
  }
  // A fence, or what orders on both sides, is anywhere between; an acquire or a release is one of the two,
  // but where it is a fence that orders them.
  std::vector<std::pair<std::size_t, std::uint32_t>> within(Protocol const& world, ProtocolExecution const& x,
                                                            proofs::Link const& link) const {
    std::vector<std::pair<std::size_t, std::uint32_t>> out;
    auto const &first = x.execution.events[link.from], &last = x.execution.events[link.to];
    bool const is_by_fence = link.relation.find("mb") != link.relation.npos;
    for (EventId e = 0; e < x.execution.events.size(); ++e) {
      bool const is_end = e == link.from || e == link.to;
      bool const is_between = x.execution.po.contains(link.from, e) && x.execution.po.contains(e, link.to);
      if (!is_end && !is_between) continue;
      auto const& place = instruction(world, x, e).place;
      if (!place.file) continue;
      At const at{*place.file, {place.line, place.column}};
      for (std::size_t i = 0; i < statement_of_.size(); ++i) {
        auto const& f = study_.findings[i];
        bool const is_fence = f.site.weaker[0].words.empty() || x.execution.events[e].tags.has(Tag::Mb);
        bool const may_end = e == link.from ? may_order_first(x.execution.events[e].tags)
                                            : may_order_last(x.execution.events[e].tags);
        bool const may_order = is_fence
                                   ? may_be_fence_of(x.execution.events[e].tags, first, last, link.relation)
                                   : is_end && may_end && !is_by_fence;
        bool const counts = f.is_needed() || is_alternative(study_, i);
        if (counts && statement_of_[i] == at && may_order) out.emplace_back(i, x.run_of[e]);
      }
    }
    return out;
  }

  Study& study_;
  Protocol const& base_;
  MemoryModel const& model_;
  std::vector<At> statement_of_; // by finding
};

} // namespace

void find_pairs(Study& study, Protocol const& base, MemoryModel const& model, std::string const& file,
                ShowWithout const& without) {
  Pairing const pairing(study, base, model, file);
  auto& all = study.findings;
  for (auto& f : all)
    if (f.is_needed()) pairing.explain(f, without(f));
  leave_out_orders_of_one(study);
  // What stands with it in executions that the other was looked at in.
  for (std::size_t i = 0; i < all.size(); ++i)
    for (auto const* partners : {&all[i].pairs_with, &all[i].pairs_in_some})
      for (auto other : std::vector(*partners)) {
        auto const has = [&](auto const& list) { return std::ranges::find(list, i) != list.end(); };
        if (!has(all[other].pairs_with) && !has(all[other].pairs_in_some))
          all[other].pairs_in_some.push_back(i);
      }
}

} // namespace barrister::cli
