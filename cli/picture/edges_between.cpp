// SPDX-License-Identifier: BSD-2-Clause
#include "cli/picture/drawing.hpp"
#include <algorithm>
#include <map>

namespace barrister::cli {
namespace {

using Kind = Drawing::Kind;

class Edges {
public:
  explicit Edges(std::vector<Drawing::Line> const& lines) {
    for (std::size_t i = 0; i < lines.size(); ++i)
      for (auto const e : lines[i].events) line_of_[e] = i;
  }
  void add(Kind kind, EventId from, EventId to, std::string const& relation) {
    auto const a = line_of_.find(from), b = line_of_.find(to);
    if (a == line_of_.end() || b == line_of_.end() || a->second == b->second) return;
    auto const is_same = [&](Drawing::Edge const& e) {
      return e.kind == kind && e.from == a->second && e.to == b->second && e.relation == relation;
    };
    if (!std::ranges::any_of(edges_, is_same)) edges_.push_back({kind, a->second, b->second, relation});
  }
  void add(Kind kind, Relation const& relation, std::string const& name) {
    for (auto const& [a, b] : relation.pairs()) add(kind, a, b, name);
  }
  std::vector<Drawing::Edge> all() && { return std::move(edges_); }

private:
  std::map<EventId, std::size_t> line_of_;
  std::vector<Drawing::Edge> edges_;
};

} // namespace

std::vector<Drawing::Edge> edges_between(std::vector<Drawing::Line> const& lines, Execution const& x,
                                         std::span<proofs::Link const> path) {
  Edges out(lines);
  auto const fr = x.rf.inverse().then(x.co);
  out.add(Kind::Rf, x.rf, "rf");
  out.add(Kind::Co, x.co - x.co.then(x.co), "co");
  out.add(Kind::Fr, fr - fr.then(x.co), "fr");
  for (auto const& link : path) out.add(Kind::Path, link.from, link.to, link.relation);
  return std::move(out).all();
}

} // namespace barrister::cli
