// SPDX-License-Identifier: BSD-2-Clause
#include "cli/picture/sheet.hpp"
#include "cli/picture/markup.hpp"
#include "cli/picture/shipped_assets.hpp"
#include "cli/picture/source_lines.hpp"
#include "cli/picture/svg.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace barrister::cli {
namespace {

constexpr auto no_room =
    "This run has no room here: the page would be too large. `barrister check --trace` and "
    "`barrister barriers --trace` print it.";
constexpr auto cut = "\n(There is no room for more: `barrister check --trace` prints all of it.)\n";

// Which step, and what is said of an access; that which is there first says how.
constexpr std::string_view steps =
    R"(<div class="steps screen"><label for="step">Step</label>
<input type="range" id="step" min="0" max="0" value="0"><output id="now" for="step"></output></div>
<div class="about screen" id="about" aria-live="polite">Point at an access, or go to one by Tab and the arrow keys, for its edges:
<span class="rf">rf: to what reads it</span>; <span class="co">co: to what overwrites it</span>; <span class="fr">fr: from a read to what overwrites what it read</span>;
<span class="path">and, where it is on it, the path that an axiom forbids</span>.</div>
)";

class Writer {
public:
  Writer(Sheet const& sheet, std::size_t most) : sheet_(sheet), most_(most) {}

  Written page() {
    auto const top = head(), source = source_in_html(sheet_), end = foot();
    used_ = top.size() + source.size() + end.size() + room_for_choices() + steps.size();
    std::string choices;
    for (auto const& group : sheet_.groups) // what is as it is comes before what is not
      for (auto const& run : group.runs) add(run);
    for (auto const& group : sheet_.groups)
      for (auto const& barrier : group.barriers)
        if (barrier.run && has_room_for(*barrier.run))
          add(*barrier.run);
        else if (barrier.run)
          ++out_.left_out;
    for (auto const& group : sheet_.groups) choices += chosen_in(group);
    out_.html = top + "<nav class=\"screen\" aria-label=\"Runs\">\n" + choices + "</nav>\n" +
                std::string(steps) +
                "<main class=\"screen\">\n<section class=\"source\" tabindex=\"0\" aria-label=\"Source\">" +
                source + "</section>\n<div>\n" + shown_ + "</div>\n</main>\n" + printed_ + end;
    return std::move(out_);
  }

private:
  std::string head() const {
    return fmt::format("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                       "'unsafe-inline'; "
                       "script-src 'unsafe-inline'\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                       "<title>{0}</title>\n<style>\n{1}{2}</style>\n</head>\n<body>\n"
                       "<header class=\"screen\"><h1>{0}</h1></header>\n",
                       escaped(sheet_.title), asset("picture.css"), asset("page.css"));
  }
  static std::string foot() {
    return fmt::format("<script>\n{}</script>\n</body>\n</html>\n", asset("page.js"));
  }
  std::string drawn(Sheet::Run const& run, std::size_t number, bool is_drawn) const {
    auto out = fmt::format("<section class=\"run\" data-of=\"{}\" aria-label=\"{}\"{}", number,
                           escaped(run.title), number == 0 ? "" : " hidden");
    if (run.changed > 0)
      out += fmt::format(" data-line=\"{}\" data-text=\"{}\"", run.changed, escaped(run.is_now));
    out += fmt::format(">\n<h2>{}</h2>\n", escaped(run.title));
    if (run.drawing && is_drawn) {
      auto const at = layout_of(*run.drawing);
      out += "<div class=\"frame\">\n" + svg_titles(*run.drawing, at) +
             svg_body(*run.drawing, at, fmt::format("m{}", number)) + "</div>\n";
    } else if (run.drawing) {
      out += "<p>The picture has no room here: the page would be too large. This is its text.</p>\n";
    }
    auto const& below = run.drawing && is_drawn ? run.below : run.text;
    return out + fmt::format("<pre class=\"below\">{}</pre>\n</section>\n", escaped(below));
  }
  std::string print(std::string const& text, std::size_t number) const {
    return fmt::format("<pre class=\"print\" data-of=\"{}\"{}>{}\n\n{}</pre>\n", number,
                       number == 0 ? "" : " hidden", escaped(sheet_.title), escaped(text));
  }
  std::size_t room() const { return most_ - std::min(most_, used_); }
  bool has_room_for(Sheet::Run const& run) const {
    return drawn(run, numbers_.size(), true).size() + print(run.text, numbers_.size()).size() <= room();
  }
  void add(Sheet::Run const& run) {
    auto const number = numbers_.size();
    bool const is_drawn = has_room_for(run);
    auto kept = run;
    if (!is_drawn) {
      ++out_.left_out;
      // The text is there twice, and markup makes it larger.
      if (auto const most = room() / 8; kept.text.size() > most)
        kept.text = kept.text.substr(0, kept.text.rfind('\n', most)) + cut;
    }
    auto const section = drawn(kept, number, is_drawn), text = print(kept.text, number);
    used_ += section.size() + text.size();
    shown_ += section;
    printed_ += text;
    numbers_.emplace_back(&run, number);
  }

  std::optional<std::size_t> number_of(Sheet::Run const& run) const {
    auto const found = std::ranges::find(numbers_, &run, &std::pair<Sheet::Run const*, std::size_t>::first);
    return found == numbers_.end() ? std::nullopt : std::optional(found->second);
  }
  std::string chosen_in(Sheet::Group const& group) const {
    auto out = fmt::format("<h2>{}</h2>\n<ul>\n", escaped(group.name));
    for (auto const& run : group.runs) {
      auto const number = *number_of(run);
      out += fmt::format("<li><button data-run=\"{}\" aria-pressed=\"{}\">{}</button></li>\n", number,
                         number == 0, escaped(run.title));
    }
    for (auto const& barrier : group.barriers) {
      auto const number = barrier.run ? number_of(*barrier.run) : std::nullopt;
      auto const button =
          number ? fmt::format("data-run=\"{}\" data-base=\"{}\"", *number, *number_of(group.runs.front()))
                 : "disabled";
      out += fmt::format("<li><button role=\"switch\" aria-checked=\"true\" {}>{}</button> {}{}</li>\n",
                         button, escaped(barrier.name), escaped(barrier.finding),
                         barrier.run && !number ? fmt::format(" <em>{}</em>", no_room) : "");
    }
    out += "</ul>\n";
    return group.remark.empty() ? out : out + fmt::format("<p>{}</p>\n", escaped(group.remark));
  }
  // As many bytes as the list of runs can come to, whichever have room.
  std::size_t room_for_choices() const {
    std::size_t out = 1000;
    for (auto const& group : sheet_.groups) {
      out += escaped(group.name + group.remark).size() + 40;
      for (auto const& run : group.runs) out += escaped(run.title).size() + 80;
      for (auto const& barrier : group.barriers)
        out += escaped(barrier.name + barrier.finding).size() + 120 + std::string_view(no_room).size();
    }
    return out;
  }

  Sheet const& sheet_;
  std::size_t most_, used_ = 0;
  std::string shown_, printed_;
  std::vector<std::pair<Sheet::Run const*, std::size_t>> numbers_; // of what is on the page
  Written out_;
};

} // namespace

Written written(Sheet const& sheet, std::size_t most_bytes) { return Writer(sheet, most_bytes).page(); }

} // namespace barrister::cli
