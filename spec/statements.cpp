// SPDX-License-Identifier: BSD-2-Clause
#include "spec/statements.hpp"
#include <map>

namespace barrister {
namespace {

bool reads_a_local(Expression const& e) {
  if (std::holds_alternative<LocalUse>(e.node)) return true;
  if (auto const* conversion = std::get_if<Conversion>(&e.node)) return reads_a_local(*conversion->operand);
  auto const* operation = std::get_if<Operation>(&e.node);
  return operation &&
         (reads_a_local(*operation->left) || (operation->right && reads_a_local(*operation->right)));
}

// What is lowered of an instruction.
struct Parts {
  bool is_any = false, marks = false, does_more = false;
};

class Collector {
public:
  Collector(Protocol const& protocol, Thread const& thread)
      : protocol_(protocol), parts_(thread.instructions.size()) {
    block(thread.body, true);
  }
  std::vector<Parts> const& parts() const { return parts_; }

private:
  bool is_mark(Statement const& s) const {
    if (std::holds_alternative<Count>(s.node)) return true;
    auto const* store = std::get_if<OwnedStore>(&s.node);
    return store && protocol_.owned[store->variable].is_ghost && !reads_a_local(*store->value);
  }
  static bool only_decides(Statement const& s) {
    auto const* branch = std::get_if<If>(&s.node);
    return branch && !reads_a_local(*branch->condition);
  }
  // Nor is what comes behind a call where its statement begins.
  static bool stands_elsewhere(Statement const& s, InstructionId before) {
    return !is_of_its_instruction(s) || (std::holds_alternative<Assign>(s.node) && before > s.instruction);
  }
  // What the text itself rules out, as `if (0)` does, is meant to be out.
  void both(If const& branch) {
    auto const* known = std::get_if<Constant>(&branch.condition->node);
    if (!known || truth(known->value)) block(branch.then, true);
    if (!known || !truth(known->value)) block(branch.otherwise, true);
  }
  // `is_branch`: whether what stands first is come to is decided there, and not by what comes before it,
  // which may wait for ever.
  void block(Block const& statements, bool is_branch) {
    InstructionId before = 0;
    for (auto const& s : statements) {
      if (s.instruction < parts_.size() && !stands_elsewhere(s, before)) {
        auto& parts = parts_[s.instruction];
        parts.is_any = true;
        parts.marks = parts.marks || (is_mark(s) && is_branch);
        parts.does_more = parts.does_more || (!is_mark(s) && !only_decides(s));
      }
      before = s.instruction;
      if (auto const* branch = std::get_if<If>(&s.node)) both(*branch);
      if (auto const* loop = std::get_if<Loop>(&s.node)) block(loop->test, false), block(loop->body, true);
      auto const* labelled = std::get_if<Labelled>(&s.node);
      if (labelled) block(labelled->body, is_branch);
      is_branch = labelled || std::holds_alternative<If>(s.node) || is_mark(s);
    }
  }

  Protocol const& protocol_;
  std::vector<Parts> parts_; // by instruction
};

} // namespace

bool is_of_its_instruction(Statement const& s) {
  return !std::holds_alternative<Leave>(s.node) && !std::holds_alternative<Labelled>(s.node) &&
         !std::holds_alternative<Loop>(s.node);
}

bool is_in(Place const& place, std::string const& file) { return place.file && *place.file == file; }

std::vector<CodeStatement> statements_in(Protocol const& protocol, std::string const& file) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, CodeStatement> found; // by line and column
  for (ContextId c = 0; c < protocol.contexts.size(); ++c) {
    auto const& thread = protocol.program.threads[c];
    auto const parts = Collector(protocol, thread).parts();
    for (InstructionId i = 0; i < parts.size(); ++i) {
      auto const& at = thread.instructions[i];
      if (!parts[i].is_any || !is_in(at.place, file)) continue;
      auto& one = found[{at.place.line, at.place.column}];
      if (one.uses.empty()) one.instruction = at;
      one.is_mark = one.is_mark || (parts[i].marks && !parts[i].does_more);
      one.uses.emplace_back(c, i);
    }
  }
  std::vector<CodeStatement> out;
  for (auto& [place, one] : found) out.push_back(std::move(one));
  return out;
}

} // namespace barrister
