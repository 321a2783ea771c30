"""The candidates of the book as a list: by words, by what filters ask for, by how long they may be kept."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select

from skillpath.agency import schema as t
from skillpath.agency.pool_store import Snapshot
from skillpath.agency.retention import expired, kept_until, without_end
from skillpath.agency.word_search import EVERYTHING, MOST, Place, Reader, find
from skillpath.agency.workspace import Workspace
from skillpath.graph.network import Network
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.filters import NO_FILTERS, Filters
from skillpath.reasoner.inside import Flags, passing
from skillpath.reasoner.pool import Pool, encoded
from skillpath.reasoner.shown import Document, label
from skillpath.reasoner.texts.languages import Language

Codes = NDArray[np.bytes_]

MOST_CODES: Final = 10_000
"""So many candidates at most are found by their code."""


class Retention(StrEnum):
    """What is asked of how long a candidate may be kept."""

    OVERDUE = "overdue"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is looked for: whose code or what is written of them has all ``words``, who passes the filters,
    and whose time is over or was never said."""

    words: str = ""
    filters: Filters = NO_FILTERS
    retention: Retention | None = None


def candidate_list(
    workspace: Workspace,
    asked: Asked,
    *,
    on: date,
    first: int = 0,
    most: int = 50,
    language: Language = Language.EN,
    reader: Reader = EVERYTHING,
) -> Document:
    """At most so many of the candidates that are asked for, by code, from the ``first`` (counted from 0).

    ``found`` is how many there are, ``cut`` whether the words stand in so many places that not all were
    looked at; ``places`` of a row are where they stand. ``locations`` and ``licences`` are all that the book
    knows. ``reader`` is that of :func:`find`. Raises :class:`InputError` for words without a letter.
    """
    pool = workspace.pool.now()
    read = find(workspace, asked.words, reader=reader) if asked.words.strip() else []
    places = _by_candidate(read)
    codes = _wanted(workspace, pool, asked, places, on)
    shown = [bytes(code).decode() for code in codes[first : first + most]]
    until = kept_until(workspace.book, shown)
    return {
        "total": len(pool),
        "found": len(codes),
        "cut": len(read) == MOST,
        "first": first,
        "rows": [
            _row(candidate, until[candidate.code], on)
            | _last_job(workspace.network, candidate, on, language)
            | {"places": places.get(candidate.code, [])}
            for candidate in workspace.book.candidates(shown)
        ],
        "locations": sorted({place for part, _ in pool.parts for place in part.facts.locations}),
        "licences": sorted({name for part, _ in pool.parts for name in part.facts.licences}),
    }


def codes_with(workspace: Workspace, words: str, *, most: int) -> list[str]:
    """The candidates whose code has the words in it, in capitals or not, by code."""
    code = t.CANDIDATE.c.code
    query = select(code).where(t.IS_CURRENT, code.icontains(words.strip(), autoescape=True))
    with workspace.book.read() as connection:
        return list(connection.execute(query.order_by(code).limit(most)).scalars())


def _wanted(
    workspace: Workspace, pool: Snapshot, asked: Asked, places: dict[str, list[Document]], on: date
) -> Codes:
    compiled, recent = (_passing(*part, asked.filters) for part in pool.parts)  # each sorted
    codes = np.sort(np.concatenate([compiled, recent]), kind="stable") if len(recent) else compiled
    for some in _named(workspace, asked, places, on):
        codes = codes[np.isin(codes, encoded(sorted(some)))]
    return codes


def _passing(pool: Pool, current: Flags, filters: Filters) -> Codes:
    flags = passing(filters, pool.facts)
    return pool.codes[current if flags is None else current & flags]


def _named(
    workspace: Workspace, asked: Asked, places: dict[str, list[Document]], on: date
) -> Iterable[Sequence[str]]:
    """The codes that each further thing asked for leaves."""
    if asked.words.strip():
        yield [*places, *codes_with(workspace, asked.words, most=MOST_CODES)]
    if asked.retention is Retention.OVERDUE:
        yield [one.code for one in expired(workspace.book, on)]
    if asked.retention is Retention.UNSAID:
        yield without_end(workspace.book)


def _by_candidate(places: Iterable[Place]) -> dict[str, list[Document]]:
    """Candidate → where the words stand."""
    found: dict[str, list[Document]] = defaultdict(list)
    for place in places:
        found[place.candidate].append({"kind": place.kind, "text": place.text})
    return dict(found)


def _row(candidate: Candidate, until: date | None, on: date) -> Document:
    return {
        "code": candidate.code,
        "location": candidate.location,
        "available_from": None if candidate.available_from is None else candidate.available_from.isoformat(),
        "licences": list(candidate.licences),
        "spells": len(candidate.spells),
        "claims": len(candidate.claims),
        "keep_until": None if until is None else until.isoformat(),
        "overdue": until is not None and until < on,
    }


def _last_job(network: Network, candidate: Candidate, on: date, language: Language) -> Document:
    """What ended last or lasts, of several that last the one that began last."""
    last = max(candidate.spells, key=lambda spell: (spell.end or date.max, spell.start), default=None)
    if last is None:
        return {"job_type": "", "industry": "", "lasts": False}
    return {
        "job_type": label(network, last.job_type, language),
        "industry": label(network, last.industry, language),
        "lasts": last.end is None or last.end >= on,
    }
