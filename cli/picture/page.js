// SPDX-License-Identifier: BSD-2-Clause
// The page: which run is shown, how far it has come, and what is said of the access in focus.
"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (id) => document.getElementById(id);
  const slider = one("step"), about = one("about");
  const runs = all("section.run"), choices = all("button[data-run]");
  const places = new Map(all(".source li[value]").map((li) =>
    [(li.parentNode.dataset.file ? li.parentNode.dataset.file + ":" : "") + li.value, li]));
  const hint = [...about.childNodes];
  let run = runs[0], lines = [];

  const words = (line) => all("text", line).map((text) => text.textContent).join(" ");
  const column = (line) => all(".titles text", run)[line.dataset.c].textContent;
  const spoken = (line) => column(line) + ": " + words(line);

  // Which run.
  let changed = null;
  const changeSource = (line, text) => {
    if (changed) changed.li.replaceChildren(...changed.was);
    changed = null;
    const li = places.get(line);
    if (!li) return;
    const was = document.createElement("del"), is = document.createElement("ins");
    was.textContent = li.textContent;
    is.textContent = text;
    changed = { li, was: [...li.childNodes] };
    li.replaceChildren(was, ...(text.trim() ? ["\n", is] : []));
  };
  const showRun = (number) => {
    run = runs[number];
    for (const other of all("[data-of]")) other.hidden = other.dataset.of !== String(number);
    for (const button of choices) {
      const isOn = button.dataset.run === String(number);
      if (button.getAttribute("role") === "switch") button.setAttribute("aria-checked", String(!isOn));
      else button.setAttribute("aria-pressed", String(isOn));
    }
    changeSource(run.dataset.line, run.dataset.text || "");
    lines = all(".line", run);
    for (const line of lines) {
      line.setAttribute("role", "button");
      line.setAttribute("aria-label", spoken(line));
    }
    slider.max = String(lines.length);
    slider.disabled = lines.length === 0;
    forget();
    mark(lines.length);
    for (const frame of all(".frame", run)) frame.scrollTo(0, 0);
  };

  // How far.
  const mark = (step) => {
    slider.value = String(step);
    lines.forEach((line, i) => {
      line.classList.toggle("later", i >= step);
      line.classList.toggle("now", i === step - 1);
      line.setAttribute("tabindex", i === Math.max(step - 1, 0) ? "0" : "-1");
    });
    const line = lines[step - 1];
    const said = line ? "step " + step + " of " + lines.length + ": " + spoken(line)
      : lines.length ? "before the first of " + lines.length + " steps" : "no execution to show";
    one("now").textContent = said;
    slider.setAttribute("aria-valuetext", said);
    for (const li of all(".source .now")) {
      li.classList.remove("now");
      li.removeAttribute("aria-current");
    }
    const li = line && places.get(line.dataset.s);
    if (li) {
      li.classList.add("now");
      li.setAttribute("aria-current", "true");
    }
    return [li, line].filter(Boolean);
  };
  const showStep = (step) => mark(step).forEach(bringIntoView);
  // In what it is scrolled in, not the page.
  const bringIntoView = (element) => {
    const frame = element.closest(".source, .frame");
    const at = element.getBoundingClientRect(), seen = frame.getBoundingClientRect();
    if (at.top < seen.top + 40) frame.scrollTop += at.top - seen.top - 40;
    else if (at.bottom > seen.bottom - 20) frame.scrollTop += at.bottom - seen.bottom + 20;
    if (at.left < seen.left) frame.scrollLeft += at.left - seen.left - 10;
    else if (at.right > seen.right) frame.scrollLeft += Math.min(at.left - seen.left, at.right - seen.right + 20);
  };

  // What is said of one access.
  const byIndex = (i) => lines.find((line) => line.dataset.i === i);
  const kindOf = (edge) => ["rf", "co", "fr", "path"].find((kind) => edge.classList.contains(kind));
  const forget = () => {
    for (const element of all(".on, .near")) element.classList.remove("on", "near");
    about.replaceChildren(...hint);
  };
  const showAccess = (line) => {
    forget();
    const said = document.createElement("div");
    said.textContent = spoken(line);
    about.replaceChildren(said);
    const i = line.dataset.i, edges = all(".edge", run);
    const own = edges.filter((edge) => edge.dataset.a === i || edge.dataset.b === i);
    const isOnPath = own.some((edge) => kindOf(edge) === "path");
    for (const edge of isOnPath ? edges : own)
      if (own.includes(edge) || kindOf(edge) === "path") edge.classList.add("on");
    for (const relation of isOnPath ? all(".relation", run) : []) relation.classList.add("on");
    for (const edge of own) {
      const goesOut = edge.dataset.a === i;
      const other = byIndex(goesOut ? edge.dataset.b : edge.dataset.a);
      const kind = kindOf(edge);
      const relation = kind === "path" ? edge.nextElementSibling.textContent + " (the axiom's)" : kind;
      const item = document.createElement("div");
      item.className = kind;
      item.textContent = "  " + relation + (goesOut ? " to " : " from ") + (other ? spoken(other) : "");
      about.append(item);
      if (other) other.classList.add("near");
    }
  };

  for (const button of choices)
    button.addEventListener("click", () => {
      const isBack = button.getAttribute("aria-checked") === "false";
      showRun(isBack ? Number(button.dataset.base) : Number(button.dataset.run));
    });
  slider.addEventListener("input", () => {
    showStep(Number(slider.value));
    const line = lines[Number(slider.value) - 1];
    if (line) showAccess(line);
    else forget();
  });
  const lineOf = (event) => event.target.closest && event.target.closest(".line");
  document.addEventListener("pointerover", (event) => lineOf(event) && showAccess(lineOf(event)));
  document.addEventListener("focusin", (event) => lineOf(event) && showAccess(lineOf(event)));
  document.addEventListener("click", (event) => {
    const line = lineOf(event);
    if (line) showStep(lines.indexOf(line) + 1);
  });
  document.addEventListener("keydown", (event) => {
    const line = lineOf(event);
    if (!line) return;
    const at = lines.indexOf(line);
    const next = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1,
      Home: 0, End: lines.length - 1, Enter: at, " ": at }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const there = lines[Math.min(Math.max(next, 0), lines.length - 1)];
    showStep(lines.indexOf(there) + 1);
    there.focus();
  });
  showRun(0);
})();
