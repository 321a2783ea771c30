/* The ranking of a role follows its sliders: while one moves the list alone is asked for, then the whole page. */

"use strict";

(() => {
  const form = document.querySelector("form[data-try]");
  const said = document.getElementById("said");
  const STILL = 500; // milliseconds after the last movement until the marks beside the scores are asked for
  let asking = null;
  let later = 0;

  if (!form) return;

  async function page(address) {
    asking?.abort();
    asking = new AbortController();
    const answer = await fetch(address, { signal: asking.signal });
    return { ok: answer.ok, fresh: new DOMParser().parseFromString(await answer.text(), "text/html") };
  }

  function take(fresh) {
    const marked = new Set(
      [...document.querySelectorAll("#ranking input[name=code]:checked")].map((box) => box.value),
    );
    for (const part of fresh.querySelectorAll("[data-live]")) {
      document.getElementById(part.id)?.replaceWith(document.adoptNode(part));
    }
    for (const box of document.querySelectorAll("#ranking input[name=code]")) box.checked = marked.has(box.value);
  }

  async function follow(part) {
    const asked = new URLSearchParams(new FormData(form));
    if (part) asked.set("part", part);
    try {
      const { ok, fresh } = await page(`${form.action}?${asked}`);
      if (!ok) {
        const message = fresh.querySelector("main .problem, main p")?.textContent ?? "";
        said.textContent = document.getElementById("first").textContent = message;
        return;
      }
      take(fresh);
      history.replaceState(null, "", document.getElementById("ranking").dataset.address);
      said.textContent = document.getElementById("first").textContent;
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  }

  form.addEventListener("input", ({ target }) => {
    if (target.name === "add") return;
    const shown = target.closest("label")?.querySelector("output");
    if (shown) shown.value = target.value;
    if (!form.checkValidity()) return;
    clearTimeout(later);
    later = setTimeout(() => follow(""), STILL);
    follow("list");
  });
})();
