"""Working copies: a release and a log of change sets over it, kept in the book and never rewritten.

Two may edit one at once. Each says which change set they saw last; who changes a concept that another has
changed since is told so, with both sides, and nothing is written. Nor is what breaks a rule of the taxonomy.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, func, insert, select, update

from skillpath.agency.book import Book
from skillpath.agency.editing import tables as t
from skillpath.agency.moments import now
from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError, UnknownName
from skillpath.ontology.editing.change_sets import ChangeSet, replayed, undoing, undone
from skillpath.ontology.editing.edits import Conflict, Edit
from skillpath.ontology.editing.rules import refuse_broken
from skillpath.ontology.editing.statements import from_text, to_text
from skillpath.ontology.editing.view import View, view_of
from skillpath.ontology.revisions import find_release

LONGEST_NAME: Final = 40

RESERVED: Final = frozenset(("history", "releases", "quality"))
"""No names of working copies: in the viewer they are the addresses of other pages."""


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """A working copy of ``release``: when and by whom it was begun, what ``became`` of it, and how it ended.

    One that is open was not ``closed_at`` any moment yet. ``changes`` counts its change sets.
    """

    name: str
    release: str
    at: str
    by: str
    became: str | None
    closed_at: str | None
    closed_by: str | None
    changes: int

    @property
    def is_open(self) -> bool:
        """Whether it may still be edited."""
        return self.closed_at is None


def begin(workspace: Workspace, name: str, *, by: str) -> WorkingCopy:
    """Begins a working copy of the current release.

    Raises :class:`InputError` for a name that is taken or is none, and where nobody says who begins it.
    """
    _refuse_no_name(name)
    if not by.strip():
        raise InputError("Who begins a working copy says who they are: --by.")
    row = {"name": name, "release": workspace.release.name, "at": now(), "by": by.strip()}
    with workspace.book.write() as connection:
        if connection.execute(select(t.WORKING_COPY).where(t.WORKING_COPY.c.name == name)).first():
            raise InputError(f"There is a working copy {name} already: choose another name.")
        connection.execute(insert(t.WORKING_COPY), row)
    return working_copy(workspace.book, name)


def working_copies(book: Book) -> list[WorkingCopy]:
    """All working copies, the latest first."""
    with book.read() as connection:
        return [_copy(row) for row in connection.execute(_ALL)]


def working_copy(book: Book, name: str) -> WorkingCopy:
    """One of them; raises :class:`UnknownName`."""
    with book.read() as connection:
        return _found(connection, name)


def log(book: Book, name: str) -> list[ChangeSet]:
    """The change sets of a working copy, the first first; raises :class:`UnknownName`."""
    with book.read() as connection:
        _found(connection, name)
        return _log(connection, name)


def base(workspace: Workspace, copy: WorkingCopy) -> View:
    """What the release says that it was begun from."""
    return view_of(workspace.releases, find_release(copy.release, workspace.releases))


def view(workspace: Workspace, name: str, *, at: int | None = None) -> View:
    """What a working copy says, or said after change set ``at``; raises :class:`UnknownName`."""
    copy, changes = working_copy(workspace.book, name), log(workspace.book, name)
    return replayed(base(workspace, copy), changes if at is None else changes[:at])


def change(
    workspace: Workspace,
    name: str,
    edit: Edit,
    *,
    by: str,
    why: str,
    source: str,
    seen: int | None = None,
    merge: bool = False,
) -> ChangeSet | None:
    """Adds an edit to the log; ``None`` where it changes nothing.

    ``seen`` is the change set that the editor saw last (``None``: all). Raises :class:`Conflict` where
    another has changed one of the same concepts since, unless both are to hold (``merge``). Raises
    :class:`UnknownName`, and :class:`InputError` where who and why is not said, where the working copy is
    closed, and with all rules that the edit would break.
    """
    if not by.strip() or not why.strip():
        raise InputError("A change says who makes it, and why: --by and --why.")

    def wanted(before: View, changes: Sequence[ChangeSet]) -> Edit:
        if seen is not None and not merge:
            _refuse_overlap(edit, [one for one in changes if one.number > seen])
        return before.effective(edit)

    return _added(workspace, name, wanted, (by, why, source, ()))


def undo(workspace: Workspace, name: str, numbers: Sequence[int], *, by: str, why: str) -> ChangeSet | None:
    """Takes change sets back by one more; raises :class:`Conflict` where later ones build on them.

    Raises :class:`UnknownName`, and :class:`InputError` for numbers that are none or were undone already.
    """
    if not by.strip() or not why.strip():
        raise InputError("Who takes changes back says who they are, and why: --by and --why.")
    release = base(workspace, working_copy(workspace.book, name))

    def wanted(_: View, changes: Sequence[ChangeSet]) -> Edit:
        _refuse_unknown(numbers, changes)
        return undoing(release, changes, numbers)

    return _added(workspace, name, wanted, (by, why, "undo", tuple(sorted(numbers))))


def close(
    book: Book,
    copy: WorkingCopy,
    *,
    by: str,
    became: str | None = None,
    also: Callable[[Connection], object] = lambda _: None,
) -> WorkingCopy:
    """Ends a working copy as it is, with the release that was made of it or without; its log stays.

    ``also`` is done in the same transaction.
    Raises :class:`InputError` where it was ended before, or edited meanwhile.
    """
    with book.write() as connection:
        found = _found(connection, copy.name)
        refuse_closed(found)
        if found.changes != copy.changes:
            raise InputError(f"{copy.name} was edited meanwhile: change set {found.changes} came after.")
        ended = {"became": became, "closed_at": now(), "closed_by": by.strip()}
        connection.execute(update(t.WORKING_COPY).where(t.WORKING_COPY.c.name == copy.name).values(**ended))
        also(connection)
        return _found(connection, copy.name)


def refuse_closed(copy: WorkingCopy) -> None:
    """Raises :class:`InputError` for a working copy that was ended."""
    if not copy.is_open:
        ended = f"became release {copy.became}" if copy.became else "was closed"
        raise InputError(f"The working copy {copy.name} {ended} on {copy.closed_at}: begin another one.")


def put_on(book: Book, copy: WorkingCopy, release: str) -> WorkingCopy:
    """Puts the log of a working copy on another release, on which it can be replayed.

    Raises :class:`InputError` where it was ended, edited or put on another one meanwhile.
    """
    with book.write() as connection:
        if _found(connection, copy.name) != copy:
            raise InputError(f"The working copy {copy.name} has changed meanwhile: try again.")
        connection.execute(
            update(t.WORKING_COPY).where(t.WORKING_COPY.c.name == copy.name).values(release=release)
        )
        return _found(connection, copy.name)


def change_set(row: Row[Any]) -> ChangeSet:
    """The change set that a row of the table of change sets holds."""
    return ChangeSet(
        number=row.number,
        at=row.at,
        by=row.by,
        why=row.why,
        source=row.source,
        edit=Edit(from_text(row.removed), from_text(row.added)),
        undoes=tuple(row.undoes),
    )


Said = tuple[str, str, str, tuple[int, ...]]
"""Who makes a change set, why, where it comes from, and what it undoes."""


def _added(
    workspace: Workspace, name: str, wanted: Callable[[View, Sequence[ChangeSet]], Edit], said: Said
) -> ChangeSet | None:
    """Adds what is wanted after the changes so far. The rules are checked before others are kept waiting."""
    while True:
        copy, changes = working_copy(workspace.book, name), log(workspace.book, name)
        refuse_closed(copy)
        before = replayed(base(workspace, copy), changes)
        edit = wanted(before, changes)
        if edit.is_empty:
            return None
        refuse_broken(before, before.after(edit))
        with workspace.book.write() as connection:
            if _found(connection, name) == copy:
                return _append(connection, copy, edit, said)


_COUNTED: Final = (
    select(t.CHANGE_SET.c.working_copy, func.count().label("changes"))
    .group_by(t.CHANGE_SET.c.working_copy)
    .subquery()
)
_ALL: Final = (
    select(t.WORKING_COPY, func.coalesce(_COUNTED.c.changes, 0).label("changes"))
    .outerjoin(_COUNTED, _COUNTED.c.working_copy == t.WORKING_COPY.c.name)
    .order_by(t.WORKING_COPY.c.at.desc(), t.WORKING_COPY.c.name)
)


def _copy(row: Row[Any]) -> WorkingCopy:
    return WorkingCopy(**dict(row._mapping))


def _found(connection: Connection, name: str) -> WorkingCopy:
    row = connection.execute(_ALL.where(t.WORKING_COPY.c.name == name)).first()
    if row is None:
        known = connection.execute(select(t.WORKING_COPY.c.name)).scalars().all()
        raise UnknownName(f"There is no working copy {name}.", known)
    return _copy(row)


def _log(connection: Connection, name: str) -> list[ChangeSet]:
    table = t.CHANGE_SET
    rows = connection.execute(select(table).where(table.c.working_copy == name).order_by(table.c.number))
    return [change_set(row) for row in rows]


def _append(connection: Connection, copy: WorkingCopy, edit: Edit, said: Said) -> ChangeSet:
    by, why, source, undoes = said
    made = ChangeSet(copy.changes + 1, now(), by.strip(), why.strip(), source, edit, undoes)
    row = {
        "working_copy": copy.name,
        **{name: getattr(made, name) for name in ("number", "at", "by", "why", "source")},
        "removed": to_text(edit.removed),
        "added": to_text(edit.added),
        "undoes": list(undoes),
    }
    connection.execute(insert(t.CHANGE_SET), row)
    return made


def _refuse_no_name(name: str) -> None:
    if not name.strip() or name != name.strip() or not name.isprintable() or len(name) > LONGEST_NAME:
        raise InputError(f"Name the working copy, in at most {LONGEST_NAME} characters.")
    if "/" in name or not name.strip(".") or name in RESERVED:
        raise InputError(f"{name!r} cannot be part of an address: choose another name, without a slash.")


def _refuse_overlap(edit: Edit, since: Sequence[ChangeSet]) -> None:
    """Says with both sides which concepts another has changed meanwhile."""
    both = {iri: one for one in since for iri in one.edit.subjects & edit.subjects}
    if both:
        told = "\n".join(
            f"  <{iri}>: change set {one.number} by {one.by} ({one.why})" for iri, one in sorted(both.items())
        )
        raise Conflict(
            f"Others have changed the same since you looked; nothing was written:\n{told}\n"
            "Look at their changes, then send yours again as a merge, or take what is there.",
            number=max(one.number for one in both.values()),
        )


def _refuse_unknown(numbers: Sequence[int], changes: Sequence[ChangeSet]) -> None:
    known, gone = {one.number for one in changes}, undone(changes)
    problems = [f"there is no change set {number}" for number in numbers if number not in known]
    problems += [
        f"change set {number} was undone by {gone[number]}"
        for number in numbers
        if number in gone and gone[number] not in numbers
    ]
    if problems or not numbers:
        raise InputError("; ".join(problems) or "Name the change sets to undo by their numbers.")
