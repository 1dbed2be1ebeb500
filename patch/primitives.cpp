// SPDX-License-Identifier: BSD-2-Clause
#include "patch/primitives.hpp"
#include <algorithm>
#include <array>

namespace barrister::patch {
namespace {

using How = WeakerForm::How;

constexpr std::array fences{"smp_rmb",
                            "smp_wmb",
                            "smp_mb__before_atomic",
                            "smp_mb__after_atomic",
                            "smp_mb__after_spinlock",
                            "smp_mb__after_unlock_lock",
                            "smp_mb__after_srcu_read_unlock"};
// Read-modify-writes that give a value are fully ordered, unless their name says less.
constexpr std::array full{"xchg",
                          "cmpxchg",
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

template <class List> bool has(List const& list, std::string_view name) {
  return std::ranges::find(list, name) != list.end();
}

} // namespace

std::vector<WeakerForm> weaker_forms(std::string_view name) {
  if (name == "smp_mb") return {{How::Gone}, {How::Renamed, "smp_rmb"}, {How::Renamed, "smp_wmb"}};
  if (has(fences, name)) return {{How::Gone}};
  if (name == "synchronize_rcu" || name == "synchronize_rcu_expedited")
    return {{How::Gone}, {How::Renamed, "smp_mb"}};
  if (name == "smp_load_acquire") return {{How::Load}};
  if (name == "smp_store_release") return {{How::Store}, {How::FenceAndStore}};
  if (name == "smp_store_mb" || name == "rcu_assign_pointer") return {{How::StoreOfLvalue}};
  if (name == "smp_cond_load_acquire") return {{How::Renamed, "smp_cond_load_relaxed"}};
  if (name == "atomic_read_acquire") return {{How::Renamed, "atomic_read"}};
  if (name == "atomic_set_release") return {{How::Renamed, "atomic_set"}};
  if (has(full, name)) {
    std::string const base(name);
    return {{How::Renamed, base + "_relaxed"},
            {How::Renamed, base + "_acquire"},
            {How::Renamed, base + "_release"}};
  }
  for (std::string_view suffix : {"_acquire", "_release"})
    if (name.ends_with(suffix) && has(full, name.substr(0, name.size() - suffix.size())))
      return {{How::Renamed, std::string(name.substr(0, name.size() - suffix.size())) + "_relaxed"}};
  return {};
}

} // namespace barrister::patch
