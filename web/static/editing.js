// The forms of the editor's bench: names of concepts are suggested while somebody types, rows are added in place.
"use strict";

(() => {
  const LEAST = 2;
  const WAIT = 200;
  const form = document.querySelector("form[data-names]");
  if (!form) return;
  const names = document.createElement("datalist");
  names.id = "names";
  document.body.append(names);
  let timer = 0;

  async function suggest(input) {
    const query = new URLSearchParams({ kind: input.dataset.kind, q: input.value });
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

  document.addEventListener("input", ({ target }) => {
    if (!("kind" in target.dataset)) return;
    clearTimeout(timer);
    if (target.value.trim().length >= LEAST) timer = setTimeout(() => suggest(target), WAIT);
  });

  // Where something is wrong one goes on.
  form.querySelector("[aria-invalid]")?.focus();

  // A row more: the last one again, empty.
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-row]");
    if (!button) return;
    event.preventDefault();
    const list = button.closest("fieldset").querySelector(".entries");
    const row = list.lastElementChild.cloneNode(true);
    for (const field of row.querySelectorAll("input, textarea")) {
      if (!field.name.endsWith("-tag")) field.value = "";
      field.removeAttribute("aria-invalid");
      field.removeAttribute("aria-describedby");
    }
    row.querySelector(".problem")?.remove();
    list.append(row);
    row.querySelector("textarea, input:not([type=hidden]):not([name$='-tag'])").focus();
  });
})();
