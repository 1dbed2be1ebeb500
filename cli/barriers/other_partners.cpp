// SPDX-License-Identifier: BSD-2-Clause
#include "cli/barriers/other_partners.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::cli {

std::optional<Finding::Other> other_partner(std::string const& relation, std::string const& from,
                                            std::string const& where) {
  auto const in = where.empty() ? "" : " in " + where;
  if (relation.starts_with("rcu-rscs"))
    return Finding::Other{"rcu_read_lock()", where, "rcu_read_lock()" + in};
  if (relation.starts_with("srcu-rscs"))
    return Finding::Other{"srcu_read_lock()", where, "srcu_read_lock()" + in};
  char const* kind = relation == "addr"   ? "address"
                     : relation == "data" ? "data"
                     : relation == "ctrl" ? "control"
                                          : nullptr;
  if (!kind) return std::nullopt;
  auto const access = access_in_words(from, EventKind::Read);
  auto const primitive = access.substr(0, access.find('(')) + "()";
  // The kernel's name for it.
  if (primitive == "rcu_dereference()") return Finding::Other{primitive, where, primitive + in, kind};
  return Finding::Other{primitive, where, fmt::format("the {} dependency on {}{}", kind, access, in), kind};
}

void add_other(Finding& f, Finding::Other other) {
  if (std::ranges::find(f.others, other) == f.others.end()) f.others.push_back(std::move(other));
}

bool may_order_first(TagSet access) { return !access.has(Tag::Release); }
bool may_order_last(TagSet access) { return !access.has(Tag::Acquire); }
bool may_be_fence_of(TagSet fence, Event const& from, Event const& to, std::string const& relation) {
  auto const fits = [](Event const& e, EventKind kind) {
    return e.kind == kind || e.kind == EventKind::Fence;
  };
  auto const are = [&](EventKind kind) { return fits(from, kind) && fits(to, kind); };
  bool const is_of_writes = relation == "wmb", is_of_reads = relation == "rmb", is_of_all = relation == "mb";
  if (fence.has(Tag::Rmb)) return !is_of_writes && !is_of_all && are(EventKind::Read);
  if (fence.has(Tag::Wmb)) return !is_of_reads && !is_of_all && are(EventKind::Write);
  return true;
}

void leave_out_orders_of_one(Study& study) {
  constexpr std::string_view before = " before ";
  for (auto& f : study.findings) {
    auto const first = f.orders.substr(0, f.orders.find(before));
    if (f.orders == first + std::string(before) + first) f.orders.clear();
  }
}

} // namespace barrister::cli
