// SPDX-License-Identifier: BSD-2-Clause
#include "cli/prove.hpp"
#include "cli/certify_protocol.hpp"
#include "cli/check_cases.hpp"
#include "cli/check_test.hpp"
#include "cli/formats/gathered.hpp"
#include "cli/formats/records.hpp"
#include "cli/interrupt.hpp"
#include "cli/output_names.hpp"
#include "cli/protocols.hpp"
#include "cli/report_json.hpp"
#include "cli/report_protocol_json.hpp"
#include "cli/report_variants.hpp"
#include "cli/vacuity.hpp"
#include "cli/warnings.hpp"
#include "cli/wording.hpp"
#include "cli/write_certificate.hpp"
#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <iterator>
#include <map>
#include <ostream>
#include <sstream>

namespace barrister::cli {
namespace {

// Reads each test and each model once. Asked again for one that is wrong, it gives nothing, silently.
class Library {
public:
  Library(std::string folder, std::ostream& err) : folder_(std::move(folder)), err_(err) {}

  LitmusTest const* test(std::string const& file) {
    return once(tests_, file, [&](auto& diagnostics) {
      return load_test((std::filesystem::path(folder_) / file).string(), diagnostics);
    });
  }
  Model const* model(std::string const& name) {
    return once(models_, name, [&](auto& diagnostics) { return load_model(name, {folder_}, diagnostics); });
  }

private:
  template <class T, class Load>
  T const* once(std::map<std::string, std::optional<T>>& known, std::string const& name, Load load) {
    auto const [entry, is_new] = known.try_emplace(name);
    if (is_new) {
      frontend::Diagnostics diagnostics;
      entry->second = load(diagnostics);
      for (auto const& d : diagnostics.all()) err_ << to_string(d);
    }
    return entry->second ? &*entry->second : nullptr;
  }

  std::string folder_;
  std::ostream& err_;
  std::map<std::string, std::optional<LitmusTest>> tests_;
  std::map<std::string, std::optional<Model>> models_;
};

// What --certify writes, and what is said of it.
class Certificates {
public:
  Certificates(ProveOptions const& o, std::vector<LitmusClaim> const& claims) : o_(o) {
    std::vector<std::string> files, models;
    for (auto const& claim : claims) {
      files.push_back(claim.file);
      models.push_back(claim.model);
    }
    names_ = output_names(files);
    models_ = output_names(models);
  }

  void write(LitmusClaim const& claim, LitmusTest const& test, MemoryModel const& model,
             LitmusResult const& result) {
    if (o_.certify.empty()) return;
    ++asked_;
    auto const file = (std::filesystem::path(o_.folder) / claim.file).string();
    auto const path = output_path(o_.certify, {names_.at(claim.file) + "-" + models_.at(claim.model), false},
                                  ".certificate");
    if (!path) return add_missing(claim, o_.certify + " is no folder");
    Ingredients from;
    from.model = claim.model;
    from.search.include = {o_.folder};
    for (auto const& line : write_certificate(*path, from, file, test, model, o_.solver, result)) {
      if (!line.starts_with("certified: ")) {
        add_missing(claim, line);
        continue;
      }
      std::error_code none;
      bytes_ += std::filesystem::file_size(*path, none);
      ++written_;
    }
  }
  std::string report() const {
    if (o_.certify.empty()) return "";
    return fmt::format("{}{} of {} certified, in {}: {} kB; `barrister-check` says whether they are true\n",
                       missing_, written_, count_of(asked_, "answer"), o_.certify, (bytes_ + 1023) / 1024);
  }

private:
  void add_missing(LitmusClaim const& claim, std::string const& why) {
    missing_ += fmt::format("{} under {}: {}\n", claim.file, claim.model, why);
  }

  ProveOptions const& o_;
  std::map<std::string, std::string> names_, models_;
  std::size_t asked_ = 0, written_ = 0;
  std::uintmax_t bytes_ = 0;
  std::string missing_;
};

// Its protocols, in the order of their names.
std::vector<std::string> protocols_in(std::string const& folder) {
  std::vector<std::string> found;
  std::error_code none; // a folder that is not there has none
  for (auto const& entry : std::filesystem::directory_iterator(folder, none))
    if (is_protocol(entry.path().string())) found.push_back(entry.path().string());
  std::ranges::sort(found);
  return found;
}

void gather(ProtocolAnswer const& answer, Gathered& to) {
  if (to.takes_json())
    for (auto& one : protocol_results(answer)) to.add_result(std::move(one));
  if (to.takes_records())
    for (auto& one : records_of(answer, Traces::OfSurprises)) to.add(std::move(one));
}

Exit prove_protocols(std::vector<std::string> const& files, ProveOptions const& o, Gathered& gathered,
                     std::ostream& out, std::ostream& err) {
  auto exit = Exit::Good;
  for (auto const& file : files) {
    std::optional<std::vector<ProtocolCase>> cases;
    {
      Heard heard(err);
      cases = protocol_cases(file, {o.models, o.variants, {}, {}}, heard.stream());
      if (cases)
        gathered.add_warnings(file, heard.said());
      else
        gathered.add_bad_input(file, heard.said());
    }
    if (!cases) {
      exit = worse(exit, Exit::BadInput);
      continue;
    }
    std::vector<ProtocolAnswer> answers;
    Warnings warnings(*cases->front().text);
    ProtocolTally certificates;
    std::vector<std::string> asked;
    for (auto const& one : *cases) asked.push_back(one.model->name);
    OutputNames const names(files, asked);
    std::size_t next = 0;
    check_cases(*cases, o.protocol, o.jobs, [&](ProtocolAnswer answer) {
      auto const& one = (*cases)[next++];
      if (!o.certify.empty()) {
        auto name = names.of(one.file, one.protocol->variant, cases->size(), one.model->name);
        name.is_only_one = false; // a folder, whatever is in it
        certificates.add(answer, certify(o.certify, name, {}, o.protocol.timeout, one, answer));
      }
      exit = worse(exit, exit_of(answer));
      warnings.add(answer);
      gather(answer, gathered);
      answers.push_back(std::move(answer));
    });
    auto const all = warnings.all();
    auto const exit_of_warnings = o.strict && !all.empty() ? Exit::Violated : Exit::Good;
    exit = worse(exit, exit_of_warnings);
    for (auto const& one : all) gathered.add_warning(message_of(one));
    if (!all.empty()) gathered.add(record_of(file, all, exit_of_warnings));
    if (o.format != Format::Text) continue;
    out << report_variants(answers, glyphs_of_locale()) << report_how_to_trace(answers) << "\n"
        << report_differences(answers) << certificates.report(o.certify);
    say_warnings(warnings, o.strict, out);
    out << std::flush;
  }
  return exit;
}

// What the claims are, or why they cannot be read.
std::optional<std::vector<LitmusClaim>> claims_of(std::string const& list, std::ostream& err) {
  if (auto const text = frontend::read_file(list)) return parse_claims(list, *text, err);
  auto const why = frontend::why_unreadable(list);
  err << "barrister: cannot read " << list << (why.empty() ? "" : ": ") << why << "\n";
  return std::nullopt;
}

Exit exit_of(Proved const& proved, Answer const& answer) {
  if (proved.as_claimed()) return Exit::Good;
  return answer.judgement.verdict == Verdict::Unknown ? Exit::Unknown : Exit::Violated;
}

// As claimed or not, whatever the clause says of it.
void gather(ProveOptions const& o, Proved const& proved, LitmusTest const& test, MemoryModel const& model,
            Answer answer, Gathered& to) {
  auto const exit = exit_of(proved, answer);
  if (to.takes_records()) to.add(record_of(proved.claim, test, model, answer, exit, o.solver.unroll));
  if (!to.takes_json()) return;
  auto const& claim = proved.claim;
  answer.judgement.expected =
      fmt::format("{} {} {}", word(claim.observation), claim.positive, claim.negative);
  answer.judgement.as_expected = exit == Exit::Good;
  to.add_result(litmus_result({&test, &model, &answer, exit}, o.solver.unroll));
}

Exit prove_tests(ProveOptions const& o, Gathered& gathered, std::ostream& out, std::ostream& err) {
  auto const list = (std::filesystem::path(o.folder) / "expected.txt").string();
  std::optional<std::vector<LitmusClaim>> claims;
  {
    Heard heard(err);
    claims = claims_of(list, heard.stream());
    if (!claims) gathered.add_bad_input(list, heard.said());
  }
  if (!claims) return Exit::BadInput;

  std::vector<Proved> proved;
  Certificates certificates(o, *claims);
  auto exit = Exit::Good;
  std::ostringstream said;
  Library library(o.folder, said);
  for (auto const& claim : *claims) {
    said.str("");
    auto const* test = library.test(claim.file);
    auto const* model = library.model(claim.model);
    err << said.str();
    if (!test || !model) {
      exit = worse(exit, Exit::BadInput);
      auto const file = (std::filesystem::path(o.folder) / (test ? claim.model : claim.file)).string();
      if (!said.str().empty()) gathered.add_bad_input(file, said.str());
      continue;
    }
    auto const answer = check_test(*test, model->memory, o.solver, "", o.protocol.check);
    for (auto const& complaint : answer.complaints)
      err << claim.file << " under " << claim.model << ": " << complaint << "\n";
    certificates.write(claim, *test, model->memory, answer.result);
    proved.push_back({claim, answer.result});
    gather(o, proved.back(), *test, model->memory, answer, gathered);
    exit = worse(exit, exit_of(proved.back(), answer));
  }
  if (o.format == Format::Text) out << report_proofs(proved) << certificates.report();
  return exit;
}

} // namespace

Exit prove(ProveOptions const& o, std::ostream& out, std::ostream& err) {
  auto const protocols = protocols_in(o.folder);
  bool const has_tests = std::filesystem::exists(std::filesystem::path(o.folder) / "expected.txt");
  StopsOnInterrupt const stops;
  Gathered gathered(o.format, "prove", out);
  auto exit = has_tests || protocols.empty() ? prove_tests(o, gathered, out, err) : Exit::Good;
  exit = worse(exit, prove_protocols(protocols, o, gathered, out, err));
  gathered.finish(exit);
  return exit;
}

} // namespace barrister::cli
