// SPDX-License-Identifier: BSD-2-Clause
// `barrister check --html`: the page that it writes, and what a browser makes of it where there is one.
#include "tests/program/run.hpp"
#include <algorithm>
#include <cctype>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <regex>

namespace barrister {
namespace {

std::string const calls = BARRISTER_SOURCE "/proofs/kernel/calls.protocol";

std::size_t count(std::string const& text, std::string const& part) {
  std::size_t out = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++out;
  return out;
}

struct Page {
  Ran ran;
  std::string html;
};
Page page_of(std::string const& file, std::vector<std::string> const& more = {}) {
  Folder const folder;
  auto const path = (folder.path() / "page.html").string();
  std::vector<std::string> arguments{"check", "--quiet", "--html", path, file};
  arguments.insert(arguments.end(), more.begin(), more.end());
  Page out{barrister_with(arguments), {}};
  out.html = read_text(path);
  return out;
}
Page of(std::string const& text) {
  Folder const folder;
  return page_of(folder.write("t.litmus", text));
}

// Text without its markup.
std::string plain(std::string text) {
  for (auto const& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}})
    for (auto at = text.find(from); at != text.npos; at = text.find(from, at + 1))
      text.replace(at, from.size(), to);
  return text;
}

// Every tag that is opened is closed, in order.
std::string unbalanced(std::string const& html) {
  auto const body = html.substr(html.find("<body>"), html.find("<script>") - html.find("<body>"));
  static std::regex const tag("<(/?)([a-z0-9]+)([^<>]*)>");
  std::vector<std::string> open;
  for (std::sregex_iterator at(body.begin(), body.end(), tag), end; at != end; ++at) {
    auto const& m = *at;
    auto const name = m[2].str();
    if (m[3].str().ends_with("/") || name == "input") continue;
    if (m[1].length() == 0) {
      open.push_back(name);
    } else if (open.empty() || open.back() != name) {
      return fmt::format("</{}> closes {}", name, open.empty() ? "nothing" : open.back());
    } else {
      open.pop_back();
    }
  }
  return open == std::vector<std::string>{"body"} ? "" : "not all are closed";
}

TEST(Html, ShowsWhatIsForbiddenAndASwitchPerBarrier) {
  auto const [ran, html] = page_of(peterz);
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_TRUE(html.starts_with("<!DOCTYPE html>"));
  EXPECT_LT(html.size(), 300'000U);
  EXPECT_EQ(unbalanced(html), "");
  EXPECT_EQ(count(html, "<button role=\"switch\""), 4U);
  EXPECT_EQ(count(html, "role=\"switch\" aria-checked=\"true\" disabled>"), 1U)
      << "the acquire is not needed";
  EXPECT_EQ(count(html, "<section class=\"run\""), 4U);
  EXPECT_TRUE(
      has(html, "line 11: smp_mb() in P0</button> needed: without it, the exists clause is reachable"));
  EXPECT_TRUE(has(html, "data-line=\"18\" data-text=\"\tWRITE_ONCE(*z, 1);\"") ||
              has(html, "data-line=\"18\" data-text=\"  WRITE_ONCE(*z, 1);\""));
  EXPECT_TRUE(has(html, "class=\"edge path\""));
  EXPECT_TRUE(has(html, "<li value=\"11\">"));
}
TEST(Html, AsksNothingOfTheNetwork) {
  auto const html = page_of(peterz).html;
  EXPECT_TRUE(has(html, "default-src &#39;none&#39;") || has(html, "default-src 'none'"));
  for (auto const* word : {"src=", "href=", "@import", "fetch(", "XMLHttpRequest", "https:"})
    EXPECT_FALSE(has(html, word)) << word;
  EXPECT_EQ(count(html, "http:"), count(html, "xmlns=\"http://www.w3.org/2000/svg\""));
  EXPECT_EQ(count(html, "url("), count(html, "url(#"));
}
TEST(Html, PrintsAsTheText) {
  auto const html = plain(page_of(peterz).html);
  auto const text = barrister_with({"check", "--trace", "--width", "72", peterz}).out;
  auto const begin = html.find("<pre class=\"print\" data-of=\"0\">C-peterz\n\n");
  ASSERT_NE(begin, html.npos);
  EXPECT_TRUE(has(html.substr(begin), text.substr(0, text.find("  checked:"))));
}
TEST(Html, IsOfProtocolsToo) {
  auto const [ran, html] = page_of(wake_up, {"--variant", "GOOD", "--model", "lkmm"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(unbalanced(html), "");
  EXPECT_TRUE(has(html, "GOOD under lkmm: WAKES holds; sleeps reached"));
  EXPECT_TRUE(has(html, "line 22: smp_mb() in task sleeper</button> needed: without it, WAKES is violated"));
  EXPECT_TRUE(has(html, "waits for ever:"));
}
TEST(Html, HasARunForEachClaimThatIsViolated) {
  auto const [ran, html] = page_of(wake_up);
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(unbalanced(html), "");
  EXPECT_TRUE(has(html, ">WAKES: violated by deadlock</button>"));
  EXPECT_TRUE(has(html, "--variant GOOD --model lkmm")) << "how to ask what barriers are for";
}
TEST(Html, DrawsInterruptsAsBoxesAndHasTheLibraryBesideIt) {
  auto const html = page_of(calls).html;
  EXPECT_EQ(unbalanced(html), "");
  EXPECT_TRUE(has(html, "class=\"interrupt\""));
  EXPECT_TRUE(has(html, "<ol data-file=\"smp.protocol\">"));
  EXPECT_TRUE(has(html, "data-s=\"smp.protocol:"));
}
TEST(Html, EscapesWhatTheFileSays) {
  auto const html =
      of("C t\n(* </script><img src=x onerror=alert(1)> *)\n{}\nP0(int *x)\n{\n"
         "\t// </pre></li><script>alert(1)</script> \xff\n\tWRITE_ONCE(*x, 1);\n}\nexists (x=1)\n")
          .html;
  EXPECT_FALSE(has(html, "<img"));
  EXPECT_EQ(count(html, "<script>"), 1U);
  EXPECT_EQ(count(html, "</script>"), 1U);
  EXPECT_EQ(unbalanced(html), "");
  EXPECT_FALSE(has(html, "\xff"));
  EXPECT_TRUE(has(html, "&lt;img src=x onerror=alert(1)&gt;"));
}
TEST(Html, OfFiveHundredEventsIsAPage) {
  std::string one, other;
  for (int i = 1; i <= 250; ++i) {
    one += fmt::format("\tWRITE_ONCE(*x, {});\n", i);
    other += fmt::format("\tWRITE_ONCE(*y, {});\n", i);
  }
  auto const [ran, html] =
      of("C t\n{}\nP0(int *x)\n{\n" + one + "}\nP1(int *y)\n{\n" + other + "}\nexists (x=250 /\\ y=250)\n");
  EXPECT_EQ(ran.err, "");
  EXPECT_EQ(unbalanced(html), "");
  EXPECT_LT(html.size(), 300'000U);
  EXPECT_TRUE(has(html, "data-i=\"499\""));
  EXPECT_EQ(count(html, "class=\"edge co\""), 498U);
}
TEST(Html, IsWrittenWholeOrNotAtAll) {
  Folder const folder;
  auto const write = [&](std::string const& path) {
    return barrister_with({"check", "--html", path, peterz});
  };
  auto const full = write("/dev/full");
  EXPECT_EQ(full.status, 2);
  EXPECT_EQ(full.err, "barrister: cannot write /dev/full\n");
  auto const nowhere = (folder.path() / "none" / "page.html").string();
  EXPECT_EQ(write(nowhere).status, 2);
  EXPECT_EQ(write("/proc/page.html").status, 2);
  EXPECT_EQ(write(folder.path().string()).status, 2);
  auto const test = folder.write("t.litmus", read_text(peterz));
  auto const ran = barrister_with({"check", "--html", test, test}); // the name of a test in place of a page's
  EXPECT_EQ(ran.status, 2);
  EXPECT_TRUE(has(ran.err, "which is there and is something else")) << ran.err;
  EXPECT_EQ(read_text(test), read_text(peterz));
  auto const files = std::filesystem::directory_iterator(folder.path());
  EXPECT_EQ(std::distance(begin(files), end(files)), 1);
}
TEST(Html, IsOfOneFile) {
  auto const ran = barrister_with({"check", "--html", "/dev/null", peterz, wake_up});
  EXPECT_EQ(ran.status, 2);
  EXPECT_EQ(ran.err, "barrister: --html shows one test or protocol, and not 2\n");
}
TEST(Svg, IsOfTestsAndOfProtocols) {
  Folder const folder;
  auto const path = (folder.path() / "a.svg").string();
  EXPECT_EQ(barrister_with({"check", "-q", "--svg", path, peterz}).status, 0);
  EXPECT_TRUE(has(read_text(path), ">smp_store_release(z, 1);</text>"));
  EXPECT_EQ(
      barrister_with({"check", "-q", "--svg", path, wake_up, "--variant", "NO_MB", "--model", "lkmm"}).status,
      0);
  EXPECT_TRUE(has(read_text(path), "waits for ever:"));
}

// A browser with these options on this page, its standard output: "" where there is no browser.
std::string browser(Folder const& folder, std::string const& html, std::string const& options) {
  auto const path = folder.write("page.html", html);
  return run({"/bin/sh", "-c",
              "browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || "
              "exit 0; exec \"$browser\" --headless --no-sandbox --disable-gpu --user-data-dir='" +
                  (folder.path() / "profile").string() + "' --window-size=1280,900 " + options + " 'file://" +
                  path + "'"})
      .out;
}
std::string with_script(std::string page, std::string const& script) {
  return page.insert(page.rfind("</body>"), "<script>" + script + "</script>\n");
}
// What it makes of a page once this script has run in it.
std::string in_browser(std::string const& html, std::string const& script) {
  Folder const folder;
  return browser(folder, with_script(html, script), "--dump-dom");
}
// The picture of a page, a PNG, once this script has run in it.
std::string screenshot(std::string const& html, std::string const& script) {
  Folder const folder;
  auto const path = folder.path() / "page.png";
  browser(folder, with_script(html, script), "--screenshot='" + path.string() + "'");
  return std::filesystem::exists(path) ? read_text(path.string()) : "";
}
constexpr auto no_browser = "there is no Chromium here to try the page in";

// Its script says what it found in the title.
std::string found(std::string const& html, std::string const& script) {
  auto const dom = in_browser(html, "document.title = (() => { try {" + script +
                                        "} catch (e) { return String(e); } })();");
  auto const begin = dom.find("<title>");
  return dom.empty() ? "" : plain(dom.substr(begin + 7, dom.find("</title>") - begin - 7));
}
constexpr auto tools = R"js(
const all = (s) => [...document.querySelectorAll(s)];
const lines = () => all("section.run:not([hidden]) .line");
const key = (k) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: k, bubbles: true, cancelable: true}));
const about = () => document.getElementById("about").textContent;
const now = () => all(".source .now").map((li) => li.value + ":" + li.textContent.trim()).join("|");
)js";

TEST(HtmlInBrowser, FocusShowsEdgesAndThePath) {
  auto const html = page_of(peterz).html;
  auto const said = found(html, std::string(tools) + R"js(
const read = lines()[2];
read.focus();
const kinds = all("section.run:not([hidden]) .edge.on").map((e) => e.classList[1]);
return [document.activeElement === read, kinds.filter((k) => k === "fr").length,
  kinds.filter((k) => k === "path").length, about().includes("P1: WRITE_ONCE(*y, 1);"),
  getComputedStyle(all("section.run:not([hidden]) .edge.rf")[0]).display].join(" ");)js");
  if (said.empty()) GTEST_SKIP() << no_browser;
  EXPECT_EQ(said, "true 1 6 true none");
}
TEST(HtmlInBrowser, KeysAloneAreEnough) {
  auto const html = page_of(peterz).html;
  auto const said = found(html, std::string(tools) + R"js(
const out = [];
const slider = document.getElementById("step");
slider.value = "2";
slider.dispatchEvent(new Event("input", {bubbles: true}));
out.push(now(), lines().filter((l) => l.classList.contains("later")).length);
const at = all("section.run:not([hidden]) .line[tabindex='0']");
out.push(at.length);
at[0].focus();
key("ArrowDown");
out.push(now(), slider.value, document.activeElement === lines()[2]);
key("End");
out.push(slider.value);
key("Home");
out.push(now());
return out.join(" ");)js");
  if (said.empty()) GTEST_SKIP() << no_browser;
  EXPECT_EQ(said, "11:smp_mb(); 6 1 12:r1 = READ_ONCE(*y); 3 true 8 10:WRITE_ONCE(*x, 1);");
}
TEST(HtmlInBrowser, ASwitchShowsTheRunThatTheAbsenceOfItsBarrierAllows) {
  auto const html = page_of(peterz).html;
  auto const said = found(html, std::string(tools) + R"js(
const out = [];
const first = all("button[role=switch]:not(:disabled)")[0];
first.click();
out.push(first.getAttribute("aria-checked"), lines().length, all("del").map((d) => d.textContent.trim()).join());
const printed = all("pre.print:not([hidden])");
out.push(printed.length, printed[0].textContent.includes("without smp_mb() in P0"));
first.click();
out.push(first.getAttribute("aria-checked"), lines().length, all("del").length);
return out.join(" ");)js");
  if (said.empty()) GTEST_SKIP() << no_browser;
  EXPECT_EQ(said, "false 7 smp_mb(); 1 true true 8 0");
}
TEST(HtmlInBrowser, TextStaysInItsBoxAndBoxesDoNotOverlap) {
  for (auto const& file : {peterz, calls}) {
    auto const said = found(page_of(file).html, std::string(tools) + R"js(
const out = [];
const boxes = lines().map((l) => l.querySelector("rect").getBoundingClientRect());
lines().forEach((l, i) => {
  for (const text of l.querySelectorAll("text, tspan")) {
    const at = text.getBoundingClientRect();
    if (at.left < boxes[i].left - 1 || at.right > boxes[i].right + 1 || at.bottom > boxes[i].bottom + 1)
      out.push(text.textContent);
  }
  boxes.slice(0, i).forEach((b) => {
    if (b.left < boxes[i].right && boxes[i].left < b.right && b.top < boxes[i].bottom && boxes[i].top < b.bottom)
      out.push("overlap: " + l.textContent);
  });
});
if (document.documentElement.scrollWidth > innerWidth) out.push("the page is wider than its window");
return boxes.length + " lines " + out.join("; ");)js");
    if (said.empty()) GTEST_SKIP() << no_browser;
    EXPECT_TRUE(std::regex_match(said, std::regex("[1-9][0-9]* lines "))) << file << ": " << said;
  }
}
TEST(HtmlInBrowser, APictureOfThePageChangesWithTheSwitchAndTheSlider) {
  auto const html = page_of(peterz).html;
  auto const as_it_is = screenshot(html, "");
  if (as_it_is.empty()) GTEST_SKIP() << no_browser;
  EXPECT_EQ(as_it_is.substr(1, 3), "PNG");
  EXPECT_EQ(as_it_is.substr(16, 8), std::string("\0\0\x05\0\0\0\x03\x84", 8)); // 1280 x 900
  EXPECT_EQ(as_it_is, screenshot(html, ""));
  EXPECT_NE(as_it_is, screenshot(html, std::string(tools) + "all('button[role=switch]')[0].click();"));
  EXPECT_NE(as_it_is, screenshot(html, std::string(tools) + "lines()[0].focus(); key('ArrowDown');"));
}
TEST(HtmlInBrowser, NothingOfTheFileRuns) {
  auto const html =
      of("C t\n(* </script><img src=x onerror=\"document.body.id='run'\"> *)\n{}\nP0(int *x)\n{\n"
         "\t// </li></ol><script>document.body.id='run'</script>\n\tWRITE_ONCE(*x, 1);\n}\nexists (x=1)\n")
          .html;
  auto const said =
      found(html, "return [document.body.id, document.images.length, document.scripts.length].join(' ');");
  if (said.empty()) GTEST_SKIP() << no_browser;
  EXPECT_EQ(said, " 0 2");
}
TEST(HtmlInBrowser, AProtocolIsShownWithItsLibrary) {
  auto const html = page_of(calls).html;
  auto const said = found(html, std::string(tools) + R"js(
const of_library = lines().find((l) => l.dataset.s.startsWith("smp.protocol:"));
of_library.focus();
key("Enter");
const li = all(".source .now")[0];
return [li.parentNode.dataset.file, "smp.protocol:" + li.value === of_library.dataset.s,
  all(".interrupt").length > 0].join(" ");)js");
  if (said.empty()) GTEST_SKIP() << no_browser;
  EXPECT_EQ(said, "smp.protocol true true");
}

} // namespace
} // namespace barrister
