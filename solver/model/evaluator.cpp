// SPDX-License-Identifier: BSD-2-Clause
#include "solver/model/evaluator.hpp"
#include <algorithm>
#include <bit>

namespace barrister::solver {
namespace {

Level level_of(std::string const& base, Variation v) {
  auto const when = [](bool varies) { return varies ? Level::Run : Level::Fixed; };
  if (base == "rf") return Level::Rf;
  if (base == "co" || base == "FW") return Level::Co;
  if (base == "same-value") return Level::Run;
  if (base == "loc") return when(v.cells || v.executed);
  if (base == "addr" || base == "data" || base == "ctrl") return when(v.dependencies || v.executed);
  return when(v.executed || (v.tags && is_base_set_of_tag(base)));
}
bool is_given(Node const& node) { return node.kind == NodeKind::Base || is_choice(node.kind); }

} // namespace

Evaluator::Evaluator(SharedModel ordered, std::size_t events, Variation variation,
                     std::vector<std::size_t> const& checks, std::vector<ChoiceMode> const& choices,
                     std::vector<bool> const& empty)
    : ordered_(std::move(ordered)), model_(ordered_->model), events_(events), words_((events + 63) / 64),
      needed_(model_.nodes.size()), computed_from_(model_.nodes.size()), offset_(model_.nodes.size()),
      universe_(words_), level_(model_.nodes.size(), Level::Fixed), changed_(model_.nodes.size()),
      computed_(model_.nodes.size()), iterated_(model_.fixpoints.size()), next_(words_ * events) {
  find_needed(checks, empty);
  find_levels(variation, choices);
  make_room();
  checks_.resize(all_levels_.size());
  given_.resize(all_levels_.size());
  steps_.resize(all_levels_.size());
  for (NodeId n = 0; n < model_.nodes.size(); ++n)
    if (computed_from_[n] && is_given(model_.nodes[n]))
      given_[static_cast<std::size_t>(level_[n])].push_back(n);
  for (auto const& step : ordered_->steps) {
    auto const n = step.group ? model_.fixpoints[*step.group].variables.front() : step.node;
    if (computed_from_[n]) steps_[static_cast<std::size_t>(level_[n])].push_back(&step);
  }
  for (auto c : checks) checks_[static_cast<std::size_t>(level_[model_.checks[c].node])].push_back(c);
}

void Evaluator::find_needed(std::vector<std::size_t> const& checks, std::vector<bool> const& empty) {
  std::vector<NodeId> open;
  auto const need = [&](NodeId n) {
    if (needed_[n]) return;
    needed_[n] = true;
    if (!empty.empty() && empty[n]) return;
    computed_from_[n] = true;
    open.push_back(n);
  };
  for (auto c : checks) need(model_.checks[c].node);
  std::ranges::for_each(model_.choices, need); // each choice makes executions of its own
  while (!open.empty()) {
    auto const& node = model_.nodes[open.back()];
    open.pop_back();
    std::ranges::for_each(operands(node), need);
    if (node.kind != NodeKind::Variable) continue;
    std::ranges::for_each(model_.fixpoints[node.a].variables, need);
    std::ranges::for_each(model_.fixpoints[node.a].bodies, need);
  }
}

void Evaluator::find_levels(Variation variation, std::vector<ChoiceMode> const& choices) {
  std::map<NodeId, Level> level_of_choice;
  for (std::size_t i = 0; i < model_.choices.size(); ++i) {
    auto& level = level_of_choice[model_.choices[i]];
    if (choices[i] == ChoiceMode::Coherence) {
      coherence_.push_back(i);
      level = Level::Co;
    } else if (choices[i] == ChoiceMode::Free) {
      level = level_of_free_choice(free_.size());
      free_.push_back(i);
    }
  }
  all_levels_ = {Level::Fixed, Level::Run, Level::Rf, Level::Co};
  for (std::size_t i = 0; i < free_.size(); ++i) all_levels_.push_back(level_of_free_choice(i));

  // What is made with the universe changes with what is executed.
  auto const universe_level = variation.executed ? Level::Run : Level::Fixed;
  for (NodeId n = 0; n < model_.nodes.size(); ++n) {
    if (!computed_from_[n]) continue;
    auto const& node = model_.nodes[n];
    if (node.kind == NodeKind::Base) level_[n] = level_of(node.name, variation);
    if (is_choice(node.kind)) level_[n] = level_of_choice.at(n);
    if (node.kind == NodeKind::Universe || node.kind == NodeKind::Complement ||
        node.kind == NodeKind::ReflexiveClosure || node.kind == NodeKind::Reflexive)
      level_[n] = universe_level;
  }
  // All of a fixpoint is computed at once, so all of it is on one level, and its users are not on a lower
  // one.
  for (bool changed = true; changed;) {
    changed = false;
    auto const raise = [&](NodeId n, Level l) {
      if (l <= level_[n]) return;
      level_[n] = l;
      changed = true;
    };
    for (NodeId n = 0; n < model_.nodes.size(); ++n) {
      if (!computed_from_[n]) continue;
      auto const& node = model_.nodes[n];
      for (auto o : operands(node)) raise(n, level_[o]);
      if (node.kind == NodeKind::Variable)
        for (auto b : model_.fixpoints[node.a].bodies) raise(n, level_[b]);
      for (auto g : ordered_->groups[n])
        for (auto v : model_.fixpoints[g].variables) {
          raise(n, level_[v]);
          raise(v, level_[n]);
        }
    }
  }
}

// What is filled in comes first, so that what was filled in before has the same offsets.
void Evaluator::make_room() {
  std::size_t total = 0;
  bases_.resize(all_levels_.size());
  twins_.resize(all_levels_.size());
  for (bool const given : {true, false}) {
    for (NodeId n = 0; n < model_.nodes.size(); ++n) {
      if (!needed_[n] || (computed_from_[n] && is_given(model_.nodes[n])) != given) continue;
      offset_[n] = total;
      total += length(n);
      if (given && model_.nodes[n].kind == NodeKind::Base) add_base(n);
    }
    if (given) before_.resize(total);
  }
  arena_.resize(total);
}

// A model that was made from another may have two nodes for one base set or relation.
void Evaluator::add_base(NodeId n) {
  auto const level = static_cast<std::size_t>(level_[n]);
  auto const is_same = [&](NodeId o) { return model_.nodes[o].name == model_.nodes[n].name; };
  auto const of = std::ranges::find_if(bases_[level], is_same);
  if (of != bases_[level].end())
    twins_[level].push_back({*of, n});
  else
    bases_[level].push_back(n);
}

std::span<std::uint64_t> Evaluator::base(std::string_view name) {
  for (auto level : all_levels_)
    if (auto const found = base(name, level); !found.empty()) return found;
  return {};
}
std::span<std::uint64_t> Evaluator::base(std::string_view name, Level level) {
  for (auto n : bases_[static_cast<std::size_t>(level)])
    if (model_.nodes[n].name == name) return {at(n), length(n)};
  return {};
}
std::span<std::uint64_t> Evaluator::choice(std::size_t i) {
  auto const n = model_.choices[i];
  return {at(n), length(n)};
}
bool Evaluator::coherence_is_chosen() const {
  return std::ranges::all_of(coherence_, [&](std::size_t i) {
    auto const n = model_.choices[i];
    auto const *chosen = at(n), *classes = at(model_.nodes[n].a), *required = at(model_.nodes[n].b);
    for (std::size_t w = 0; w < length(n); ++w)
      if (required[w] & classes[w] & ~chosen[w]) return false;
    return true;
  });
}
void Evaluator::set_universe(std::span<std::uint64_t const> executed) {
  if (std::ranges::equal(executed, universe_)) return;
  std::ranges::copy(executed, universe_.begin());
  universe_changed_ = ++clock_;
}

void Evaluator::compute(Level l) {
  for (auto const& twin : twins_[static_cast<std::size_t>(l)])
    std::copy_n(at(twin.of), length(twin.of), at(twin.node));
  for (auto n : given_[static_cast<std::size_t>(l)]) {
    auto const* now = at(n);
    auto* before = before_.data() + offset_[n];
    if (std::equal(now, now + length(n), before)) continue;
    std::copy_n(now, length(n), before);
    changed_[n] = ++clock_;
  }
  for (auto const* step : steps_[static_cast<std::size_t>(l)]) run(*step);
}

bool Evaluator::is_stale(Scheduled const& step) const {
  auto const since = computed_[step.node];
  if (since == 0 || universe_changed_ > since) return true;
  return std::ranges::any_of(step.from, [&](NodeId o) { return changed_[o] > since; });
}
void Evaluator::run(std::vector<Scheduled> const& steps) {
  for (auto const& step : steps) run(step);
}
void Evaluator::run(Scheduled const& step) {
  if (step.group) {
    iterate(step);
  } else if (is_stale(step)) {
    if (compute(step.node)) changed_[step.node] = ++clock_;
    computed_[step.node] = clock_;
  }
}
void Evaluator::iterate(Scheduled const& step) {
  auto& since = iterated_[*step.group];
  auto const is_newer = [&](NodeId n) { return changed_[n] > since; };
  if (since != 0 && universe_changed_ <= since && std::ranges::none_of(step.inputs, is_newer)) return;
  auto const& f = model_.fixpoints[*step.group];
  std::vector<std::uint64_t> const nothing(words_ * events_);
  for (auto v : f.variables) put(v, nothing.data());
  bool settled = false;
  for (std::size_t round = 0; !settled && round < most_rounds(events_); ++round) {
    settled = true;
    for (std::size_t i = 0; i < f.variables.size(); ++i) {
      run(step.bodies[i]);
      if (put(f.variables[i], at(f.bodies[i]))) settled = false;
    }
  }
  if (!settled && !unsettled_) unsettled_ = *step.group;
  since = settled ? ++clock_ : 0;
}
bool Evaluator::put(NodeId n, std::uint64_t const* value) {
  if (std::equal(value, value + length(n), at(n))) return false;
  std::copy_n(value, length(n), at(n));
  changed_[n] = ++clock_;
  return true;
}
std::string Evaluator::problem() const {
  return unsettled_ ? does_not_settle(model_.fixpoints[*unsettled_]) : "";
}

void Evaluator::closure(std::uint64_t* rows) const {
  if (words_ == 1) { // without a branch on each row, for vectors
    for (std::size_t middle = 0; middle < events_; ++middle)
      if (auto const from = rows[middle]; from != 0)
        for (std::size_t a = 0; a < events_; ++a)
          rows[a] |= from & (std::uint64_t{0} - ((rows[a] >> middle) & 1));
    return;
  }
  for (std::size_t middle = 0; middle < events_; ++middle) {
    auto const* from = rows + middle * words_;
    if (std::all_of(from, from + words_, [](auto w) { return w == 0; })) continue;
    auto const word = middle / 64;
    auto const bit = std::uint64_t{1} << (middle % 64);
    for (std::size_t a = 0; a < events_; ++a) {
      auto* to = rows + a * words_;
      if (to[word] & bit)
        for (std::size_t w = 0; w < words_; ++w) to[w] |= from[w];
    }
  }
}
void Evaluator::add_identity(std::uint64_t* rows) const {
  for (std::size_t e = 0; e < events_; ++e)
    rows[e * words_ + e / 64] |= universe_[e / 64] & (std::uint64_t{1} << (e % 64));
}

bool Evaluator::compute(NodeId n) {
  auto const& node = model_.nodes[n];
  auto* out = next_.data();
  auto const size = length(n);
  auto const *a = at(node.a), *b = at(node.b);
  auto const contains = [&](std::uint64_t const* set, std::size_t e) {
    return (set[e / 64] >> (e % 64)) & 1;
  };
  auto const each = [&](auto value) {
    std::uint64_t difference = 0;
    auto* now = at(n);
    for (std::size_t i = 0; i < size; ++i) {
      auto const next = value(i);
      difference |= now[i] ^ next;
      now[i] = next;
    }
    return difference != 0;
  };
  switch (node.kind) {
  case NodeKind::Base:
  case NodeKind::ChosenSources:
  case NodeKind::ChosenTargets:
  case NodeKind::ChosenOrder:
  case NodeKind::Variable: return false;
  case NodeKind::Empty: return each([](std::size_t) { return std::uint64_t{0}; });
  case NodeKind::Universe: return each([&](std::size_t i) { return universe_[i]; });
  case NodeKind::Union: return each([&](std::size_t i) { return a[i] | b[i]; });
  case NodeKind::Intersection: return each([&](std::size_t i) { return a[i] & b[i]; });
  case NodeKind::Difference: return each([&](std::size_t i) { return a[i] & ~b[i]; });
  case NodeKind::Complement:
    if (node.is_set) return each([&](std::size_t i) { return universe_[i] & ~a[i]; });
    for (std::size_t e = 0; e < events_; ++e)
      for (std::size_t w = 0; w < words_; ++w)
        out[e * words_ + w] = contains(universe_.data(), e) ? universe_[w] & ~a[e * words_ + w] : 0;
    break;
  case NodeKind::Sequence:
    if (words_ == 1)
      return each([&](std::size_t e) {
        std::uint64_t row = 0;
        for (auto rest = a[e]; rest != 0; rest &= rest - 1) row |= b[std::countr_zero(rest)];
        return row;
      });
    std::fill_n(out, size, 0);
    for (std::size_t e = 0; e < events_; ++e)
      for (std::size_t v = 0; v < words_; ++v)
        for (auto rest = a[e * words_ + v]; rest != 0; rest &= rest - 1) {
          auto const* from = b + (v * 64 + static_cast<std::size_t>(std::countr_zero(rest))) * words_;
          for (std::size_t w = 0; w < words_; ++w) out[e * words_ + w] |= from[w];
        }
    break;
  case NodeKind::Inverse:
    std::fill_n(out, size, 0);
    for (std::size_t e = 0; e < events_; ++e)
      for (std::size_t v = 0; v < words_; ++v)
        for (auto rest = a[e * words_ + v]; rest != 0; rest &= rest - 1)
          out[(v * 64 + static_cast<std::size_t>(std::countr_zero(rest))) * words_ + e / 64] |=
              std::uint64_t{1} << (e % 64);
    break;
  case NodeKind::Closure:
  case NodeKind::ReflexiveClosure:
    std::copy_n(a, size, out);
    closure(out);
    if (node.kind == NodeKind::ReflexiveClosure) add_identity(out);
    break;
  case NodeKind::Reflexive:
    std::copy_n(a, size, out);
    add_identity(out);
    break;
  case NodeKind::Product:
    for (std::size_t e = 0; e < events_; ++e)
      for (std::size_t w = 0; w < words_; ++w) out[e * words_ + w] = contains(a, e) ? b[w] : 0;
    break;
  case NodeKind::Identity:
    std::fill_n(out, size, 0);
    for (std::size_t e = 0; e < events_; ++e)
      if (contains(a, e)) out[e * words_ + e / 64] |= std::uint64_t{1} << (e % 64);
    break;
  case NodeKind::Domain:
    std::fill_n(out, size, 0);
    for (std::size_t e = 0; e < events_; ++e)
      if (std::any_of(a + e * words_, a + (e + 1) * words_, [](auto w) { return w != 0; }))
        out[e / 64] |= std::uint64_t{1} << (e % 64);
    break;
  case NodeKind::Range:
    std::fill_n(out, size, 0);
    for (std::size_t e = 0; e < events_; ++e)
      for (std::size_t w = 0; w < words_; ++w) out[w] |= a[e * words_ + w];
    break;
  }
  if (std::equal(out, out + size, at(n))) return false;
  std::copy_n(out, size, at(n));
  return true;
}

bool Evaluator::passes(std::size_t index) const {
  auto const& check = model_.checks[index];
  auto const* rows = at(check.node);
  auto const empty = [&] {
    return std::all_of(rows, rows + length(check.node), [](auto w) { return w == 0; });
  };
  auto const irreflexive = [&] {
    for (std::size_t e = 0; e < events_; ++e)
      if ((rows[e * words_ + e / 64] >> (e % 64)) & 1) return false;
    return true;
  };
  // Takes away, again and again, the events that lead nowhere: what is left has a cycle.
  auto const acyclic = [&] {
    std::vector<std::uint64_t> left(universe_);
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t e = 0; e < events_; ++e) {
        if (!((left[e / 64] >> (e % 64)) & 1)) continue;
        bool leads = false;
        for (std::size_t w = 0; w < words_; ++w) leads = leads || (rows[e * words_ + w] & left[w]) != 0;
        if (leads) continue;
        left[e / 64] &= ~(std::uint64_t{1} << (e % 64));
        changed = true;
      }
    }
    return std::ranges::all_of(left, [](auto w) { return w == 0; });
  };
  bool const holds = check.test == Test::Empty         ? empty()
                     : check.test == Test::Irreflexive ? irreflexive()
                                                       : acyclic();
  return holds != check.negated;
}

} // namespace barrister::solver
