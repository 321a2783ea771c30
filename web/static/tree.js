// The hierarchy as a tree view of the ARIA Authoring Practices: arrows go through it, branches are opened in place,
// Ctrl+X and Ctrl+V or the mouse move a concept. Without this script its links and buttons do the same.
"use strict";

(() => {
  const form = () => document.getElementById("move");
  const tree = () => document.getElementById("tree");
  let typed = "";
  let forget = 0;

  const items = () => [...tree().querySelectorAll("li")];
  const name = (item) => item.querySelector(".leaf").textContent.trim();
  const parent = (item) => item.parentElement.closest("li");
  const same = (item) => items().find((one) => one.dataset.iri === item.dataset.iri && one.dataset.under === item.dataset.under);

  // The link of a concept is its tree item; what else stands beside it is for the mouse, and is done by keys too.
  function prepare() {
    const root = tree();
    root.setAttribute("role", "tree");
    root.setAttribute("aria-label", root.dataset.label);
    for (const list of root.querySelectorAll("ul")) list.setAttribute("role", "group");
    for (const item of items()) {
      const node = item.querySelector(".node");
      item.setAttribute("role", "none");
      const leaf = item.querySelector(".leaf");
      leaf.setAttribute("role", "treeitem");
      leaf.setAttribute("aria-level", depth(item));
      if (item.dataset.open) leaf.setAttribute("aria-expanded", item.dataset.open);
      leaf.tabIndex = -1;
      leaf.draggable = false;
      for (const other of node.querySelectorAll(".fold, .tool")) {
        other.setAttribute("aria-hidden", "true");
        other.tabIndex = -1;
        if (other.matches("a")) other.draggable = false;
      }
      if (form()) node.draggable = true;
    }
    const first = items().find((item) => item.dataset.iri === root.dataset.at) ?? items()[0];
    first.querySelector(".leaf").tabIndex = 0;
    for (const keys of document.querySelectorAll(".keys")) keys.hidden = false;
    return first;
  }

  function depth(item) {
    const up = parent(item);
    return up ? depth(up) + 1 : 1;
  }

  function go(item) {
    if (!item) return;
    for (const one of items()) one.querySelector(".leaf").tabIndex = -1;
    const leaf = item.querySelector(".leaf");
    leaf.tabIndex = 0;
    leaf.focus();
  }

  // Another state of the same page, taken in place; the item that had the focus keeps it.
  async function take(address, item) {
    const answer = await fetch(address);
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const said = form() && [...form().querySelectorAll("[name=by], [name=why]")].map((field) => [field.name, field.value]);
    for (const part of fresh.querySelectorAll("[data-live]")) {
      document.getElementById(part.id)?.replaceWith(document.adoptNode(part));
    }
    for (const [field, value] of said ?? []) form().elements[field].value = value;
    history.replaceState(null, "", address);
    prepare();
    go(same(item) ?? items()[0]);
  }

  function put(item, moved) {
    const { iri, under } = moved ?? {};
    if (iri) {
      form().elements.move.value = iri;
      form().elements.from.value = under;
    }
    if (!form().elements.move.value) return;
    const to = document.createElement("button");
    Object.assign(to, { type: "submit", name: "to", value: item.dataset.iri, hidden: true });
    form().append(to);
    form().requestSubmit(to);
    to.remove();
  }

  function fold(item, wanted) {
    if (item.dataset.open === String(wanted)) return false;
    take(item.querySelector(".fold").href.split("#")[0], item);
    return true;
  }

  const KEYS = {
    ArrowDown: (item) => go(items()[items().indexOf(item) + 1]),
    ArrowUp: (item) => go(items()[items().indexOf(item) - 1]),
    Home: () => go(items()[0]),
    End: () => go(items().at(-1)),
    ArrowRight: (item) => item.dataset.open && (fold(item, true) || go(item.querySelector("li"))),
    ArrowLeft: (item) => (item.dataset.open === "true" ? fold(item, false) : go(parent(item))),
    Escape: (item) => {
      const cancel = document.querySelector("[data-cancel]");
      if (cancel) take(cancel.href, item);
    },
  };

  function seek(item, key) {
    clearTimeout(forget);
    forget = setTimeout(() => (typed = ""), 700);
    typed += key.toLowerCase();
    const all = items();
    const from = all.indexOf(item) + (typed.length > 1 ? 0 : 1);
    go([...all.slice(from), ...all.slice(0, from)].find((one) => name(one).toLowerCase().startsWith(typed)));
  }

  document.addEventListener("keydown", (event) => {
    if (!event.target.matches("#tree .leaf") || event.altKey) return;
    const item = event.target.closest("li");
    if (event.ctrlKey || event.metaKey) {
      const cut = item.querySelector(":scope > .node a.tool");
      if (event.key === "x" && form() && cut) take(cut.href, item);
      else if (event.key === "v" && form()) put(item);
      else return;
    } else if (KEYS[event.key]) KEYS[event.key](item);
    else if (event.key.length === 1 && event.key !== " ") seek(item, event.key);
    else return;
    event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("#tree a.fold, #tree a.tool, [data-cancel]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    take(link.href.split("#")[0], link.closest("li") ?? items()[0]);
  });

  // Drag and drop: what is dragged is put under what it is dropped on.
  let dragged = null;
  const over = (event) => event.target.closest?.("#tree .node");
  document.addEventListener("dragstart", (event) => {
    const node = over(event);
    if (!node) return;
    dragged = node.parentElement;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", name(dragged));
  });
  document.addEventListener("dragover", (event) => {
    const node = over(event);
    for (const one of document.querySelectorAll(".node.over")) if (one !== node) one.classList.remove("over");
    if (!dragged || !node || dragged.contains(node)) return;
    event.preventDefault();
    node.classList.add("over");
  });
  document.addEventListener("dragend", () => (dragged = null));
  document.addEventListener("drop", (event) => {
    const node = over(event);
    if (!dragged || !node || dragged.contains(node)) return;
    event.preventDefault();
    put(node.parentElement, { iri: dragged.dataset.iri, under: dragged.dataset.under });
  });

  if (!tree()) return;
  const first = prepare();
  if (tree().dataset.at) go(first);
})();
