// SPDX-License-Identifier: BSD-2-Clause
#include "tests/support/constants.hpp"

namespace barrister {
namespace {

class Collector {
public:
  std::set<Value> found;

  void add(Block const& block) {
    for (auto const& statement : block)
      std::visit([this](auto const& node) { add_parts(node); }, statement.node);
  }
  void add(Proposition const& p) {
    found.insert(p.values.begin(), p.values.end());
    for (auto const& operand : p.operands) add(operand);
  }

private:
  void add(ExpressionPtr const& e) {
    if (!e) return;
    if (auto const* c = std::get_if<Constant>(&e->node)) found.insert(c->value);
    if (auto const* o = std::get_if<Operation>(&e->node)) {
      add(o->left);
      add(o->right);
    }
    if (auto const* c = std::get_if<Conversion>(&e->node)) add(c->operand);
  }
  template <class... Parts> void all(Parts const&... parts) { (add(parts), ...); }

  void add_parts(Assign const& s) { all(s.value); }
  void add_parts(Load const& s) { all(s.address, s.until); }
  void add_parts(Store const& s) { all(s.address, s.value); }
  void add_parts(Fence const& s) { all(s.address, s.value); }
  void add_parts(Rmw const& s) { all(s.address, s.operand, s.expected, s.until); }
  void add_parts(Lock const& s) { all(s.address); }
  void add_parts(Unlock const& s) { all(s.address); }
  void add_parts(Trylock const& s) { all(s.address); }
  void add_parts(IsLocked const& s) { all(s.address); }
  void add_parts(If const& s) { all(s.condition, s.then, s.otherwise); }
  void add_parts(Loop const& s) { all(s.test, s.condition, s.body); }
  void add_parts(Labelled const& s) { all(s.body); }
  void add_parts(Leave const&) {}
  void add_parts(Choose const&) {}
  void add_parts(OwnedLoad const& s) { all(s.owner); }
  void add_parts(OwnedStore const& s) { all(s.value); }
  void add_parts(Count const&) {}
  void add_parts(CountLoad const&) {}
  void add_parts(Assume const& s) { all(s.condition); }
  void add_parts(Mask const&) {}
  void add_parts(Raise const& s) { all(s.cpu); }
};

} // namespace

std::set<Value> constants_of_code(Program const& program) {
  Collector out;
  for (auto const& object : program.objects) out.found.insert(object.initial.begin(), object.initial.end());
  for (auto const& thread : program.threads) {
    for (auto const& local : thread.locals) out.found.insert(local.initial);
    out.add(thread.body);
  }
  return std::move(out.found);
}
std::set<Value> constants_of_question(LitmusTest const& test) {
  Collector out;
  out.add(test.proposition);
  if (test.filter) out.add(*test.filter);
  return std::move(out.found);
}

} // namespace barrister
