// SPDX-License-Identifier: BSD-2-Clause
// As herd7, the exit status says nothing about the tests: the kernel's scripts read standard output. Of a
// test that cannot be run, standard output says nothing.
#include "cli/herd7.hpp"
#include "cli/check_test.hpp"
#include "cli/context.hpp"
#include "cli/herd7_pictures.hpp"
#include "cli/herd7_prepare.hpp"
#include "cli/herd7_selection.hpp"
#include "cli/herd7_words.hpp"
#include "cli/models.hpp"
#include "cli/pipeline.hpp"
#include "cli/report_herd7.hpp"
#include "cli/test_list.hpp"
#include "frontend/litmus/split.hpp"
#include "proofs/check.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <ostream>
#include <time.h>

namespace barrister::cli {
namespace {

// Executions that are kept of a test. Of more states, each is looked at when it is found.
constexpr std::size_t most_executions = 1000;

// Of this thread.
double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// Of a test that may not even parse.
std::optional<std::string> name_of_test_in(std::string const& file) {
  auto const text = frontend::read_file(file);
  frontend::Diagnostics ignored;
  auto const sections = text ? frontend::litmus::split(frontend::Source(file, *text), ignored) : std::nullopt;
  return sections ? std::optional(sections->name) : std::nullopt;
}

// Where the model has the locks, herd7 takes anything for one.
bool is_of_lock(Block const& block, InstructionId instruction) {
  return std::ranges::any_of(block, [&](Statement const& s) {
    return std::visit(
        [&]<class Node>(Node const& node) {
          if constexpr (std::is_same_v<Node, If>)
            return is_of_lock(node.then, instruction) || is_of_lock(node.otherwise, instruction);
          else if constexpr (std::is_same_v<Node, Loop>)
            return is_of_lock(node.test, instruction) || is_of_lock(node.body, instruction);
          else if constexpr (std::is_same_v<Node, Labelled>)
            return is_of_lock(node.body, instruction);
          else
            return s.instruction == instruction &&
                   (std::is_same_v<Node, Lock> || std::is_same_v<Node, Unlock> ||
                    std::is_same_v<Node, Trylock> || std::is_same_v<Node, IsLocked>);
        },
        s.node);
  });
}

// What came of one file, before anything is said of it.
struct Ran {
  std::string file;
  bool is_selected = true;
  frontend::Diagnostics diagnostics;
  std::optional<LitmusTest> test;
  std::optional<LitmusTest> asked; // as options change it; none: there is no model
  Answer answer;
  std::vector<FaultyExecution> faults; // among the candidates
  std::optional<std::uint64_t> candidates;
  double seconds = 0;
};

class Run {
public:
  Run(Herd7Options const& options, std::ostream& out, std::ostream& err)
      : options_(options), out_(out), err_(err) {}

  // What there is to load before the first test. False when nothing can be run.
  bool prepare() {
    std::string problem;
    selection_ = Herd7Selection::read(options_.selection, problem);
    if (!selection_) return complain(problem);
    auto ingredients = options_.ingredients;
    ingredients.own_variants.push_back("herd7-locks"); // misused locks as herd7 has them
    model_ = load_model(ingredients, model_diagnostics_);
    if (model_) {
      model_->memory = prepared(std::move(model_->memory), options_, problem);
      ready_.emplace(model_->memory);
    } else if (is_fatal(model_diagnostics_)) {
      err_ << herd7_fatal_words(model_diagnostics_, options_.program);
      return false;
    }
    context_ = load_context(options_.ingredients, context_diagnostics_);
    return problem.empty() || complain(problem);
  }

  // Says nothing: threads may share it.
  Ran run(std::string const& file) const {
    auto const start = cpu_seconds();
    Ran out;
    out.file = file;
    out.is_selected = is_selected(file);
    if (!out.is_selected || !context_) return out;
    out.test = load_test(file, out.diagnostics, context());
    if (!out.test) return out;
    selection_->apply(*out.test);
    if (!model_) return out;
    out.asked = prepared(*out.test, options_);
    ask(out);
    out.seconds = cpu_seconds() - start;
    return out;
  }
  // True when it was run, or need not be.
  bool say(Ran ran) {
    if (!ran.is_selected) return true;
    if (!context_) return say(herd7_macros_words(context_diagnostics_, ran.file));
    if (!ran.test) return say(herd7_words(ran.diagnostics, ran.file));
    if (options_.verbosity > 0)
      for (auto const& d : ran.diagnostics.all()) err_ << to_string(d);
    auto const [before, is_new] = seen_.try_emplace(ran.test->name, Seen{ran.file, ran.test->hash});
    if (!is_new && before->second.hash == ran.test->hash) return true;
    if (!is_new)
      return say(
          herd7_warning(ran.file, fmt::format("Different hashes for test {} (previous file {}) (User error)",
                                              ran.test->name, before->second.file)));
    if (!model_) return say(herd7_model_words(model_diagnostics_, ran.file));
    return say_answer(std::move(ran));
  }

  // herd7 has run into what ends it.
  bool is_over() const { return is_over_; }

private:
  struct Seen {
    std::string file, hash;
  };

  frontend::LitmusContext context() const {
    auto view = context_->view();
    view.types = frontend::Types::AsHerd7;
    return view;
  }
  bool is_selected(std::string const& file) const {
    if (selection_->selects_all()) return true;
    auto const name = name_of_test_in(file);
    return !name || selection_->selects(selection_->renamed(*name));
  }
  bool complain(std::string const& problem) {
    err_ << options_.program << ": " << problem << "\n";
    return false;
  }
  bool say(std::string const& words) {
    err_ << words << std::flush;
    return false;
  }

  void ask(Ran& ran) const {
    auto how = options_.solver;
    bool const are_all_used =
        !options_.pictures.folder.empty() || options_.restrict == Herd7Options::Restrict::OneForTheCondition;
    if (!are_all_used) how.most_executions = most_executions;
    ran.answer = check_test(*ran.asked, *ready_, how, "");
    if (!ran.answer.result.unknown.empty()) return;
    ran.faults = solver::faults_of_candidates(*ran.asked, ready_->solver, options_.solver);
    if (options_.candidates) ran.candidates = count_candidates(*ran.asked);
  }

  bool say_answer(Ran ran) {
    auto const& test = *ran.asked;
    auto& r = ran.answer.result;
    for (auto const& complaint : ran.answer.complaints) err_ << herd7_warning(test.file, complaint);
    if (r.unknown == "timeout") return true; // herd7 says nothing at all
    if (!r.unknown.empty()) return say(herd7_warning(test.file, "no answer: " + r.unknown));
    if (auto const words = refusal(test, ran.faults)) return say(*words);
    if (options_.speed == Herd7Options::Speed::FirstInteresting) keep_first(r);
    Herd7Style const style{options_.hexadecimal ? Radix::Hexadecimal : Radix::Decimal, options_.bad_flag,
                           ran.candidates};
    if (!draw(test, r, options_.pictures, out_))
      err_ << herd7_warning(test.file, "cannot write its picture to " + options_.pictures.folder);
    if (is_restricted(test, r) || (!options_.show_bad && is_undefined(r, style))) return true;
    r.seconds = ran.seconds;
    out_ << report_herd7(test, r, style) << std::flush;
    if (r.capped)
      err_ << herd7_warning(test.file, "too many executions: counts and states are lower bounds.");
    if (r.bound_reached)
      err_ << herd7_warning(test.file, "unrolling limit exceeded at While, legal outcomes may be missing.");
    return true;
  }

  // herd7 computes values before it asks the model, and refuses what has none.
  std::optional<std::string> refusal(LitmusTest const& test, std::vector<FaultyExecution> const& all) {
    for (auto const& x : all) {
      auto const& fault = x.faults.front();
      if (is_of_lock(test.program.threads[fault.by].body, fault.instruction)) continue;
      is_over_ = is_over_ || fault.kind == Fault::Kind::Divides;
      if (auto words = herd7_fault_words(fault, test.program, test.file)) return words;
    }
    return std::nullopt;
  }

  static void keep_first(LitmusResult& r) {
    r.positive = std::min<std::uint64_t>(r.positive, 1);
    r.negative = std::min<std::uint64_t>(r.negative, 1);
    if (r.states.size() > 1) r.states.resize(1);
  }

  // Without a check to fail, every candidate is consistent.
  std::uint64_t count_candidates(LitmusTest test) const {
    MemoryModel free = model_->memory;
    free.checks.clear();
    test.filter.reset();
    auto const r = solver::verify(test, free, options_.solver);
    return r.positive + r.negative;
  }

  bool is_restricted(LitmusTest const& test, LitmusResult const& r) const {
    using enum Herd7Options::Restrict;
    if (options_.restrict == NonAmbiguous) return r.positive + r.negative != r.states.size();
    if (options_.restrict != OneForTheCondition) return false;
    auto const satisfying = std::ranges::count_if(r.states, [&](ReachedState const& s) {
      return holds(test.proposition, test.program,
                   [&](Observable const& o) { return proofs::observe(s.execution, o); });
    });
    return r.positive != static_cast<std::uint64_t>(satisfying);
  }

  Herd7Options const& options_;
  std::ostream &out_, &err_;
  std::optional<Herd7Selection> selection_;
  std::optional<Model> model_;
  std::optional<ReadyModel> ready_; // the same
  std::optional<Context> context_;  // none: its macros are not there, or do not parse
  frontend::Diagnostics context_diagnostics_;
  frontend::Diagnostics model_diagnostics_;
  std::map<std::string, Seen> seen_; // by the name of the test
  bool is_over_ = false;
};

} // namespace

Exit run_herd7(Herd7Options const& o, std::istream& input, std::ostream& out, std::ostream& err) {
  Run run(o, out, err);
  if (!run.prepare()) return Exit::BadInput;
  auto exit = Exit::Good;
  auto const say = [&](Ran ran) {
    if (!run.say(std::move(ran)) && o.exit_on_failure) exit = Exit::Violated;
    if (run.is_over()) exit = Exit::BadInput;
    return exit == Exit::Good;
  };
  bool const is_one = o.files.size() == 1 && !is_list(o.files.front());
  Pipeline<std::string, Ran> tests(
      is_one ? 1 : o.jobs, [&](std::string const& file) { return run.run(file); }, say);
  std::string unreadable; // a list: said behind the tests before it
  for_each_test(
      o.files, input, [&](std::string const& file) { return tests.add(file); },
      [&](std::string const& list) {
        unreadable = list;
        return false;
      });
  tests.finish();
  if (!unreadable.empty() && exit == Exit::Good) {
    err << fmt::format("{}: open_in failed: {}: No such file or directory\n", o.program, unreadable);
    exit = Exit::BadInput;
  }
  return exit;
}

} // namespace barrister::cli
