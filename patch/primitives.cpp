// SPDX-License-Identifier: BSD-2-Clause
#include "patch/primitives.hpp"
#include "spec/fences.hpp"
#include <algorithm>
#include <array>
#include <optional>

namespace barrister::patch {
namespace {

using How = WeakerForm::How;

// All but the strongest, which has other forms.
bool is_fence(std::string_view name) {
  return name != "smp_mb" &&
         std::ranges::find(kernel_fences(), name, &KernelFence::name) != kernel_fences().end();
}

// Read-modify-writes that give a value are fully ordered, unless their name says less.
constexpr std::array full{"xchg",
                          "cmpxchg",
                          "try_cmpxchg",
                          "atomic_try_cmpxchg",
                          "atomic_xchg",
                          "atomic_cmpxchg",
                          "atomic_add_return",
                          "atomic_sub_return",
                          "atomic_inc_return",
                          "atomic_dec_return",
                          "atomic_fetch_add",
                          "atomic_fetch_sub",
                          "atomic_fetch_inc",
                          "atomic_fetch_dec",
                          "atomic_fetch_and",
                          "atomic_fetch_or",
                          "atomic_fetch_xor",
                          "atomic_fetch_andnot"};

constexpr std::array readers{"rcu_read_lock",  "rcu_read_unlock", "barrier", "preempt_disable",
                             "preempt_enable", "assume",          "choose"};
constexpr std::array unordered{"atomic_add", "atomic_sub", "atomic_inc", "atomic_dec",
                               "atomic_and", "atomic_or",  "atomic_xor", "atomic_andnot",
                               "set_bit",    "clear_bit",  "change_bit"};
constexpr std::string_view relaxed = "_relaxed", acquire = "_acquire", release = "_release";

template <class List> bool has(List const& list, std::string_view name) {
  return std::ranges::find(list, name) != list.end();
}

// Full barriers that say whether the new value is 0, which comes unordered as what `_return` gives.
constexpr std::array tests{"atomic_sub_and_test", "atomic_dec_and_test", "atomic_inc_and_test"};
constexpr std::string_view and_test = "_and_test";

// atomic64_inc() and atomic_long_inc() order as atomic_inc() does: its name, and what it begins with.
struct Narrow {
  std::string name;
  std::string_view prefix; // "atomic64_"; empty: it is no other
  std::string wide(std::string const& other) const {
    return prefix.empty() ? other : std::string(prefix) + other.substr(std::string_view("atomic_").size());
  }
};
Narrow narrow(std::string_view name) {
  for (std::string_view const prefix : {"atomic64_", "atomic_long_"})
    if (name.starts_with(prefix)) return {"atomic_" + std::string(name.substr(prefix.size())), prefix};
  return {std::string(name), {}};
}

// "xchg" of "xchg_acquire".
std::optional<std::string> full_without(std::string_view suffix, std::string_view name) {
  if (!name.ends_with(suffix)) return std::nullopt;
  name.remove_suffix(suffix.size());
  return has(full, name) ? std::optional(std::string(name)) : std::nullopt;
}

} // namespace

std::vector<WeakerForm> weaker_forms(std::string_view name) {
  if (auto const it = narrow(name); !it.prefix.empty()) {
    auto out = weaker_forms(it.name);
    for (auto& form : out)
      if (!form.name.empty()) form.name = it.wide(form.name);
    return out;
  }
  if (name == "smp_mb") return {{How::Gone}, {How::Renamed, "smp_rmb"}, {How::Renamed, "smp_wmb"}};
  if (is_fence(name)) return {{How::Gone}};
  if (name == "synchronize_rcu" || name == "synchronize_rcu_expedited")
    return {{How::Gone}, {How::Renamed, "smp_mb"}};
  if (name == "synchronize_srcu" || name == "synchronize_srcu_expedited")
    return {{How::Gone}, {How::Fence, "smp_mb"}};
  if (name == "test_and_set_bit") return {{How::Renamed, "test_and_set_bit_lock"}};
  if (has(tests, name)) {
    std::string const gives(std::string(name.substr(0, name.size() - and_test.size())) + "_return");
    return {{How::IsZero, gives + "_relaxed"},
            {How::IsZero, gives + "_acquire"},
            {How::IsZero, gives + "_release"}};
  }
  if (name == "smp_load_acquire") return {{How::Load}};
  if (name == "smp_store_release") return {{How::Store}, {How::FenceAndStore}};
  if (name == "smp_store_mb" || name == "rcu_assign_pointer") return {{How::StoreOfLvalue}};
  if (name == "smp_cond_load_acquire") return {{How::Renamed, "smp_cond_load_relaxed"}};
  if (name == "atomic_cond_read_acquire") return {{How::Renamed, "atomic_cond_read_relaxed"}};
  if (name == "atomic_read_acquire") return {{How::Renamed, "atomic_read"}};
  if (name == "atomic_set_release") return {{How::Renamed, "atomic_set"}};
  if (has(full, name)) {
    std::string const base(name);
    return {{How::Renamed, base + "_relaxed"},
            {How::Renamed, base + "_acquire"},
            {How::Renamed, base + "_release"}};
  }
  for (auto suffix : {acquire, release})
    if (auto const base = full_without(suffix, name)) return {{How::Renamed, *base + "_relaxed"}};
  return {};
}

std::vector<StrongerForm> stronger_forms(std::string_view name) {
  using Stronger = StrongerForm::How;
  if (auto const it = narrow(name); !it.prefix.empty()) {
    auto out = stronger_forms(it.name);
    for (auto& form : out) form.name = it.wide(form.name);
    return out;
  }
  if (name == "READ_ONCE") return {{Stronger::Acquire, "smp_load_acquire"}};
  if (name == "WRITE_ONCE") return {{Stronger::Release, "smp_store_release"}};
  if (is_fence(name)) return {{Stronger::Renamed, "smp_mb"}};
  if (name == "atomic_read") return {{Stronger::Renamed, "atomic_read_acquire"}};
  if (name == "atomic_set") return {{Stronger::Renamed, "atomic_set_release"}};
  if (name == "smp_cond_load_relaxed") return {{Stronger::Renamed, "smp_cond_load_acquire"}};
  if (name == "atomic_cond_read_relaxed") return {{Stronger::Renamed, "atomic_cond_read_acquire"}};
  if (auto const base = full_without(relaxed, name))
    return {{Stronger::Renamed, *base + "_acquire"},
            {Stronger::Renamed, *base + "_release"},
            {Stronger::Renamed, *base}};
  for (auto suffix : {acquire, release})
    if (auto const base = full_without(suffix, name)) return {{Stronger::Renamed, *base}};
  return {};
}

bool may_order(std::string_view name) {
  constexpr std::array orderless{"atomic_read", "atomic_set", "smp_processor_id", "smp_call_function_single"};
  if (!weaker_forms(name).empty()) return true;
  if (name.ends_with(relaxed) || has(unordered, name) || has(orderless, name)) return false;
  if (auto const it = narrow(name); !it.prefix.empty()) return may_order(it.name);
  constexpr std::array beginnings{"smp_",    "synchronize_", "atomic_",   "xchg",
                                  "cmpxchg", "try_cmpxchg",  "test_and_", "clear_bit_unlock"};
  return std::ranges::any_of(beginnings, [&](std::string_view b) { return name.starts_with(b); });
}
bool is_no_access(std::string_view name) { return name == "smp_mb" || is_fence(name) || has(readers, name); }
bool waits_for_others(std::string_view name) { return name.starts_with("synchronize_"); }
bool is_full_rmw(std::string_view name) {
  auto const it = narrow(name).name;
  return has(full, it) || has(tests, it);
}
bool is_unordered_rmw(std::string_view name) {
  auto const it = narrow(name).name;
  return has(unordered, it) || full_without(relaxed, it).has_value();
}

} // namespace barrister::patch
