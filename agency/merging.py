"""Making one candidate of two records of the same person, and two again where that was wrong.

The record that is merged stays in the book with notes, decisions and identity, as one that is no candidate
any more; the candidate gets what it knew besides. So undoing needs only what the candidate was before.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import insert, select, update

from skillpath.agency import schema as t
from skillpath.agency.book import Book
from skillpath.agency.candidate_record import candidate_of, record_of
from skillpath.agency.moments import now
from skillpath.agency.revisions import count_removal, next_change
from skillpath.agency.storing import store_candidates
from skillpath.errors import InputError, UnknownName
from skillpath.reasoner.candidate import Candidate, Claim


@dataclass(frozen=True, slots=True)
class Merge:
    """A merge of the record ``merged`` into ``candidate``; ``undone_at`` is ``None`` while it holds."""

    number: int
    candidate: str
    merged: str
    at: str
    by: str
    undone_at: str | None


def union(kept: Candidate, other: Candidate) -> Candidate:
    """What two records of one person say together.

    Of spells in one job type that began on the same day the kept record's counts, of claims of one skill the
    higher, of facts the kept record's where it has them.
    """
    known = {(spell.job_type, spell.start) for spell in kept.spells}
    spells = (*kept.spells, *(s for s in other.spells if (s.job_type, s.start) not in known))
    claims: dict[str, Claim] = {}
    for claim in (*kept.claims, *other.claims):
        if claim.skill not in claims or claim.level > claims[claim.skill].level:
            claims[claim.skill] = claim
    return replace(
        kept,
        spells=tuple(sorted(spells, key=lambda spell: spell.start)),
        claims=tuple(claims.values()),
        location=kept.location or other.location,
        available_from=kept.available_from or other.available_from,
        licences=tuple(dict.fromkeys((*kept.licences, *other.licences))),
    )


def merge(book: Book, kept: str, other: str, *, by: str) -> Merge:
    """Merges a record into a candidate; raises :class:`UnknownName` and :class:`InputError`."""
    if kept == other:
        raise InputError(f"{kept} cannot be merged with itself: name two candidates.")
    if not by.strip():
        raise InputError("A merge says who makes it: --by.")
    one, two = book.candidate(kept), book.candidate(other)
    at = now()
    with book.write() as connection:
        store_candidates(connection, [union(one, two)])
        row = {"candidate": kept, "merged": other, "at": at, "by": by, "before": record_of(one)}
        number = connection.execute(insert(t.MERGE).returning(t.MERGE.c.number), row).scalar_one()
        theirs = (t.CANDIDATE.c.code == other) | (t.CANDIDATE.c.merged_into == other)
        gone = update(t.CANDIDATE).where(theirs)  # what was merged into it before comes along
        connection.execute(gone.values(merged_into=kept, revision=next_change(connection)))
        count_removal(connection)
    return Merge(number, kept, other, at, by, None)


def undo(book: Book, number: int, *, by: str) -> Merge:
    """Makes two of them again: both as they were before; the later merges into either must be undone first.

    Raises :class:`UnknownName` for a number that is none, :class:`InputError` for one that cannot be undone.
    """
    found = {one.number: one for one in merges(book)}
    holding = [one for one in found.values() if one.undone_at is None]
    if number not in found:
        raise UnknownName(f"There is no merge {number}.", [str(n) for n in found])
    one = found[number]
    later = [m.number for m in holding if m.number > number and one.candidate in (m.candidate, m.merged)]
    if one.undone_at is not None:
        raise InputError(f"Merge {number} was undone on {one.undone_at}.")
    if later:
        raise InputError(f"Undo {', '.join(map(str, later))} first: {one.candidate} was merged again since.")
    within = _within(holding, one.merged)
    at = now()
    with book.write() as connection:
        before = connection.execute(select(t.MERGE.c.before).where(t.MERGE.c.number == number)).scalar_one()
        store_candidates(connection, [candidate_of(before)])
        back = update(t.CANDIDATE).where(t.CANDIDATE.c.code == one.merged)
        connection.execute(back.values(merged_into=None, revision=next_change(connection)))
        own = update(t.CANDIDATE).where(t.CANDIDATE.c.code.in_(within))
        connection.execute(own.values(merged_into=one.merged))
        done = update(t.MERGE).where(t.MERGE.c.number == number)
        connection.execute(done.values(undone_at=at, undone_by=by))
    return replace(one, undone_at=at)


def _within(holding: Sequence[Merge], code: str) -> list[str]:
    """The records that are part of one by merges that hold, those of its parts too."""
    own = [one.merged for one in holding if one.candidate == code]
    return [*own, *(part for part in own for part in _within(holding, part))]


def merges(book: Book) -> list[Merge]:
    """All merges, the earliest first."""
    names = list(Merge.__dataclass_fields__)
    with book.read() as connection:
        rows = connection.execute(select(*(t.MERGE.c[name] for name in names)).order_by(t.MERGE.c.number))
        return [Merge(**dict(row)) for row in rows.mappings()]
