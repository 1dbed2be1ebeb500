// SPDX-License-Identifier: BSD-2-Clause
#include "cli/picture/markup.hpp"
#include "cli/picture/sheet.hpp"
#include "cli/picture/svg.hpp"
#include "cli/report_columns.hpp"
#include "cli/write_whole.hpp"
#include "tests/support/folder.hpp"
#include "tests/unit/cli/example.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <gtest/gtest.h>

namespace barrister::cli {
namespace {

using Kind = Drawing::Kind;

bool has(std::string const& text, std::string const& part) { return text.find(part) != text.npos; }

Drawing peterz() {
  auto const test = example::peterz();
  auto const x = example::execution(0, 1, 0);
  auto const why = example::explanation();
  return drawing_of(test, {Witness::Kind::Forbidden, &x, &why}, why.steps);
}
// P0 writes, P1 reads what it wrote, each so often.
Drawing long_one(std::size_t events) {
  Drawing out;
  out.titles = {"P0", "P1"};
  for (std::size_t i = 0; i < events; ++i) {
    auto& line = out.lines.emplace_back();
    auto const n = i / 2;
    line.line = {i % 2, 0,
                 i % 2 == 0 ? fmt::format("WRITE_ONCE(*x, {});", n) : fmt::format("r{} = READ_ONCE(*x);", n),
                 i % 2 == 0 ? "" : fmt::format("{}: from P0 line {}", n, n)};
    line.is_statement = true;
    line.source = static_cast<std::uint32_t>(i + 1);
    if (i % 2 == 1) out.edges.push_back({Kind::Rf, i - 1, i, "rf"});
    if (i % 2 == 1 && i + 1 < events) out.edges.push_back({Kind::Fr, i, i + 1, "fr"});
    if (i >= 2 && i % 2 == 0) out.edges.push_back({Kind::Co, i - 2, i, "co"});
  }
  return out;
}
Sheet sheet_of(Drawing drawing) {
  Sheet out;
  out.title = "t";
  out.source = {"t.litmus", "C t\n"};
  out.groups.push_back({"under lkmm", {{"as it is", "the text\n", std::move(drawing)}}, {}, ""});
  return out;
}

TEST(Escaped, IsMarkupNoMore) {
  EXPECT_EQ(escaped("a<b>&\"c'"), "a&lt;b&gt;&amp;&quot;c&#39;");
  EXPECT_EQ(escaped("</script>"), "&lt;/script&gt;");
}
TEST(Escaped, IsUtf8) {
  EXPECT_EQ(escaped("\xC3\xA4\t\n"), "\xC3\xA4\t\n");
  for (std::string const bad :
       {"\xC3", "\xFF", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\xEF\xBF\xBF"})
    EXPECT_TRUE(escaped(bad).starts_with("\xEF\xBF\xBD")) << bad;
  EXPECT_EQ(escaped(std::string("\0\x1b", 2)), "\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(Drawing, OfTheCommitHasItsEdgesAndItsPath) {
  auto const drawing = peterz();
  EXPECT_EQ(drawing.titles, (std::vector<std::string>{"P0", "P1", "P2"}));
  ASSERT_EQ(drawing.lines.size(), 8U);
  auto const count = [&](Kind kind) { return std::ranges::count(drawing.edges, kind, &Drawing::Edge::kind); };
  EXPECT_EQ(count(Kind::Rf), 1);
  EXPECT_EQ(count(Kind::Co), 0); // from what is there at first
  EXPECT_EQ(count(Kind::Fr), 2);
  EXPECT_EQ(count(Kind::Path), 6);
  for (auto const& line : drawing.lines) EXPECT_GT(line.source, 0U);
}
TEST(Layout, HasNoTwoLinesInOnePlace) {
  auto const drawing = peterz();
  auto const at = layout_of(drawing);
  ASSERT_EQ(at.lines.size(), drawing.lines.size());
  for (std::size_t i = 0; i < at.lines.size(); ++i) {
    auto const& line = at.lines[i].at;
    auto const& column = at.columns[*drawing.lines[i].line.column];
    EXPECT_GE(line.x, column.x);
    EXPECT_LE(line.right(), column.right());
    EXPECT_GE(line.y, i == 0 ? 0 : at.lines[i - 1].at.y + at.lines[i - 1].at.height);
    EXPECT_LE(line.y + line.height, at.height);
  }
  for (std::size_t i = 1; i < at.columns.size(); ++i) EXPECT_GT(at.columns[i].x, at.columns[i - 1].right());
}
TEST(Layout, PutsABoxAroundAnInterrupt) {
  Drawing drawing;
  drawing.titles = {"CPU 0"};
  for (std::size_t i = 0; i < 4; ++i)
    drawing.lines.push_back({{0, i == 0 || i == 3 ? 0U : 4U, "a_statement_of_some_length();"}, true});
  drawing.boxes = {{0, 1, 2}};
  auto const at = layout_of(drawing);
  auto const& box = at.boxes.at(0);
  EXPECT_LT(box.y, at.lines[1].at.y);
  EXPECT_GT(box.y + box.height, at.lines[2].at.y + at.lines[2].at.height);
  EXPECT_GT(box.y, at.lines[0].at.y + at.lines[0].at.height);
  EXPECT_LT(box.y + box.height, at.lines[3].at.y + 1);
  EXPECT_LT(box.x, at.lines[1].at.x);
  EXPECT_GT(box.x, at.lines[0].at.x);
}
TEST(Svg, IsAFileOfItsOwn) {
  auto const svg = svg_file(peterz(), "a <b>");
  EXPECT_TRUE(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
  EXPECT_TRUE(has(svg, "<title>a &lt;b&gt;</title>"));
  EXPECT_TRUE(has(svg, "<style>"));
  EXPECT_EQ(std::ranges::count(svg, '<'), std::ranges::count(svg, '>'));
  EXPECT_TRUE(has(svg, ">smp_store_release(z, 1);</text>"));
  EXPECT_TRUE(has(svg, ">po-rel</text>"));
}

TEST(Sheet, OfFiveHundredEventsHasThemAllInThreeHundredKilobytes) {
  auto sheet = sheet_of(long_one(500));
  for (int i = 0; i < 500; ++i) sheet.source.text += fmt::format("\tWRITE_ONCE(*x, {});\n", i);
  auto const page = written(sheet);
  EXPECT_LT(page.html.size(), 300'000U);
  EXPECT_EQ(page.left_out, 0U);
  EXPECT_TRUE(has(page.html, "data-i=\"499\""));
}
TEST(Sheet, IsNotLargerThanItMayBeAndSaysWhatIsLeftOut) {
  auto sheet = sheet_of(long_one(300));
  for (int i = 0; i < 5; ++i) {
    auto& barrier = sheet.groups[0].barriers.emplace_back();
    barrier.name = fmt::format("line {}: smp_mb() in P0", i);
    barrier.finding = "needed";
    barrier.run = Sheet::Run{"without it", "the text", long_one(300)};
  }
  auto const page = written(sheet, 250'000);
  EXPECT_LE(page.html.size(), 250'000U);
  EXPECT_EQ(page.left_out, 4U);
  EXPECT_TRUE(has(page.html, "This run has no room here"));
}
TEST(Sheet, HasTheTextWhereThePictureHasNoRoom) {
  auto sheet = sheet_of(long_one(5000));
  for (int i = 0; i < 20'000; ++i) sheet.groups[0].runs[0].text += "a <line> of text\n";
  for (int i = 0; i < 20'000; ++i) sheet.source.text += "one line\n";
  auto const page = written(sheet);
  EXPECT_LE(page.html.size(), 300'000U);
  EXPECT_EQ(page.left_out, 1U);
  EXPECT_TRUE(has(page.html, "The picture has no room here"));
  EXPECT_TRUE(has(page.html, "a &lt;line&gt; of text"));
  EXPECT_TRUE(has(page.html, "There is no room for more"));
}
TEST(Sheet, HasNothingOfTheUserThatIsMarkup) {
  std::string const evil = "</script><script>alert(1)</script><img src=x onerror=\"alert(1)\">'\"--><!--";
  auto sheet = sheet_of({});
  sheet.title = evil;
  sheet.source = {evil, evil};
  auto& group = sheet.groups[0];
  group.name = group.remark = evil;
  auto& run = group.runs[0];
  run.title = run.text = run.below = run.is_now = evil;
  run.changed = 1;
  run.drawing->titles = {evil};
  run.drawing->lines = {{{0, 0, evil, evil, evil}, true, evil, 1}, {{std::nullopt, 0, evil}}};
  group.barriers = {{evil, evil, run}};
  sheet.library = {{evil, evil}};
  auto const page = written(sheet).html;
  EXPECT_FALSE(has(page, "<img")) << page;
  EXPECT_FALSE(has(page, "alert(1)</script>")) << page;
  EXPECT_FALSE(has(page, "--><!--"));
  auto const first = page.find("<script>");
  EXPECT_EQ(page.find("<script>", first + 1), page.npos);
  EXPECT_EQ(page.find("</script>"), page.rfind("</script>"));
}
TEST(Sheet, ShowsOfALongSourceWhatIsSpokenOf) {
  auto sheet = sheet_of(long_one(2));
  sheet.groups[0].runs[0].drawing->lines[0].source = 5000;
  for (int i = 1; i <= 9000; ++i) sheet.source.text += fmt::format("line number {}\n", i);
  auto const page = written(sheet).html;
  EXPECT_TRUE(has(page, ">line number 4999<"));
  EXPECT_FALSE(has(page, ">line number 3000<"));
  EXPECT_TRUE(has(page, "<li class=\"gap\">"));
}

TEST(WriteWhole, ReplacesWhatIsLikeItAndNothingElse) {
  Folder const folder;
  auto const page = folder.write("page.html", "<!DOCTYPE html>old"), test = folder.write("t.litmus", "C t");
  EXPECT_EQ(write_whole(page, "<!DOCTYPE html>new", "<!DOCTYPE html>"), "");
  EXPECT_EQ(write_whole(test, "<!DOCTYPE html>new", "<!DOCTYPE html>"),
            "cannot write " + test + ", which is there and is something else");
  EXPECT_EQ(write_whole(folder.path().string(), "", ""),
            "cannot write " + folder.path().string() + ": it is a folder");
  std::size_t files = 0;
  for ([[maybe_unused]] auto const& file : std::filesystem::directory_iterator(folder.path())) ++files;
  EXPECT_EQ(files, 2U);
}

} // namespace
} // namespace barrister::cli
