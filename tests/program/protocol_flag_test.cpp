// SPDX-License-Identifier: BSD-2-Clause
// Misuse that the model flags is said of protocols, too, with its places.
#include "tests/program/run.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

// What task a does once it has seen `value`; b writes 2 and 3.
std::string misused(std::string const& value) {
  return R"(protocol p "";
world { cpu 0, 1; task a on 0; task b on 1; }
int x;
struct mutex m;
struct srcu_struct ss;
task a {
	int i, r;
	r = READ_ONCE(x);
	if (r == )" +
         value + R"()
		rcu_read_unlock();
	i = srcu_read_lock(&ss);
	srcu_read_unlock(&ss, i + (r == )" +
         value + R"());
	mutex_lock(&m);
	mutex_unlock(&m);
	if (r == )" +
         value + R"()
		mutex_unlock(&m);
	if (r == )" +
         value + R"() {
		rcu_read_lock();
		if (r != )" +
         value + R"()
			synchronize_rcu();
		rcu_read_unlock();
	}
}
task b { WRITE_ONCE(x, 2); WRITE_ONCE(x, 3); }
property P "": finally x == 3;
)";
}
std::string checked(std::string const& value) {
  Folder const folder;
  auto const ran = barrister_with({"check", folder.write("p.protocol", misused(value))});
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
  return ran.out;
}

TEST(ProtocolFlags, OfMisuseAreSaidWithTheirPlaces) {
  EXPECT_NE(checked("2").find("  unbalanced RCU: an rcu_read_unlock() without its rcu_read_lock()\n"
                              "    in a at line 10: rcu_read_unlock();\n"
                              "  SRCU: srcu_read_unlock() is not given what srcu_read_lock() returned\n"
                              "    in a at line 11: i = srcu_read_lock(&ss);\n"
                              "    in a at line 12: srcu_read_unlock(&ss, i + (r == 2));\n"
                              "  unbalanced lock: a spin_unlock() without its spin_lock()\n"
                              "    in a at line 16: mutex_unlock(&m);\n"
                              "  P      holds\n"),
            std::string::npos)
      << checked("2");
}
TEST(ProtocolFlags, AreNotRaisedByWhatNoExecutionDoes) {
  EXPECT_EQ(checked("4").find("unbalanced"), std::string::npos) << checked("4");
  EXPECT_EQ(checked("4").find("not given"), std::string::npos) << checked("4");
}
TEST(ProtocolFlags, AreInJson) {
  Folder const folder;
  auto const ran = barrister_with({"check", "--format", "json", folder.write("p.protocol", misused("2"))});
  EXPECT_NE(ran.out.find(R"("flags":["unmatched-rcu-unlock","srcu-bad-value-match","unmatched-unlock"])"),
            std::string::npos)
      << ran.out;
}

TEST(ProtocolFlags, AreAskedForWhereEveryClaimIsOnMoreActs) {
  Folder const folder;
  auto const file = folder.write("p.protocol", R"(protocol p "";
world { cpu 0, 1; task a on 0; agent poke times 1 on cpu 1 { WRITE_ONCE(x, 1); } }
int x;
task a { rcu_read_unlock(); }
property ENDS "": a terminates with poke times any;
)");
  auto const ran = barrister_with({"check", file});
  EXPECT_NE(ran.out.find("an rcu_read_unlock() without its rcu_read_lock()"), std::string::npos)
      << ran.out << ran.err;
}

// They are stated where program order is that of the text, and only there.
TEST(ProtocolModels, ThatChooseAreNotAsked) {
  Folder const folder;
  auto const model = folder.write("m.cat", R"("chooses"
with S from linearisations(M, po)
empty (rf & S^-1) as reads
flag ~empty (W * W) & loc & ext as data-race
)");
  auto const file = folder.write("p.protocol", R"(protocol p "";
world { cpu 0, 1; task a on 0; task b on 1; }
int x;
task a { x = 1; }
task b { x = 2; }
property P "": finally x > 0;
)");
  auto const ran = barrister_with({"check", "--model", model, file});
  EXPECT_EQ(ran.status, 3) << ran.out << ran.err;
  EXPECT_NE(ran.out.find("the model makes choices"), std::string::npos) << ran.out << ran.err;
}

} // namespace
} // namespace barrister
