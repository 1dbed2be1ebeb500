// SPDX-License-Identifier: BSD-2-Clause
// A thread's locals r0, r1, … each take what one of its reads returns; from r4 on, what srcu_read_lock() does.
#include "tests/support/generate_readers.hpp"
#include "tests/support/chance.hpp"
#include "tests/support/protocol_parts.hpp"

namespace barrister {
namespace {

using namespace protocol_parts;

constexpr std::size_t most_reads = 3; // of all threads, so that few claims say what all can be
constexpr LocalId first_index = 4;

// The same readers and grace periods, of SRCU.
Block of_srcu(Block const& block, ExpressionPtr const& s) {
  Block out;
  LocalId depth = 0;
  for (auto const& statement : block) {
    auto const* fence = std::get_if<Fence>(&statement.node);
    auto const has = [&](Tag tag) { return fence && fence->tags.has(tag); };
    if (has(Tag::RcuLock))
      out.push_back({Load{static_cast<LocalId>(first_index + depth++), s, Tag::SrcuLock}});
    else if (has(Tag::RcuUnlock) && depth > 0)
      out.push_back({Store{s, use(static_cast<LocalId>(first_index + --depth)), Tag::SrcuUnlock}});
    else if (has(Tag::SyncRcu))
      out.push_back({Fence{Tag::SyncSrcu, s, nullptr}});
    else if (!has(Tag::RcuUnlock))
      out.push_back(statement);
  }
  return out;
}

class Maker {
public:
  explicit Maker(std::uint64_t seed)
      : chance_(seed), threads_(2 + chance_.below(2)), is_of_srcu_(Chance(~seed).once_in(4)) {}

  ProgramTwice make() {
    std::vector<Block> bodies;
    for (std::size_t i = 0; i < threads_; ++i) bodies.push_back(body(i));
    Builder bare(threads_), whole(threads_);
    for (auto* p : {&bare, &whole})
      for (auto const* name : {"x", "y"}) p->word(name);
    if (is_of_srcu_) {
      whole.word("s");
      auto const s = bare.word("s");
      for (auto& block : bodies) block = of_srcu(block, s);
    }
    ProgramTwice out;
    for (CpuId cpu = 0; cpu < threads_; ++cpu) {
      auto with_results = bodies[cpu];
      for (LocalId r = 0; r < reads_of_[cpu]; ++r) {
        auto const name = "t" + std::to_string(cpu) + "r" + std::to_string(r);
        auto const kept = whole.owned(name, OwnedVariable::Owner::Context);
        with_results.push_back(owned_store(kept, use(r)));
        out.test.observed.push_back(Register{cpu, r});
      }
      bare.task("t", {cpu}, bodies[cpu]);
      whole.task("t" + std::to_string(cpu), {cpu}, with_results);
    }
    for (ObjectId word = 0; word < 2; ++word) out.test.observed.push_back(Cell{address(word)});
    out.test.program = bare.finished().program;
    out.protocol = whole.finished();
    return out;
  }

private:
  ExpressionPtr word() { return constant(address(static_cast<ObjectId>(chance_.below(2)))); }
  bool may_read() const { return reads_ < most_reads; }
  LocalId new_local() {
    ++reads_;
    return reads_of_[thread_]++;
  }

  Block body(std::size_t thread) {
    thread_ = thread;
    reads_of_.push_back(0);
    if (!chance_.once_in(4)) return half_of_a_race();
    Block out;
    auto const accesses = 1 + chance_.below(3);
    for (std::size_t i = 0; i < accesses; ++i) {
      if (chance_.once_in(3))
        append(out, reader());
      else
        out.push_back(access());
      if (chance_.once_in(2)) out.push_back(any_fence());
    }
    return out;
  }
  static void append(Block& out, Block const& more) { out.insert(out.end(), more.begin(), more.end()); }
  // What grace periods are for: two accesses, of both words, within a reader or around a grace period.
  Block half_of_a_race() {
    auto const first = chance_.below(2);
    auto const one = access_of(first), other = access_of(1 - first);
    switch (chance_.below(4)) {
    case 0: return {fence(Tag::RcuLock), one, other, fence(Tag::RcuUnlock)};
    case 1:
      return {fence(Tag::RcuLock),  one, fence(Tag::RcuLock), fence(Tag::RcuUnlock), other, any_fence(),
              fence(Tag::RcuUnlock)};
    case 2: return {one, fence(Tag::SyncRcu), other};
    default: return {one, any_fence(), other};
    }
  }
  Statement access_of(std::size_t w) {
    auto const at = constant(address(static_cast<ObjectId>(w)));
    if (may_read() && chance_.once_in(2)) return load(new_local(), at);
    return store(at, static_cast<std::int64_t>(1 + chance_.below(2)));
  }
  // Ends may be missing, and readers may be inside of readers.
  Block reader() {
    Block out;
    if (!chance_.once_in(12)) out.push_back(fence(Tag::RcuLock));
    out.push_back(access());
    if (chance_.once_in(6))
      append(out, reader());
    else if (chance_.once_in(2))
      out.push_back(access());
    if (!chance_.once_in(12)) out.push_back(fence(Tag::RcuUnlock));
    return out;
  }
  Statement any_fence() {
    switch (chance_.below(6)) {
    case 0: return fence(Tag::Mb);
    case 1: return fence(Tag::Wmb);
    case 2: return fence(Tag::Rmb);
    default: return fence(Tag::SyncRcu);
    }
  }
  ExpressionPtr value() {
    if (reads_of_[thread_] > 0 && chance_.once_in(3))
      return use(static_cast<LocalId>(chance_.below(reads_of_[thread_])));
    return constant(static_cast<std::int64_t>(1 + chance_.below(2)));
  }
  Statement access() {
    if (may_read() && chance_.once_in(2)) {
      if (chance_.once_in(5)) return exchange(new_local(), word(), constant(2));
      auto out = load(new_local(), word());
      if (chance_.once_in(4)) std::get<Load>(out.node).tags = Tag::Acquire;
      return out;
    }
    auto out = store(word(), value());
    if (chance_.once_in(4)) std::get<Store>(out.node).tags = Tag::Release;
    if (reads_of_[thread_] > 0 && chance_.once_in(5))
      return when(use(static_cast<LocalId>(reads_of_[thread_] - 1)), {out});
    return out;
  }

  Chance chance_;
  std::size_t threads_, thread_ = 0, reads_ = 0;
  bool is_of_srcu_; // of a chance of its own: other seeds keep their tests
  std::vector<LocalId> reads_of_; // by thread
};

} // namespace

ProgramTwice generate_readers(std::uint64_t seed) { return Maker(seed).make(); }

} // namespace barrister
