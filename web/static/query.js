// The workbench: runs the query of the editor and takes the answer from the page that the server makes of it.
"use strict";

(() => {
  const form = document.getElementById("ask");
  const area = form.elements.query;
  const place = document.getElementById("place");
  const said = document.getElementById("said");
  const past = document.getElementById("history");
  const stop = form.querySelector("[data-stop]");
  const runs = form.querySelector("button[name=run]");
  const answer = () => document.getElementById("answer");
  const words = form.dataset;
  const store = queryStore(words.whose);
  const path = form.getAttribute("action").split("#")[0];
  const asked = new URLSearchParams(location.search).get("query")?.replaceAll("\r\n", "\n");
  let running = null;

  const editor = queryEditor(area, place, {
    prefixes: JSON.parse(document.getElementById("prefixes").textContent),
    terms: { address: words.terms, label: words.offered },
    label: words.label,
    run: () => form.requestSubmit(runs),
  });

  const sheets = querySheets(form.querySelector(".sheets"), store, {
    name: words.name,
    close: words.close,
    blank: words.blank,
    show(sheet) {
      running?.abort();
      editor.set(sheet.text);
      if (sheet.text !== asked || sheet.answer) {
        answer().replaceWith(sheet.answer ?? answer().cloneNode(false));
        history.replaceState(null, "", sheet.address ?? path);
      }
      tell();
    },
  });

  function script(source) {
    const made = document.createElement("script");
    made.src = source;
    return new Promise((done) => {
      made.addEventListener("load", done);
      document.head.append(made);
    });
  }

  // What a new answer brings with it: the place of a mistake, and a picture to be drawn.
  async function tell() {
    sheets.current().answer = answer();
    const wrong = answer().querySelector("[data-line]");
    if (wrong) {
      const reason = wrong.querySelector("#reason").textContent;
      editor.point({ line: Number(wrong.dataset.line), column: Number(wrong.dataset.column), reason });
    }
    if (document.getElementById("picture") && !document.querySelector(".picture[data-nodes]")) {
      if (typeof vis === "undefined") await script(words.vis);
      if (document.getElementById("picture")) await script(words.picture);
    }
  }

  // One of two buttons is there, and has the focus that the other had.
  function busy(yes) {
    const [comes, goes] = yes ? [stop, runs] : [runs, stop];
    const focused = document.activeElement === goes;
    comes.hidden = false;
    goes.hidden = true;
    if (focused) comes.focus();
    answer().setAttribute("aria-busy", String(yes));
  }

  // Where the focus was in an answer it is in the next one: at the same field, or at the link called the same.
  function refocus(before) {
    const name = (one) => one.name || one.textContent.replace(/[▲▼\s]/g, "");
    const same = [...answer().querySelectorAll(before.tagName)].find((one) => name(one) === name(before));
    (same ?? runs).focus();
  }

  // Another state of the page, taken in place: the editor keeps its cursor and what can be undone.
  async function take(address) {
    running?.abort();
    const mine = (running = new AbortController());
    const began = Date.now();
    const clock = setInterval(() => {
      const seconds = Math.round((Date.now() - began) / 1000);
      if (seconds === 1 || seconds % 5 === 0) said.textContent = words.running.replace("#", seconds); // it is read aloud
    }, 1000);
    const before = answer().contains(document.activeElement) && document.activeElement;
    said.textContent = "";
    busy(true);
    try {
      const page = await fetch(address, { signal: mine.signal, headers: { Accept: "text/html" } });
      const fresh = new DOMParser().parseFromString(await page.text(), "text/html").getElementById("answer");
      if (!fresh) {
        said.textContent = page.status === 414 || page.status === 431 ? words.long : words.failed;
        if (page.redirected) location.assign(address);
        return;
      }
      answer().replaceWith(document.adoptNode(fresh));
      history.replaceState(null, "", address);
      sheets.current().address = address;
      if (before) refocus(before);
    } catch (error) {
      if (running === mine) said.textContent = error.name === "AbortError" ? words.stopped : words.failed;
      return;
    } finally {
      clearInterval(clock);
      if (running === mine) {
        running = null;
        busy(false);
      }
    }
    said.textContent = "";
    await tell();
    const heading = answer().querySelector("[data-count]");
    if (heading) said.textContent = heading.textContent.trim();
  }

  function addressOf(fields) {
    const filled = [...new FormData(fields)].filter(([, value]) => value !== "");
    return `${path}?${new URLSearchParams(filled)}`;
  }

  form.addEventListener("submit", (event) => {
    if (event.submitter && event.submitter !== runs) return; // it goes elsewhere with the query
    event.preventDefault();
    if (!editor.get().trim()) return;
    store.add(editor.get());
    drawPast();
    take(`${addressOf(form)}&run=1`);
  });

  stop.addEventListener("click", () => running?.abort());

  form.querySelector("[data-format]").addEventListener("click", () => editor.format());

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("#answer form[data-look]")) return;
    event.preventDefault();
    take(addressOf(event.target));
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("#answer nav a, #answer thead a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    take(link.href.split("#")[0]);
  });

  editor.onChange(() => {
    sheets.current().text = editor.get();
    sheets.keep();
  });

  function drawPast() {
    const list = past.querySelector("ol");
    const runBefore = store.history();
    past.hidden = !runBefore.length;
    list.replaceChildren(
      ...runBefore.map(({ text, at }) => {
        const item = document.createElement("li");
        const open = document.createElement("button");
        open.type = "button";
        open.className = "past";
        open.textContent = text.replace(/^\s*prefix[^\n]*\n/gim, "").replace(/\s+/g, " ").trim().slice(0, 140);
        open.addEventListener("click", () => {
          sheets.open(text);
          editor.focus();
        });
        const when = document.createElement("span");
        when.className = "quiet";
        when.textContent = ` ${new Date(at).toLocaleString(document.documentElement.lang)}`;
        item.append(open, when);
        return item;
      }),
    );
  }

  past.querySelector("[data-clear]").addEventListener("click", () => {
    store.clear();
    drawPast();
    editor.focus();
  });

  for (const one of document.querySelectorAll("[data-format], .keys")) one.hidden = false;
  if (asked) sheets.open(asked);
  else sheets.begin();
  drawPast();
})();
