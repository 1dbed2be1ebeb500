// SPDX-License-Identifier: BSD-2-Clause
// What is computed from a ghost, or decided by one, goes to ghosts and accumulators alone. A local that holds
// such a value anywhere is taken to hold one everywhere.
#include "frontend/protocol/ghosts.hpp"
#include <set>
#include <utility>

namespace barrister::frontend::protocol {
namespace {

class Checker {
public:
  Checker(std::vector<OwnedVariable> const& owned, std::vector<Span> const& spans, Source const& source,
          Diagnostics& diagnostics)
      : owned_(owned), spans_(spans), source_(source), diagnostics_(diagnostics) {}

  void run(Block const& body) {
    for (std::size_t known = ~std::size_t{0}; known != tainted_.size();) {
      known = tainted_.size();
      block(body);
    }
    reports_ = true;
    block(body);
  }

private:
  bool depends(ExpressionPtr const& e) const {
    if (!e) return false;
    if (auto const* use = std::get_if<LocalUse>(&e->node)) return tainted_.contains(use->local);
    if (auto const* conversion = std::get_if<Conversion>(&e->node)) return depends(conversion->operand);
    auto const* o = std::get_if<Operation>(&e->node);
    return o && (depends(o->left) || depends(o->right));
  }
  void refuse(std::string const& what) {
    if (!reports_ || spans_.empty()) return;
    diagnostics_.error(source_, spans_[at_], what,
                       "a ghost is for properties: only ghosts and accumulators may depend on it");
  }
  void visible(std::initializer_list<ExpressionPtr> used) {
    if (decided_) return refuse("a ghost decides whether this is done");
    for (auto const& e : used)
      if (depends(e)) return refuse("what this does depends on a ghost");
  }

  void block(Block const& statements) {
    for (auto const& s : statements) {
      at_ = s.instruction;
      std::visit([this](auto const& node) { step(node); }, s.node);
    }
  }
  void step(Assign const& s) {
    if (decided_ || depends(s.value)) tainted_.insert(s.target);
  }
  void step(Load const& s) { visible({s.address, s.until}); }
  void step(Store const& s) { visible({s.address, s.value}); }
  void step(Fence const& s) { visible({s.address, s.value}); }
  void step(Rmw const& s) { visible({s.address, s.operand, s.expected, s.until}); }
  void step(Lock const& s) { visible({s.address}); }
  void step(Unlock const& s) { visible({s.address}); }
  void step(Trylock const& s) { visible({s.address}); }
  void step(IsLocked const& s) { visible({s.address}); }
  void step(If const& s) {
    auto const outer = decided_;
    decided_ = decided_ || depends(s.condition);
    block(s.then);
    block(s.otherwise);
    decided_ = outer;
  }
  void step(Loop const& s) {
    block(s.test);
    if (decided_ || depends(s.condition)) refuse("a ghost decides how often this is done");
    block(s.body);
  }
  void step(Labelled const& s) { block(s.body); }
  void step(Leave const&) {
    if (decided_) refuse("a ghost decides what is done next");
  }
  void step(Choose const&) { visible({}); }
  void step(OwnedLoad const& s) {
    if (decided_ || owned_[s.variable].is_ghost) tainted_.insert(s.target);
  }
  void step(OwnedStore const& s) {
    if (!owned_[s.variable].is_ghost) visible({s.value});
  }
  void step(Count const&) {}
  void step(CountLoad const&) {}
  void step(Assume const& s) { visible({s.condition}); }
  void step(Mask const&) { visible({}); }
  void step(Raise const& s) { visible({s.cpu}); }

  std::vector<OwnedVariable> const& owned_;
  std::vector<Span> const& spans_;
  Source const& source_;
  Diagnostics& diagnostics_;
  std::set<LocalId> tainted_;
  InstructionId at_ = 0;
  bool decided_ = false; // by a ghost
  bool reports_ = false;
};

} // namespace

void check_ghosts(Thread const& thread, std::vector<OwnedVariable> const& owned,
                  std::vector<Span> const& spans, Source const& source, Diagnostics& diagnostics) {
  Checker(owned, spans, source, diagnostics).run(thread.body);
}

} // namespace barrister::frontend::protocol
