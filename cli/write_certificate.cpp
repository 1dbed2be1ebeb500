// SPDX-License-Identifier: BSD-2-Clause
#include "cli/write_certificate.hpp"
#include "cli/certificate_files.hpp"
#include "cli/options.hpp"
#include "cli/write_whole.hpp"
#include "proofs/certificate/pack.hpp"
#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>

namespace barrister::cli {

std::optional<std::string> certificate_path(std::string const& wish, std::string const& test,
                                            std::string const& model, bool is_only_one) {
  namespace fs = std::filesystem;
  std::error_code error;
  if (is_only_one && !fs::is_directory(wish)) return wish;
  fs::create_directories(wish, error);
  if (!fs::is_directory(wish)) return std::nullopt;
  auto const name = fs::path(test).stem().string() + "-" + fs::path(model).stem().string() + ".certificate";
  return (fs::path(wish) / name).string();
}

namespace {

// What is there is replaced if it is a certificate: the name of a test may have been given in its place.
bool may_be_replaced(std::string const& path) {
  std::error_code none;
  if (!std::filesystem::is_regular_file(path, none) || std::filesystem::file_size(path, none) == 0)
    return true;
  std::ifstream in(path, std::ios::binary);
  std::string start(certificate::first_line.size(), '\0');
  in.read(start.data(), static_cast<std::streamsize>(start.size()));
  return std::ranges::equal(start, certificate::first_line);
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
  if (!may_be_replaced(path))
    return {fmt::format("not certified: cannot write {}, which is there and is no certificate", path)};
  auto const bytes = certificate::pack(certificate::to_bytes(*certified.certificate));
  auto const problem = write_whole(path, {reinterpret_cast<char const*>(bytes.data()), bytes.size()});
  if (!problem.empty()) return {"not certified: " + problem};
  auto const claims = certificate::to_text(certified.certificate->claims);
  std::string assuming;
  for (auto const one : certified.certificate->assumed) assuming += ", assuming that " + to_text(one);
  lines.insert(lines.begin(), fmt::format("certified{}: {}: {}", assuming, claims, path));
  return lines;
}

} // namespace barrister::cli
