// Moves between the items of a draft by keyboard, and shows in the text what an item was read from.
"use strict";

(() => {
  const items = [...document.querySelectorAll("fieldset.item")];
  const text = document.querySelector(".text");
  const hint = document.querySelector(".keys");
  if (hint) hint.hidden = false;
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

  const KEYS = { j: () => move(1), k: () => move(-1), a: () => answer("take"), r: () => answer("reject") };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input:not([type=radio]):not([type=checkbox]), select, textarea");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key]();
  });
})();
