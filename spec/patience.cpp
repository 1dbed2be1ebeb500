// SPDX-License-Identifier: BSD-2-Clause
// How much memory is used is looked at from time to time, where somebody asks whether to give up: first how
// much the system has given, which is quick, then how much of that is in use, as what was freed is kept for
// the next task. Who asks for a great deal at once meets the limit that the system keeps, and gets
// std::bad_alloc.
#include "spec/patience.hpp"
#include "spec/sanitized.hpp"
#include <atomic>
#include <cstdio>
#include <fstream>
#include <string>
#ifdef __linux__
#include <sys/resource.h>
#include <unistd.h>
#endif
#ifdef __GLIBC__
#include <malloc.h>
#endif

// Of mimalloc, if that allocates in this program: gives back what it keeps.
extern "C" [[gnu::weak]] void mi_collect(bool force);

namespace barrister {
namespace {

std::atomic<bool> interrupted = false;
std::atomic<std::uint64_t> most_memory = 0; // 0: no limit
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler sets it");

std::uint64_t resident() {
#ifdef __linux__
  if (auto* file = std::fopen("/proc/self/statm", "r")) {
    unsigned long long all = 0, resident = 0;
    auto const read = std::fscanf(file, "%llu %llu", &all, &resident);
    std::fclose(file);
    if (read == 2) return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
  }
#endif
  return 0;
}
std::uint64_t in_use() {
  if (mi_collect != nullptr) {
    mi_collect(false);
    return resident();
  }
#if defined(__GLIBC__) && (__GLIBC__ > 2 || __GLIBC_MINOR__ >= 33)
  auto const all = mallinfo2();
  return all.uordblks + all.hblkhd;
#else
  return resident();
#endif
}

bool is_too_much_memory() {
  constexpr unsigned looked_at = 16; // every so often
  auto const most = most_memory.load(std::memory_order_relaxed);
  if (most == 0) return false;
  thread_local unsigned asked = 0;
  if (++asked % looked_at != 0 || resident() <= most) return false;
  return in_use() > most;
}

} // namespace

std::string_view why_give_up(Deadline const& deadline) {
  if (interrupted.load(std::memory_order_relaxed)) return "interrupted";
  if (deadline && std::chrono::steady_clock::now() > *deadline) return "timeout";
  return is_too_much_memory() ? "out of memory" : "";
}

void interrupt() { interrupted = true; }
bool is_interrupted() { return interrupted; }

void limit_memory(std::uint64_t bytes) {
  most_memory = bytes;
#ifdef __linux__
  if (is_sanitized) return;
  rlimit now{};
  auto const a_little_more = static_cast<rlim_t>(bytes + bytes / 4 + (std::uint64_t{256} << 20));
  if (getrlimit(RLIMIT_DATA, &now) == 0 && a_little_more < now.rlim_cur) {
    now.rlim_cur = a_little_more;
    setrlimit(RLIMIT_DATA, &now);
  }
#endif
}

std::optional<std::uint64_t> memory_there_is() {
#ifdef __linux__
  auto const pages = sysconf(_SC_PHYS_PAGES);
  if (pages <= 0) return std::nullopt;
  auto there = static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
  // A container may have less.
  for (auto const* path : {"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"}) {
    std::ifstream file(path);
    std::uint64_t of_group = 0;
    if (file >> of_group && of_group < there) there = of_group;
  }
  return there;
#else
  return std::nullopt;
#endif
}

} // namespace barrister
