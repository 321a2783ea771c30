"""The history of the ontology: all change sets of all working copies, and the releases, the latest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import islice

from sqlalchemy import ColumnElement, or_, select

from skillpath.agency.book import Book
from skillpath.agency.editing import tables as t
from skillpath.agency.editing.working_copies import WorkingCopy, change_set, working_copies
from skillpath.agency.workspace import Workspace
from skillpath.ontology.diff import Group
from skillpath.ontology.editing.change_sets import ChangeSet
from skillpath.ontology.editing.kinds import kinds
from skillpath.ontology.releases import Release


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of the history: what is ``None`` narrows nothing.

    ``concept`` is an IRI that the change set names; ``kind`` what it changes; ``release`` the one that its
    working copy became, or one that was made. Days are inclusive, in UTC.
    """

    concept: str | None = None
    by: str | None = None
    since: date | None = None
    until: date | None = None
    kind: Group | None = None
    release: str | None = None
    copy: str | None = None


@dataclass(frozen=True, slots=True)
class Happened:
    """A change set in a working copy, or a release that was made, of a working copy or by a command.

    ``before`` is the release that was made before it.
    """

    at: str
    by: str
    copy: WorkingCopy | None
    change: ChangeSet | None = None
    release: Release | None = None
    before: Release | None = None
    kinds: frozenset[Group] = frozenset()


def history(workspace: Workspace, wanted: Wanted, *, first: int = 0, most: int) -> list[Happened]:
    """What happened, the latest first, from the ``first`` on, at most so many."""
    copies = {one.name: one for one in working_copies(workspace.book)}
    changes, releases = _changes(workspace.book, copies, wanted), _releases(workspace, copies, wanted)
    both = merge(changes, releases, key=lambda one: (one.at[:19], one.release is not None), reverse=True)
    return list(islice(both, first, first + most))


def _changes(book: Book, copies: dict[str, WorkingCopy], wanted: Wanted) -> Iterator[Happened]:
    table = t.CHANGE_SET
    query = select(table).join(t.WORKING_COPY).where(*_conditions(wanted))
    query = query.order_by(table.c.at.desc(), table.c.working_copy, table.c.number.desc())
    with book.read() as connection:
        rows = connection.execute(query).all()
    for row in rows:
        made = change_set(row)
        found = kinds(made.edit)
        if wanted.kind is None or wanted.kind in found:
            yield Happened(row.at, row.by, copies[row.working_copy], made, kinds=found)


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    table = t.CHANGE_SET.c
    if wanted.concept is not None:
        named = f"<{wanted.concept}>"
        yield or_(
            table.removed.contains(named, autoescape=True), table.added.contains(named, autoescape=True)
        )
    if wanted.by is not None:
        yield table.by == wanted.by
    if wanted.since is not None:
        yield table.at >= wanted.since.isoformat()
    if wanted.until is not None:
        yield table.at < f"{wanted.until.isoformat()}U"  # after every moment of the day: "T" comes before
    if wanted.copy is not None:
        yield table.working_copy == wanted.copy
    if wanted.release is not None:
        yield t.WORKING_COPY.c.became.startswith(wanted.release, autoescape=True)


def _releases(workspace: Workspace, copies: dict[str, WorkingCopy], wanted: Wanted) -> Iterator[Happened]:
    """Releases, unless what is asked for is about single changes."""
    if wanted.concept is not None or wanted.kind is not None:
        return
    makers = {one.became: one for one in copies.values() if one.became is not None}
    made = workspace.releases.all()
    for release, before in zip(reversed(made), [*reversed(made[:-1]), None], strict=True):
        copy = makers.get(release.name)
        by = (copy.closed_by or "") if copy else ""
        one = Happened(release.created, by, copy, release=release, before=before)
        if _fits(one, release, wanted):
            yield one


def _fits(one: Happened, release: Release, wanted: Wanted) -> bool:
    day = date.fromisoformat(one.at[:10])
    return (
        (wanted.by is None or one.by == wanted.by)
        and (wanted.since is None or day >= wanted.since)
        and (wanted.until is None or day <= wanted.until)
        and (wanted.release is None or release.name.startswith(wanted.release))
        and (wanted.copy is None or (one.copy is not None and one.copy.name == wanted.copy))
    )
