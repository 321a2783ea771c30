// Files may be dropped on the form, and are sent one by one: each is told of as soon as it is read.
"use strict";

(() => {
  const form = document.querySelector("form.upload");
  const input = form.querySelector("input[type=file]");
  const progress = form.querySelector("progress");
  const outcomes = document.querySelector(".outcomes");
  const said = outcomes.dataset; // in the language of the page

  for (const kind of ["dragenter", "dragover"]) {
    form.addEventListener(kind, (event) => {
      event.preventDefault();
      form.classList.add("over");
    });
  }
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    input.files = event.dataTransfer.files;
    if (form.reportValidity()) form.requestSubmit();
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send([...input.files]);
  });

  async function send(files) {
    const button = form.querySelector("button");
    button.disabled = true;
    progress.hidden = false;
    progress.max = files.length;
    for (const [done, file] of files.entries()) {
      progress.value = done;
      for (const one of await outcome(file)) tell(one);
    }
    progress.hidden = true;
    button.disabled = false;
    input.value = "";
  }

  async function outcome(file) {
    const body = new FormData(form);
    body.delete("files");
    body.append("files", file);
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      if (answer.ok) return await answer.json();
      const reason = answer.status === 413 ? said.big : said.old;
      return [{ file: file.name, refused: { reason, remedy: "" }, drafts: [], notes: [] }];
    } catch {
      return [{ file: file.name, refused: { reason: said.silent, remedy: "" }, drafts: [], notes: [] }];
    }
  }

  function tell(one) {
    const line = document.createElement("li");
    const word = document.createElement("strong");
    word.textContent = one.refused ? said.refused : one.known ? said.known : said.taken;
    const name = document.createElement("bdi");
    name.textContent = one.file;
    line.append(word, " ", name, ": ");
    if (one.refused) line.append(`${one.refused.reason}. ${one.refused.remedy}`);
    one.drafts.forEach((number, place) => {
      const link = document.createElement("a");
      link.href = `${form.action}/${number}`;
      link.textContent = said.draft.replace("#", number);
      line.append(place ? ", " : "", link);
    });
    if (one.notes.length) line.append(` (${one.notes.join("; ")})`);
    outcomes.append(line);
  }
})();
