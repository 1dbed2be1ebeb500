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
#include <deque>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <ostream>

namespace barrister::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_threads = 4; // of five there are millions

std::string says(Standing s) { return s == Standing::Violated ? "reachable" : "unreachable"; }
bool is_known(Standing s) { return s == Standing::Violated || s == Standing::Holds; }

class Search {
public:
  Search(DiffOptions const& o, TwoModels const& two, Context const& context, std::vector<Model> const& models)
      : options_(o), two_(two), context_(context), progress_(o.at_most) {
    for (auto const& model : models) ready_.emplace_back(model.memory);
  }

  Exit run(Gathered& gathered, std::ostream& out, std::ostream& err) {
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
          return found(test, was, is, gathered, out);
      }
      covered_ += fmt::format("{}{} of {} with {} threads", covered_.empty() ? "" : ", ",
                              here == all.size() ? "all" : fmt::format("{}", here), all.size(), threads);
    }
    return none(gathered, out);
  }

private:
  Standing ask(LitmusTest const& test, std::size_t model) const {
    return standing(test, check_test(test, ready_[model], options_.solver, "", CheckLevel::Fast));
  }
  std::string as_json(std::string const& test, Exit exit, std::string const& under_first,
                      std::string const& under_second) const {
    auto const or_null = [](std::string const& text) { return text.empty() ? Json() : Json(text); };
    Json const out{{"kind", "search"},
                   {"models", {two_.first, two_.second}},
                   {"exit", static_cast<int>(exit)},
                   {"test", or_null(test)},
                   {"under_first", or_null(under_first)},
                   {"under_second", or_null(under_second)},
                   {"tried", tried_},
                   {"unknown", unknown_},
                   {"reason", exit == Exit::Unknown ? Json("of some tests it is not known") : Json()}};
    return out.dump(-1, ' ', false, Json::error_handler_t::replace);
  }
  Exit found(SmallTest const& test, Standing was, Standing is, Gathered& gathered, std::ostream& out) {
    auto const pause = progress_.pause();
    auto const about = fmt::format("Under {} the exists clause is {}; under {} it is {}.\n   {} "
                                   "tests that are no larger were tried before it.",
                                   two_.first, says(was), two_.second, says(is), tried_ - 1);
    auto const text = litmus_text(test, about);
    if (options_.format == Format::Text) out << text;
    gathered.add_result(as_json(text, Exit::Violated, says(was), says(is)));
    return Exit::Violated;
  }
  Exit none(Gathered& gathered, std::ostream& out) {
    auto const pause = progress_.pause();
    auto const those =
        unknown_ == 0 ? ""
                      : fmt::format(", of which {} {} not known", unknown_, unknown_ == 1 ? "is" : "are");
    auto const exit = unknown_ == 0 ? Exit::Good : Exit::Unknown;
    gathered.add_result(as_json("", exit, "", ""));
    if (options_.format == Format::Text && (!options_.quiet || unknown_ > 0))
      out << fmt::format("No difference between {} and {} among {}{}:\n{}.\n", two_.first, two_.second,
                         count_of(tried_, "test"), those, covered_);
    return exit;
  }

  DiffOptions const& options_;
  TwoModels const& two_;
  Context const& context_;
  std::deque<ReadyModel> ready_; // by model
  Progress progress_;
  std::size_t tried_ = 0, unknown_ = 0;
  std::string covered_;
};

} // namespace

Exit search_difference(DiffOptions const& o, Gathered& gathered, std::ostream& out, std::ostream& err) {
  auto const two = two_models(o, err);
  if (!two) return Exit::BadInput;
  auto const from = ingredients({two->first, two->second}, o.ingredients, err);
  if (!from) return Exit::BadInput;
  frontend::Diagnostics diagnostics;
  auto const context = load_context(from->front(), diagnostics);
  for (auto const& d : diagnostics.all()) err << to_string(d);
  auto const models = context ? load_models(*from, err) : std::nullopt;
  if (!models) return Exit::BadInput;
  return Search(o, *two, *context, *models).run(gathered, out, err);
}

} // namespace barrister::cli
