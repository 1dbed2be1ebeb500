// SPDX-License-Identifier: BSD-2-Clause
#include "load.hpp"
#include "proofs/sc/explore.hpp"

using namespace barrister;
using namespace barrister::frontend;

namespace {

std::size_t loops(Block const& block) {
  std::size_t out = 0;
  for (auto const& s : block) {
    if (auto const* i = std::get_if<If>(&s.node)) out += loops(i->then) + loops(i->otherwise);
    if (auto const* l = std::get_if<Loop>(&s.node)) out += 1 + loops(l->test) + loops(l->body);
    if (auto const* l = std::get_if<Labelled>(&s.node)) out += loops(l->body);
  }
  return out;
}

// A task with two loops, beside one that writes. `keeps` stands where a round of the outer loop begins: a
// choice there keeps the two apart.
Protocol two_loops(std::string text, std::string const& keeps) {
  text.replace(text.find('@'), 1, keeps);
  return load(
      "protocol t; int x, y, z; world { cpu 0, 1; task a on 0; task b on 1; }\n"
      "static int call(int v) { int r; do { r = READ_ONCE(x); if (r == 3) return 5; z = z ^ 1; } while (r == "
      "2); return r + v; }\n"
      "static int once(int v) { int r; do { r = READ_ONCE(x); z = z ^ 1; } while (r == 2); return r + v; }\n"
      "static int retry(int v) { int r; again: r = READ_ONCE(x); z = z ^ 1; if (r == 2) goto again; return "
      "r; }\n"
      "task a { int i; int r; " +
      text + " }\ntask b { x = 2; y = 1; x = 1; y = 0; x = 3; }");
}

} // namespace

TEST(ProtocolFlatten, EndsAreTheSame) {
  for (
      std::string const text :
      {"again: @ r = once(READ_ONCE(y)); if (r == 1) goto again; z = z + 2 * r;",
       "again: @ r = retry(0); if (READ_ONCE(y)) goto again; if (!r) return; z = 7;",
       "do { @ do { r = READ_ONCE(x); } while (r == 2); z = r; } while (READ_ONCE(y));",
       "do { @ while (READ_ONCE(x) == 2) z = z ^ 4; if (y == 1) continue; z = z | 8; } while (READ_ONCE(y));",
       "while (1) { @ r = 4; do { if (READ_ONCE(x) == 1) break; r = r ^ 1; } while (y); if (r == 4) break; z "
       "= r; }",
       "again: @ r = 0; while (READ_ONCE(x)) { r = 1; if (y) break; } z = z ^ r; if (x != 3) goto again;",
       "again: @ more: do { r = x; z = z ^ 1; } while (r == 2); if (y) goto more; if (r == 1) goto again;"}) {
    auto const flat = two_loops(text, ""), nested = two_loops(text, "choose(1);");
    EXPECT_EQ(loops(flat.program.threads[0].body), 1U) << text;
    EXPECT_GT(loops(nested.program.threads[0].body), 1U) << text;
    auto const one = end_states(flat, 0), two = end_states(nested, 0);
    EXPECT_TRUE(one.is_whole && two.is_whole) << text;
    EXPECT_EQ(one.fault + two.fault, "") << text;
    EXPECT_GT(two.states.size(), 1U) << text;
    EXPECT_EQ(one.states, two.states) << text << protocol::print(flat);
  }
}

TEST(ProtocolFlatten, NotWhatIsLeftElsewhere) {
  EXPECT_EQ(
      loops(
          two_loops("again: @ r = call(READ_ONCE(y)); if (r == 1) goto again;", "").program.threads[0].body),
      2U);
  EXPECT_EQ(
      loops(two_loops("do { @ z = z + 1; do { r = READ_ONCE(x); } while (r == 2); } while (r == 1);", "")
                .program.threads[0]
                .body),
      2U)
      << "a store before the inner loop";
}
