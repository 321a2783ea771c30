"""What a reader makes of a file: its text, and what a structured format states in fields of its own."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` … ``end`` of a document's text, the end left out."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One job that a structured document states in fields of its own.

    ``summary`` is what was done there, in free text. ``lasts`` says that it goes on to this day, ``end``
    being ``None`` then; without ``lasts`` it says that the end is not known.
    """

    title: Span | None
    employer: Span | None
    summary: Span | None
    start: date | None
    end: date | None
    lasts: bool


@dataclass(frozen=True, slots=True)
class Document:
    """One CV or advert as text.

    ``name`` is that of the file, for messages only; ``kind`` says what it was ("PDF", "JSON Resume", …).
    ``text`` is all of it: NFC, ``"\\n"`` for line ends, no other control characters. ``pages`` says where
    each page starts in the text, ``()`` where there are none. ``entries`` and ``skills`` come from structured
    formats only: ``()`` means that they are to be found in the text. ``language`` is an ISO 639-1 code where
    the format says it.
    """

    name: str
    kind: str
    text: str
    pages: tuple[int, ...]
    entries: tuple[Entry, ...] = ()
    skills: tuple[Span, ...] = ()
    language: str | None = None
