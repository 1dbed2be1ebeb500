// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/certificate/text.hpp"
#include "proofs/certificate/sha256.hpp"
#include "proofs/rup/text.hpp"

namespace barrister::certificate {
namespace {

std::string line_of(char const* what, File const& file) {
  return std::string(what) + " " + file.name + ", sha256 " + sha256(file.text) + "\n";
}

} // namespace

std::string to_text(EventName const& name) {
  if (name.thread == no_cpu)
    return "initial write of object " + std::to_string(name.cell.object) + ", cell " +
           std::to_string(name.cell.number);
  auto out = "thread " + std::to_string(name.thread) + ", statement " + std::to_string(name.instruction);
  for (auto round : name.rounds) out += ", round " + std::to_string(round);
  return out + ", event " + std::to_string(name.number);
}

std::string to_text(Certificate const& c) {
  auto out = "certificate by " + c.tool + (c.options.empty() ? "" : ", " + c.options) + "\n";
  out += line_of(c.is_of_protocol() ? "protocol" : "test", c.test);
  for (auto const& variant : c.protocol) out += "its variant " + variant + "\n";
  for (auto const& file : c.library) out += line_of("library", file);
  out += "model " + c.model + "\n" + line_of("file", c.cat);
  for (auto const& file : c.bell) out += line_of("bell", file);
  for (auto const& file : c.macros) out += line_of("macros", file);
  for (auto const& file : c.included) out += line_of("file", file);
  for (auto const& variant : c.variants) out += "variant " + variant + "\n";
  out += "rounds " + std::to_string(c.rounds) + "\n";
  for (auto const assumed : c.assumed) out += "assumed: " + to_text(assumed) + "\n";
  for (auto const& claim : c.claims) out += "claim: " + to_text(claim) + "\n";
  for (std::size_t i = 0; i < c.lemmas.size(); ++i) {
    auto lemma = c.lemmas[i];
    for (auto& event : lemma.events) event.name = to_text(event.where);
    out += "\nlemma " + std::to_string(i + 1) + ", of check " + std::to_string(lemma.check + 1) +
           " of the model\n" + to_text(lemma);
  }
  return out + "\n" + rup::to_text(c.proof);
}

} // namespace barrister::certificate
