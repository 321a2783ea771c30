// The editor of queries: YASQE over the text area of the page, which stays what the form sends.
"use strict";

const queryEditor = (() => {
  // Where a change ends: the cursor may be elsewhere by the time that anybody looks.
  function end({ from, text }) {
    const last = text.length - 1;
    return { line: from.line + last, ch: text[last].length + (last ? 0 : from.ch) };
  }

  // The prefix of ours that ends there as it is used.
  function used(editor, at, prefixes) {
    const line = editor.getLine(at.line);
    const name = /(?<![\w<:?$-])([A-Za-z][\w-]*):[\w-]*$/.exec(line.slice(0, at.ch))?.[1];
    if (!name || !(name in prefixes) || /^\s*prefix\s/i.test(line)) return null;
    return /comment|string(?!-2)/.test(editor.getTokenTypeAt(at) ?? "") ? null : name;
  }

  // A prefix of ours is declared as soon as it is used.
  function declare(editor, name, prefixes) {
    if (!new RegExp(`^\\s*prefix\\s+${name}:`, "im").test(editor.getValue())) editor.addPrefixes({ [name]: prefixes[name] });
  }

  // Where the grammar is left, the line gets a mark; what is wrong is said by the one that answers queries.
  function check(editor) {
    editor.clearGutter("gutterErrorBar");
    for (let line = 0; line < editor.lineCount(); line += 1) {
      const { state } = editor.getTokenAt({ line, ch: editor.getLine(line).length }, true);
      editor.setOption("queryType", state.queryType);
      if (state.OK === false) {
        if (/^prefix/i.test(state.errorMsg ?? "")) return; // ours need no declaration
        const mark = document.createElement("span");
        mark.className = "odd-line";
        mark.textContent = "!";
        editor.setGutterMarker(line, "gutterErrorBar", mark);
        return;
      }
    }
  }

  function forget(editor, marks, place) {
    for (const mark of marks.splice(0)) mark.clear();
    place.hidden = true;
    place.textContent = "";
    editor.getInputField().removeAttribute("aria-describedby");
  }

  // The place that an error names is marked, and said below the editor.
  function point(editor, marks, place, { line, column, reason }) {
    forget(editor, marks, place);
    const at = { line: Math.min(line - 1, editor.lastLine()), ch: column - 1 };
    const length = editor.getLine(at.line).length;
    const from = { line: at.line, ch: Math.max(0, Math.min(at.ch, length - 1)) };
    const end = Math.max(from.ch + 1, from.ch + /^[\w:?$-]*/.exec(editor.getLine(at.line).slice(from.ch))[0].length);
    marks.push(editor.markText(from, { line: at.line, ch: end }, { className: "wrong" }));
    const handle = editor.addLineClass(at.line, "background", "wrong-line");
    marks.push({ clear: () => editor.removeLineClass(handle, "background", "wrong-line") });
    place.textContent = reason;
    place.hidden = false;
    editor.getInputField().setAttribute("aria-describedby", place.id);
    editor.setCursor(from);
    editor.focus();
  }

  function keys(run, complete) {
    const go = (editor) => {
      editor.state.completionActive?.close();
      run();
    };
    return {
      "Ctrl-Enter": go,
      "Cmd-Enter": go,
      "Ctrl-Space": () => complete(),
      "Shift-Ctrl-F": (editor) => editor.autoformat(),
      "Ctrl-S": false,
      Tab: false, // leaves the editor, as on any page
      "Shift-Tab": false,
      Esc: (editor) => editor.getInputField().blur(),
    };
  }

  return function make(area, place, { prefixes, terms, label, run }) {
    const marks = [];
    let complete = () => {};
    const frame = document.createElement("div");
    area.before(frame);
    Yasqe.defaults.autocompleters = []; // those that it comes with know the prefixes and terms of others
    const editor = new Yasqe(frame, {
      value: "ASK {}",
      persistenceId: null,
      consumeShareLink: null,
      createShareableLink: null,
      showQueryButton: false,
      resizeable: false,
      editorHeight: "auto",
      screenReaderLabel: label,
      highlightSelectionMatches: false,
      viewportMargin: Infinity,
      extraKeys: keys(run, () => complete()),
    });
    editor.checkSyntax = () => check(editor);
    area.hidden = true;
    complete = queryComplete(editor, terms);
    editor.on("change", (_, change) => {
      area.value = editor.getValue();
      if (place.textContent && change.origin !== "setValue") forget(editor, marks, place);
      if (change.origin !== "+input" && change.origin !== "complete") return;
      const name = used(editor, end(change), prefixes);
      if (name) setTimeout(() => declare(editor, name, prefixes));
    });
    editor.setValue(area.value);
    editor.clearHistory();
    return {
      get: () => editor.getValue(),
      set(text) {
        forget(editor, marks, place);
        editor.setValue(text);
        editor.clearHistory();
      },
      format() {
        editor.autoformat();
        editor.focus();
      },
      point: (mistake) => point(editor, marks, place, mistake),
      onChange: (tell) => editor.on("change", tell),
      focus: () => editor.focus(),
    };
  };
})();
