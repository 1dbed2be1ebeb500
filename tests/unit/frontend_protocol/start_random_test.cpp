// SPDX-License-Identifier: BSD-2-Clause
// Random constraints over types with few values: the starts are all states that satisfy them, tried one by
// one.
#include "load.hpp"
#include "spec/probe.hpp"
#include "tests/support/chance.hpp"
#include "tests/support/seed.hpp"
#include <set>

using namespace barrister;
using namespace barrister::frontend;

namespace {

std::string const variables =
    "enum e { E0, E1 = 5, E2 }; enum e e; u8 u; s8 v = 3; bool w; int n, m; int *p = &n;\n";

std::string expression(Chance& chance, unsigned depth) {
  if (depth == 0 || chance.once_in(6))
    return chance.once_in(3)
               ? chance.one_of({"0", "1", "2", "3", "5", "7", "100", "-1", "200", "255u", "-100"})
               : chance.one_of({"e", "u", "v", "w", "u", "v", "(p == &n)", "(p == &m)", "!p"});
  auto const left = expression(chance, depth - 1);
  if (chance.once_in(7)) return chance.one_of({"!", "~", "-"}) + "(" + left + ")";
  auto const right = expression(chance, depth - 1);
  if (chance.once_in(10)) return "(" + expression(chance, depth - 1) + " ? " + left + " : " + right + ")";
  return "(" + left + " " + chance.one_of({"==", "!=", "<", "<=", ">", ">=", "&&", "||", "==", "<", "&&",
                                           "||", "+",  "-", "*",  "&", "|",  "^",  "<<", ">>", "/", "%"}) +
         " " + right + ")";
}

using State = std::map<Value, Value>; // by address

// All states that satisfy the first claim, one by one; of each, what differs from the declarations.
class Tried {
public:
  explicit Tried(Protocol const& p) : protocol_(p) {
    for (ObjectId o = 0; o < p.program.objects.size(); ++o)
      if (auto const values = values_of(p.program.objects[o]); !values.empty()) domains_[address(o)] = values;
    State state;
    every(state);
  }
  // Each with all values of what some state looks at.
  std::set<State> all() const {
    std::set<State> out;
    for (auto const& known : satisfying_) {
      std::vector<State> states{known};
      for (auto const& at : spoken_of_) {
        if (known.contains(at)) continue;
        std::vector<State> more;
        for (auto const& s : states)
          for (auto const& v : domains_.at(at)) {
            more.push_back(s);
            more.back()[at] = v;
          }
        states = std::move(more);
      }
      for (auto& s : states) {
        std::erase_if(s, [&](auto const& cell) { return cell.second == declared(cell.first); });
        out.insert(s);
      }
      if (out.size() > 1000) break; // too many for a protocol
    }
    return out;
  }

private:
  Value declared(Value at) const {
    auto const& object = protocol_.program.objects[at.object];
    return convert(object.initial[0], object.type);
  }
  std::vector<Value> values_of(Object const& object) const {
    std::vector<Value> out;
    auto const between = [&](std::int64_t low, std::int64_t high) {
      for (auto n = low; n <= high; ++n) out.push_back(number(n));
    };
    if (object.name == "e") out = {number(0), number(5), number(6)};
    if (object.name == "u") between(0, 255);
    if (object.name == "v") between(-128, 127);
    if (object.name == "w") between(0, 1);
    if (object.name != "p") return out;
    out.push_back(number(0));
    for (ObjectId o = 0; o < protocol_.program.objects.size(); ++o)
      if (auto const& name = protocol_.program.objects[o].name; name == "n" || name == "m")
        out.push_back(address(o));
    return out;
  }
  void every(State& state) {
    std::optional<Value> open;
    auto const look = [&](Value at) {
      auto const found = state.find(at);
      if (found == state.end() && !open) open = at;
      return found == state.end() ? std::nullopt : std::optional(found->second);
    };
    bool const yes = says_yes(protocol_.claims.at(0).probe, {look, {}, {}});
    if (!open) {
      if (yes) satisfying_.push_back(state);
      for (auto const& [at, v] : state)
        if (yes) spoken_of_.insert(at);
      return;
    }
    for (auto const& v : domains_.at(*open)) {
      state[*open] = v;
      every(state);
    }
    state.erase(*open);
  }

  Protocol const& protocol_;
  std::map<Value, std::vector<Value>> domains_;
  std::vector<State> satisfying_;
  std::set<Value> spoken_of_;
};

} // namespace

TEST(ProtocolStart, RandomConstraintsHaveAllStatesThatSatisfyThem) {
  auto const seed = first_seed();
  std::size_t same = 0, several = 0, refused = 0, none = 0, given_up = 0;
  for (std::uint64_t i = 0; i < 150; ++i) {
    Chance chance(seed + i);
    auto const constraint = expression(chance, 3);
    auto const text = small_world + variables + "task a {} property P: never " + constraint + ";\n";
    auto const protocol = load(text);
    auto const expected = Tried(protocol).all();
    Diagnostics diagnostics;
    auto const file = parse(text + "start s { " + constraint + "; }", diagnostics);
    ASSERT_TRUE(file) << constraint;
    auto const found = resolve(*file, "t", diagnostics);
    auto const said = diagnostics.all().empty() ? "" : diagnostics.all().back().message;
    auto const where = constraint + " (BARRISTER_SEED=" + std::to_string(seed + i) + "): " + said;
    if (!found) {
      if (said == "it takes too long to find all states that satisfy 's'") {
        ++given_up;
        continue;
      }
      bool const is_none = said == "no initial state satisfies 's'";
      EXPECT_EQ(is_none, expected.empty()) << where;
      EXPECT_TRUE(is_none || expected.size() > 256) << where;
      ++(is_none ? none : refused);
      continue;
    }
    std::set<State> states;
    for (auto const& s : found->starts) states.insert(State(s.cells.begin(), s.cells.end()));
    EXPECT_EQ(states.size(), found->starts.size()) << where << ": a state comes twice";
    EXPECT_TRUE(states == expected) << where << ": " << states.size() << " of " << expected.size();
    ++same;
    several += states.size() > 1;
  }
  EXPECT_GT(same, 50U);
  EXPECT_GT(several, 20U);
  EXPECT_GT(refused, 20U);
  EXPECT_GT(none, 10U);
  EXPECT_LT(given_up, 5U);
}
