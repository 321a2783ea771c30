// What the browser keeps of the workbench: the queries that are open, and those that were run last.
"use strict";

const queryStore = (whose) => {
  const MOST = 50;
  const key = (part) => `skillpath.query.${whose}.${part}`;

  function read(part, otherwise) {
    try {
      return JSON.parse(localStorage.getItem(key(part))) ?? otherwise;
    } catch {
      return otherwise;
    }
  }

  function write(part, value) {
    try {
      localStorage.setItem(key(part), JSON.stringify(value));
    } catch {
      // A browser that keeps nothing still asks.
    }
  }

  return {
    sheets: () => read("sheets", []).filter((one) => typeof one?.text === "string"),
    keepSheets: (sheets) => write("sheets", sheets.map(({ name, text }) => ({ name, text }))),
    current: () => Number(read("current", 0)),
    keepCurrent: (number) => write("current", number),
    history: () => read("history", []).filter((one) => typeof one?.text === "string"),
    add(text) {
      write("history", [{ text, at: Date.now() }, ...this.history().filter((one) => one.text !== text)].slice(0, MOST));
    },
    clear: () => write("history", []),
  };
};

// Queries that are open side by side, each with its answer; `store` keeps their texts.
const querySheets = (bar, store, { name, close, blank, show }) => {
  const list = bar.querySelector("ul");
  let sheets = store.sheets().map((one) => ({ ...one, answer: null }));
  let at = Math.min(Math.max(store.current(), 0), Math.max(sheets.length - 1, 0));

  function keep() {
    store.keepSheets(sheets);
    store.keepCurrent(at);
  }

  function fresh(text) {
    const taken = new Set(sheets.map((one) => one.name));
    let number = 1;
    while (taken.has(name.replace("#", number))) number += 1;
    return { name: name.replace("#", number), text, answer: null };
  }

  function button(text, label, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    if (label) made.setAttribute("aria-label", label);
    made.addEventListener("click", act);
    return made;
  }

  function draw() {
    list.replaceChildren(
      ...sheets.map((sheet, number) => {
        const item = document.createElement("li");
        const open = button(sheet.name, "", () => go(number));
        if (number === at) open.setAttribute("aria-current", "true");
        item.append(open);
        if (sheets.length > 1) item.append(button("×", close.replace("#", sheet.name), () => end(number)));
        return item;
      }),
    );
    keep();
  }

  function go(number, focus = true) {
    at = number;
    draw();
    show(sheets[at]);
    if (focus) list.querySelector("[aria-current]")?.focus();
  }

  function end(number) {
    sheets.splice(number, 1);
    go(Math.max(0, number < at ? at - 1 : Math.min(at, sheets.length - 1)));
  }

  // A query comes into its own sheet, or into one in which nothing stands yet.
  function open(text) {
    const known = sheets.findIndex((one) => one.text.trim() === text.trim());
    const free = sheets.findIndex((one) => !one.text.trim() || one.text === blank);
    if (known < 0 && free < 0) sheets.push(fresh(text));
    if (known < 0 && free >= 0) sheets[free].text = text;
    go(known >= 0 ? known : free >= 0 ? free : sheets.length - 1, false);
  }

  if (!sheets.length) sheets = [fresh(blank)];
  bar.hidden = false;
  bar.querySelector("[data-new]").addEventListener("click", () => {
    sheets.push(fresh(""));
    go(sheets.length - 1);
  });
  return {
    open,
    keep,
    current: () => sheets[at],
    begin() {
      draw();
      show({ ...sheets[at], answer: document.getElementById("answer") });
    },
  };
};
