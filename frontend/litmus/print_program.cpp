// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/print.hpp"
#include "spec/print.hpp"

namespace barrister::frontend::litmus {
namespace {

class Printer {
public:
  explicit Printer(Program const& program) : program_(program) {}

  std::string run() {
    for (auto const& o : program_.objects) {
      out_ += "shared " + typed(o.type, o.name);
      if (o.is_array) out_ += "[" + std::to_string(o.initial.size()) + "]";
      out_ += " =";
      for (std::size_t i = 0; i < o.initial.size(); ++i)
        out_ +=
            " " + to_string(convert(o.initial[i], type_of_cell(o, static_cast<std::int64_t>(i))), program_);
      out_ += "\n";
    }
    for (auto const& thread : program_.threads) {
      thread_ = &thread;
      out_ += thread.name + "\n";
      for (auto const& l : thread.locals)
        if (!l.name.empty())
          line("  local " + typed(l.type, l.name) + " = " + to_string(convert(l.initial, l.type), program_));
      block(thread.body);
    }
    return std::move(out_);
  }

private:
  std::string tags_text(TagSet tags) const {
    std::string out;
    for (auto const name : program_.tag_names.of(tags)) out += (out.empty() ? "" : ",") + std::string(name);
    return out.empty() ? out : "{" + out + "}";
  }
  // One set when all is tagged alike; else those of the read, of the write and of a failed read.
  std::string tags_text(Rmw::Tags const& tags) const {
    if (tags == same_tags(tags.read)) return tags_text(tags.read);
    auto const fences = tags.fences ? " fences " + tags_text(*tags.fences) : "";
    return tags_text(tags.read) + " write " + tags_text(tags.write) + " failed " + tags_text(tags.failed) +
           fences;
  }
  static std::string typed(Type const& type, std::string const& name) {
    return type.spelling.empty() ? name : type.spelling + " " + name;
  }
  void line(std::string const& text) { out_ += std::string(2 * depth_, ' ') + text + "\n"; }
  std::string local(LocalId id) const {
    auto const& name = thread_->locals[id].name;
    return name.empty() ? "%" + std::to_string(id) : name;
  }
  std::string text(ExpressionPtr const& e) const {
    if (auto const* c = std::get_if<Constant>(&e->node)) return to_string(c->value, program_);
    if (auto const* u = std::get_if<LocalUse>(&e->node)) return local(u->local);
    if (std::holds_alternative<ThisCpu>(e->node)) return "this_cpu";
    if (auto const* c = std::get_if<Conversion>(&e->node))
      return "(" + c->type.spelling + ")" + text(c->operand);
    auto const& o = std::get<Operation>(e->node);
    if (is_unary(o.op)) return std::string(spelling(o.op)) + text(o.left);
    return "(" + text(o.left) + " " + spelling(o.op) + " " + text(o.right) + ")";
  }

  void block(Block const& statements) {
    ++depth_;
    for (auto const& s : statements) std::visit([&](auto const& node) { statement(node); }, s.node);
    --depth_;
  }
  void statement(Assign const& s) { line(local(s.target) + " = " + text(s.value)); }
  void statement(Load const& s) {
    line(local(s.target) + " = load" + tags_text(s.tags) + " " + text(s.address) +
         (s.starts_dependencies ? "" : " without dependencies") + until(s.until));
  }
  void statement(Store const& s) {
    line("store" + tags_text(s.tags) + " " + text(s.address) + ", " + text(s.value));
  }
  void statement(Fence const& s) {
    line("fence" + tags_text(s.tags) + (s.address ? " " + text(s.address) : "") +
         (s.value ? ", " + text(s.value) : ""));
  }
  std::string until(ExpressionPtr const& e) const { return e ? ", waiting until " + text(e) : ""; }
  static std::string condition(Rmw const& s) {
    if (s.kind != Rmw::Kind::AddUnless) return " if ";
    return s.test == Operator::NotEqual ? " unless " : " if " + std::string(spelling(s.test)) + " ";
  }
  void statement(Rmw const& s) {
    auto const name = s.kind == Rmw::Kind::Exchange          ? std::string("exchange")
                      : s.kind == Rmw::Kind::CompareExchange ? std::string("compare_exchange")
                      : s.kind == Rmw::Kind::AddUnless       ? std::string("add_unless")
                                                             : "update " + std::string(spelling(s.op));
    auto const result = s.result == RmwResult::None  ? std::string()
                        : s.result == RmwResult::Old ? local(s.target) + " = old of "
                        : s.result == RmwResult::New ? local(s.target) + " = new of "
                                                     : local(s.target) + " = success of ";
    line(result + name + tags_text(s.tags) + " " + text(s.address) + ", " + text(s.operand) +
         (s.expected ? condition(s) + text(s.expected) : "") + until(s.until));
  }
  void statement(Lock const& s) { line("lock " + text(s.address)); }
  void statement(Unlock const& s) { line("unlock " + text(s.address)); }
  void statement(Trylock const& s) { line(local(s.target) + " = trylock " + text(s.address)); }
  void statement(IsLocked const& s) { line(local(s.target) + " = is_locked " + text(s.address)); }
  static std::string reach(unsigned decides) {
    return decides == 0 ? "" : ", deciding to the end of block " + std::to_string(decides - 1);
  }
  void statement(If const& s) {
    line("if " + text(s.condition) + reach(s.decides));
    block(s.then);
    if (s.otherwise.empty()) return;
    line("else");
    block(s.otherwise);
  }
  void statement(Loop const& s) {
    line("loop");
    block(s.test);
    line("while " + text(s.condition) + reach(s.decides));
    block(s.body);
  }
  void statement(Labelled const& s) {
    line("block");
    block(s.body);
  }
  void statement(Leave const& s) { line("leave block " + std::to_string(s.levels)); }
  void statement(Choose const& s) { line(local(s.target) + " = any of " + std::to_string(s.count)); }
  void statement(OwnedLoad const& s) {
    line(local(s.target) + " = owned " + std::to_string(s.variable) +
         (s.owner ? " of " + text(s.owner) : ""));
  }
  void statement(OwnedStore const& s) { line("owned " + std::to_string(s.variable) + " = " + text(s.value)); }
  void statement(Count const& s) { line("count " + std::to_string(s.accumulator)); }
  void statement(CountLoad const& s) { line(local(s.target) + " = count " + std::to_string(s.accumulator)); }
  void statement(Assume const& s) { line("assume " + text(s.condition)); }
  void statement(Mask const& s) {
    std::string irqs;
    switch (s.irqs) {
    case Mask::Irqs::Keep: break;
    case Mask::Irqs::Off: irqs = "off"; break;
    case Mask::Irqs::On: irqs = "on"; break;
    case Mask::Irqs::Save: irqs = "saved in " + local(s.flags) + ", off"; break;
    case Mask::Irqs::Restore: irqs = "as in " + local(s.flags); break;
    }
    auto const preemption = s.preemption != 0 ? "preemption " + std::to_string(s.preemption) : "";
    line(irqs.empty() ? preemption : "interrupts " + irqs + (preemption.empty() ? "" : ", ") + preemption);
  }
  void statement(Raise const& s) { line("raise " + std::to_string(s.interrupt) + " on " + text(s.cpu)); }

  Program const& program_;
  Thread const* thread_ = nullptr;
  std::string out_;
  std::size_t depth_ = 0;
};

} // namespace

std::string print(Program const& program) { return Printer(program).run(); }

} // namespace barrister::frontend::litmus
