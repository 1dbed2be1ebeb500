// SPDX-License-Identifier: BSD-2-Clause
#include "cli/diff/search_difference.hpp"
#include "cli/check_test.hpp"
#include "cli/context.hpp"
#include "cli/diff/small_tests.hpp"
#include "cli/diff/two_models.hpp"
#include "cli/models.hpp"
#include "cli/progress.hpp"
#include "cli/standing.hpp"
#include "cli/wording.hpp"
#include <fmt/format.h>
#include <ostream>

namespace barrister::cli {
namespace {

constexpr std::size_t most_threads = 4; // of five there are millions

std::string says(Standing s) { return s == Standing::Violated ? "reachable" : "unreachable"; }
bool is_known(Standing s) { return s == Standing::Violated || s == Standing::Holds; }

class Search {
public:
  Search(DiffOptions const& o, TwoModels const& two, Context const& context, std::vector<Model> const& models)
      : options_(o), two_(two), context_(context), models_(models), progress_(o.at_most) {}

  Exit run(std::ostream& out, std::ostream& err) {
    for (std::size_t threads = 2; threads <= most_threads && tried_ < options_.at_most; ++threads) {
      auto const all = small_tests(threads);
      std::size_t here = 0;
      for (auto const& test : all) {
        if (tried_ == options_.at_most) break;
        progress_.set(tried_, test.name());
        auto const text = litmus_text(test, "");
        frontend::Diagnostics diagnostics;
        auto const read = frontend::load_litmus(test.name(), text, diagnostics, context_.view());
        if (!read) { // such as a bell file that has no acquires
          for (auto const& d : diagnostics.all()) err << to_string(d);
          return Exit::BadInput;
        }
        auto const was = ask(*read, 0), is = ask(*read, 1);
        progress_.done(tried_++);
        ++here;
        if (!is_known(was) || !is_known(is))
          ++unknown_;
        else if (was != is)
          return found(test, was, is, out);
      }
      covered_ += fmt::format("{}{} of {} with {} threads", covered_.empty() ? "" : ", ",
                              here == all.size() ? "all" : fmt::format("{}", here), all.size(), threads);
    }
    return none(out);
  }

private:
  Standing ask(LitmusTest const& test, std::size_t model) const {
    return standing(test, check_test(test, models_[model].memory, options_.solver, "", CheckLevel::Fast));
  }
  Exit found(SmallTest const& test, Standing was, Standing is, std::ostream& out) {
    auto const pause = progress_.pause();
    auto const about = fmt::format("Under {} the exists clause is {}; under {} it is {}.\n   {} "
                                   "tests that are no larger were tried before it.",
                                   two_.first, says(was), two_.second, says(is), tried_ - 1);
    out << litmus_text(test, about);
    return Exit::Violated;
  }
  Exit none(std::ostream& out) {
    auto const pause = progress_.pause();
    auto const those =
        unknown_ == 0 ? ""
                      : fmt::format(", of which {} {} not known", unknown_, unknown_ == 1 ? "is" : "are");
    if (!options_.quiet || unknown_ > 0)
      out << fmt::format("No difference between {} and {} among {}{}:\n{}.\n", two_.first, two_.second,
                         count_of(tried_, "test"), those, covered_);
    return unknown_ == 0 ? Exit::Good : Exit::Unknown;
  }

  DiffOptions const& options_;
  TwoModels const& two_;
  Context const& context_;
  std::vector<Model> const& models_;
  Progress progress_;
  std::size_t tried_ = 0, unknown_ = 0;
  std::string covered_;
};

} // namespace

Exit search_difference(DiffOptions const& o, std::ostream& out, std::ostream& err) {
  auto const two = two_models(o, err);
  if (!two) return Exit::BadInput;
  auto const from = ingredients({two->first, two->second}, o.ingredients, err);
  if (!from) return Exit::BadInput;
  frontend::Diagnostics diagnostics;
  auto const context = load_context(from->front(), diagnostics);
  for (auto const& d : diagnostics.all()) err << to_string(d);
  auto const models = context ? load_models(*from, err) : std::nullopt;
  if (!models) return Exit::BadInput;
  return Search(o, *two, *context, *models).run(out, err);
}

} // namespace barrister::cli
