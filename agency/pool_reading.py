"""From the tables of the book to a pool, in one pass over each, without an object for each candidate."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, String, Table, select, type_coerce

from skillpath.agency import schema as t
from skillpath.reasoner.facts import UNKNOWN, Facts
from skillpath.reasoner.histories import (
    LASTS,
    LEVELS,
    NOTHING,
    Column,
    Histories,
    Numbers,
    Vocabulary,
    starts_of,
)
from skillpath.reasoner.licence import folded
from skillpath.reasoner.pool import Pool, encoded
from skillpath.reasoner.terms import terms_of

FETCHED: Final = 50_000
"""Rows fetched at once."""

_EPOCH: Final = date(1970, 1, 1).toordinal()


def read_pool(connection: Connection, *, day: date) -> Pool:
    """All candidates of the book; ``day``: for which their terms are reckoned."""
    spelled, claimed, lived, held = _Words(), _Words(), _Words(), _Words()
    industries = _Words()
    candidates = _columns(
        connection,
        t.CANDIDATE,
        {
            "code": encoded,
            "location": lived.numbers,
            "available_from": lambda days: _days(days, UNKNOWN),
            "licences": lambda lists: _each([_held(held, names) for names in lists]),
        },
    )
    order = np.argsort(candidates["code"], kind="stable")
    codes = candidates["code"][order]
    facts = _facts(candidates, lived, held).take(order)
    spells = _owned_columns(
        connection,
        t.SPELL,
        codes,
        {
            "job_type": spelled.numbers,
            "industry": industries.numbers,
            "start": lambda days: _days(days, LASTS),
            "end": lambda days: _days(days, LASTS),
            "level": lambda levels: np.array([_LEVEL[level] for level in levels], dtype=np.int8),
            "on_floor": lambda flags: np.array(flags, dtype=bool),
        },
    )
    claims = _owned_columns(
        connection,
        t.CLAIM,
        codes,
        {"skill": claimed.numbers, "level": lambda levels: np.array(levels, dtype=np.float64)},
    )
    histories = Histories(
        vocabulary=Vocabulary(spelled.words, industries.words, claimed.words),
        spell_starts=spells.pop("starts"),
        claim_starts=claims["starts"],
        skill=claims["skill"],
        claimed=claims["level"],
        **spells,
    )
    pool = Pool(codes, histories, facts, terms_of(histories, day=day))
    merged = connection.execute(select(t.CANDIDATE.c.code).where(~t.IS_CURRENT)).scalars().all()
    return pool.take(np.flatnonzero(~np.isin(codes, encoded(merged)))) if merged else pool


_LEVEL: Final = {level.value: number for number, level in enumerate(LEVELS)}

Convert = Callable[[Sequence[Any]], NDArray[Any]]
"""From the values of some rows to a column."""


class _Words:
    """Numbers words as they come."""

    def __init__(self) -> None:
        self._numbers: dict[str | None, int] = {None: NOTHING}

    def numbers(self, words: Sequence[str | None]) -> Column:
        """The number of each word, new ones included."""
        numbers = self._numbers
        return np.fromiter((numbers.setdefault(word, len(numbers) - 1) for word in words), dtype=np.int32)

    @property
    def words(self) -> tuple[str, ...]:
        """All words, by number."""
        return tuple(word for word in self._numbers if word is not None)


def _columns(connection: Connection, table: Table, kinds: Mapping[str, Convert]) -> dict[str, Any]:
    """Columns of a table, made lot by lot, so that no more than a lot of rows is in memory."""
    chosen = [type_coerce(table.c[n], String) if n in _CHOICES.get(table, ()) else table.c[n] for n in kinds]
    rows = connection.execution_options(stream_results=True, yield_per=FETCHED).execute(select(*chosen))
    lots: dict[str, list[NDArray[Any]]] = {name: [convert([])] for name, convert in kinds.items()}
    for lot in rows.partitions():
        for (name, convert), values in zip(kinds.items(), zip(*lot, strict=True), strict=True):
            lots[name].append(convert(values))
    return {name: np.concatenate(parts) for name, parts in lots.items()}


_CHOICES: Final = {t.SPELL: ("level",)}
"""Columns whose values are members of an enumeration: read as the text that is stored."""


def _owned_columns(
    connection: Connection, table: Table, codes: NDArray[np.bytes_], kinds: Mapping[str, Convert]
) -> dict[str, Any]:
    """What candidates have, by candidate and position, and where the stretch of each ``starts``."""

    def rows(owners: Sequence[str]) -> Numbers:
        return np.searchsorted(codes, encoded(owners))

    positions = {"owner": rows, "position": lambda found: np.array(found, dtype=np.int64)}
    columns = _columns(connection, table, {**positions, **kinds})
    owner = columns.pop("owner")
    order = np.lexsort((columns.pop("position"), owner))
    starts = starts_of(np.bincount(owner, minlength=len(codes)))
    return {"starts": starts} | {name: column[order] for name, column in columns.items()}


def _days(days: Sequence[date | None], unknown: int) -> Column:
    """Days as :meth:`date.toordinal` counts."""
    stated = np.array(days, dtype="datetime64[D]")
    ordinals = stated.astype(np.int64) + _EPOCH
    return np.where(np.isnat(stated), unknown, ordinals).astype(np.int32)


def _held(held: _Words, names: Sequence[str] | None) -> Column:
    return held.numbers([folded(name) for name in names or ()])


def _each(things: Sequence[Any]) -> NDArray[np.object_]:
    """An array with one thing in each place, whatever the things are."""
    places = np.empty(len(things), dtype=np.object_)
    for place, thing in enumerate(things):
        places[place] = thing
    return places


def _facts(candidates: Mapping[str, Any], lived: _Words, held: _Words) -> Facts:
    licences = [np.zeros(0, dtype=np.int32), *candidates["licences"]]
    return Facts(
        locations=lived.words,
        licences=held.words,
        location=candidates["location"],
        available=candidates["available_from"],
        licence_starts=starts_of(len(one) for one in licences[1:]),
        licence=np.concatenate(licences),
    )
