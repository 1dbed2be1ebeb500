// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/protocol/satisfy.hpp"
#include "frontend/protocol/foresee.hpp"
#include <functional>
#include <utility>

namespace barrister::frontend::protocol {
namespace {

constexpr std::size_t most_asked = 200'000, most_boxes = 4'096;

using Otherwise = std::function<Possible(UnknownId)>; // what is not known
Box box_of(Known const& known, Unknowns& unknowns, Otherwise const& otherwise) {
  auto const at = [&known, otherwise](std::optional<UnknownId> id) -> std::optional<Box::Cell> {
    if (!id) return std::nullopt;
    auto const found = known.find(*id);
    Box::Cell out{found == known.end() ? otherwise(*id) : found->second, *id};
    if (!out.value.is_one()) out.value.by = {*id};
    return out;
  };
  return {[at, &unknowns](Value cell) { return at(unknowns.cell(cell)); },
          [at, &unknowns](OwnedId v, std::uint32_t owner) { return at(unknowns.owned(v, owner)); }};
}

// Parts that have none in common, in ascending order; none where it cannot be split.
std::vector<Possible> parts(Possible const& p) {
  std::vector<Possible> out;
  if (p.some.size() > 1)
    for (auto const& v : p.some) out.push_back(one_of({v}));
  if (!p.some.empty() || !p.between) return out;
  auto const [low, high] = *p.between;
  auto const half =
      static_cast<std::int64_t>((static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low)) / 2);
  out.push_back(between({low, low + half}));
  out.push_back(between({low + half + 1, high}));
  return out;
}

class Splitter {
public:
  Splitter(Unknowns& unknowns, Otherwise otherwise) : unknowns_(unknowns), otherwise_(std::move(otherwise)) {}

  // What the probe says yes to; calls yes(box, what was looked at) and no() for each part. False: there are
  // too many parts.
  template <class Yes, class No> bool run(Probe const& probe, Known const& all, Yes yes, No no) {
    std::vector<Known> open{all};
    while (!open.empty()) {
      if (++asked_ > most_asked) return false;
      auto known = std::move(open.back());
      open.pop_back();
      auto const found = foresee(probe, box_of(known, unknowns_, otherwise_));
      if (found.answer && !*found.answer) no();
      if (found.answer && *found.answer && !yes(known, found.looked_at)) return false;
      if (!found.answer && !split(known, found.by, open)) return false;
    }
    return true;
  }

private:
  bool split(Known const& known, std::vector<UnknownId> const& by, std::vector<Known>& open) const {
    for (auto const id : by) {
      auto const at = known.find(id);
      auto const all = parts(at == known.end() ? otherwise_(id) : at->second);
      for (auto part = all.rbegin(); part != all.rend(); ++part) {
        open.push_back(known);
        open.back()[id] = *part;
      }
      if (!all.empty()) return true;
    }
    return false;
  }

  Unknowns& unknowns_;
  Otherwise otherwise_;
  std::size_t asked_ = 0;
};

} // namespace

Satisfying satisfying(Probe const& probe, Unknowns& unknowns) {
  Satisfying out;
  Splitter splitter(unknowns, [&](UnknownId id) { return unknowns.any(id); });
  auto const yes = [&](Known const& known, std::vector<UnknownId> const& looked_at) {
    out.boxes.push_back(known);
    out.spoken_of.insert(looked_at.begin(), looked_at.end());
    return out.boxes.size() < most_boxes;
  };
  out.is_whole = splitter.run(probe, {}, yes, [] {});
  return out;
}

Kept keeping(std::vector<Probe const*> const& invariants, Known const& box, Unknowns& unknowns) {
  Kept out{{box}, std::nullopt, true};
  Splitter splitter(unknowns, [&](UnknownId id) { return one_of({unknowns.initial(id)}); });
  for (std::size_t i = 0; i < invariants.size(); ++i) {
    auto const before = std::exchange(out.boxes, {});
    for (auto const& one : before)
      out.is_whole = splitter.run(
                         *invariants[i], one,
                         [&](Known const& known, std::vector<UnknownId> const&) {
                           out.boxes.push_back(known);
                           return out.boxes.size() < most_boxes;
                         },
                         [&] { out.broken = i; }) &&
                     out.is_whole;
  }
  return out;
}

} // namespace barrister::frontend::protocol
