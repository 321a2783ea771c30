"""The jobs that a CV tells of: when, as what and for whom, each with its characters.

A period that stands under no heading of education is a job; its title is the part of its own line, of the
two before or of the next that is built like one, the nearest first. A line under a heading of work that is
a title and has no period is a job whose dates are not known.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Final

from skillpath.agency.intake.dates import Period, periods
from skillpath.agency.intake.document import Document, Span
from skillpath.agency.intake.job_titles import TitleForm
from skillpath.agency.intake.pieces import SIGNS, pieces
from skillpath.agency.intake.sections import Line, Section, lines

AROUND: Final = (0, -1, -2, 1, 2)
"""Lines around that of a period in which its title may stand, in this order."""

LONGEST_LINE: Final = 120
"""A line around is one of titles and employers only where it is no longer."""

CLOSE: Final = 90
"""So many characters before and after a period are close to it in a long line."""

LONGEST_EMPLOYER: Final = 60

BESIDE: Final = 6
"""What begins so many characters after a title is beside it."""


@dataclass(frozen=True, slots=True)
class Spell:
    """A job as the text has it. ``start`` is ``None`` where it says no date; ``summary`` is what follows."""

    title: Span | None
    employer: Span | None
    summary: Span | None
    dates: Span | None
    start: date | None
    end: date | None
    lasts: bool


def spells_of(document: Document, form: TitleForm) -> list[Spell]:
    """The jobs of a document, in its order: those that its format states, else those found in the text."""
    if document.entries:
        return [
            Spell(entry.title, entry.employer, entry.summary, None, entry.start, entry.end, entry.lasts)
            for entry in document.entries
        ]
    return _found(document.text, form)


def _found(text: str, form: TitleForm) -> list[Spell]:
    rows, named = list(lines(text)), periods(text)
    heads = list(_dated(text, rows, named, form))
    taken = {span.start for head in heads if (span := head.title) is not None}
    heads += [
        Spell(title, employer, None, None, None, None, False)
        for title, employer in _undated(text, rows, named, form)
        if title.start not in taken
    ]
    heads.sort(key=_begins)
    begins = [_begins(head) for head in heads]
    return [_with_summary(head, begins, rows) for head in heads]


def _dated(text: str, rows: Sequence[Line], named: Sequence[Period], form: TitleForm) -> Iterator[Spell]:
    taken: set[int] = set()
    for period in named:
        at = next((i for i, row in enumerate(rows) if row.start <= period.span.start < row.end), None)
        if at is None or rows[at].section is Section.EDUCATION:
            continue
        near = [list(_near(text, rows, at + step, period, named)) for step in AROUND]
        free = [[piece for piece in row if piece.start not in taken] for row in near]
        title = _title(text, free, form)
        employer = _employer(text, free, title)
        if title is None and (employer is None or rows[at].section is not Section.WORK):
            continue
        taken |= {span.start for span in (title, employer) if span is not None}
        yield Spell(title, employer, None, period.span, period.start, period.end, period.end is None)


def _near(
    text: str, rows: Sequence[Line], at: int, period: Period, named: Sequence[Period]
) -> Iterator[Span]:
    """The parts of a line near that of a period; none of a heading, of a long one, or of another period's.

    Where all of a CV is one long line only what stands close to the period is read.
    """
    if not 0 <= at < len(rows):
        return
    row = rows[at]
    own = [other.span for other in named if row.start <= other.span.start < row.end]
    away = period.span not in own
    if row.heading or (away and (own or row.end - row.start > LONGEST_LINE)):
        return
    start, end = row.start, row.end
    if end - start > LONGEST_LINE:
        start, end = max(start, period.span.start - CLOSE), min(end, period.span.end + CLOSE)
    yield from pieces(text, start, end, own)


def _title(text: str, near: Sequence[Sequence[Span]], form: TitleForm) -> Span | None:
    """The strongest, then the nearest."""
    best, strongest = None, 0
    for row in near:
        for piece in row:
            strength = form.strength(text[piece.start : piece.end])
            if strength > strongest:
                best, strongest = piece, strength
    return best


def _employer(text: str, near: Sequence[Sequence[Span]], title: Span | None) -> Span | None:
    """What has the sign of an employer; else what follows the title, or the first part of another line."""
    rows = [[piece for piece in row if piece != title and _like_a_name(text, piece)] for row in near]
    named = [piece for row in rows for piece in row]
    signed = (piece for piece in named if SIGNS.search(text[piece.start : piece.end]))
    after = (piece for piece in named if title is not None and 0 < piece.start - title.end <= BESIDE)
    first = (row[0] for row in rows if row)
    return next(chain(signed, after, first), None)


def _like_a_name(text: str, piece: Span) -> bool:
    return piece.end - piece.start <= LONGEST_EMPLOYER and not text[piece.start].islower()


def _undated(
    text: str, rows: Sequence[Line], named: Sequence[Period], form: TitleForm
) -> Iterator[tuple[Span, Span | None]]:
    for row in rows:
        dated = any(row.start <= period.span.start < row.end for period in named)
        if row.section is not Section.WORK or row.heading or dated or row.end - row.start > LONGEST_EMPLOYER:
            continue
        parts = list(pieces(text, row.start, row.end))
        if parts and form.strength(text[parts[0].start : parts[0].end]):
            yield parts[0], parts[1] if len(parts) > 1 else None


def _begins(spell: Spell) -> int:
    return min(span.start for span in (spell.title, spell.employer, spell.dates) if span is not None)


def _ends(spell: Spell) -> int:
    return max(span.end for span in (spell.title, spell.employer, spell.dates) if span is not None)


def _with_summary(spell: Spell, begins: Sequence[int], rows: Sequence[Line]) -> Spell:
    """The job with the text up to the next one, or to the next heading."""
    start = _ends(spell)
    stops = [*begins, *(row.start for row in rows if row.heading), rows[-1].end]
    end = min(stop for stop in stops if stop >= start) if rows[-1].end >= start else start
    return replace(spell, summary=Span(start, end) if end > start else None)
