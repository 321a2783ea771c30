// What may be meant at the cursor of the query editor: variables, our prefixes, and what a label names.
"use strict";

const queryComplete = (() => {
  const WAIT = 150;
  const LEAST = 2;
  const KEYWORDS = new Set(
    ("a as ask asc base bind by construct desc describe distinct exists filter from graph group having in limit minus " +
      "named not offset optional order prefix reduced select union values where").split(" "),
  );
  const WORD = "[\\p{L}\\p{N}][\\p{L}\\p{N}'’&-]*";
  const WORDS = new RegExp(`(?<![\\p{L}\\p{N}?$:<"'@_-])${WORD}(?: +${WORD})*$`, "u");
  const NAME = /(?<![\p{L}\p{N}_-])[A-Za-z][\w-]*:[\w-]*$/u;
  const VARIABLE = /[?$]\w*$/;

  // The words before the cursor that may name something: keywords at their beginning name nothing.
  function words(before) {
    let text = WORDS.exec(before)?.[0] ?? "";
    for (let first = text.split(" ")[0]; first && KEYWORDS.has(first.toLowerCase()); first = text.split(" ")[0]) {
      text = text.slice(first.length).trimStart();
    }
    return /\p{L}/u.test(text) ? text : "";
  }

  function inComment(editor, at) {
    return /comment|string(?!-2)/.test(editor.getTokenTypeAt(at) ?? "");
  }

  function shown(label, called, kind) {
    return (element) => {
      element.parentElement.setAttribute("aria-label", label); // the list has no name of its own
      const name = document.createElement("bdi");
      name.textContent = called;
      const what = document.createElement("span");
      what.className = "quiet";
      what.textContent = ` ${kind}`;
      element.append(name, ...(kind ? [what] : []));
    };
  }

  function variables(editor, typed, label) {
    const all = new Set(editor.getValue().match(/[?$]\w+/g) ?? []);
    all.delete(typed);
    return [...all].filter((name) => name.startsWith(typed)).sort().map((text) => ({ text, render: shown(label, text, "") }));
  }

  async function named({ address, label }, typed) {
    const answer = await fetch(`${address}?${new URLSearchParams({ q: typed })}`, { headers: { Accept: "application/json" } });
    if (!answer.ok) return [];
    return (await answer.json()).terms.map((one) => ({ text: one.written, render: shown(label, one.called, one.is) }));
  }

  // The longest run of words first: "payroll clerk" before "clerk" alone.
  async function found(terms, typed) {
    for (let rest = typed; rest.length >= LEAST; rest = rest.includes(" ") ? rest.slice(rest.indexOf(" ") + 1).trimStart() : "") {
      const list = await named(terms, rest);
      if (list.length) return { list, length: rest.length };
    }
    return { list: [], length: typed.length };
  }

  async function offer(editor, terms) {
    const to = editor.getCursor();
    const before = editor.getLine(to.line).slice(0, to.ch);
    const variable = VARIABLE.exec(before)?.[0];
    const typed = NAME.exec(before)?.[0] ?? words(before);
    const { list, length } = variable
      ? { list: variables(editor, variable, terms.label), length: variable.length }
      : await found(terms, typed).catch(() => ({ list: [], length: 0 }));
    return { list, from: { line: to.line, ch: to.ch - length }, to };
  }

  return function attach(editor, terms) {
    let timer = 0;
    const show = () =>
      editor.showHint({
        hint: () => offer(editor, terms),
        completeSingle: false,
        closeCharacters: /[>"{}();]/,
        container: editor.rootEl,
        updateOnCursorActivity: true,
      });
    editor.on("inputRead", (_, change) => {
      clearTimeout(timer);
      const at = editor.getCursor();
      const before = editor.getLine(at.line).slice(0, at.ch);
      const typed = VARIABLE.exec(before)?.[0] ?? NAME.exec(before)?.[0] ?? words(before);
      if (change.origin !== "+input" || typed.length < LEAST || inComment(editor, at)) return;
      timer = setTimeout(() => editor.hasFocus() && !editor.state.completionActive && show(), WAIT);
    });
    return show;
  };
})();
