// SPDX-License-Identifier: BSD-2-Clause
#include "bench/pairing.hpp"
#include <fmt/format.h>

namespace barrister {

std::string pairing(PairingWorld const& world) {
  std::string cpus, tasks, codes, ghosts, saw;
  for (int c = 0; c < world.cpus; ++c) cpus += fmt::format("{}{}", c ? ", " : "", c);
  for (int i = 0; i < world.installers; ++i) {
    tasks += fmt::format("\ttask installer{} on {};\n", i, i % world.cpus);
    ghosts += fmt::format("ghost bool saw{};\n", i);
    codes += fmt::format(
        "task installer{} {{ WRITE_ONCE(context, 1); smp_mb(); saw{} = !READ_ONCE(cpu); }}\n", i, i);
    saw += fmt::format("{}saw{}", i ? " || " : "", i);
  }
  return fmt::format(R"(protocol scaling "an event is published while its task moves";
world {{
	cpu {0};
{1}	agent mover times {2} on any cpu {{ move(); }}
	agent scheduler times 1 on cpu {0} {{ switch_in(); }}
}}
DEFINE_PER_CPU(raw_spinlock_t, rq_lock);
int context, cpu;
int on_rq = 1;
{3}ghost DEFINE_PER_CPU(bool, missed);
static void move(void)
{{
	int from = choose({4}), to = 1 + choose({4} - 1); // it does not come back to CPU 0

	assume(from != to);
	raw_spin_lock(&per_cpu(rq_lock, from));
	assume(READ_ONCE(on_rq) == from + 1);
	WRITE_ONCE(on_rq, -1);
	WRITE_ONCE(cpu, to);
	raw_spin_unlock(&per_cpu(rq_lock, from));
	raw_spin_lock(&per_cpu(rq_lock, to));
	WRITE_ONCE(on_rq, to + 1);
	raw_spin_unlock(&per_cpu(rq_lock, to));
}}
static void switch_in(void)
{{
	raw_spin_lock(this_cpu_ptr(&rq_lock));
	assume(READ_ONCE(on_rq) == smp_processor_id() + 1);
	smp_mb();
	__this_cpu_write(missed, smp_processor_id() != 0 && !READ_ONCE(context));
	raw_spin_unlock(this_cpu_ptr(&rq_lock));
}}
{5}property PAIRS "who misses the context has moved, and that is seen": never ({6}) && missed[c] for cpu c;
cover missed_it "the context can be missed": missed[1];
)",
                     cpus, tasks, world.migrations, ghosts, world.cpus, codes, saw);
}

} // namespace barrister
