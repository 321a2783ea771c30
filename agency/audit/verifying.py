"""Whether the log is whole: no row changed, missing, added or in another place."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, select

from skillpath.agency import schema as t
from skillpath.agency.audit.chain import BEGINNING, EMPTY, Head, digest, hash_of, read_details
from skillpath.agency.audit.kinds import LEAST_DAYS, Event
from skillpath.agency.audit.told import Text, Told
from skillpath.agency.book import Book

MOST_TOLD: Final = 100
"""So many findings are told: after the first, all that follows may be wrong."""


@dataclass(frozen=True, slots=True)
class Verified:
    """``findings`` in words, none where the log is whole; ``rows``: how many there are; ``pruned``: up to
    which number they were taken out, as a row says that is in the chain."""

    rows: int
    pruned: int
    head: Head
    findings: tuple[Told, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings


def verify(book: Book, *, anchor: str | None = None) -> Verified:
    """Reads the whole log. ``anchor``: a hash that was noted elsewhere as that of the last row.

    Without an anchor nobody can tell that rows are missing at the end; with it, the log must still hold the
    row, or say that it pruned it.
    """
    with book.read() as connection:
        pruned = _pruned(connection)
        checker = _Checker(Head(pruned.number, pruned.hash))
        for row in _rows(connection):
            checker.take(row)
        findings = [*checker.findings, *_kept(connection, checker.digests)]
        if anchor is not None and anchor not in checker.hashes | {pruned.hash, *checker.anchors}:
            findings.append(Told(Text.CUT_OFF, hash=_short(anchor)))
    return Verified(checker.rows, pruned.number, checker.last, tuple(findings[:MOST_TOLD]))


def _rows(connection: Connection) -> Iterator[dict[str, Any]]:
    query = select(t.AUDIT).order_by(t.AUDIT.c.number)
    rows = connection.execution_options(yield_per=1000).execute(query).mappings()
    return map(dict, rows)


def _pruned(connection: Connection) -> Head:
    """Where the log begins: after the last row that was pruned, as the newest row that prunes says."""
    own = t.AUDIT.c
    query = select(own.prunes, own.details).where(own.prunes.is_not(None)).order_by(own.number.desc())
    row = connection.execute(query.limit(1)).first()
    if row is None:
        return EMPTY
    details = read_details(row.details)
    return Head(row.prunes, str(details.get("hash", BEGINNING)))


class _Checker:
    """Follows the chain row by row."""

    def __init__(self, start: Head) -> None:
        self.last, self.rows = start, 0
        self.findings: list[Told] = []
        self.hashes: set[str] = set()
        self.anchors: set[str] = set()
        self.digests: dict[str, int] = {}

    def take(self, row: dict[str, Any]) -> None:
        number = row["number"]
        self.findings += self._wrong(row)
        if row["prunes"] is not None:
            self.findings += _too_early(row)
            self.anchors.add(str(read_details(row["details"]).get("hash")))
        self.rows += 1
        self.hashes.add(row["hash"])
        for part in self._kept_of(row):
            self.digests.setdefault(part, number)
        self.last = Head(number, row["hash"])

    def _wrong(self, row: dict[str, Any]) -> Iterator[Told]:
        """What is wrong with a row in its place."""
        number, expected = row["number"], self.last.number + 1
        if number > expected:
            yield Told(Text.MISSING, number=number, first=expected, last=number - 1)
        elif number < expected:
            yield Told(Text.OUT_OF_PLACE, number=number)
        if row["previous"] != self.last.hash:
            yield Told(Text.DOES_NOT_FOLLOW, number=number)
        if row["hash"] != hash_of(row):
            yield Told(Text.CHANGED, number=number)

    @staticmethod
    def _kept_of(row: dict[str, Any]) -> Iterator[str]:
        """What must be kept of a row: the answer to an explanation is sealed, and not kept."""
        if row["question"] is not None:
            yield row["question"]
        if row["kind"] in {Event.RANKING, Event.IMPACT} and row["answer"] is not None:
            yield row["answer"]


def _too_early(row: dict[str, Any]) -> Iterator[Told]:
    """Pruning must leave what is younger than :data:`LEAST_DAYS`."""
    newest = read_details(row["details"]).get("newest")
    try:
        age = datetime.fromisoformat(row["at"]) - datetime.fromisoformat(str(newest))
    except ValueError:
        yield Told(Text.PRUNED_WHEN, number=row["number"])
        return
    if age.days < LEAST_DAYS:
        yield Told(Text.PRUNED_EARLY, number=row["number"], days=age.days)


def _kept(connection: Connection, wanted: dict[str, int]) -> Iterator[Told]:
    """What questions and answers stand for must be there, and have their hash."""
    missing = dict(wanted)
    rows = connection.execution_options(yield_per=1000).execute(select(t.AUDIT_KEPT))
    for row in rows:
        number = missing.pop(row.digest, None)
        if digest(row.content) != row.digest:
            about = {"hash": _short(row.digest)}
            yield (
                Told(Text.KEPT_CHANGED, **about, number=number)
                if number
                else Told(Text.KEPT_OF_NONE, **about)
            )
    for key, number in missing.items():
        yield Told(Text.KEPT_MISSING, number=number, hash=_short(key))


def _short(hash_: str) -> str:
    return f"{hash_[:16]}…"
