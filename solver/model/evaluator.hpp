// SPDX-License-Identifier: BSD-2-Clause
// Evaluates a model on one execution after another, fast: rows of bits in one arena, each node computed only
// when the value of something that it is computed from has changed.
#pragma once
#include "solver/model/choice_mode.hpp"
#include "solver/model/prepared.hpp"
#include "spec/relation.hpp"
#include "spec/tag.hpp"
#include <map>
#include <span>
#include <string>

namespace barrister::solver {

// What a node depends on, in the order in which an enumeration decides it. Behind Co, each free choice of the
// model has a level of its own.
enum class Level : std::uint8_t {
  Fixed, // the same in all executions of the graph
  Run,   // which events are executed, where they access, their tags, values and dependencies
  Rf,
  Co
};
constexpr Level level_of_free_choice(std::size_t i) { return static_cast<Level>(4 + i); }

// Which parts of an execution differ between executions of this graph.
struct Variation {
  bool executed = false, cells = false, tags = false, dependencies = false;
};

class Evaluator {
public:
  // `checks`: indices into model.checks; the only ones evaluated. `choices`: the mode of each. `empty`: by
  // node, outside of fixpoints: it is empty in every execution; or nothing, where that is not known.
  Evaluator(SharedModel, std::size_t events, Variation, std::vector<std::size_t> const& checks,
            std::vector<ChoiceMode> const& choices, std::vector<bool> const& empty = {});

  // The words of a base set or relation, to be filled in: a set has words() words, a relation as many for
  // each event, row by row. Empty when no check needs it.
  std::span<std::uint64_t> base(std::string_view name);
  std::span<std::uint64_t> base(std::string_view name, Level); // empty, too, when it is of another level
  std::size_t words() const { return words_; }
  // The rows of a choice, by its index in model.choices, to be filled in at its level.
  std::span<std::uint64_t> choice(std::size_t);
  std::span<std::uint64_t const> value(NodeId n) const { return {at(n), length(n)}; }
  // By index into model.choices, in the order of their levels.
  std::vector<std::size_t> const& free_choices() const { return free_; }
  std::vector<std::size_t> const& coherence_choices() const { return coherence_; }
  std::vector<Level> const& levels() const { return all_levels_; }
  // An order of writes that is chosen to be co must contain what the model asks it to contain.
  bool coherence_is_chosen() const;
  void set_universe(std::span<std::uint64_t const> executed);

  // Computes the nodes of a level. Lower levels must be up to date.
  void compute(Level);
  // Checks whose relation is known at this level and not before, by index into model.checks.
  std::vector<std::size_t> const& checks_at(Level l) const { return checks_[static_cast<std::size_t>(l)]; }
  // Does the check's test succeed, negation included?
  bool passes(std::size_t check) const;
  // A fixpoint that some execution did not settle, in words: from then on nothing here is to be used. Or
  // empty.
  std::string problem() const;

private:
  using Steps = std::vector<Scheduled const*>;
  void find_needed(std::vector<std::size_t> const& checks, std::vector<bool> const& empty);
  void find_levels(Variation, std::vector<ChoiceMode> const&);
  void make_room();
  void add_base(NodeId);
  void run(std::vector<Scheduled> const&);
  void run(Scheduled const&);
  void iterate(Scheduled const&);
  bool is_stale(Scheduled const&) const;
  // Whether its value is another than before.
  bool compute(NodeId);
  bool put(NodeId, std::uint64_t const* value);
  std::uint64_t* at(NodeId n) { return arena_.data() + offset_[n]; }
  std::uint64_t const* at(NodeId n) const { return arena_.data() + offset_[n]; }
  std::size_t length(NodeId n) const { return model_.nodes[n].is_set ? words_ : words_ * events_; }
  void closure(std::uint64_t* rows) const;
  void add_identity(std::uint64_t* rows) const;

  SharedModel ordered_;
  MemoryModel const& model_;
  std::size_t events_, words_;
  std::vector<bool> needed_, computed_from_; // by node: has a value; which is not known beforehand
  std::vector<std::size_t> offset_;
  std::vector<std::uint64_t> arena_, universe_;
  struct Twin {
    NodeId of, node;
  };
  std::vector<std::vector<NodeId>> bases_; // by level, one of each name
  std::vector<std::vector<Twin>> twins_;   // by level: further ones of a name
  std::vector<std::size_t> free_, coherence_;
  std::vector<Level> all_levels_;
  std::vector<Level> level_; // by node
  std::vector<Steps> steps_; // by level
  std::vector<std::vector<std::size_t>> checks_;
  std::optional<std::uint32_t> unsettled_;
  // On one clock: when the value of a node last changed, when it was last computed; when a fixpoint was; when
  // the universe changed.
  std::uint64_t clock_ = 1, universe_changed_ = 1;
  std::vector<std::uint64_t> changed_, computed_, iterated_;
  std::vector<std::vector<NodeId>> given_; // by level: what is filled in
  std::vector<std::uint64_t> before_;      // what was filled in, at the same offsets; and room for a value
  std::vector<std::uint64_t> next_;
};

} // namespace barrister::solver
