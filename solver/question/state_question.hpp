// SPDX-License-Identifier: BSD-2-Clause
// Questions stated as a whole: the program, the model, and what is asked, nothing of it learned on the way.
#pragma once
#include "spec/litmus_test.hpp"
#include "spec/memory_model.hpp"
#include "spec/protocol.hpp"
#include "spec/stated_question.hpp"
#include <variant>

namespace barrister::solver {

struct NotStated {
  std::string why;
};
// Of more events none is stated: closures and orders take the cube of them, and of cubes there are many.
constexpr std::size_t most_stated_events = 200;

// What an execution does that is asked for. In each, loops go round at most so many times; and one that has a
// fault, or asks for a value that there is not, counts as well, but for a cover.
enum class AskedOf : std::uint8_t { Satisfies, Falsifies };
std::variant<StatedQuestion, NotStated> state_question(LitmusTest const&, AskedOf, MemoryModel const&,
                                                       unsigned rounds);
// One that shows the claim: that is against it, or of a cover, that reaches it. The claim is one of the
// protocol's.
std::variant<StatedQuestion, NotStated> state_question(Protocol const&, std::size_t claim, MemoryModel const&,
                                                       unsigned rounds);

} // namespace barrister::solver
