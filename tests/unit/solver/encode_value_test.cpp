// SPDX-License-Identifier: BSD-2-Clause
// What circuits and tables say of an operation is what `apply` says.
#include "solver/encode/value.hpp"
#include "solver/graph/graph_builder.hpp"
#include "tests/support/chance.hpp"
#include <algorithm>
#include <array>
#include <gtest/gtest.h>
#include <limits>

namespace barrister::solver {
namespace {

constexpr std::array operators{
    Operator::Add,       Operator::Subtract,   Operator::Multiply,  Operator::Divide,
    Operator::Modulo,    Operator::And,        Operator::Or,        Operator::Xor,
    Operator::ShiftLeft, Operator::ShiftRight, Operator::Equal,     Operator::NotEqual,
    Operator::Less,      Operator::LessEqual,  Operator::Greater,   Operator::GreaterEqual,
    Operator::Negate,    Operator::Complement, Operator::LogicalNot};

// Two reads, and all operations on them.
struct Operations {
  Operations() {
    for (ObjectId o = 0; o < 2; ++o)
      for (std::int64_t cell = 0; cell < 2; ++cell) {
        GraphEvent event;
        event.kind = EventKind::Write;
        event.address = builder.constant(address(o, cell));
        event.value = builder.constant(number(cell));
        builder.graph.events.push_back(event);
        builder.graph.holds_pointers.push_back(true);
      }
    builder.graph.initial_writes = builder.graph.events.size();
    builder.graph.observed = {false, false};
    builder.graph.threads = 1;
    left = read(address(0));
    right = read(address(1));
    for (auto op : operators) results.push_back(builder.operation(op, left, right));
    for (auto result : results) {
      cut.push_back(builder.convert(result, Type{"int", 32, true}));
      cut.push_back(builder.convert(result, Type{"u8", 8, false}));
    }
    chosen = builder.select(left, right, builder.constant(number(7)));
  }
  TermId read(Value where) {
    GraphEvent event;
    event.kind = EventKind::Read;
    event.thread = 0;
    event.address = builder.constant(where);
    auto const id = static_cast<EventId>(builder.graph.events.size());
    event.value = event.decides = builder.read_value(id);
    builder.graph.events.push_back(event);
    return event.value;
  }
  GraphBuilder builder;
  TermId left, right, chosen;
  std::vector<TermId> results, cut;
};

std::vector<Value> pool() {
  constexpr auto least = std::numeric_limits<std::int64_t>::min(),
                 most = std::numeric_limits<std::int64_t>::max();
  std::vector<Value> out{number(0),     number(1),  number(2),         number(-1),           number(3),
                         number(63),    number(64), number(1LL << 31), number(-(1LL << 31)), number(least),
                         number(most),  address(0), address(0, 1),     address(1),           address(1, 1),
                         address(1, -3)};
  Chance chance(7);
  for (int i = 0; i < 2; ++i)
    out.push_back(number(static_cast<std::int64_t>(chance.below(1'000'000'007)) * (i % 2 == 0 ? 1 : -1)));
  return out;
}

class OnWideValues : public testing::TestWithParam<bool> {};

// Wide on the left, and on the right either wide or one of few.
TEST_P(OnWideValues, IsWhatApplySays) {
  Operations in;
  auto const& graph = in.builder.graph;
  auto const first = static_cast<EventId>(graph.initial_writes);
  std::vector<EventId> const wide_reads = GetParam() ? std::vector{first, first + 1} : std::vector{first};
  auto const domains = compute_domains(graph, Domains::largest, wide_reads);
  SatSolver sat(SatSolver::Kind::Cadical);
  Gates gates(sat);
  ValueEncoding const values(gates, graph, domains);
  std::size_t compared = 0;
  for (auto l : pool())
    for (auto r : pool()) {
      std::vector<Literal> const these{values.has(in.left, l), values.has(in.right, r)};
      if (std::ranges::find(these, never) != these.end()) continue;
      ASSERT_EQ(sat.solve(these, std::nullopt), SatSolver::Answer::Satisfiable);
      for (std::size_t i = 0; i < operators.size(); ++i) {
        auto const expected = apply(operators[i], l, r);
        auto const found = values.value_in(sat, in.results[i]);
        ASSERT_EQ(found, expected) << spelling(operators[i]) << " of " << l.number
                                   << (l.is_address() ? "&" : "") << " and " << r.number
                                   << (r.is_address() ? "&" : "");
        for (std::size_t c : {2 * i, 2 * i + 1}) {
          auto const& term = graph.terms[in.cut[c]];
          auto const kept = term.kind == Term::Kind::Convert ? graph.types[term.b] : Type{};
          auto const held = expected ? std::optional(convert(*expected, kept)) : std::nullopt;
          ASSERT_EQ(values.value_in(sat, in.cut[c]), held);
        }
        ++compared;
      }
      ASSERT_EQ(values.value_in(sat, in.chosen), truth(l) ? r : number(7));
    }
  EXPECT_GE(compared, GetParam() ? 300 * operators.size() : 15 * operators.size());
}
INSTANTIATE_TEST_SUITE_P(BothAndOne, OnWideValues, testing::Bool());

TEST(ValueEncoding, ManyValuesAreAWordAndOneOfThem) {
  GraphBuilder builder;
  auto const any = builder.free(1000);
  auto const square = builder.operation(Operator::Multiply, any, any);
  auto const domains = compute_domains(builder.graph);
  ASSERT_TRUE(domains.is_wide[any]);
  SatSolver sat(SatSolver::Kind::Cadical);
  Gates gates(sat);
  ValueEncoding const values(gates, builder.graph, domains);
  EXPECT_EQ(sat.solve({values.has(any, number(1000))}, std::nullopt), SatSolver::Answer::Unsatisfiable);
  EXPECT_EQ(sat.solve({values.has(any, number(-1))}, std::nullopt), SatSolver::Answer::Unsatisfiable);
  ASSERT_EQ(sat.solve({values.has(square, number(998001))}, std::nullopt), SatSolver::Answer::Satisfiable);
  EXPECT_EQ(values.value_in(sat, any), number(999));
}

} // namespace
} // namespace barrister::solver
