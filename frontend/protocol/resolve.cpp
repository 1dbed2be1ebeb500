// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/lowering.hpp"
#include "frontend/protocol/depths.hpp"
#include "frontend/protocol/flatten.hpp"
#include "frontend/protocol/ghosts.hpp"
#include "frontend/protocol/parts.hpp"
#include "frontend/protocol/starts.hpp"
#include "frontend/protocol/world.hpp"
#include "spec/leaving.hpp"
#include "spec/print.hpp"
#include "spec/scheduler.hpp"
#include <algorithm>

namespace barrister::frontend {
namespace protocol {
namespace {

namespace c = litmus::ast;
using litmus::Lowering;
using litmus::Part;

class Resolver {
public:
  Resolver(Declarations const& from, Diagnostics& diagnostics)
      : from_(from), diagnostics_(diagnostics), structs_(from.c, from.source, diagnostics) {}

  std::optional<Protocol> run() {
    if (diagnostics_.failed()) return std::nullopt;
    all_ = make_world(from_, structs_, out_.program.tag_names, diagnostics_);
    if (diagnostics_.failed()) return std::nullopt;
    out_.declared = all_.declared;
    out_.cpus = all_.cpus;
    out_.owned = all_.owned;
    if (auto const at = all_.world.owned.find("current_task"); at != all_.world.owned.end())
      if (at->second.owner == OwnedVariable::Owner::Cpu) out_.current = at->second.id;
    for (auto const& piece : all_.pieces) lower(piece);
    if (diagnostics_.failed()) return std::nullopt;
    find_owners();
    claims();
    out_.accumulators = all_.accumulators;
    if (all_.world.has_assertions) assertions();
    starts();
    if (diagnostics_.failed()) return std::nullopt;
    // What a flattened loop chooses would be a choice of the handler's, before its first step, too.
    for (ContextId c = 0; c < out_.contexts.size(); ++c)
      if (out_.contexts[c].kind != Context::Kind::Interrupt) flatten_loops(out_.program.threads[c]);
    add_readers(out_);
    for (auto& thread : out_.program.threads) mark_decisions(thread.body);
    return std::move(out_);
  }

private:
  void error(Span span, std::string message, std::string hint = {}) {
    diagnostics_.error(from_.source, span, std::move(message), std::move(hint));
  }
  static Part::Role role(Context::Kind kind) {
    switch (kind) {
    case Context::Kind::Task: return Part::Role::Task;
    case Context::Kind::Act: return Part::Role::Act;
    case Context::Kind::Interrupt: return Part::Role::Interrupt;
    }
    return Part::Role::Task;
  }
  void lower(Piece const& piece) {
    Part const part{role(piece.context.kind), piece.context.name, piece.context.task, all_.world};
    auto lowered =
        Lowering(piece.code, from_.c, structs_, part, out_.program.tag_names, from_.source, diagnostics_)
            .run_part();
    if (!diagnostics_.failed())
      check_depths(lowered.thread, piece.context.kind, lowered.spans, from_.source, diagnostics_);
    if (!diagnostics_.failed() && piece.context.kind == Context::Kind::Task) end_as_current(lowered.thread);
    if (!diagnostics_.failed())
      check_ghosts(lowered.thread, out_.owned, lowered.spans, from_.source, diagnostics_);
    out_.program.threads.push_back(std::move(lowered.thread));
    out_.contexts.push_back(piece.context);
  }

  // A task that may have switched itself out comes to its end when it is current again: it has to look.
  void end_as_current(Thread& thread) {
    if (!out_.current || !stores(thread.body, *out_.current)) return;
    auto const looked_at = static_cast<LocalId>(thread.locals.size());
    thread.locals.push_back({"", out_.owned[*out_.current].type, number(0)});
    thread.body.push_back({OwnedLoad{looked_at, *out_.current}, thread.body.back().instruction});
  }

  // Which context writes an owned variable that is not by CPU.
  void find_owners() {
    for (auto const& s : from_.specials) {
      auto const at = all_.world.owned.find(s.name.text);
      if (at == all_.world.owned.end() || at->second.owner != OwnedVariable::Owner::Context) continue;
      for (ContextId i = 0; i < out_.contexts.size(); ++i) {
        if (!stores(out_.program.threads[i].body, at->second.id)) continue;
        if (out_.contexts[i].kind != Context::Kind::Task)
          error(s.name.span,
                "'" + s.name.text + "' belongs to one task, but " + out_.contexts[i].name + " writes it",
                "'ghost count' and 'ghost ever' can be changed anywhere; 'ghost DEFINE_PER_CPU(type, name);' "
                "is one for each CPU");
        else if (at->second.context)
          error(s.name.span, "'" + s.name.text + "' belongs to one task, but " +
                                 out_.contexts[*at->second.context].name + " and " + out_.contexts[i].name +
                                 " both write it");
        at->second.context = i;
      }
      if (!at->second.context && !out_.contexts.empty())
        at->second.context = 0; // whose it is does not matter
    }
  }
  Probe probe(c::ExpressionPtr const& e, Lowering::Bound const& bound) {
    Part const part{Part::Role::Probe, "a property", number(0), all_.world};
    c::Function const none{};
    return Lowering(none, from_.c, structs_, part, out_.program.tag_names, from_.source, diagnostics_)
        .run_probe(e, bound);
  }
  Probe value_of(c::ExpressionPtr const& e, Lowering::Bound const& bound) {
    Part const part{Part::Role::Probe, "a property", number(0), all_.world};
    c::Function const none{};
    return Lowering(none, from_.c, structs_, part, out_.program.tag_names, from_.source, diagnostics_)
        .run_value(e, bound);
  }
  std::optional<std::uint32_t> context_of(ast::Word const& task) {
    std::vector<std::string> known;
    for (ContextId i = 0; i < out_.contexts.size(); ++i) {
      if (out_.contexts[i].kind != Context::Kind::Task) continue;
      if (out_.contexts[i].name == task.text) return i;
      known.push_back(out_.contexts[i].name);
    }
    error(task.span, "there is no task '" + task.text + "' that has code", did_you_mean(task.text, known));
    return std::nullopt;
  }
  void claims() {
    for (auto const& p : from_.properties) {
      using Kind = ast::Property::Kind;
      Claim claim;
      claim.name = p.name.text;
      if (claim.name == "races")
        error(p.name.span, "'races' is claimed of every protocol: that there are no data races",
              "call it otherwise");
      if (claim.name == "faults")
        error(p.name.span, "'faults' is asked of every protocol: whether a run does what has no meaning",
              "call it otherwise");
      if (claim.name == "assertions")
        error(p.name.span, "'assertions' is claimed of every protocol that has some: that none fails",
              "call it otherwise");
      claim.sentence = p.sentence.text;
      claim.place = from_.source.place(p.name.span.begin);
      claim.kind = p.kind == Kind::Never        ? Claim::Kind::Never
                   : p.kind == Kind::Finally    ? Claim::Kind::Finally
                   : p.kind == Kind::Terminates ? Claim::Kind::Terminates
                   : p.kind == Kind::NoDeadlock ? Claim::Kind::NoDeadlock
                                                : Claim::Kind::Cover;
      if (p.kind == Kind::Terminates) claim.context = context_of(p.task).value_or(0);
      if (p.condition) {
        Lowering::Bound bound;
        bound.name = p.bound.text;
        bound.all = p.kind == Kind::Finally;
        if (p.by_task) {
          bound.type = {{"struct task_struct", 1}, {}};
          bound.values = all_.world.tasks;
        } else {
          bound.type = {{"int", 0}, {}};
          for (std::size_t cpu = 0; cpu < all_.declared; ++cpu)
            bound.values.push_back(number(static_cast<std::int64_t>(cpu)));
        }
        claim.probe = probe(p.condition, bound);
        if (!diagnostics_.failed()) claim.wording = wording(p.condition, bound);
        if (!bound.name.empty()) claim.wording.text += (p.by_task ? " for task " : " for cpu ") + bound.name;
      }
      circumstances_.push_back(&p);
      out_.claims.push_back(std::move(claim));
    }
  }
  // For each value of the name, what the parts of the condition come to. What was said of the whole is not
  // said of them again.
  Wording wording(c::ExpressionPtr const& condition, Lowering::Bound const& bound) {
    Wording out;
    out.text = text_of(condition);
    auto const values = bound.name.empty() ? std::vector{number(0)} : bound.values;
    Program named;
    named.objects = all_.world.objects.all();
    for (auto const& v : values) {
      auto here = bound;
      here.values = {v};
      auto& instance = out.instances.emplace_back();
      if (!bound.name.empty())
        instance.of = bound.name + (v.is_address() ? " = &" : " = ") + to_string(v, named);
      instance.probe = probe(condition, here);
      for (auto const& part : parts_of(condition)) {
        auto const text = text_of(part);
        if (text == bound.name ||
            std::ranges::find(instance.parts, text, &Wording::Part::text) != instance.parts.end())
          continue;
        instance.parts.push_back({text, value_of(part, here)});
      }
    }
    return out;
  }
  std::string text_of(c::ExpressionPtr const& e) const { return folded(from_.source.text(e->span)); }
  // Whether an assertion failed, in any context.
  void assertions() {
    out_.accumulators.push_back({"assertions", true});
    Claim claim;
    claim.name = "assertions";
    claim.sentence = "no assertion fails";
    claim.speaks_of_all = true;
    claim.place = from_.source.place(from_.world.span.begin);
    claim.probe.locals.push_back({"", {}, number(0)});
    claim.probe.body.push_back({CountLoad{0, all_.world.assertions}});
    out_.claims.push_back(std::move(claim));
    circumstances_.push_back(nullptr);
  }
  void starts() {
    std::vector<Constraint> invariants, wanted;
    auto const together = [](std::vector<c::ExpressionPtr> const& all) {
      auto whole = all.front();
      for (std::size_t i = 1; i < all.size(); ++i)
        whole = std::make_shared<c::Expression const>(
            c::Expression{c::Binary{c::Infix::LogicalAnd, whole, all[i]}, all[i]->span});
      return whole;
    };
    for (auto const& i : from_.invariants)
      invariants.push_back({"", i.sentence.text, i.span, probe(together(i.conditions), {})});
    for (auto const& s : from_.starts)
      wanted.push_back({s.name.text, s.sentence.text, s.span, probe(together(s.conditions), {})});
    if (from_.starts.empty()) { // what is declared, as it is
      Probe yes;
      yes.locals.push_back({"", {}, number(1)});
      wanted.push_back({"start", "", from_.world.span, std::move(yes)});
    }
    if (diagnostics_.failed()) return;
    out_.program.objects = all_.world.objects.all(); // constraints may name functions, too
    out_.starts = find_starts(wanted, invariants, out_, all_.world.objects, structs_, enums(), from_.source,
                              diagnostics_);
    std::vector<std::string> names, agents;
    for (auto const& w : wanted) names.push_back(w.name);
    for (auto const& a : from_.world.agents) agents.push_back(a.name.text);
    for (std::size_t i = 0; i < out_.claims.size(); ++i) {
      if (!circumstances_[i]) continue;
      for (auto const& from : circumstances_[i]->from) {
        if (std::ranges::find(names, from.text) == names.end())
          error(from.span, "there is no start '" + from.text + "'", did_you_mean(from.text, names));
        for (std::uint32_t s = 0; s < out_.starts.size(); ++s)
          if (out_.starts[s].name == from.text) out_.claims[i].from.push_back(s);
      }
      for (auto const& without : circumstances_[i]->without)
        out_.claims[i].without.push_back(known_agent(without, agents));
      for (auto const& any : circumstances_[i]->any_times) any_times(out_.claims[i], any, agents);
    }
  }
  Enums enums() const {
    Enums out;
    for (auto const& [name, constants] : from_.enums)
      for (auto const& one : constants)
        if (auto const value = structs_.constant(*structs_.define(one))) out[name].push_back(number(*value));
    return out;
  }
  std::string known_agent(ast::Word const& agent, std::vector<std::string> const& known) {
    if (std::ranges::find(known, agent.text) == known.end())
      error(agent.span, "there is no agent '" + agent.text + "'", did_you_mean(agent.text, known));
    return agent.text;
  }
  void any_times(Claim& claim, ast::Word const& agent, std::vector<std::string> const& known) {
    if (claim.kind != Claim::Kind::Terminates)
      error(agent.span, "'times any' is for claims that a task terminates",
            "an execution that has ended has finitely many acts: the world says how many, 'agent " +
                agent.text + " times 3', or 'times any'");
    if (std::ranges::find(claim.without, agent.text) != claim.without.end())
      error(agent.span, "'" + agent.text + "' acts any number of times, and does not act");
    claim.any_times.push_back(known_agent(agent, known));
  }

  Declarations const& from_;
  Diagnostics& diagnostics_;
  litmus::Structs structs_;
  Surroundings all_;
  Protocol out_{};
  std::vector<ast::Property const*> circumstances_; // by claim
};

} // namespace
} // namespace protocol

std::optional<Protocol> resolve(ProtocolFile const& file, std::string const& variant,
                                Diagnostics& diagnostics) {
  auto const declarations = protocol::declarations_of(*file.text, variant, diagnostics);
  if (!declarations) return std::nullopt;
  auto out = protocol::Resolver(*declarations, diagnostics).run();
  if (!out) return std::nullopt;
  out->name = file.name;
  out->variant = variant;
  return out;
}

} // namespace barrister::frontend
