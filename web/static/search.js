// Suggests candidates, roles and concepts while somebody types into the search field of the masthead.
// The combobox of the ARIA Authoring Practices: arrows choose, Enter opens, Escape closes; "/" comes here.
"use strict";

(() => {
  const form = document.querySelector("form.search");
  const input = form.querySelector("input[type=search]");
  const list = form.querySelector(".suggested");
  const status = form.querySelector("[role=status]");
  const WAIT = 150;
  const LEAST = 2;
  let timer = 0;
  let question = 0;
  let options = [];
  let at = -1;

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  function close() {
    clearTimeout(timer);
    question += 1;
    list.hidden = true;
    list.replaceChildren();
    options = [];
    at = -1;
    status.textContent = "";
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(next) {
    if (!options.length) return;
    if (at >= 0) options[at].removeAttribute("aria-selected");
    at = (next + options.length) % options.length;
    options[at].setAttribute("aria-selected", "true");
    options[at].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[at].id);
  }

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function option(hit, number) {
    const made = element("li");
    made.setAttribute("role", "option");
    made.id = `suggested-${number}`;
    made.dataset.address = hit.address;
    made.append(element("bdi", "", hit.label));
    if (hit.detail) made.append(" ", element("bdi", "quiet", hit.detail));
    made.addEventListener("mousedown", (event) => event.preventDefault());
    made.addEventListener("click", () => location.assign(hit.address));
    return made;
  }

  function show(groups) {
    list.replaceChildren();
    options = [];
    at = -1;
    groups.forEach((group, place) => {
      const box = element("ul");
      box.setAttribute("role", "group");
      box.setAttribute("aria-labelledby", `suggested-group-${place}`);
      const name = element("li", "quiet", group.name);
      name.setAttribute("role", "presentation");
      name.id = `suggested-group-${place}`;
      box.append(name);
      for (const hit of group.hits) {
        options.push(option(hit, options.length));
        box.append(options[options.length - 1]);
      }
      list.append(box);
    });
    list.hidden = !options.length;
    input.setAttribute("aria-expanded", String(options.length > 0));
    input.removeAttribute("aria-activedescendant");
    status.textContent = options.length ? form.dataset.found.replace("#", options.length) : form.dataset.nothing;
  }

  async function ask() {
    const mine = (question += 1);
    const query = new URLSearchParams(new FormData(form));
    try {
      const answer = await fetch(`${form.dataset.hits}?${query}`, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const found = await answer.json();
      if (mine === question && document.activeElement === input) show(found.groups);
    } catch {
      // The form itself still works.
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (input.value.trim().length < LEAST) close();
    else timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("blur", close);

  const KEYS = {
    ArrowDown: () => choose(at + 1),
    ArrowUp: () => choose(at < 0 ? -1 : at - 1),
    Escape: close,
    Enter: () => location.assign(options[at].dataset.address),
  };
  input.addEventListener("keydown", (event) => {
    if (!KEYS[event.key] || list.hidden || (event.key === "Enter" && at < 0)) return;
    event.preventDefault();
    KEYS[event.key]();
  });

  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input:not([type=radio]):not([type=checkbox]), select, textarea, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
})();
