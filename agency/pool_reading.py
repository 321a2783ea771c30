"""From the tables of the book to a pool, in one pass over each, without an object for each candidate."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import numpy as np
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
    candidates = _columns(connection, t.CANDIDATE, "code", "location", "available_from", "licences")
    codes = encoded(candidates["code"])
    order = np.argsort(codes, kind="stable")
    codes = codes[order]
    spells = _columns(connection, t.SPELL, "owner", "position", *_SPELL)
    claims = _columns(connection, t.CLAIM, "owner", "position", "skill", "level")
    spell_starts, spell_order = _owned(codes, spells)
    claim_starts, claim_order = _owned(codes, claims)
    job_types, job_type = _numbers(spells["job_type"])
    industries, industry = _numbers(spells["industry"])
    skills, skill = _numbers(claims["skill"])
    histories = Histories(
        vocabulary=Vocabulary(job_types, industries, skills),
        spell_starts=spell_starts,
        job_type=job_type[spell_order],
        industry=industry[spell_order],
        start=_days(spells["start"], LASTS)[spell_order],
        end=_days(spells["end"], LASTS)[spell_order],
        level=np.array([_LEVEL[level] for level in spells["level"]], dtype=np.int8)[spell_order],
        on_floor=np.array(spells["on_floor"], dtype=bool)[spell_order],
        claim_starts=claim_starts,
        skill=skill[claim_order],
        claimed=np.array(claims["level"], dtype=np.float64)[claim_order],
    )
    return Pool(codes, histories, _facts(candidates).take(order), terms_of(histories, day=day))


_SPELL: Final = ("job_type", "industry", "start", "end", "level", "on_floor")
_LEVEL: Final = {level.value: number for number, level in enumerate(LEVELS)}


def _columns(connection: Connection, table: Table, *names: str) -> dict[str, list[Any]]:
    """Columns of a table as lists; choices as the text that is stored."""
    chosen = [type_coerce(table.c[n], String) if n in _CHOICES.get(table, ()) else table.c[n] for n in names]
    rows = connection.execution_options(stream_results=True, yield_per=FETCHED).execute(select(*chosen))
    columns: dict[str, list[Any]] = {name: [] for name in names}
    for lot in rows.partitions():
        for column, values in zip(columns.values(), zip(*lot, strict=True), strict=True):
            column.extend(values)
    return columns


_CHOICES: Final = {t.SPELL: ("level",)}
"""Columns whose values are members of an enumeration."""


def _owned(codes: np.ndarray[Any, Any], rows: dict[str, list[Any]]) -> tuple[Numbers, Numbers]:
    """Where the stretch of each candidate starts, and the rows in the order of candidates and positions."""
    owner = np.searchsorted(codes, encoded(rows["owner"]))
    order = np.lexsort((np.array(rows["position"], dtype=np.int64), owner))
    return starts_of(np.bincount(owner, minlength=len(codes))), order


def _numbers(words: Sequence[str | None]) -> tuple[tuple[str, ...], Column]:
    numbers: dict[str | None, int] = {None: NOTHING}
    column = np.fromiter((numbers.setdefault(word, len(numbers) - 1) for word in words), dtype=np.int32)
    del numbers[None]
    return tuple(word for word in numbers if word is not None), column


def _days(days: Sequence[date | None], unknown: int) -> Column:
    """Days as :meth:`date.toordinal` counts."""
    stated = np.array(days, dtype="datetime64[D]")
    ordinals = stated.astype(np.int64) + _EPOCH
    return np.where(np.isnat(stated), unknown, ordinals).astype(np.int32)


def _facts(candidates: dict[str, list[Any]]) -> Facts:
    held = [[folded(name) for name in names or ()] for names in candidates["licences"]]
    locations, location = _numbers(candidates["location"])
    licences, licence = _numbers([name for names in held for name in names])
    return Facts(
        locations=locations,
        licences=licences,
        location=location,
        available=_days(candidates["available_from"], UNKNOWN),
        licence_starts=starts_of(map(len, held)),
        licence=licence,
    )
