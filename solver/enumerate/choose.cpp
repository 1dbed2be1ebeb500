// SPDX-License-Identifier: BSD-2-Clause
#include "solver/enumerate/choose.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

class Chooser {
public:
  Chooser(Evaluator& evaluator, MemoryModel const& model, std::size_t choice,
          std::vector<std::uint64_t> const& co, std::function<bool()> const& go_on)
      : node_(model.nodes[model.choices[choice]]), words_(evaluator.words()), out_(evaluator.choice(choice)),
        of_(evaluator.value(node_.a)), options_(evaluator.value(node_.b)), co_(co), go_on_(go_on) {}

  void run() {
    std::ranges::fill(out_, 0);
    if (node_.kind == NodeKind::ChosenOrder) {
      find_classes();
      order(0);
      return;
    }
    for (std::size_t w = 0; w < words_; ++w)
      for (std::size_t bit = 0; bit < 64; ++bit)
        if ((of_[w] >> bit) & 1) ends_.push_back(static_cast<EventId>(w * 64 + bit));
    pick(0);
  }

private:
  bool has(std::span<std::uint64_t const> rows, std::size_t a, std::size_t b) const {
    return (rows[a * words_ + b / 64] >> (b % 64)) & 1;
  }
  void put(std::size_t a, std::size_t b) { out_[a * words_ + b / 64] |= std::uint64_t{1} << (b % 64); }
  void take(std::size_t a, std::size_t b) { out_[a * words_ + b / 64] &= ~(std::uint64_t{1} << (b % 64)); }
  std::size_t events() const { return out_.size() / words_; }

  bool pick(std::size_t at) {
    if (at == ends_.size()) return go_on_();
    bool const sources = node_.kind == NodeKind::ChosenSources;
    auto const end = ends_[at];
    for (EventId other = 0; other < events(); ++other) {
      auto const a = sources ? other : end, b = sources ? end : other;
      if (!has(options_, a, b)) continue;
      put(a, b);
      bool const more = pick(at + 1);
      take(a, b);
      if (!more) return false;
    }
    return true;
  }

  // `of_` holds the pairs of events of one class, each event with itself included.
  void find_classes() {
    std::vector<bool> done(events());
    for (EventId e = 0; e < events(); ++e) {
      if (done[e] || !has(of_, e, e)) continue;
      auto& members = classes_.emplace_back();
      for (EventId other = e; other < events(); ++other)
        if (has(of_, e, other)) {
          members.push_back(other);
          done[other] = true;
        }
    }
  }
  bool comes_before(EventId a, EventId b) const { return has(options_, a, b) || has(co_, a, b); }
  bool order(std::size_t at) {
    if (at == classes_.size()) return go_on_();
    if (std::ranges::any_of(classes_[at], [&](EventId e) { return comes_before(e, e); })) return true;
    return place(at, classes_[at]);
  }
  // Puts one of the events that are left behind those placed before.
  bool place(std::size_t at, std::vector<EventId> const& left) {
    if (left.empty()) return order(at + 1);
    for (auto next : left) {
      auto const before_next = [&](EventId other) { return other != next && comes_before(other, next); };
      if (std::ranges::any_of(left, before_next)) continue;
      std::vector<EventId> rest;
      for (auto other : left)
        if (other != next) {
          rest.push_back(other);
          put(next, other);
        }
      bool const more = place(at, rest);
      for (auto other : rest) take(next, other);
      if (!more) return false;
    }
    return true;
  }

  Node const& node_;
  std::size_t words_;
  std::span<std::uint64_t> out_;
  std::span<std::uint64_t const> of_, options_;
  std::vector<std::uint64_t> const& co_;
  std::function<bool()> const& go_on_;
  std::vector<EventId> ends_;                 // each has one edge
  std::vector<std::vector<EventId>> classes_; // each is put in an order
};

} // namespace

void for_each_choice(Evaluator& evaluator, MemoryModel const& model, std::size_t i,
                     std::vector<std::uint64_t> const& co, std::function<bool()> const& go_on) {
  Chooser(evaluator, model, evaluator.free_choices()[i], co, go_on).run();
}

} // namespace barrister::solver
