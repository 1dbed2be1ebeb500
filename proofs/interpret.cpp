// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/runner.hpp"

namespace barrister::proofs {

Depths depths_at_start(Context::Kind kind) {
  switch (kind) {
  case Context::Kind::Task: return {0, 0};
  case Context::Kind::Act: return {0, 1};
  case Context::Kind::Interrupt: break;
  }
  return {1, 1};
}

ContextRun interpret(Protocol const& protocol, Given const& given) { return Runner(protocol, given).run(); }

ThreadRun interpret(Program const& program, CpuId cpu, std::span<Value const> reads, unsigned unroll,
                    LockSemantics locks) {
  return Runner(program, cpu, reads, unroll, locks).run();
}

} // namespace barrister::proofs
