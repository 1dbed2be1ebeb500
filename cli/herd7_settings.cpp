// SPDX-License-Identifier: BSD-2-Clause
#include "cli/herd7_settings.hpp"
#include "cli/shipped.hpp"
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

namespace barrister::cli {
namespace {

using Options = Herd7Options;
using Selection = Options::Selection;

// Members set as the argument says.
template <auto Member> std::string keep_bool(Options& o, Argument const& a) {
  o.*Member = a.yes;
  return {};
}
template <auto Member> std::string keep_text(Options& o, Argument const& a) {
  o.*Member = a.none ? "" : a.text;
  return {};
}
template <auto Member> std::string keep_ingredient(Options& o, Argument const& a) {
  o.ingredients.*Member = a.text;
  return {};
}
template <auto Member> std::string add_file(Options& o, Argument const& a) {
  (o.selection.*Member).push_back(a.text);
  return {};
}
template <auto Member> std::string add_names(Options& o, Argument const& a) {
  (o.selection.*Member).insert(a.names.begin(), a.names.end());
  return {};
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

std::string set_unroll(Options& o, Argument const& a) {
  if (!a.none) o.solver.unroll = static_cast<unsigned>(std::clamp<std::int64_t>(a.integer, 0, 1000));
  return {};
}
std::string set_timeout(Options& o, Argument const& a) {
  // herd7 takes 0 for no limit, too.
  constexpr double longest = 1e9;
  auto const seconds = a.none || !(a.real > 0) ? 0 : std::min(a.real, longest);
  o.solver.timeout = std::chrono::milliseconds(static_cast<std::int64_t>(std::ceil(seconds * 1000)));
  return {};
}
std::string set_model(Options& o, Argument const& a) {
  auto const models = shipped_models();
  bool const ours = std::ranges::find(models, a.text, &ShippedModel::name) != models.end();
  if (!ours && !a.text.ends_with(".cat") && !a.text.ends_with(".mdl"))
    return "bad tags for -model, allowed tag are <filename>.cat, and the models of `barrister models`";
  o.ingredients.model = a.text;
  return {};
}
std::string set_variant(Options& o, Argument const& a) {
  // Those that herd7 knows and that, in it, change nothing about a C test but what `if "variant"` asks for.
  constexpr std::array known = {"lkmmv1", "lkmmv2",  "cos-opt",  "optrfrmw",       "exp",
                                "test",   "strict",  "warn",     "dontcheckmixed", "backcompat",
                                "instr",  "success", "specialx0"};
  constexpr std::array foreign = {"mixed",
                                  "unaligned",
                                  "toofar",
                                  "normw",
                                  "deps",
                                  "instances",
                                  "self",
                                  "ifetch",
                                  "acqrelasfence",
                                  "fullscdepend",
                                  "splittedrmw",
                                  "switchdepscwrite",
                                  "switchdepscresult",
                                  "lrscdiffok",
                                  "notweakpredicated",
                                  "memtag",
                                  "mte",
                                  "morello",
                                  "neon",
                                  "sve",
                                  "sme",
                                  "kvm",
                                  "vmsa",
                                  "ets",
                                  "ets2",
                                  "exs",
                                  "eis",
                                  "eos",
                                  "noptebranch",
                                  "pte2",
                                  "pte-squared",
                                  "phantomonload",
                                  "constrainedunpredictable",
                                  "asl",
                                  "asl_aarch64",
                                  "s128",
                                  "telechat",
                                  "nv2"};
  for (auto name : a.names) {
    name = lower(name);
    if (std::ranges::find(foreign, name) != foreign.end())
      return fmt::format("variant {} is not supported by barrister", name);
    if (std::ranges::find(known, name) == known.end())
      return fmt::format("tag {} for -variant is wrong, allowed tags are {}", name, fmt::join(known, ","));
    o.ingredients.variants.push_back(name);
  }
  return {};
}
std::string set_speed(Options& o, Argument const& a) {
  using enum Options::Speed;
  o.speed = a.text == "true" ? Interesting : a.text == "fast" ? FirstInteresting : Every;
  return {};
}
std::string set_through(Options& o, Argument const& a) {
  o.through = a.text != "none"; // under a model in cat, herd7 takes `invalid` for `all`
  return {};
}
std::string add_skipped(Options& o, Argument const& a) {
  o.skipped.insert(a.text);
  return {};
}
std::string add_skipped_names(Options& o, Argument const& a) {
  o.skipped.insert(a.names.begin(), a.names.end());
  return {};
}
std::string set_restrict(Options& o, Argument const& a) {
  using enum Options::Restrict;
  if (a.text == "observed") return "-restrict observed is not supported by barrister";
  o.restrict = a.text == "nonambiguous" ? NonAmbiguous : a.text == "condone" ? OneForTheCondition : None;
  return {};
}
std::string set_show(Options& o, Argument const& a) {
  using enum Options::Pictures::Show;
  o.pictures.show = a.text == "prop"   ? Satisfying
                    : a.text == "neg"  ? Falsifying
                    : a.text == "all"  ? All
                    : a.text == "cond" ? Condition
                    : a.text == "wit"  ? Witness
                                       : None;
  return {};
}
std::string set_most_pictures(Options& o, Argument const& a) {
  o.pictures.most = static_cast<std::size_t>(std::max<std::int64_t>(a.integer, 0));
  return {};
}
std::string set_one_picture(Options& o, Argument const& a) {
  if (a.yes) o.pictures.most = 1;
  return {};
}
std::string set_folder(Options& o, Argument const& a) {
  o.pictures.folder = a.text;
  return {};
}
std::string set_suffix(Options& o, Argument const& a) {
  o.pictures.suffix = a.text;
  return {};
}
std::string set_library(Options& o, Argument const& a) {
  o.ingredients.search.folder = a.text;
  return {};
}
std::string add_include(Options& o, Argument const& a) {
  o.ingredients.search.include.push_back(a.text);
  return {};
}
std::string speak(Options& o, Argument const&) {
  ++o.verbosity;
  return {};
}
std::string hush(Options& o, Argument const&) {
  o.verbosity = -1;
  return {};
}
std::string set_verbosity(Options& o, Argument const& a) {
  o.verbosity = static_cast<int>(a.integer);
  return {};
}
std::string set_jobs(Options& o, Argument const& a) {
  constexpr std::int64_t most = 1024;
  if (a.integer < 1 || a.integer > most) return fmt::format("takes a number from 1 to {}", most);
  o.jobs = static_cast<unsigned>(a.integer);
  return {};
}
std::string cannot(Options&, Argument const&) { return "not supported by barrister"; }
// What would change the answer must say what is so anyway.
std::string must_be_true(Options&, Argument const& a) {
  return a.yes ? "" : "false is not supported by barrister";
}
std::string must_be_false(Options&, Argument const& a) {
  return a.yes ? "true is not supported by barrister" : "";
}

constexpr auto command_line = Setting::Where::CommandLine;
constexpr auto in_file = Setting::Where::File;
constexpr auto everywhere = Setting::Where::Everywhere;

constexpr Setting picture(std::string_view name, Takes takes) {
  return {name, takes, nullptr, everywhere, "", ""};
}
constexpr Setting picture(std::string_view name, std::string_view tags) {
  return {name, Takes::Tag, nullptr, everywhere, tags, ""};
}

constexpr std::array table = {
    // The answer.
    Setting{"model", Takes::Text, set_model, everywhere, "",
            "FILE.cat, or a model that ships (default lkmm)"},
    Setting{"cat", Takes::Text, set_model, everywhere, "", "the same"},
    Setting{"bell", Takes::Text, keep_ingredient<&Ingredients::bell>, everywhere, "",
            "the model's bell file"},
    Setting{"macros", Takes::Text, keep_ingredient<&Ingredients::macros>, everywhere, "",
            "the model's .def file"},
    Setting{"variant", Takes::Names, set_variant, everywhere, "",
            "lkmmv1, lkmmv2, …: what a model may ask about"},
    Setting{"unroll", Takes::IntegerOrNone, set_unroll, everywhere, "", "most rounds of a loop (default 2)"},
    Setting{"timeout", Takes::FloatOrNone, set_timeout, everywhere, "",
            "seconds for a test; then nothing is printed"},
    Setting{"speedcheck", Takes::Tag, set_speed, everywhere, "true,false,fast",
            "count what satisfies the condition alone"},
    Setting{"through", Takes::Tag, set_through, everywhere, "all,invalid,none",
            "all: count what the model forbids, too"},
    Setting{"throughflag", Takes::TextOrNone, keep_text<&Options::through_flag>, command_line, "",
            "count what has this flag alone"},
    Setting{"skipcheck", Takes::Text, add_skipped, command_line, "", "do without a check of the model"},
    Setting{"skipchecks", Takes::Names, add_skipped_names, everywhere, "", "do without several"},
    Setting{"strictskip", Takes::Bool, keep_bool<&Options::strict_skip>, everywhere, "",
            "count what fails all the skipped checks"},
    Setting{"checkfilter", Takes::Bool, keep_bool<&Options::filter>, command_line, "",
            "false: ignore the tests' filters"},
    Setting{"badexecs", Takes::Bool, keep_bool<&Options::show_bad>, everywhere, "",
            "false: print nothing of an undefined test"},
    Setting{"badflag", Takes::TextOrNone, keep_text<&Options::bad_flag>, everywhere, "",
            "this flag makes a test undefined"},
    Setting{"restrict", Takes::Tag, set_restrict, everywhere, "observed,nonambiguous,condone,none,no",
            "print some tests alone"},
    Setting{"initwrites", Takes::Bool, must_be_true, everywhere, "", ""},
    Setting{"statelessrc11", Takes::Bool, must_be_false, command_line, "", ""},
    Setting{"outcomereads", Takes::Bool, must_be_false, everywhere, "", ""},
    // The tests.
    Setting{"names", Takes::Text, add_file<&Selection::names>, everywhere, "",
            "run the tests named in FILE alone"},
    Setting{"oknames", Takes::Names, add_names<&Selection::ok>, everywhere, "", "run these tests alone"},
    Setting{"excl", Takes::Text, add_file<&Selection::excluded>, everywhere, "",
            "leave out the tests named in FILE"},
    Setting{"nonames", Takes::Names, add_names<&Selection::not_ok>, everywhere, "", "leave out these tests"},
    Setting{"rename", Takes::Text, add_file<&Selection::renamed>, everywhere, "",
            "FILE: a test's name and a new one a line"},
    Setting{"kinds", Takes::Text, add_file<&Selection::kinds>, everywhere, "",
            "FILE: a test's name and kind a line"},
    Setting{"conds", Takes::Text, cannot, everywhere, "", ""},
    // What is printed.
    Setting{"hexa", Takes::Bool, keep_bool<&Options::hexadecimal>, everywhere, "", "numbers in hexadecimal"},
    Setting{"candidates", Takes::Bool, keep_bool<&Options::candidates>, command_line, "",
            "how many candidates there were"},
    Setting{"exit", Takes::Bool, keep_bool<&Options::exit_on_failure>, command_line, "",
            "stop at a test that cannot be run"},
    Setting{"v", Takes::Nothing, speak, command_line, "", "warnings about tests"},
    Setting{"q", Takes::Nothing, hush, command_line, "", "none (default)"},
    Setting{"jobs", Takes::Integer, set_jobs, command_line, "", "tests at a time (default: one a processor)"},
    Setting{"verbose", Takes::Integer, set_verbosity, in_file, "", ""},
    // Where files are.
    Setting{"I", Takes::Text, add_include, command_line, "", "look for files here, too"},
    Setting{"include", Takes::Text, add_include, in_file, "", ""},
    Setting{"set-libdir", Takes::Text, set_library, command_line, "", "and here, before what ships"},
    // Pictures.
    Setting{"o", Takes::Text, set_folder, command_line, "",
            "write pictures to this folder (-: to standard output)"},
    Setting{"show", Takes::Tag, set_show, everywhere, "prop,all,neg,cond,none,wit", "of which executions"},
    Setting{"suffix", Takes::Text, set_suffix, everywhere, "", "what a picture's name ends in, before .dot"},
    Setting{"nshow", Takes::Integer, set_most_pictures, everywhere, "", "at most so many of a test"},
    Setting{"showone", Takes::Bool, set_one_picture, command_line, "", "as -nshow 1"},
    Setting{"showflag", Takes::Text, cannot, everywhere, "", ""},
    // What changes nothing that is printed here: pictures are drawn in one way, no debugging is shown, and
    // what
    // is searched does not depend on herd7's optimisations.
    Setting{"dumpes", Takes::Bool, nullptr, command_line, "", ""},
    Setting{"morefences", Takes::Bool, nullptr, command_line, "", ""},
    Setting{"switch", Takes::Nothing, nullptr, command_line, "", ""},
    Setting{"gv", Takes::Nothing, nullptr, command_line, "", ""},
    Setting{"evince", Takes::Nothing, nullptr, command_line, "", ""},
    Setting{"preview", Takes::Nothing, nullptr, command_line, "", ""},
    picture("debug", Takes::Names),
    picture("archcheck", Takes::Bool),
    picture("optace", "false,true,iico"),
    picture("machsize", "byte,short,word,quad,s128,auto"),
    picture("endian", "little,big"),
    picture("maxphantom", Takes::IntegerOrNone),
    picture("dumpallfaults", Takes::Bool),
    picture("cycles", Takes::Names),
    picture("view", "gv,evince,preview"),
    picture("graph", "cluster,free,columns"),
    picture("dotmode", "plain,fig"),
    picture("dotcom", "dot,neato,circo"),
    picture("showevents", "all,mem,noregs,memf,memory,memfence"),
    picture("splines", "spline,true,line,false,polyline,curved,ortho,none"),
    picture("mono", Takes::Bool),
    picture("scale", Takes::Float),
    picture("xscale", Takes::Float),
    picture("yscale", Takes::Float),
    picture("dsiy", Takes::Float),
    picture("siwidth", Takes::Float),
    picture("ptscale", Takes::Float),
    picture("boxscale", Takes::Float),
    picture("threadposy", Takes::Float),
    picture("extrachars", Takes::Float),
    picture("margin", Takes::FloatOrNone),
    picture("pad", Takes::FloatOrNone),
    picture("penwidth", Takes::FloatOrNone),
    picture("arrowsize", Takes::FloatOrNone),
    picture("fontsize", Takes::IntegerOrNone),
    picture("edgefontsizedelta", Takes::Integer),
    picture("fontname", Takes::TextOrNone),
    picture("sep", Takes::TextOrNone),
    picture("overlap", Takes::TextOrNone),
    picture("classes", Takes::TextOrNone),
    picture("dotheader", Takes::Text),
    picture("shift", Takes::Floats),
    picture("initrfpos", Takes::Position),
    picture("finalrfpos", Takes::Position),
    picture("initpos", Takes::Position),
    picture("edgeattr", Takes::Attribute),
    picture("doshow", Takes::Names),
    picture("unshow", Takes::Names),
    picture("symetric", Takes::Names),
    picture("noid", Takes::Names),
    picture("showraw", Takes::Names),
    picture("showthread", Takes::Bool),
    picture("texmacros", Takes::Bool),
    picture("tikz", Takes::Bool),
    picture("relabel", Takes::Bool),
    picture("withbox", Takes::Bool),
    picture("labelbox", Takes::Bool),
    picture("movelabel", Takes::Bool),
    picture("edgemerge", Takes::Bool),
    picture("showpo", Takes::Bool),
    picture("showinitrf", Takes::Bool),
    picture("showfinalrf", Takes::Bool),
    picture("labelinit", Takes::Bool),
    picture("squished", Takes::Bool),
    picture("fixedsize", Takes::Bool),
    picture("showobserved", Takes::Bool),
    picture("brackets", Takes::Bool),
    picture("oneinit", Takes::Bool),
    picture("showinitwrites", Takes::Bool),
    picture("showlegend", Takes::Bool),
    picture("showkind", Takes::Bool),
    picture("shortlegend", Takes::Bool),
};

// As OCaml reads them: 0x, 0o, 0b and underscores included; a float may have neither point nor exponent.
std::optional<std::int64_t> integer(std::string text) {
  bool const negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.erase(0, 1);
  int base = 10;
  if (text.size() > 2 && text[0] == '0') {
    auto const mark = std::tolower(static_cast<unsigned char>(text[1]));
    base = mark == 'x' ? 16 : mark == 'o' ? 8 : mark == 'b' ? 2 : 10;
    if (base != 10) text.erase(0, 2);
  }
  if (text.starts_with('_')) return std::nullopt;
  std::erase(text, '_');
  std::int64_t value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
  return negative ? -value : value;
}
std::optional<double> real(std::string const& text) {
  double value = 0;
  auto const* const begin = text.data() + (text.starts_with('+') ? 1 : 0);
  auto const [end, error] = std::from_chars(begin, text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}
bool reals(std::vector<std::string> const& all) {
  return std::ranges::all_of(all, [](std::string const& text) { return real(text).has_value(); });
}

} // namespace

std::span<Setting const> settings() { return table; }

Setting const* find_setting(std::string_view name, Setting::Where where) {
  auto const found = std::ranges::find_if(table, [&](Setting const& s) {
    return s.name == name && (s.where == where || s.where == Setting::Where::Everywhere);
  });
  return found == table.end() ? nullptr : found;
}

std::vector<std::string> split_at_commas(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    auto const comma = std::min(text.find(','), text.size());
    parts.emplace_back(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return parts;
}

std::optional<Argument> read_argument(Setting const& setting, std::string const& text) {
  Argument a;
  a.text = text;
  auto const read_integer = [&] {
    auto const value = integer(text);
    a.integer = value.value_or(0);
    return value.has_value();
  };
  auto const read_real = [&] {
    auto const value = real(text);
    a.real = value.value_or(0);
    return value.has_value();
  };
  a.none = text == "none";
  a.names = split_at_commas(text);
  auto const good = [&] {
    switch (setting.takes) {
    case Takes::Nothing: return text.empty();
    case Takes::Bool: a.yes = text == "true"; return a.yes || text == "false";
    case Takes::Integer: return read_integer();
    case Takes::IntegerOrNone: return a.none || read_integer();
    case Takes::Float: return read_real();
    case Takes::FloatOrNone: return a.none || read_real();
    case Takes::Text:
    case Takes::TextOrNone:
    case Takes::Names: return true;
    case Takes::Tag: {
      auto const tags = split_at_commas(setting.tags);
      a.text = lower(text);
      return std::ranges::find(tags, a.text) != tags.end();
    }
    case Takes::Position: return a.names.size() == 2 && reals(a.names);
    case Takes::Floats: return reals(a.names);
    case Takes::Attribute: return a.names.size() == 3;
    }
    return false;
  };
  return good() ? std::optional(a) : std::nullopt;
}

} // namespace barrister::cli
