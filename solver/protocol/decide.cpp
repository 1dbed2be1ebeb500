// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/decide.hpp"
#include "solver/model/survives.hpp"
#include "solver/model/thin_air.hpp"
#include "solver/protocol/allows.hpp"
#include "solver/protocol/circumstances.hpp"
#include "solver/protocol/coverage.hpp"
#include "solver/protocol/faults.hpp"
#include "solver/protocol/feedback.hpp"
#include "solver/protocol/lasso.hpp"
#include "solver/protocol/misuse.hpp"
#include "solver/protocol/smallest.hpp"
#include "solver/protocol/stray_unlocks.hpp"
#include "solver/protocol/vacuity.hpp"
#include "solver/protocol/why_cut.hpp"
#include "solver/protocol/witness.hpp"
#include "solver/values/undefined.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

using std::chrono::steady_clock;
using Kind = ClaimVerdict::Kind;

class Decider {
public:
  Decider(Protocol const& protocol, MemoryModel const& model, ProtocolOptions const& options,
          LemmaStore& store)
      : protocol_(protocol), model_(model), options_(options), deadline_(deadline(options)),
        search_(protocol, model, options.unroll, {options.engine, options.steps}, deadline_, store,
                options.accepts),
        smallest_(search_, protocol, options.smaller),
        smallest_cover_(search_, protocol, options.smaller_covers),
        vacuity_(protocol, model, options, deadline_) {
    result_.model = model.name;
    result_.engine = options.engine == SatSolver::Kind::Z3 ? "z3" : "cadical";
    result_.unroll = options.unroll;
  }

  ProtocolResult run() {
    result_.events = search_.graph().events.events.size();
    result_.runs = search_.graph().runs.size();
    result_.unknown = search_.problem();
    result_.claims.resize(protocol_.claims.size());
    if (!result_.unknown.empty()) return std::move(result_);
    beyond_ = is_beyond(options_.ruled_out);
    if (has_fault()) return std::move(result_);
    search_.require(-search_.encoding().is_meaningless());
    auto claims = options_.claims.empty() ? protocol_.claims.size() : options_.claims.size();
    if (options_.known) ++claims;
    share(claims + 2);
    auto const wants_more = search_.wants_more();
    bool const is_enough = search_.ask({wants_more}).kind == SatSolver::Answer::Unsatisfiable;
    if (is_enough) search_.require(-wants_more);
    // Where some execution wants more, or more acts could come, who knows what would come behind.
    feedback_.emplace(protocol_, search_.encoding(), model_);
    bool const is_all = is_enough && feedback_->from({}).empty() &&
                        std::ranges::none_of(protocol_.contexts, &Context::is_unbounded);
    if (is_all && !options_.of_file.empty()) coverage_.emplace(protocol_, options_.of_file);
    for (std::size_t i = 0; i < protocol_.claims.size(); ++i) {
      if (!is_asked(i)) continue;
      auto const start = steady_clock::now();
      share(claims--);
      decide(i, result_.claims[i]);
      result_.claims[i].seconds = std::chrono::duration<double>(steady_clock::now() - start).count();
    }
    share(1);
    leave_open_if_readers_are_not_known();
    if (asks_for_misuse())
      look_for_misuse(search_, protocol_, model_, result_);
    else if (options_.misuse != LooksForMisuse::Never)
      leave_misuse_open(search_, model_, result_);
    if (coverage_) result_.unreached = coverage_->settle(search_);
    if (options_.known) look_for(*options_.known);
    return std::move(result_);
  }

private:
  static Search::Deadline deadline(ProtocolOptions const& options) {
    if (options.timeout.count() == 0) return std::nullopt;
    return steady_clock::now() + options.timeout;
  }

  // Where time is short, each claim has its share of what is left.
  void share(std::size_t claims) {
    if (!deadline_) return;
    auto const now = steady_clock::now();
    search_.give_up_at(now +
                       std::max(*deadline_ - now, steady_clock::duration{0}) / static_cast<int>(claims));
  }

  void leave_open_if_readers_are_not_known() {
    for (std::size_t i = 0; i < protocol_.claims.size(); ++i) {
      auto& verdict = result_.claims[i];
      if (!is_asked(i) || verdict.execution || verdict.lasso || verdict.kind == Kind::Unknown) continue;
      auto why = where_another_reader_may_end(search_, protocol_, protocol_.claims[i]);
      if (why.empty()) continue;
      verdict.kind = Kind::Unknown;
      verdict.reason = std::move(why);
      verdict.none_shows = false;
    }
  }

  // An answer that was found says itself that there is one: the others rest on every execution that there is.
  void look_for(KnownExecutions const& known) {
    bool const is_any_claimed = std::ranges::any_of(
        result_.claims, [](ClaimVerdict const& v) { return v.none_shows || v.kind == Kind::HoldsWithin; });
    if (!is_any_claimed) return;
    share(1);
    auto const& all = known.find(result_.events);
    for (std::size_t i = 0; i < all.size(); ++i) known.tell(i, allows(search_, protocol_, all[i]));
  }

  // Some loop goes round more often than that.
  Literal is_beyond(unsigned rounds) {
    if (rounds == 0) return always;
    std::vector<Literal> ways;
    for (auto const& run : search_.graph().runs)
      for (auto const& round : run.rounds)
        if (round.round >= rounds) ways.push_back(search_.encoding().program().holds(round.guard));
    return search_.gates().any(ways);
  }

  // Whether what has no meaning can happen: then nothing is said of the claims. Sets `fault`, or why it is
  // unknown.
  bool has_fault() {
    auto const& encoding = search_.encoding();
    // Before a run stops at one, it passes no other.
    std::vector<Literal> const question{encoding.stops_at_fault(), -encoding.is_meaningless(), beyond_};
    auto const answer = search_.ask(question);
    if (answer.kind == SatSolver::Answer::Satisfiable) {
      auto const keep = [&](Concrete const& x) {
        result_.fault = fault_in(search_, protocol_, x, options_.unroll);
      };
      keep(*answer.found);
      smallest_.find(
          question, [this](auto const& q) { return search_.ask(q); }, keep);
      return true;
    }
    search_.require(-encoding.stops_at_fault());
    auto const other = answer.kind == SatSolver::Answer::Unknown
                           ? answer
                           : search_.ask({encoding.is_meaningless(), beyond_});
    if (other.kind == SatSolver::Answer::Unsatisfiable) return false;
    result_.unknown = other.kind == SatSolver::Answer::Unknown
                          ? other.reason
                          : "a value can have no meaning: " + place_without_meaning(search_, protocol_);
    return true;
  }
  bool asks_for_misuse() const {
    bool const skips_feedback = options_.misuse == LooksForMisuse::OnceNothingIsTried;
    if (!skips_feedback && options_.misuse != LooksForMisuse::OnceAllIsDecided)
      return options_.misuse == LooksForMisuse::Always;
    for (std::size_t i = 0; i < protocol_.claims.size(); ++i)
      if (auto const& claim = result_.claims[i];
          is_asked(i) && is_open(claim) && !(skips_feedback && claim.feeds_back))
        return false;
    return true;
  }
  bool is_asked(std::size_t claim) const {
    return options_.claims.empty() || std::ranges::find(options_.claims, claim) != options_.claims.end();
  }
  template <class F> Literal of_runs(ContextId context, F of) {
    std::vector<Literal> ways;
    for (RunId r = 0; r < search_.graph().runs.size(); ++r)
      if (search_.graph().runs[r].context == context) ways.push_back(of(r));
    return search_.gates().any(ways);
  }
  // What shows the claim: an execution that is not cut and breaks it, or that reaches a cover.
  Literal shown(std::size_t index) {
    auto const& claim = protocol_.claims[index];
    auto const& encoding = search_.encoding();
    auto const answer = search_.graph().answers[index];
    switch (claim.kind) {
    case Claim::Kind::Never:
    case Claim::Kind::Cover: return encoding.program().truth(answer);
    case Claim::Kind::Finally: return -encoding.program().truth(answer);
    case Claim::Kind::NoDeadlock: return encoding.some_stuck();
    case Claim::Kind::NoRaces: return always; // find() asks for the flag
    case Claim::Kind::Terminates:
      return of_runs(claim.context, [&](RunId r) { return encoding.is_stuck(r); });
    }
    return never;
  }

  // Tasks that the claim does not tell apart.
  Literal in_order(std::size_t index) {
    switch (protocol_.claims[index].kind) {
    case Claim::Kind::Never:
    case Claim::Kind::Cover:
    case Claim::Kind::Finally: return search_.in_order(asked_of({search_.graph().answers[index]}));
    case Claim::Kind::NoDeadlock: return search_.in_order(asked_of({}));
    case Claim::Kind::NoRaces:    // find() asks for one pair of accesses, and then for another
    case Claim::Kind::Terminates: // names a task
      return always;
    }
    return always;
  }

  // An execution that shows it.
  Search::Answer find(Claim const& claim, std::vector<Literal> const& question) {
    if (claim.kind != Claim::Kind::NoRaces) return search_.ask(question);
    Search::Answer none{SatSolver::Answer::Unsatisfiable, std::nullopt, {}};
    for (std::size_t i = 0; i < model_.checks.size(); ++i) {
      if (!is_of_races(model_.checks[i])) continue;
      if (!Flags::can_ask(model_.checks[i]))
        return {SatSolver::Answer::Unknown, std::nullopt,
                "the model's flag '" + model_.checks[i].text + "' is not asked for"};
      auto answer = search_.ask_for_flag({i}, question);
      if (answer.kind != SatSolver::Answer::Unsatisfiable) return answer;
    }
    return none;
  }

  // No execution that shows it has its values from anywhere but themselves.
  bool needs_thin_air(std::size_t index) {
    if (!search_.has_thin_air() || is_without_thin_air_) return false;
    auto options = options_;
    options.claims = {index};
    options.of_file.clear();
    options.known.reset();
    options.misuse = LooksForMisuse::Never;
    options.smaller = options.smaller_covers = 0;
    if (deadline_)
      options.timeout =
          std::max(std::chrono::milliseconds(1),
                   std::chrono::duration_cast<std::chrono::milliseconds>(*deadline_ - steady_clock::now()));
    auto const model = without_thin_air(model_);
    LemmaStore none;
    Decider without(protocol_, model, options, none);
    without.is_without_thin_air_ = true;
    return without.run().claims[index].none_shows;
  }

  // A loop of the question itself wants more rounds.
  Literal goes_beyond(std::size_t index) {
    std::vector<Literal> ways;
    for (auto guard : search_.graph().beyond[index])
      ways.push_back(search_.encoding().program().holds(guard));
    return search_.gates().any(ways);
  }

  // In some execution that it speaks of, the question has none: then it is no answer that none says yes.
  // Empty where it always has one.
  std::string why_no_value(std::size_t index, std::vector<Literal> question) {
    auto const& claim = protocol_.claims[index];
    if (claim.kind != Claim::Kind::Never && claim.kind != Claim::Kind::Cover) return {};
    auto const term = search_.graph().answers[index];
    std::ranges::copy(ends(search_.encoding(), claim), std::back_inserter(question));
    question.push_back(beyond_);
    question.push_back(-goes_beyond(index));
    question.push_back(-search_.encoding().program().defined(term));
    auto const answer = search_.ask(question);
    if (answer.kind == SatSolver::Answer::Unsatisfiable) return {};
    if (answer.kind == SatSolver::Answer::Unknown) return answer.reason;
    auto const fault = why_undefined(search_.graph().events, term, [this](TermId t) {
      return search_.encoding().program().values().value_in(search_.sat(), t);
    });
    return "in some execution the question has no value: it " + in_words(fault, protocol_.program);
  }

  // Some execution is left open by a loop at the beginning of a handler that is not taken: no round of it is
  // one that a run makes.
  bool asks_beginnings_beyond() const {
    return std::ranges::any_of(search_.graph().runs,
                               [](UnfoldedRun const& run) { return !run.takeable_beyond.empty(); });
  }

  void decide(std::size_t index, ClaimVerdict& verdict) {
    auto const& claim = protocol_.claims[index];
    auto const around = environment(search_.encoding(), protocol_, claim);
    auto question = around;
    std::ranges::copy(ends(search_.encoding(), claim), std::back_inserter(question));
    question.push_back(beyond_);
    auto const without_answer = goes_beyond(index);
    question.push_back(-without_answer);
    question.push_back(shown(index));
    if (without_answer == never) question.push_back(in_order(index));
    auto const answer = find(claim, question);
    bool const is_cover = claim.kind == Claim::Kind::Cover;
    if (answer.kind == SatSolver::Answer::Unknown) {
      verdict.reason = answer.reason;
      return;
    }
    if (answer.kind == SatSolver::Answer::Satisfiable) {
      if (coverage_) coverage_->note(search_);
      auto const keep = [&](Concrete const& x) {
        verdict.execution = WitnessMaker(protocol_, search_, x).run();
      };
      keep(*answer.found);
      auto& smallest = is_cover ? smallest_cover_ : smallest_;
      smallest.find(
          question, [&](auto const& q) { return find(claim, q); }, keep);
      verdict.kind = is_cover ? Kind::Holds : Kind::Violated;
      vacuity_.note(claim, *verdict.execution);
      verdict.empty = vacuity_.of(search_, claim).empty;
      verdict.only_by_thin_air = needs_thin_air(index);
      return;
    }
    if (auto const why = why_no_value(index, around); !why.empty()) {
      verdict.reason = why;
      return;
    }
    verdict.none_shows = without_answer == never && !asks_beginnings_beyond();
    // None is against it: is there any that it speaks of?
    auto const vacuity = vacuity_.of(search_, claim);
    verdict.empty = vacuity.empty;
    // Nothing within the bound; can the bound be reached?
    auto beyond = around;
    beyond.push_back(search_.gates().either(search_.encoding().is_cut(), without_answer));
    auto const cut = search_.ask(beyond);
    if (cut.kind == SatSolver::Answer::Unknown) {
      verdict.reason = cut.reason;
      return;
    }
    bool may_be_cut = cut.kind == SatSolver::Answer::Satisfiable;
    if (may_be_cut && claim.kind == Claim::Kind::Terminates && loops_for_ever(claim, around, verdict)) return;
    // Where no execution ends, none is as good as a longer one.
    bool const is_cut_alone = !vacuity.cut.empty() && !claim.speaks_of_all;
    auto found = cut.found;
    if (may_be_cut && !is_cut_alone) {
      auto more = around;
      more.push_back(search_.gates().either(wants_more(claim), without_answer));
      auto answer_to_more = search_.ask(more);
      if (answer_to_more.kind == SatSolver::Answer::Satisfiable) found = std::move(answer_to_more.found);
      may_be_cut = answer_to_more.kind != SatSolver::Answer::Unsatisfiable;
    }
    auto const& feedback = feedback_->from(claim.from);
    bool const is_final = !may_be_cut && feedback.empty();
    if (!vacuity.empty.empty() && !is_cover) {
      verdict.kind = Kind::Vacuous;
      verdict.is_final = is_final;
      return;
    }
    if (!vacuity.unknown.empty()) {
      verdict.reason = vacuity.unknown;
      return;
    }
    if (is_final) {
      verdict.kind = is_cover ? Kind::Violated : claim.any_times.empty() ? Kind::Holds : Kind::HoldsWithin;
      verdict.reason = how_many_acts(claim);
      verdict.is_final = true;
      verdict.leaves_out_rounds = cut.kind == SatSolver::Answer::Satisfiable;
      return;
    }
    bool const none_ends = is_cut_alone && asks_about_ends(claim);
    verdict.kind = is_cover || none_ends ? Kind::Unknown : Kind::HoldsWithin;
    verdict.feeds_back = verdict.kind == Kind::HoldsWithin && !feedback.empty();
    verdict.reason = may_be_cut ? (none_ends ? where_none_ends(vacuity.cut) : "") +
                                      why_cut(search_, protocol_, *found, options_.unroll)
                                : feedback;
    if (!claim.any_times.empty()) verdict.reason += "; " + how_many_acts(claim);
  }

  Literal wants_more(Claim const& claim) {
    bool const races_survive = std::ranges::all_of(
        model_.checks, [this](Check const& check) { return !is_of_races(check) || survives(model_, check); });
    if (claim.kind == Claim::Kind::NoRaces && !races_survive) return search_.encoding().is_cut();
    if (claim.kind != Claim::Kind::Terminates) return search_.wants_more();
    return of_runs(claim.context, [&](RunId r) { return search_.may_go_on(r); });
  }

  // Of what loops for ever, other claims say something.
  static bool asks_about_ends(Claim const& claim) {
    return !claim.speaks_of_all && (claim.kind == Claim::Kind::Never || claim.kind == Claim::Kind::Finally ||
                                    claim.kind == Claim::Kind::NoRaces);
  }
  std::string where_none_ends(std::vector<std::string> const& starts) const {
    std::string from;
    if (protocol_.starts.size() > 1)
      for (auto const& start : starts) from += (from.empty() ? "from " : ", ") + start;
    return (from.empty() ? "" : from + ", ") + "no execution ends within the bound: ";
  }

  // Of the agents that may act any number of times; empty if there is none.
  std::string how_many_acts(Claim const& claim) const {
    std::string out;
    for (auto const& agent : claim.any_times)
      out += (out.empty() ? "at most " : ", ") +
             std::to_string(std::ranges::count(protocol_.contexts, agent, &Context::agent)) + " acts of " +
             agent;
    return out.empty() ? "" : out + " were tried";
  }

  bool loops_for_ever(Claim const& claim, std::vector<Literal> question, ClaimVerdict& verdict) {
    if (!is_monotone(model_)) return false;
    if (!lassos_) lassos_.emplace(search_, protocol_);
    std::ranges::copy(nobody_is_owed_a_turn(search_.encoding(), claim), std::back_inserter(question));
    question.push_back(-search_.encoding().some_stops_early());
    question.push_back(of_runs(claim.context, [&](RunId r) { return lassos_->some(r); }));
    auto const answer = search_.ask(question);
    if (answer.kind == SatSolver::Answer::Satisfiable) {
      auto const keep = [&](Concrete const& x) { verdict.lasso = lassos_->make(protocol_, search_, x); };
      keep(*answer.found);
      smallest_.find(
          question, [this](auto const& q) { return search_.ask(q); }, keep);
      verdict.kind = Kind::Violated;
    } else if (answer.kind == SatSolver::Answer::Unknown) {
      verdict.reason = answer.reason;
    }
    return answer.kind != SatSolver::Answer::Unsatisfiable;
  }

  Protocol const& protocol_;
  MemoryModel const& model_;
  ProtocolOptions const& options_;
  bool is_without_thin_air_ = false; // the model forbids it: nothing rests on it
  Search::Deadline deadline_;
  Search search_;
  Smallest smallest_, smallest_cover_;
  Vacuity vacuity_;
  std::optional<Coverage> coverage_;  // where it is asked for, and can be known
  Literal beyond_ = always;           // what was ruled out before
  std::optional<Feedback> feedback_;  // why a loop may go on that is cut in no execution
  std::optional<LassoFinder> lassos_; // made when first needed
  ProtocolResult result_;
};

} // namespace

ProtocolResult decide(Protocol const& protocol, MemoryModel const& model, ProtocolOptions const& options,
                      LemmaStore& store) {
  return Decider(protocol, model, options, store).run();
}

} // namespace barrister::solver
