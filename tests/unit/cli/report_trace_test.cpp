// SPDX-License-Identifier: BSD-2-Clause
// Traces of small protocols that are checked here.
#include "cli/check_protocol.hpp"
#include "cli/protocol_models.hpp"
#include "cli/report_trace.hpp"
#include <gtest/gtest.h>
#include <sstream>

namespace barrister::cli {
namespace {

// Of the first claim of this text.
std::string traced(std::string const& text) {
  frontend::Diagnostics diagnostics;
  auto const none = [](std::string const&) { return std::optional<frontend::Source>(); };
  auto const file = frontend::parse_protocol(frontend::Source("t.protocol", text), none, diagnostics);
  for (auto const& d : diagnostics.all()) ADD_FAILURE() << to_string(d);
  if (!file) return "";
  auto const protocol = frontend::resolve(*file, file->variants.front().name, diagnostics);
  for (auto const& d : diagnostics.all()) ADD_FAILURE() << to_string(d);
  std::ostringstream err;
  auto const models = protocol_models(*file, {}, {}, err);
  EXPECT_EQ(err.str(), "");
  if (!protocol || !models) return "";
  auto const answer = check_protocol(*protocol, questions(*file, *protocol, "lkmm"), models->front().memory,
                                     {}, [](unsigned) {});
  EXPECT_TRUE(answer.claims.front().complaints.empty());
  return report_trace(*answer.protocol, answer.claims.front());
}

TEST(ReportTrace, SaysWhatIsWaitedForAndWhoHasIt) {
  EXPECT_EQ(traced(R"(protocol p;
world {
	cpu 0, 1;
	task one on 0;
	task two on 1;
}
spinlock_t a, b;
task one { spin_lock(&a); spin_lock(&b); spin_unlock(&b); spin_unlock(&a); }
task two { spin_lock(&b); spin_lock(&a); spin_unlock(&a); spin_unlock(&b); }
property ENDS: two terminates;
)"),
            R"(
    CPU 0                             CPU 1

    one:
      spin_lock(&a);  // lock free: initial value
                                      two:
                                        spin_lock(&b);
                                          // lock free: initial value
      waits for ever: spin_lock(&b);  // b is 1: from two line 9
                                        waits for ever: spin_lock(&a);
                                          // a is 1: from one line 8
)");
}
TEST(ReportTrace, NamesTheStartTheActsAndTheSpareCpu) {
  EXPECT_EQ(traced(R"(protocol p;
world {
	cpu 0;
	task one on 0;
	agent mover times 1 on any cpu { WRITE_ONCE(x, READ_ONCE(x) + 1); }
}
int x;
ghost count moved;
task one { WRITE_ONCE(x, 5); }
start high "x is 7" { x == 7; }
property LOW: never x == 8;
)"),
            R"(start high: x is 7

    CPU 0                CPU 1 (spare)

    one:
      WRITE_ONCE(x, 5);
                         mover (act):
                           WRITE_ONCE(x, READ_ONCE(x) + 1);
                             // still 7: one's store is not yet visible;
                             // writes 8

finally: x = 8
violates: never x == 8
)");
}
TEST(ReportTrace, AnInterruptIsBelowWhatRaisesIt) {
  auto const text = traced(R"(protocol p;
world {
	cpu 0, 1;
	task one on 1;
}
int x;
interrupt poke { WRITE_ONCE(x, 1); }
task one { raise(poke, 0); }
property NEVER: never x == 1;
)");
  EXPECT_EQ(text, R"(
    CPU 0                CPU 1

                         one:
                           raise(poke, 0);
    poke (interrupt):
      WRITE_ONCE(x, 1);

finally: x = 1
violates: never x == 1
)");
}
TEST(ReportTrace, HeadsFunctionsAndRoundsAndSaysWhatIsTaken) {
  EXPECT_EQ(traced(R"(protocol p;
world {
	cpu 0;
	task one on 0;
}
int x, y;
static void look(void)
{
	if (READ_ONCE(x))
		WRITE_ONCE(y, 1);
	else
		WRITE_ONCE(x, 1);
}
static int get(void)
{
	return READ_ONCE(y);
}
task one {
	int i = 0;
	while (i < 2) {
		look();
		i++;
	}
	get();
}
property N: never y == 1;
)"),
            R"(
    CPU 0

    one:
      look():
        if (READ_ONCE(x))  // 0: initial value; not taken
        WRITE_ONCE(x, 1);
      round 2:
      look():
        if (READ_ONCE(x))  // 1: from line 12; taken
        WRITE_ONCE(y, 1);
      get(): return READ_ONCE(y);  // 1: from line 10

finally: y = 1
violates: never y == 1
)");
}
TEST(ReportTrace, AnInterruptIsIndentedUnderWhatItInterrupts) {
  EXPECT_EQ(traced(R"(protocol p;
world {
	cpu 0;
	task one on 0;
}
int x, y;
interrupt poke { WRITE_ONCE(y, READ_ONCE(x)); }
task one {
	raise(poke, 0);
	WRITE_ONCE(x, 1);
	WRITE_ONCE(x, 2);
}
property N: never y == 1;
)"),
            R"(
    CPU 0

    one:
      raise(poke, 0);
      WRITE_ONCE(x, 1);
        poke (interrupt):
          WRITE_ONCE(y, READ_ONCE(x));  // 1: from one line 10; writes 1
      WRITE_ONCE(x, 2);

finally: y = 1
violates: never y == 1
)");
}
TEST(ReportTrace, SaysWhichValueOfTheNameItIs) {
  auto const text = traced(R"(protocol p;
world {
	cpu 0, 1;
	task one on 1;
}
bool seen[2];
task one { WRITE_ONCE(seen[1], true); }
property N: never seen[c] && !(c == 0) for cpu c;
)");
  EXPECT_NE(text.find("\nfinally with c = 1: seen[c] = 1\nviolates: never seen[c] && !(c == 0) for cpu c\n"),
            text.npos)
      << text;
}
TEST(ReportTrace, ACrowdedPageIsIndented) {
  std::string const name(28, 'x');
  auto const text =
      traced("protocol p;\nworld { cpu 0, 1, 2; task a on 0; task b on 1; task c on 2; }\nint " + name +
             ";\ntask a { WRITE_ONCE(" + name + ", 1); }\ntask b { WRITE_ONCE(" + name +
             ", 2); }\ntask c { WRITE_ONCE(" + name + ", 3); }\nproperty N: never " + name + " == 2;\n");
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 72u) << line;
  EXPECT_NE(text.find("CPU 2"), text.npos);
}

} // namespace
} // namespace barrister::cli
