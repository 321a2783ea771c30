"""The text of a document while it is put together: clean, and each piece knows its place."""

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from skillpath.agency.intake.document import Span
from skillpath.agency.intake.outcome import Refusal, Why

_LINE_ENDS: Final = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_TRAILING: Final = re.compile(r"[^\S\n]+(?=\n|$)")
_BLANK: Final = re.compile(r"\n{3,}")

_UNSEEN: Final = (*range(0x20), *range(0x7F, 0xA0), 0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F))
_MORE_UNSEEN: Final = (*range(0x2060, 0x2070), 0xFEFF, 0xFFFE, 0xFFFF)
_CLEAN: Final[Mapping[int, str | None]] = MappingProxyType(
    dict.fromkeys((*_UNSEEN, *_MORE_UNSEEN))
    | dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")
    | {ord("\t"): " ", ord("\n"): "\n"}
)
"""What is not seen, or turns text round, goes; half of a pair shows as a character that is missing."""


def clean(text: str) -> str:
    r"""A text as documents hold it: NFC, ``"\n"`` between lines, no other control or unseen characters.

    >>> clean("Cafe\u0301\r\nBar\tkeeper \x00\u202e\n\n\n\nend ")
    'Café\nBar keeper\n\nend'
    """
    seen = _LINE_ENDS.sub("\n", text).translate(_CLEAN)
    return _BLANK.sub("\n\n", _TRAILING.sub("", unicodedata.normalize("NFC", seen)))


def clean_line(text: str, longest: int = 200) -> str:
    r"""A text of somebody else, such as the name of a file, in one clean line that is not too long.

    >>> clean_line("cv\u202efdp.exe\n\udcff"), clean_line("x" * 30, 9)
    ('cvfdp.exe �', 'xxxxxxxx…')
    """
    line = " ".join(clean(text).split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


class TextBuilder:
    """Puts a text together piece by piece; raises :class:`Refusal` when it becomes too long."""

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self._parts: list[str] = []
        self._length = 0

    @property
    def length(self) -> int:
        """Characters so far: where the next piece begins."""
        return self._length

    def add(self, text: str) -> Span | None:
        """Adds a paragraph and says where it stands; ``None`` for one without visible characters."""
        paragraph = clean(text).strip()
        if not paragraph:
            return None
        start = self._length
        self._append(f"{paragraph}\n")
        return Span(start, start + len(paragraph))

    def gap(self) -> None:
        """Leaves a line free before what follows."""
        if self._length:
            self._append("\n")

    def built(self) -> str:
        """The whole text; the last line ends as the others do."""
        return "".join(self._parts)

    def _append(self, text: str) -> None:
        self._length += len(text)
        if self._length > self._longest:
            raise Refusal(Why.TOO_LONG, f"the text is longer than {self._longest:,} characters")
        self._parts.append(text)
