// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/as_litmus/primitive_names.hpp"
#include "spec/fences.hpp"
#include <algorithm>

namespace barrister::frontend::as_litmus {
namespace {

struct Named {
  TagSet tags;
  char const* name;
};
template <std::size_t size> std::string find(Named const (&all)[size], TagSet tags) {
  auto const at = std::ranges::find(all, tags, &Named::tags);
  return at == std::end(all) ? "" : at->name;
}

constexpr Named others[] = {{Tag::Barrier, "barrier"},
                            {Tag::RcuLock, "rcu_read_lock"},
                            {Tag::RcuUnlock, "rcu_read_unlock"},
                            {Tag::SyncRcu, "synchronize_rcu"}};
constexpr Named loads[] = {{{}, "*"},
                           {Tag::Once, "READ_ONCE"},
                           {TagSet(Tag::Once) | Tag::Deref, "rcu_dereference"},
                           {Tag::Acquire, "smp_load_acquire"}};
constexpr Named stores[] = {{{}, "*"}, {Tag::Once, "WRITE_ONCE"}, {Tag::Release, "smp_store_release"}};

constexpr Named suffixes[] = {
    {Tag::Mb, "*"}, {Tag::Once, "_relaxed"}, {Tag::Acquire, "_acquire"}, {Tag::Release, "_release"}};

char const* word(Operator op) {
  switch (op) {
  case Operator::Add: return "add";
  case Operator::Subtract: return "sub";
  case Operator::And: return "and";
  case Operator::Or: return "or";
  case Operator::Xor: return "xor";
  default: return nullptr;
  }
}

} // namespace

std::string name_of_fence(TagSet tags) {
  for (auto const& f : kernel_fences())
    if (TagSet(f.tag) == tags) return std::string(f.name);
  return find(others, tags);
}
std::string name_of_load(TagSet tags) { return find(loads, tags); }
std::string name_of_store(TagSet tags) { return find(stores, tags); }
bool takes_cell(std::string const& access) {
  return access == "READ_ONCE" || access == "WRITE_ONCE" || access == "rcu_dereference";
}

std::string name_of(Rmw const& s) {
  if (!(s.tags == same_tags(s.tags.read))) return "";
  if (s.kind == Rmw::Kind::Arithmetic && s.result == RmwResult::None)
    return s.tags.read == Tag::Noreturn && word(s.op) ? std::string("atomic_") + word(s.op) : "";
  auto suffix = find(suffixes, s.tags.read);
  if (suffix.empty()) return "";
  if (suffix == "*") suffix.clear();
  switch (s.kind) {
  case Rmw::Kind::Exchange:
    return s.result == RmwResult::Old || s.result == RmwResult::None ? "xchg" + suffix : "";
  case Rmw::Kind::CompareExchange:
    return s.result == RmwResult::Old || s.result == RmwResult::None ? "cmpxchg" + suffix : "";
  case Rmw::Kind::AddUnless:
    return s.result == RmwResult::Succeeded && s.test == Operator::NotEqual && suffix.empty()
               ? "atomic_add_unless"
               : "";
  case Rmw::Kind::Arithmetic: break;
  }
  if (!word(s.op)) return "";
  if (s.result == RmwResult::Old) return std::string("atomic_fetch_") + word(s.op) + suffix;
  bool const returns = s.op == Operator::Add || s.op == Operator::Subtract;
  return s.result == RmwResult::New && returns ? std::string("atomic_") + word(s.op) + "_return" + suffix
                                               : "";
}

} // namespace barrister::frontend::as_litmus
