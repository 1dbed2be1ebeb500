// SPDX-License-Identifier: BSD-2-Clause
#include "cli/write_certificate.hpp"
#include "cli/certificate_files.hpp"
#include "cli/options.hpp"
#include "proofs/certificate/pack.hpp"
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

std::vector<std::string> write_certificate(std::string const& path, Ingredients const& from,
                                           std::string const& file, LitmusTest const& test,
                                           MemoryModel const& model, solver::Options const& options,
                                           LitmusResult const& result) {
  auto files = with_files(from, file);
  if (!files) return {"not certified: its files cannot be read again"};
  files->tool = fmt::format("barrister {}", version);
  files->options = fmt::format("--unroll {}", options.unroll);
  auto certified = certify(std::move(*files), test, model, options, result);
  auto lines = std::move(certified.missing);
  if (!certified.certificate) return lines;
  auto const bytes = certificate::pack(certificate::to_bytes(*certified.certificate));
  std::ofstream out(path, std::ios::binary);
  out.write(reinterpret_cast<char const*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  if (!out.flush()) return {fmt::format("not certified: cannot write {}", path)};
  auto const claims = certificate::to_text(certified.certificate->claims);
  lines.insert(lines.begin(), fmt::format("certified: {}: {}", claims, path));
  return lines;
}

} // namespace barrister::cli
