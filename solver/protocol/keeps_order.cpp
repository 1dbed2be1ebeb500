// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/keeps_order.hpp"
#include "solver/protocol/litmus.hpp"

namespace barrister::solver {
namespace {

enum : ObjectId { x, y, held, free_lock };

ExpressionPtr expression(auto node) {
  return std::make_shared<Expression const>(Expression{std::move(node)});
}
ExpressionPtr constant(Value v) { return expression(Constant{v}); }
ExpressionPtr cell(ObjectId object) { return constant(address(object)); }
Statement load(ObjectId from, TagSet tags = Tag::Once) { return {Load{0, cell(from), tags}}; }

Thread thread(char const* name, Block body) {
  Thread t;
  t.name = name;
  t.locals.emplace_back();
  t.body = std::move(body);
  t.instructions.emplace_back();
  return t;
}
Proposition is(LocalId local, CpuId of, std::int64_t value) {
  Proposition out;
  out.kind = Proposition::Kind::Equal;
  out.left = Register{of, local};
  out.values = {number(value)};
  return out;
}

// Who has read y writes it, and that is what the other reads.
LitmusTest overwriting(TagSet read, TagSet written) {
  auto const write = [](ObjectId to, ExpressionPtr value, TagSet tags = Tag::Once) {
    return Statement{Store{cell(to), std::move(value), tags}};
  };
  Block late{load(x), {Fence{Tag::Mb, nullptr}}, write(y, constant(number(1)))},
      own{load(y, read), write(y, constant(number(2)), written)},
      other{load(y), write(x, expression(LocalUse{0}))};
  LitmusTest out;
  for (int n = 0; n < 2; ++n) out.program.objects.push_back({"", {}, {number(0)}});
  out.program.threads = {thread("late", std::move(late)), thread("own", std::move(own)),
                         thread("other", std::move(other))};
  out.quantifier = Quantifier::Exists;
  out.proposition.kind = Proposition::Kind::And;
  out.proposition.operands = {is(0, 0, 2), is(0, 1, 1)};
  return out;
}

// x is written as it was read from y, which is written behind a read of x. `read`, `written`: by accesses of
// these tags, unless they acquire or release.
LitmusTest load_buffering(KeepsOrder::Form form, TagSet read, TagSet written) {
  using Form = KeepsOrder::Form;
  bool const unlocks = form == Form::Unlock;
  Block late{load(x, form == Form::Acquire ? Tag::Acquire : read)}, other;
  Statement const write{Store{cell(y), constant(number(1)), form == Form::Release ? Tag::Release : written}};
  if (form == Form::Barrier) late.push_back({Fence{Tag::Mb, nullptr}});
  if (form == Form::Branch)
    late.push_back({If{expression(LocalUse{0}), {write}, {}}});
  else if (form == Form::UnlockLock)
    late.insert(late.end(), {{Unlock{cell(held)}}, {Lock{cell(free_lock)}}, write});
  else if (form == Form::Data)
    late.push_back({Store{cell(y), expression(LocalUse{0}), written}});
  else
    late.push_back(unlocks ? Statement{Unlock{cell(y)}} : write);
  other.push_back(unlocks ? Statement{Lock{cell(y)}} : load(y));
  other.push_back({Store{cell(x), unlocks ? constant(number(1)) : expression(LocalUse{0}), Tag::Once}});

  LitmusTest out;
  for (bool const is_held : {false, unlocks, true, false})
    out.program.objects.push_back({"", {}, {number(is_held ? 1 : 0)}});
  out.program.threads = {thread("late", std::move(late)), thread("other", std::move(other))};
  out.quantifier = Quantifier::Exists;
  out.proposition = is(0, 0, 1);
  return out;
}

} // namespace

bool KeepsOrder::operator()(Form form) {
  auto const [at, is_new] = known_.try_emplace(form, false);
  if (is_new) at->second = is_kept(form);
  return at->second;
}
bool KeepsOrder::is_kept(Form form) const {
  std::vector<TagSet> accesses{Tag::Once};
  if (of_ == Of::All) accesses.push_back({});
  for (auto const read : accesses)
    for (auto const written : accesses) {
      auto const test =
          form == Form::Overwritten ? overwriting(read, written) : load_buffering(form, read, written);
      auto const result = search(test, model_, {});
      if (!result.unknown.empty() || result.positive > 0 || result.negative == 0) return false;
    }
  return true;
}

} // namespace barrister::solver
