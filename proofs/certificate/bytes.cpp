// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/certificate/bytes.hpp"
#include "proofs/rup/binary.hpp"
#include "proofs/rup/bytes.hpp"

namespace barrister::certificate {
namespace {

using rup::ReadFault;

constexpr auto last_fact = static_cast<std::uint32_t>(LemmaFact::Kind::NoData);
constexpr auto last_claim = static_cast<std::uint32_t>(Claim::Kind::NothingAgainst);

bool is_of_property(Claim const& claim) {
  return claim.kind == Claim::Kind::NothingAgainst || claim.kind == Claim::Kind::NoBoundReached;
}

bool is_of_tag(LemmaFact::Kind kind) {
  return kind == LemmaFact::Kind::Tagged || kind == LemmaFact::Kind::NotTagged;
}

class Writer {
public:
  void certificate(Certificate const& c) {
    for (auto const* text : {&c.tool, &c.options, &c.model}) out.text(*text);
    file(c.test);
    file(c.cat);
    for (auto const* files : {&c.bell, &c.macros, &c.included, &c.library})
      sequence(*files, [this](File const& one) { file(one); });
    texts(c.variants);
    texts(c.protocol);
    out.number(c.rounds);
    sequence(c.assumed, [this](Assumption one) { out.number(static_cast<std::uint32_t>(one)); });
    sequence(c.claims, [this](Claim const& one) { claim(one); });
    sequence(c.lemmas, [this](Lemma const& one) { lemma(one); });
    auto const proof = rup::to_bytes(c.proof);
    out.bytes.insert(out.bytes.end(), proof.begin(), proof.end());
  }
  rup::Writer out;

private:
  template <class T, class Write> void sequence(std::vector<T> const& all, Write write) {
    out.size(all.size());
    for (auto const& one : all) write(one);
  }
  void texts(std::vector<std::string> const& all) {
    sequence(all, [this](std::string const& one) { out.text(one); });
  }
  void file(File const& one) {
    for (auto const* text : {&one.asked_for, &one.name, &one.text}) out.text(*text);
  }
  void claim(Claim const& one) {
    out.number(static_cast<std::uint32_t>(one.kind));
    if (one.kind == Claim::Kind::FlagNotRaised) out.text(one.flag);
    if (!is_of_property(one)) return;
    out.text(one.property);
    texts(one.from);
  }
  void event(LemmaEvent const& e) {
    out.number(static_cast<std::uint32_t>(e.kind) << 2 | e.is_initial << 1 | e.has_address);
    if (e.is_initial) {
      out.number(e.where.cell.object);
      out.number(static_cast<std::uint32_t>(e.where.cell.number));
      return;
    }
    out.number(e.where.thread);
    out.number(e.where.instruction);
    sequence(e.where.rounds, [this](std::uint32_t round) { out.number(round); });
    out.number(e.where.number);
  }
  void fact(LemmaFact const& f) {
    out.number(static_cast<std::uint32_t>(f.kind));
    out.number(f.a);
    if (!is_of_one(f.kind)) out.number(f.b);
    if (is_of_tag(f.kind)) out.text(f.set);
  }
  void lemma(Lemma const& one) {
    out.size(one.check);
    sequence(one.events, [this](LemmaEvent const& e) { event(e); });
    sequence(one.facts, [this](LemmaFact const& f) { fact(f); });
    out.number(one.absent.has_value());
    if (!one.absent) return;
    out.number(one.absent->first);
    out.number(one.absent->second);
  }
};

// Once something is wrong, the rest is empty.
class Reader {
public:
  explicit Reader(std::span<std::uint8_t const> bytes) : in_(bytes) {}

  std::variant<Certificate, ReadFault> certificate() {
    Certificate c;
    for (auto* one : {&c.tool, &c.options, &c.model}) *one = text();
    c.test = file();
    c.cat = file();
    for (auto* files : {&c.bell, &c.macros, &c.included, &c.library})
      sequence(*files, [this] { return file(); });
    for (auto* texts : {&c.variants, &c.protocol}) sequence(*texts, [this] { return text(); });
    c.rounds = number();
    sequence(c.assumed, [this] { return static_cast<Assumption>(number_up_to(0, "assumption")); });
    sequence(c.claims, [this] { return claim(); });
    sequence(c.lemmas, [this] { return lemma(); });
    if (is_bad_) return in_.fault();
    auto proof = rup::read_derivation(in_.rest());
    if (auto const* fault = std::get_if<ReadFault>(&proof))
      return ReadFault{in_.at() + fault->at, fault->why};
    c.proof = std::move(std::get<Derivation>(proof));
    return c;
  }

private:
  template <class T> T value_or_bad(std::optional<T> read) {
    is_bad_ = is_bad_ || !read;
    return read ? std::move(*read) : T{};
  }
  std::uint32_t number() { return is_bad_ ? 0 : value_or_bad(in_.number()); }
  std::uint32_t number_up_to(std::uint32_t last, char const* what) {
    return is_bad_ ? 0 : value_or_bad(in_.number_up_to(last, what));
  }
  std::string text() { return is_bad_ ? std::string() : value_or_bad(in_.text()); }
  template <class T, class Read> void sequence(std::vector<T>& into, Read read) {
    for (auto left = number(); left > 0 && !is_bad_; --left) into.push_back(read());
  }
  File file() {
    File out;
    for (auto* one : {&out.asked_for, &out.name, &out.text}) *one = text();
    return out;
  }
  Claim claim() {
    Claim out{static_cast<Claim::Kind>(number_up_to(last_claim, "kind of claim"))};
    if (out.kind == Claim::Kind::FlagNotRaised) out.flag = text();
    if (!is_of_property(out)) return out;
    out.property = text();
    sequence(out.from, [this] { return text(); });
    return out;
  }
  LemmaEvent event() {
    constexpr auto last_kind = static_cast<std::uint32_t>(EventKind::Fence);
    auto const what = number_up_to(last_kind << 2 | 3, "kind of event");
    LemmaEvent out{static_cast<EventKind>(what >> 2), (what >> 1 & 1) != 0, (what & 1) != 0};
    if (out.is_initial) {
      auto const object = number();
      out.where.cell = address(object, number());
      return out;
    }
    out.where.thread = number_up_to(no_cpu - 1, "thread");
    out.where.instruction = number();
    sequence(out.where.rounds, [this] { return number(); });
    out.where.number = number();
    return out;
  }
  LemmaFact fact() {
    LemmaFact out{static_cast<LemmaFact::Kind>(number_up_to(last_fact, "kind of fact"))};
    out.a = number();
    out.b = is_of_one(out.kind) ? out.a : number();
    if (is_of_tag(out.kind)) out.set = text();
    return out;
  }
  Lemma lemma() {
    Lemma out;
    out.check = number();
    sequence(out.events, [this] { return event(); });
    sequence(out.facts, [this] { return fact(); });
    if (number_up_to(1, "way to say of what a flag is not raised") == 0) return out;
    auto const first = number();
    out.absent = {first, number()};
    return out;
  }

  rup::Reader in_;
  bool is_bad_ = false;
};

} // namespace

Bytes to_bytes(Certificate const& certificate) {
  Writer writer;
  writer.certificate(certificate);
  return std::move(writer.out.bytes);
}

std::variant<Certificate, ReadFault> read(std::span<std::uint8_t const> bytes) {
  return Reader(bytes).certificate();
}

} // namespace barrister::certificate
