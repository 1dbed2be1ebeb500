// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/reader.hpp"
#include "proofs/choices.hpp"
#include "proofs/evaluate.hpp"
#include "proofs/interpret.hpp"

namespace barrister::proofs {

bool grace_period_ends_in_reader(MemoryModel const& model, Domain domain) {
  auto const object = std::make_shared<Expression const>(Expression{Constant{address(0)}});
  auto const index = std::make_shared<Expression const>(Expression{LocalUse{0}});
  Program program;
  program.objects.push_back({"domain", {}});
  Thread thread{"P0", {{"index", {}, number(0)}}, {}, {{}}};
  if (domain == Domain::Rcu)
    thread.body = {
        {Fence{Tag::RcuLock, nullptr}}, {Fence{Tag::SyncRcu, nullptr}}, {Fence{Tag::RcuUnlock, nullptr}}};
  else
    thread.body = {{Load{0, object, Tag::SrcuLock}},
                   {Fence{Tag::SyncSrcu, object}},
                   {Store{object, index, Tag::SrcuUnlock}}};
  program.threads.push_back(std::move(thread));

  std::vector<Value> reads;
  if (domain == Domain::Srcu) reads.push_back(number(0));
  std::vector<ThreadRun> const runs{interpret(program, 0, reads, 1)};
  auto x = assemble(program, runs); // event 0 is the initial write
  if (domain == Domain::Srcu) {
    x.rf.insert(0, 1);
    x.co.insert(0, 3);
  }
  // One thread leaves a model nothing to choose between.
  for (std::size_t i = 0; i < model.choices.size(); ++i) {
    auto const possible = possible_choices(model, i, x, evaluate(model, x));
    if (possible.size() != 1) return true;
    x.choices.push_back(possible[0]);
  }
  auto const evaluation = evaluate(model, x);
  return evaluation.consistent || !evaluation.unsettled.empty();
}

} // namespace barrister::proofs
