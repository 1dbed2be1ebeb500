// SPDX-License-Identifier: BSD-2-Clause
// Programs and memory models, built by hand: the evidence code is tested without any parser.
#pragma once
#include "spec/litmus_test.hpp"
#include "spec/memory_model.hpp"

namespace barrister::build {

inline ExpressionPtr expression(Expression e) { return std::make_shared<Expression const>(std::move(e)); }
inline ExpressionPtr constant(std::int64_t n) { return expression({Constant{number(n)}}); }
inline ExpressionPtr cell(ObjectId object, std::int64_t index = 0) {
  return expression({Constant{address(object, index)}});
}
inline ExpressionPtr local(LocalId id) { return expression({LocalUse{id}}); }
inline ExpressionPtr apply(Operator op, ExpressionPtr left, ExpressionPtr right = nullptr) {
  return expression({Operation{op, std::move(left), std::move(right)}});
}

inline Statement assign(LocalId target, ExpressionPtr value) { return {Assign{target, std::move(value)}}; }
inline Statement load(LocalId target, ObjectId object, TagSet tags = Tag::Once) {
  return {Load{target, cell(object), tags}};
}
inline Statement store(ObjectId object, ExpressionPtr value, TagSet tags = Tag::Once) {
  return {Store{cell(object), std::move(value), tags}};
}
inline Statement store(ObjectId object, std::int64_t value, TagSet tags = Tag::Once) {
  return store(object, constant(value), tags);
}
inline Statement fence(TagSet tags) { return {Fence{tags, nullptr}}; }
inline Statement when(ExpressionPtr condition, Block then, Block otherwise = {}) {
  return {If{std::move(condition), std::move(then), std::move(otherwise)}};
}

inline Program program(std::vector<std::string> const& objects, std::size_t locals,
                       std::vector<Block> bodies) {
  Program out;
  for (auto const& name : objects) out.objects.push_back({name, {}, {number(0)}, false});
  for (auto& body : bodies) {
    Thread thread;
    thread.name = "P" + std::to_string(out.threads.size());
    for (std::size_t i = 0; i < locals; ++i) thread.locals.push_back({"r" + std::to_string(i), {}, {}});
    thread.body = std::move(body);
    out.threads.push_back(std::move(thread));
  }
  return out;
}

inline LitmusTest litmus(Program p, std::vector<Observable> observed) {
  LitmusTest out;
  out.program = std::move(p);
  out.observed = std::move(observed);
  return out;
}
inline Proposition equal(Observable left, std::int64_t value) {
  Proposition out;
  out.kind = Proposition::Kind::Equal;
  out.left = left;
  out.values = {number(value)};
  return out;
}
inline Proposition all_of(std::vector<Proposition> operands) {
  Proposition out;
  out.kind = Proposition::Kind::And;
  out.operands = std::move(operands);
  return out;
}

using Is = Test; // `Test` is gtest's inside a test

class Model {
public:
  NodeId node(NodeKind kind, bool is_set, NodeId a = 0, NodeId b = 0, std::string name = "") {
    model_.nodes.push_back({kind, is_set, a, b, std::move(name)});
    return static_cast<NodeId>(model_.nodes.size() - 1);
  }
  NodeId base(std::string const& name) { return node(NodeKind::Base, is_base_set(name), 0, 0, name); }
  NodeId relation(NodeKind kind, NodeId a, NodeId b = 0) { return node(kind, false, a, b); }
  NodeId either(NodeId a, NodeId b) { return relation(NodeKind::Union, a, b); }
  NodeId both(NodeId a, NodeId b) { return relation(NodeKind::Intersection, a, b); }
  NodeId then(NodeId a, NodeId b) { return relation(NodeKind::Sequence, a, b); }
  NodeId identity(NodeId set) { return relation(NodeKind::Identity, set); }
  NodeId named(std::string const& name, NodeId id) {
    model_.names[name] = id;
    return id;
  }
  NodeId variable(NodeId group, NodeId position) { return relation(NodeKind::Variable, group, position); }
  void fixpoint(std::vector<NodeId> variables, std::vector<NodeId> bodies) {
    model_.fixpoints.push_back({std::move(variables), std::move(bodies)});
  }
  void check(Is test, NodeId id, std::string name, Role role = Role::Axiom, bool negated = false) {
    model_.checks.push_back({role, test, negated, id, std::move(name), {}, ""});
  }
  NodeId fr() { return named("fr", then(relation(NodeKind::Inverse, base("rf")), base("co"))); }
  operator MemoryModel const&() const { return model_; }

private:
  MemoryModel model_;
};

inline Model anything() { return {}; }

// acyclic po | rf | co | fr
inline Model sc() {
  Model m;
  auto const communication = m.either(m.either(m.base("rf"), m.base("co")), m.fr());
  m.check(Is::Acyclic, m.either(m.base("po"), communication), "sc");
  return m;
}

// A model that orders by full fences, releases and acquires alone.
inline Model fences() {
  Model m;
  auto const po = m.base("po"), reads = m.base("R"), writes = m.base("W");
  auto const mb = m.named("mb", m.then(m.then(po, m.identity(m.base("MB"))), po));
  auto const releases = m.node(NodeKind::Intersection, true, writes, m.base("RELEASE"));
  auto const acquires = m.node(NodeKind::Intersection, true, reads, m.base("ACQUIRE"));
  auto const po_rel = m.named("po-rel", m.then(po, m.identity(releases)));
  auto const acq_po = m.named("acq-po", m.then(m.identity(acquires), po));
  auto const fence = m.named("fence", m.either(m.either(mb, po_rel), acq_po));
  auto const rfe = m.named("rfe", m.both(m.base("rf"), m.base("ext")));
  auto const order = m.named("order", m.either(m.either(fence, rfe), m.either(m.base("co"), m.fr())));
  m.check(Is::Acyclic, order, "order");
  m.check(Is::Acyclic,
          m.either(m.named("po-loc", m.both(po, m.base("loc"))), m.either(m.base("rf"), m.base("co"))),
          "coherence");
  return m;
}

// The test in the message of the commit that Barrister was written for.
inline LitmusTest peterz() {
  enum : ObjectId { x, y, z };
  auto p = program({"x", "y", "z"}, 2,
                   {{store(x, 1), fence(Tag::Mb), load(0, y)},
                    {store(y, 1), store(z, 1, Tag::Release)},
                    {load(0, z, Tag::Acquire), fence(Tag::Mb), load(1, x)}});
  auto test = litmus(std::move(p), {Register{0, 0}, Register{2, 0}, Register{2, 1}});
  test.quantifier = Quantifier::Exists;
  test.proposition = all_of({equal(Register{0, 0}, 0), equal(Register{2, 0}, 1), equal(Register{2, 1}, 0)});
  return test;
}

inline LitmusTest store_buffering() {
  enum : ObjectId { x, y };
  return litmus(program({"x", "y"}, 1, {{store(x, 1), load(0, y)}, {store(y, 1), load(0, x)}}),
                {Register{0, 0}, Register{1, 0}});
}

} // namespace barrister::build
