"""HTML: what a reader of the page sees; scripts, styles and hidden parts are dropped."""

import re
from html.parser import HTMLParser
from typing import Final

from skillpath.agency.intake.decoding import decoded
from skillpath.agency.intake.limits import Limits
from skillpath.agency.intake.outcome import Read
from skillpath.agency.intake.plain_text import text_document
from skillpath.agency.intake.source import Source

_UNSEEN: Final = frozenset(
    (
        "script",
        "style",
        "template",
        "title",
        "noscript",
        "head",
        "svg",
        "math",
        "object",
        "iframe",
        "select",
        "textarea",
    )
)
_VOID: Final = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_INLINE: Final = frozenset(
    (
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i",
        "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
        "time", "tt", "u", "var", "wbr",
    )
)  # fmt: skip
_CLOSES_ITSELF: Final = frozenset(("p", "li", "dt", "dd", "tr", "td", "th", "option"))
_CELLS: Final = frozenset(("td", "th"))
_HIDING: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.IGNORECASE
)
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")


class _Page(HTMLParser):
    """Gathers the text that is seen, a block a line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, bool]] = []
        self.parts: list[str] = []
        self.hidden = False

    def _is_hidden(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _CLOSES_ITSELF and self._open and self._open[-1][0] == tag:
            self._open.pop()
        self._break(tag)
        if tag in _VOID:
            return
        given = {name: value or "" for name, value in attrs}
        hidden = "hidden" in given or bool(_HIDING.search(given.get("style", "")))
        self.hidden = self.hidden or hidden
        self._open.append((tag, self._is_hidden() or hidden or tag in _UNSEEN))

    def handle_endtag(self, tag: str) -> None:
        if any(name == tag for name, _ in self._open):
            while self._open.pop()[0] != tag:
                pass
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self._is_hidden():
            self.parts.append(_SPACE.sub(" ", data))

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """As browsers take it: a section that is none is a comment. Python's own parser gives up at some."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.parse_bogus_comment(i)

    def _break(self, tag: str) -> None:
        if tag in _CELLS:
            self.parts.append(" ")
        elif tag not in _INLINE:
            self.parts.append("\n")


def _page(markup: str) -> _Page:
    page = _Page()
    page.feed(markup)
    page.close()
    return page


def _text(page: _Page) -> str:
    return "\n".join(line.strip() for line in "".join(page.parts).split("\n"))


def text_of_html(markup: str) -> str:
    """The text that is seen of a piece of HTML; what has no tag stays as it is.

    >>> text_of_html("<p>Kept the <b>books</b></p><ul><li>VAT</ul><script>x()</script>")
    'Kept the books\\nVAT'
    """
    if "<" not in markup and "&" not in markup:
        return markup
    return "\n".join(line for line in _text(_page(markup)).split("\n") if line)


def read_html(source: Source, limits: Limits) -> Read:
    """Reads a page; says in which encoding where it is not UTF-8, and that there were hidden parts."""
    markup, encoding = decoded(source.data)
    page = _page(markup)
    notes = [] if encoding == "UTF-8" else [f"the text was taken for {encoding}"]
    if page.hidden:
        notes.append("hidden parts of the page were left out")
    return Read((text_document(source, "HTML", _text(page), limits),), tuple(notes))
