// SPDX-License-Identifier: BSD-2-Clause
#include "cli/write_certificate.hpp"
#include "checker/load.hpp"
#include "cli/certificate_files.hpp"
#include "cli/options.hpp"
#include "cli/write_whole.hpp"
#include "proofs/certificate/pack.hpp"
#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <mutex>

namespace barrister::cli {

namespace {

namespace fs = std::filesystem;
using certificate::Certificate;

bool is_same_file(certificate::File const& a, certificate::File const& b) {
  std::error_code none;
  return a.asked_for == b.asked_for || a.text == b.text || fs::equivalent(a.asked_for, b.asked_for, none);
}
bool is_of_same_answer(Certificate const& a, Certificate const& b) {
  return is_same_file(a.test, b.test) && a.protocol == b.protocol && is_same_file(a.cat, b.cat) &&
         a.variants == b.variants;
}

// Why what is there has to stay: the name of a test may have been given in its place, or another test's
// certificate have the same name.
std::string why_kept(std::string const& path, Certificate const& instead) {
  std::error_code none;
  if (!fs::is_regular_file(path, none) || fs::file_size(path, none) == 0) return {};
  auto const there = checker::load(path);
  if (auto const* known = std::get_if<Certificate>(&there)) {
    if (is_of_same_answer(*known, instead)) return {};
    return "is a certificate of " + known->test.name + " under " + known->model;
  }
  std::ifstream in(path, std::ios::binary);
  certificate::Bytes start(certificate::first_line.size());
  in.read(reinterpret_cast<char*>(start.data()), static_cast<std::streamsize>(start.size()));
  bool const is_one = certificate::begins_as_certificate(start); // that is damaged, or of another version
  return is_one ? "" : "is no certificate";
}

} // namespace

bool is_lost_certificate(std::string const& line) { return line.starts_with("not certified: cannot write"); }

std::vector<std::string> write_certificate(std::string const& path, Ingredients const& from,
                                           std::string const& file, LitmusTest const& test,
                                           MemoryModel const& model, solver::Options const& options,
                                           LitmusResult const& result) {
  auto files = with_files(from, file);
  if (!files) return {"not certified: its files cannot be read again"};
  files->tool = fmt::format("barrister {}", version);
  files->options = fmt::format("--unroll {}", options.unroll);
  return write_certificate(path, certify(std::move(*files), test, model, options, result));
}

std::vector<std::string> write_certificate(std::string const& path, Certified certified) {
  auto lines = std::move(certified.missing);
  if (!certified.certificate) return lines;
  static std::mutex one_at_a_time; // two answers may want one name
  std::lock_guard const only(one_at_a_time);
  if (auto const why = why_kept(path, *certified.certificate); !why.empty())
    return {fmt::format("not certified: cannot write {}, which is there and {}", path, why)};
  auto const bytes = certificate::pack(certificate::to_bytes(*certified.certificate));
  if (auto const why = write_whole(path, {reinterpret_cast<char const*>(bytes.data()), bytes.size()});
      !why.empty())
    return {"not certified: " + why};
  auto const claims = certificate::to_text(certified.certificate->claims);
  std::string assuming;
  for (auto const one : certified.certificate->assumed) assuming += ", assuming that " + to_text(one);
  lines.insert(lines.begin(), fmt::format("certified{}: {}: {}", assuming, claims, path));
  return lines;
}

} // namespace barrister::cli
