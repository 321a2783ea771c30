// Moves between the items of a draft by keyboard, shows in the text what an item was read from, and takes what is
// selected there for an item that was missed.
"use strict";

(() => {
  const items = [...document.querySelectorAll("fieldset.item[data-key]")];
  const text = document.querySelector(".text");
  if (!text) return;
  for (const hint of document.querySelectorAll(".keys")) hint.hidden = false;
  let at = -1;

  function show(item) {
    at = items.indexOf(item);
    for (const mark of text.querySelectorAll(".current")) mark.classList.remove("current");
    const marks = [...text.querySelectorAll("[data-marks]")].filter((m) => m.dataset.marks.split(" ").includes(item.dataset.key));
    for (const mark of marks) mark.classList.add("current");
    if (marks.length) text.scrollTop = marks[0].offsetTop - text.offsetTop - text.clientHeight / 3;
  }

  function move(step) {
    const next = items[Math.min(items.length - 1, Math.max(0, at + step))];
    if (!next) return;
    (next.querySelector("input[type=radio]:checked") || next.querySelector("input")).focus();
    next.scrollIntoView({ block: "nearest" });
  }

  function answer(value) {
    const choice = at >= 0 && items[at].querySelector(`input[type=radio][value=${value}]`);
    if (!choice) return;
    choice.checked = true;
    move(1);
  }

  for (const item of items) {
    item.addEventListener("focusin", () => show(item));
    item.addEventListener("mouseenter", () => show(item));
  }

  // What is selected in the text, and how many characters (not halves of pairs) stand before it.
  function selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer)) return null;
    const before = document.createRange();
    before.setStart(text, 0);
    before.setEnd(range.startContainer, range.startOffset);
    return { words: range.toString().trim(), at: [...before.toString()].length };
  }

  const field = (name) => document.querySelector(`[name=${name}]`);
  const button = document.querySelector(".add-selected");
  let last = null;

  document.addEventListener("selectionchange", () => {
    last = selected() || (document.activeElement === button ? last : null);
    button.disabled = !last;
  });

  function add() {
    if (!last) return;
    field("add-words").value = last.words;
    field("add-at").value = last.at;
    field("add-name").focus();
    field("add-name").scrollIntoView({ block: "center" });
  }
  button.addEventListener("click", add);
  field("add-words").addEventListener("input", () => (field("add-at").value = ""));

  // Names of concepts are suggested while somebody types; the list is the browser's own.
  const names = document.createElement("datalist");
  names.id = "names";
  document.body.append(names);
  const form = document.querySelector("form.reviewed");
  const LEAST = 2;
  const WAIT = 200;
  let timer = 0;

  async function suggest(input) {
    const kind = input.name === "add-name" ? { job: "job type", skill: "skill" }[field("add-kind").value] : input.dataset.kind;
    const query = new URLSearchParams({ kind, q: input.value });
    try {
      const answer = await fetch(`${form.dataset.names}?${query}`);
      if (!answer.ok || document.activeElement !== input) return;
      const found = await answer.json();
      names.replaceChildren(...found.names.map((name) => new Option(name, name)));
      input.setAttribute("list", names.id);
    } catch {
      // A name that is written out is taken as well.
    }
  }

  form.addEventListener("input", (event) => {
    const input = event.target;
    if (!input.dataset.kind && input.name !== "add-name") return;
    clearTimeout(timer);
    if (input.value.trim().length >= LEAST) timer = setTimeout(() => suggest(input), WAIT);
  });

  const KEYS = { n: add, j: () => move(1), k: () => move(-1), a: () => answer("take"), r: () => answer("reject") };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input:not([type=radio]):not([type=checkbox]), select, textarea");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key]();
  });
})();
