// SPDX-License-Identifier: BSD-2-Clause
// The claims of a variant of a protocol that is there as text.
#pragma once
#include "cli/check_protocol.hpp"
#include "cli/protocol_models.hpp"
#include <functional>
#include <map>
#include <span>

namespace barrister::cli {

class AskedVariants {
public:
  // `file`: what the text is of, and what it uses is looked for beside.
  AskedVariants(std::string file, std::string variant, ProtocolModel const&, ProtocolEffort);

  struct Result {
    std::string problem;      // why the text is no such protocol; or empty
    std::string errors{};     // with its places, as they are printed; or empty
    bool is_replaced = false; // the problem: the variant puts something else there
    std::string program;      // what it does, to compare
    std::shared_ptr<Protocol const> protocol{};
    std::vector<Question> questions{}; // all that it claims
    ProtocolAnswer answer{};
  };
  Result read(std::string const& text) const;        // without an answer
  std::string problem_in_words(Result const&) const; // of what has one; with its newline
  // Of these claims, by their number among all, one answer each.
  Result ask(std::string const& text, std::vector<std::size_t> const& claims) const;
  // One for each start that they speak of, and nothing of misuse.
  Result ask_from_each_start(std::string const& text, std::vector<std::size_t> const& claims) const;
  // Of several readings at once, the first of which is as it is: these claims of it, then those of each
  // other. Executions that it has are of several of them together: not for readers. Nothing where they differ
  // in more than code. Shared out to so many threads.
  using Claims = std::vector<std::size_t>;
  using OnFeedback = ProtocolEffort::OnFeedback;
  std::optional<ProtocolAnswer> ask_together(std::vector<Result> const& readings, Claims const& of_first,
                                             Claims const& of_others, OnFeedback, unsigned jobs) const;
  // The same, but for the text of a file that it uses, by its name in places.
  AskedVariants with_part(std::string const& file, std::string text) const;
  // The claims of these properties; all, where none is named.
  enum class Covers : std::uint8_t { Not, Too };
  std::vector<std::size_t> of_properties(std::string const& text, std::vector<std::string> const&,
                                         Covers = Covers::Not) const;

private:
  // Adds what is asked of one of the claims.
  using Choose = std::function<void(Question const&, Protocol const&, std::vector<Question>&)>;
  Result ask(std::string const& text, std::vector<std::size_t> const& claims, ProtocolEffort const&,
             Choose const&) const;
  // As one protocol: of each reading, these claims.
  std::optional<ProtocolAnswer> ask_joined(std::span<Result const> readings, std::span<Claims const> claims,
                                           OnFeedback) const;

  std::string file_, variant_;
  ProtocolModel const& model_;
  ProtocolEffort effort_;
  std::map<std::string, std::string> parts_; // texts of what it uses, where they are others
};

// "wake_up GOOD"; of a protocol without variants, its name.
std::string full_name(std::string const& protocol, std::string const& variant);

} // namespace barrister::cli
