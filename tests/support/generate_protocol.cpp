// SPDX-License-Identifier: BSD-2-Clause
#include "tests/support/generate_protocol.hpp"
#include "tests/support/generate_body.hpp"
#include "tests/support/generate_final_question.hpp"
#include "tests/support/generate_rings.hpp"
#include <algorithm>

namespace barrister {
namespace {

using namespace protocol_parts;
using Kind = Claim::Kind;

class ProtocolMaker {
public:
  explicit ProtocolMaker(std::uint64_t seed)
      : chance_(seed), apart_(~seed), copies_(seed ^ 0x636f7079), rings_(seed ^ 0x72696e67),
        beside_(seed ^ 0x62657369), cpus_(2 + chance_.below(2)), out_(cpus_) {
    has_readers_beside_ = beside_.once_in(8);
    things_.cpus = cpus_;
    things_.sizes = apart_.once_in(4);
    things_.choices = apart_.once_in(5);
    things_.faults = apart_.once_in(8);
  }

  Protocol make() {
    make_things();
    bool const is_scheduled = chance_.once_in(8);
    if (is_scheduled) {
      things_.current = current_ = out_.current();
      things_.tasks = task_object();
    }
    if (things_.interrupt) make_interrupt();
    if (rings_.once_in(5)) ring_ = make_rings(rings_, things_, out_);
    has_readers_ = rings_.once_in(8) || has_readers_beside_;
    std::vector<ContextId> tasks;
    std::size_t const number_of_tasks = is_scheduled || !chance_.once_in(3) ? 2 : 1;
    auto const acts = is_scheduled ? 1 + chance_.below(2) : chance_.below(3);
    for (std::size_t i = 0; i < number_of_tasks; ++i) tasks.push_back(make_task(i, number_of_tasks + acts));
    make_acts(acts, number_of_tasks + acts);
    make_starts();
    make_claims(tasks);
    auto out = out_.finished();
    if (things_.sizes) give_types(out);
    return out;
  }

private:
  Type const& any_type() { return types[apart_.below(std::size(types))]; }
  void give_types(Protocol& p) {
    for (auto const& word : things_.words)
      p.program.objects[std::get<Constant>(word->node).value.object].type = any_type();
    for (auto& thread : p.program.threads)
      for (LocalId i = 0; i < free_locals; ++i) thread.locals[i].type = any_type();
    for (auto const v : things_.by_cpu) p.owned[v].type = any_type();
  }
  CpuId any_cpu() { return static_cast<CpuId>(chance_.below(cpus_)); }

  void make_things() {
    auto const words = 1 + chance_.below(3);
    for (std::size_t i = 0; i < words; ++i) things_.words.push_back(out_.word("x" + std::to_string(i)));
    if (chance_.once_in(2)) things_.locks.push_back(out_.lock_word("l"));
    if (chance_.once_in(8)) things_.locks.push_back(out_.lock_word("m"));
    if (chance_.once_in(3)) things_.mutex = out_.word("mutex");
    if (apart_.once_in(5)) things_.array = out_.array("a", {0, 1});
    if (apart_.once_in(5)) things_.pointer = out_.pointer("p", things_.words.front());
    if (chance_.once_in(2)) things_.by_cpu.push_back(out_.owned("v", OwnedVariable::Owner::Cpu));
    if (chance_.once_in(4)) things_.by_context.push_back(out_.owned("w", OwnedVariable::Owner::Context));
    if (chance_.once_in(3)) things_.accumulators.push_back(out_.accumulator("n"));
    if (chance_.once_in(4)) things_.accumulators.push_back(out_.accumulator("e", true));
    if (chance_.once_in(2)) things_.interrupt = 0; // the first context
  }
  Block body(Context::Kind kind, std::size_t steps) { return generate_body(chance_, things_, kind, steps); }
  void make_interrupt() {
    things_.handled = out_.word("handled");
    things_.pending = out_.word("pending");
    things_.target = static_cast<std::int64_t>(chance_.below(things_.cpus));
    // What has not arrived is not handled: no axiom orders a handler behind what raised it.
    Block code;
    switch (chance_.below(4)) {
    case 0: {
      auto take = exchange(asked, things_.pending, constant(0));
      std::get<Rmw>(take.node).until = use(asked);
      code.push_back(std::move(take));
      break;
    }
    case 1:
      code.push_back(wait_until(asked, things_.pending, use(asked)));
      code.push_back(store(things_.pending, 0));
      break;
    default:
      code.push_back(load(asked, things_.pending));
      code.push_back(assume(use(asked)));
      if (chance_.once_in(3)) { // nor does it arrive before
        code.push_back(load(asked, things_.words.front()));
        code.push_back(assume(chance_.once_in(2) ? use(asked) : logical_not(use(asked))));
      }
      code.push_back(store(things_.pending, 0));
    }
    std::ranges::move(body(Context::Kind::Interrupt, 1 + chance_.below(2)), std::back_inserter(code));
    code.push_back(store(things_.handled, 1));
    read_beside(code);
    out_.interrupt("handler", std::move(code));
  }
  // Handlers and acts have readers, too, in those of tasks or beside them, and may leave them open.
  void read_beside(Block& code) {
    if (has_readers_beside_ && beside_.once_in(2)) add_reader(beside_, things_, code);
  }
  ContextId make_task(std::size_t i, std::size_t contexts) {
    std::vector<CpuId> on{current_ ? 0 : any_cpu()};
    if (!current_ && chance_.once_in(5)) on = {0, 1};
    auto code = body(Context::Kind::Task, (contexts > 2 ? 2 : 3) + chance_.below(3));
    if (i == 0)
      first_ = code;
    else if (!current_ && copies_.once_in(4))
      code = first_;
    if (!ring_.empty() && !rings_.once_in(4)) add_raise(rings_, things_, ring_, code);
    if (has_readers_ && !current_) {
      if (!beside_.once_in(3)) on = {static_cast<CpuId>(i)};
      i == 0 ? add_reader(rings_, things_, code) : add_grace_period(rings_, code);
    }
    return out_.task("task" + std::to_string(i), on, std::move(code));
  }
  void make_acts(std::size_t acts, std::size_t contexts) {
    bool const is_one_agent = chance_.once_in(2);
    std::vector<CpuId> on{any_cpu()};
    Block code;
    for (std::size_t i = 0; i < acts; ++i) {
      if (i == 0 || !is_one_agent) {
        on = {current_ ? 0 : any_cpu()};
        if (!current_ && chance_.once_in(3)) on = {0, 1};
        if (!current_ && chance_.once_in(5)) on.push_back(out_.spare_cpu());
        code = body(Context::Kind::Act, 1 + chance_.below(contexts > 2 ? 1 : 2));
        if (current_) code = together({code, switch_tasks(chance_, things_)});
        read_beside(code);
      }
      agents_.push_back(is_one_agent ? "agent" : "agent" + std::to_string(i));
      out_.act(agents_.back(), on, code);
    }
  }
  ObjectId task_object() const { // made right behind these
    return static_cast<ObjectId>(things_.words.size() + things_.locks.size() + (things_.mutex ? 1 : 0) +
                                 (things_.array ? 1 : 0) + (things_.pointer ? 1 : 0));
  }
  void make_starts() {
    auto const starts = 1 + chance_.below(2);
    for (std::size_t i = 0; i < starts; ++i) {
      auto& start = out_.start("start" + std::to_string(i));
      if (i > 0)
        start.cells.emplace_back(address(static_cast<ObjectId>(chance_.below(things_.words.size()))),
                                 number(1));
      if (current_)
        start.owned.push_back({*current_, 0, address(task_object(), static_cast<std::int64_t>(1 + i))});
      if (!things_.by_cpu.empty() && chance_.once_in(3))
        start.owned.push_back({things_.by_cpu.front(), any_cpu(), number(1)});
    }
    starts_ = static_cast<std::uint32_t>(starts);
  }
  void make_claims(std::vector<ContextId> const& tasks) {
    for (auto const kind : {Kind::Never, Kind::Never, Kind::Finally, Kind::Cover})
      restrict(out_.claim(kind, "asks", generate_final_question(chance_, things_)));
    if (!things_.accumulators.empty()) {
      auto& claim = out_.claim(Kind::Never, "ever", {count_load(0, things_.accumulators.back())});
      claim.speaks_of_all = true;
      restrict(claim);
    }
    restrict(out_.claim(Kind::NoDeadlock, "no deadlock"));
    for (auto const task : tasks) restrict(out_.terminates(task));
  }
  void restrict(Claim& claim) {
    if (chance_.once_in(4)) claim.from = {static_cast<std::uint32_t>(chance_.below(starts_))};
    if (!agents_.empty() && chance_.once_in(4)) claim.without = {agents_[chance_.below(agents_.size())]};
  }

  Chance chance_;
  Chance apart_;  // says what is special; those where nothing is, are what they are without it
  Chance copies_; // says which tasks do the same
  Chance rings_;  // says what is raised in circles, and who leaves readers open
  Chance beside_; // says what else has readers
  std::size_t cpus_;
  Builder out_;
  Things things_;
  std::optional<OwnedId> current_;
  std::vector<std::string> agents_;
  std::uint32_t starts_ = 1;
  Block first_; // what the first task does
  std::vector<ContextId> ring_;
  bool has_readers_ = false, has_readers_beside_ = false;
};

} // namespace

Protocol generate_protocol(std::uint64_t seed) { return ProtocolMaker(seed).make(); }

} // namespace barrister
