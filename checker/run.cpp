// SPDX-License-Identifier: BSD-2-Clause
#include "checker/run.hpp"
#include "checker/compare.hpp"
#include "checker/dimacs.hpp"
#include "checker/load.hpp"
#include "proofs/certificate/sha256.hpp"
#include "proofs/certificate/text.hpp"
#include <algorithm>
#include <ostream>

namespace barrister::checker {
namespace {

using certificate::Certificate;

// Its texts may be anybody's: they are not to move a terminal's cursor.
std::string shown(std::string text) {
  std::ranges::replace_if(
      text, [](unsigned char c) { return (c < ' ' && c != '\n') || c == 0x7F; }, '?');
  return text;
}
// Nor to look like a line of ours.
std::string on_one_line(std::string text) {
  std::ranges::replace(text, '\n', '?');
  return shown(std::move(text));
}
std::string quoted(std::string const& text) {
  std::string out;
  for (char c : text) out += c == '\n' ? "\n    | " : std::string(1, c);
  return shown(std::move(out));
}

// What it is called is not what it is.
std::string name_of_model(Certificate const& c) {
  std::string variants;
  for (auto const& v : asked_variants(c)) variants += (variants.empty() ? " with --variant " : ", ") + v;
  bool const ships = is_shipped(c.model) && differences_from_text_of_model(c, c.model).empty();
  if (ships) return on_one_line(c.model + variants);
  auto out = on_one_line("what it calls " + c.model + variants) + ", a text with sha256 " +
             certificate::sha256(c.cat.text);
  for (auto const& part : foreign_parts_of_model(c))
    out += ", with " + on_one_line(part.asked_for) + ", a text with sha256 " + certificate::sha256(part.text);
  return out;
}

std::string assuming(Certificate const& c) {
  std::string out;
  for (auto const one : c.assumed) out += (out.empty() ? ", assuming that " : " and that ") + to_text(one);
  return out;
}

std::string summary(std::string const& file, Certificate const& c) {
  auto const model = name_of_model(c);
  auto const bound = ", loops up to " + std::to_string(c.rounds) + (c.rounds == 1 ? " round" : " rounds");
  std::string out = on_one_line(file) + ": " + on_one_line(c.test.name);
  for (auto const& variant : c.protocol) out += on_one_line(", variant " + variant);
  out += ", sha256 " + certificate::sha256(c.test.text) + "\n";
  for (auto const& used : foreign_library(c))
    out += "  it uses what it calls " + on_one_line(used.asked_for) + ", a text with sha256 " +
           certificate::sha256(used.text) + "\n";
  for (auto const& claim : c.claims)
    out += "  valid" + assuming(c) + ": " + on_one_line(to_text(claim)) + " under " + model + bound + "\n";
  return out;
}

class Run {
public:
  Run(Wishes const& wishes, std::ostream& out, std::ostream& err) : wishes_(wishes), out_(out), err_(err) {}

  int of(std::string const& file) {
    auto const loaded = load(file);
    if (auto const* why = std::get_if<std::string>(&loaded)) {
      err_ << on_one_line(file) << ": error: " << *why << "\n";
      return bad_input;
    }
    auto const& c = std::get<Certificate>(loaded);
    if (wishes_.as_text) {
      out_ << shown(certificate::to_text(c));
      return valid;
    }
    if (!is_about_the_readers(c, file)) return not_valid;
    auto const checked = check(c);
    if (auto const* invalid = std::get_if<Invalid>(&checked)) {
      if (!invalid->is_unreadable) return is_not_valid(file, invalid->why);
      err_ << on_one_line(file) << ": error: " << quoted(invalid->why) << "\n";
      return bad_input;
    }
    out_ << summary(file, c);
    if (wishes_.dimacs_folder.empty() || write_dimacs(wishes_.dimacs_folder, c, std::get<Valid>(checked)))
      return valid;
    err_ << "error: cannot write to " << wishes_.dimacs_folder << "\n";
    return bad_input;
  }

private:
  bool is_about_the_readers(Certificate const& c, std::string const& file) {
    std::vector<std::string> wrong;
    if (!wishes_.input.empty()) wrong = differences_from_test(c, wishes_.input);
    if (!wishes_.model.empty())
      std::ranges::move(differences_from_model(c, wishes_.model), std::back_inserter(wrong));
    for (auto const& why : wrong) is_not_valid(file, why);
    return wrong.empty();
  }
  int is_not_valid(std::string const& file, std::string const& why) {
    out_ << on_one_line(file) +
                ": not valid: " + quoted(why.ends_with('\n') ? why.substr(0, why.size() - 1) : why) + "\n";
    return not_valid;
  }

  Wishes const& wishes_;
  std::ostream &out_, &err_;
};

} // namespace

int run(Wishes const& wishes, std::ostream& out, std::ostream& err) {
  auto exit = valid;
  Run one(wishes, out, err);
  for (auto const& file : wishes.files) exit = std::max(exit, one.of(file));
  return exit;
}

} // namespace barrister::checker
