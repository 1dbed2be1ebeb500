// SPDX-License-Identifier: BSD-2-Clause
#include "tests/support/grammar.hpp"

namespace barrister {
namespace {

class Deriving {
public:
  Deriving(std::string const& text, Rules const& rules, Bound const& bound, Chance& chance)
      : text_(text), rules_(rules), bound_(bound), chance_(chance) {}

  // Up to the `>` of the name that it stands in, or to the end.
  std::string rest(bool is_inside = false) {
    std::string out;
    while (at_ < text_.size() && !(is_inside && text_[at_] == '>'))
      if (begins_name())
        out += named();
      else
        out += text_[at_++];
    return out;
  }

private:
  // C puts a space behind its own.
  bool begins_name() const {
    return text_[at_] == '<' && at_ + 1 < text_.size() && text_[at_ + 1] >= 'a' && text_[at_ + 1] <= 'z';
  }
  std::string named() {
    auto const end = text_.find_first_of(":>", at_);
    auto const name = text_.substr(at_ + 1, end - at_ - 1);
    at_ = end;
    auto bound = bound_;
    if (text_[at_] == ':') ++at_, bound["it"] = rest(true);
    ++at_;
    if (auto const known = bound.find(name); known != bound.end()) return known->second;
    auto const& choices = rules_.at(name);
    return derive(choices[chance_.below(choices.size())], rules_, bound, chance_);
  }

  std::string const& text_;
  Rules const& rules_;
  Bound const& bound_;
  Chance& chance_;
  std::size_t at_ = 0;
};

} // namespace

std::string derive(std::string const& text, Rules const& rules, Bound const& bound, Chance& chance) {
  return Deriving(text, rules, bound, chance).rest();
}

} // namespace barrister
