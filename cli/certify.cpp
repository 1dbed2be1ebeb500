// SPDX-License-Identifier: BSD-2-Clause
#include "cli/certify.hpp"
#include "checker/check.hpp"
#include "cli/lemma_of.hpp"
#include "cli/refute.hpp"
#include "proofs/certificate/text.hpp"
#include "proofs/lemma.hpp"
#include "proofs/rup/trim.hpp"
#include "solver/protocol/litmus.hpp"
#include "solver/protocol/search.hpp"
#include "solver/protocol/verify.hpp"
#include <algorithm>
#include <set>

namespace barrister::cli {
namespace {

using certificate::Certificate;
using certificate::Claim;
using certificate::Obligations;
using std::chrono::steady_clock;
using Answer = solver::SatSolver::Answer;

// What the answer says that no execution does.
std::vector<Claim> claims_of(MemoryModel const& model, LitmusResult const& r) {
  std::vector<Claim> out;
  if (!r.unknown.empty() || !r.faults.empty()) return out;
  if (r.positive == 0) out.push_back({Claim::Kind::NeverSatisfied});
  if (r.negative == 0) out.push_back({Claim::Kind::NeverFalsified});
  out.push_back({Claim::Kind::NoFault});
  if (!r.bound_reached && !r.leaves_out_rounds) out.push_back({Claim::Kind::NoBoundReached});
  if (r.flags_are_partial) return out;
  std::set<std::string> flags;
  for (auto const& check : model.checks)
    if (check.role == Role::Flag && check.negated && check.test == Test::Empty) flags.insert(check.name);
  for (auto const& flag : r.flags) flags.erase(flag);
  for (auto const& flag : flags) out.push_back({Claim::Kind::FlagNotRaised, flag});
  return out;
}

// The engine's lemmas are made of what they rest on, and little else: to look for what can be left out of a
// long one takes longer than to learn it.
constexpr std::size_t most_facts_of_few = 40;

// What is claimed of.
using Subject = std::variant<LitmusTest const*, Protocol const*>;

// Which of the claims follow, from which lemmas; and why the others do not.
class Attempt {
public:
  Attempt(Subject subject, MemoryModel const& model, CertifyOptions const& options,
          std::vector<Claim> const& claims, steady_clock::time_point deadline)
      : subject_(subject), model_(model), options_(options), claims_(claims), deadline_(deadline),
        refutation_({solver::SatSolver::Kind::Cadical, options.steps}), finder_(model), whys_(claims.size()) {
  }

  // Where a claim cannot be said at all: why.
  std::optional<std::string> run(std::vector<Lemma> const& known) {
    auto made = std::visit(
        [this](auto const* of) {
          return Obligations::of(*of, model_, options_.unroll, claims_, options_.assumed);
        },
        subject_);
    if (auto* no = std::get_if<Obligations::Impossible>(&made)) return no->why;
    obligations_.emplace(std::get<Obligations>(std::move(made)));
    for (auto const& lemma : known) add(lemma.facts.size() > most_facts_of_few ? lemma : finder_.few(lemma));
    show_those(true);
    has_asked_all_ = std::ranges::all_of(whys_, &std::string::empty);
    if (has_asked_all_) show_those(false);
    return std::nullopt;
  }
  // By claim, empty where nothing is against it.
  std::vector<std::string> const& whys() const { return whys_; }
  // Where one does not follow, others are not asked: their proof would rest on clauses that it adds.
  bool has_asked_all() const { return has_asked_all_; }
  std::vector<Lemma> const& lemmas() const { return lemmas_; }
  std::variant<Derivation, rup::Refusal> proof() const {
    return rup::trim(obligations_->given(), refutation_.proof());
  }

private:
  bool add(Lemma const& lemma) {
    auto named = lemma;
    for (auto& event : named.events) event.name = certificate::to_text(event.where);
    if (!seen_.insert({lemma.check, to_text(named)}).second || obligations_->add(model_, lemma)) return false;
    lemmas_.push_back(lemma);
    return true;
  }

  void show_those(bool that_may_not_follow) {
    for (std::size_t i = 0; i < claims_.size(); ++i)
      if (may_not_follow(claims_[i]) == that_may_not_follow) whys_[i] = show(i);
  }
  // What holds may be more than the checker's clauses say.
  static bool may_not_follow(Claim const& claim) {
    return claim.kind == Claim::Kind::NoBoundReached || claim.kind == Claim::Kind::FlagNotRaised;
  }

  // Each two events are asked about, and each answer takes what most others take together.
  static constexpr std::size_t most_events_of_flags = 256;

  std::string show(std::size_t claim) {
    bool const is_large = obligations_->encoding().events().size() > most_events_of_flags;
    if (std::holds_alternative<Protocol const*>(subject_) && is_large &&
        claims_[claim].kind == Claim::Kind::FlagNotRaised)
      return "it has more than " + std::to_string(most_events_of_flags) + " events";
    auto const target = obligations_->targets()[claim];
    for (;;) {
      refutation_.take(*obligations_);
      auto const answer = refutation_.follows(target, deadline_);
      if (answer == Answer::Unsatisfiable) return "";
      if (answer == Answer::Unknown) return refutation_.reason();
      if (steady_clock::now() > deadline_) return "timeout";
      bool is_new = false;
      auto const holds = [this](Literal l) { return refutation_.value(l); };
      for (auto const& lemma : finder_.find(*obligations_, holds, claims_[claim].flag)) is_new |= add(lemma);
      if (!is_new)
        return claims_[claim].kind == Claim::Kind::FlagNotRaised
                   ? "no few facts say why the model does not raise it"
                   : "the checker's clauses allow what the search does not";
    }
  }

  Subject subject_;
  MemoryModel const& model_;
  CertifyOptions const& options_;
  std::vector<Claim> const& claims_;
  steady_clock::time_point deadline_;
  Refutation refutation_;
  LemmaFinder finder_;
  std::optional<Obligations> obligations_;
  std::vector<Lemma> lemmas_;
  std::set<std::pair<std::size_t, std::string>> seen_;
  std::vector<std::string> whys_;
  bool has_asked_all_ = false;
};

class Certifier {
public:
  Certifier(Certificate files, Subject subject, MemoryModel const& model, CertifyOptions const& options)
      : files_(std::move(files)), subject_(subject), model_(model), options_(options) {
    if (options.timeout.count() > 0) deadline_ = steady_clock::now() + options.timeout;
  }

  Certified run(std::vector<Claim> const& claims) {
    if (auto const why = solver::why_not_learned(model_); !why.empty()) return none(claims, why);
    auto left = claims;
    auto lemmas = learned(claims);
    auto until = deadline_.value_or(steady_clock::time_point::max());
    while (!left.empty()) {
      Attempt attempt(subject_, model_, options_, left, until);
      if (auto const why = attempt.run(lemmas)) return none(left, *why);
      lemmas = attempt.lemmas();
      if (std::ranges::all_of(attempt.whys(), &std::string::empty)) return finished(left, attempt);
      leave_out(left, attempt.whys());
      if (attempt.has_asked_all()) until = steady_clock::time_point::max(); // the rest was shown
    }
    return std::move(out_);
  }

private:
  // What the engine knows.
  std::vector<Lemma> learned(std::vector<Claim> const& claims) const {
    if (auto const* protocol = std::get_if<Protocol const*>(&subject_)) return learned(**protocol, claims);
    auto const* test = std::get_if<LitmusTest const*>(&subject_);
    solver::LitmusSearch const how{options_.unroll, {solver::SatSolver::Kind::Cadical, options_.steps},
                                   deadline_,       0,
                                   proofs::breaks,  {}};
    return solver::learn(**test, model_, how).lemmas;
  }
  std::vector<Lemma> learned(Protocol protocol, std::vector<Claim> const& claims) const {
    // That covers are reached takes time, and teaches nothing that is needed.
    std::erase_if(protocol.claims, [&](barrister::Claim const& c) {
      return std::ranges::find(claims, c.name, &Claim::property) == claims.end();
    });
    solver::LemmaStore store;
    store.keeps_lemmas = true;
    solver::ProtocolOptions how;
    how.unroll = options_.unroll;
    how.timeout = options_.timeout;
    how.accepts = proofs::breaks;
    how.misuse = solver::LooksForMisuse::Never;
    solver::verify(protocol, model_, how, store);
    return std::move(store.kept);
  }
  void leave_out(std::vector<Claim>& claims, std::vector<std::string> const& whys) {
    std::vector<Claim> left;
    for (std::size_t i = 0; i < claims.size(); ++i)
      if (whys[i].empty())
        left.push_back(claims[i]);
      else
        miss(claims[i], whys[i]);
    claims = std::move(left);
  }
  void miss(Claim const& claim, std::string const& why) {
    out_.missing.push_back("not certified: " + to_text(claim) + ": " + why);
  }
  Certified none(std::vector<Claim> const& claims, std::string const& why) {
    for (auto const& claim : claims) miss(claim, why);
    return std::move(out_);
  }
  Certified finished(std::vector<Claim> const& claims, Attempt const& attempt) {
    auto proof = attempt.proof();
    if (auto const* refusal = std::get_if<rup::Refusal>(&proof))
      return none(claims, "internal error, please report it: the proof: " + to_text(*refusal));
    auto certificate = files_;
    certificate.rounds = options_.unroll;
    certificate.assumed = options_.assumed;
    certificate.claims = claims;
    certificate.lemmas = attempt.lemmas();
    certificate.proof = std::get<Derivation>(std::move(proof));
    auto const start = steady_clock::now();
    auto const checked = checker::check(certificate);
    out_.checking = std::chrono::duration<double>(steady_clock::now() - start).count();
    if (auto const* invalid = std::get_if<checker::Invalid>(&checked))
      return none(claims, "internal error, please report it: " + invalid->why);
    out_.certificate = std::move(certificate);
    return std::move(out_);
  }

  Certificate files_;
  Subject subject_;
  MemoryModel const& model_;
  CertifyOptions const& options_;
  std::optional<steady_clock::time_point> deadline_;
  Certified out_;
};

} // namespace

Certified certify(Certificate files, LitmusTest const& test, MemoryModel const& model,
                  solver::Options const& options, LitmusResult const& result) {
  auto const claims = claims_of(model, result);
  if (claims.empty()) {
    Certified out;
    out.missing.push_back(!result.unknown.empty() ? "not certified: there is no answer"
                          : !result.faults.empty()
                              ? "not certified: its faults are shown"
                              : "not certified: there is nothing that no execution does");
    return out;
  }
  CertifyOptions const how{options.unroll, options.steps, options.timeout, {}};
  auto out = Certifier(std::move(files), &test, model, how).run(claims);
  if (result.leaves_out_rounds) out.missing.push_back(not_certified_of_longer_runs);
  return out;
}

Certified certify(Certificate files, Protocol const& protocol, MemoryModel const& model,
                  CertifyOptions const& options, std::vector<Claim> const& claims) {
  // Only what cannot be said otherwise rests on an assumption.
  auto how = options;
  auto const made = Obligations::of(protocol, model, how.unroll, claims, how.assumed);
  if (std::holds_alternative<Obligations::Impossible>(made))
    how.assumed = {certificate::Assumption::NothingFromItself};
  return Certifier(std::move(files), &protocol, model, how).run(claims);
}

} // namespace barrister::cli
