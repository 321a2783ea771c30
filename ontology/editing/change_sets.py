"""Change sets: what an edit removes and adds, replayed over a release, and taken back.

The state of a working copy is its release and its log, nothing else. A change set is effective: what it
removes was there, what it adds was not; so each can be turned round. To undo some is to replay the log
without them. Where what is left cannot be replayed, a later change set builds on one that is undone: that is
told, and nothing is done.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from skillpath.errors import SkillPathError
from skillpath.ontology.editing.statements import State, Statement, subject


@dataclass(frozen=True, slots=True)
class Edit:
    """Statements removed and added.

    >>> Edit().is_empty
    True
    """

    removed: State = frozenset()
    added: State = frozenset()

    @classmethod
    def between(cls, before: State, after: State) -> "Edit":
        """What leads from one state to another."""
        return cls(before - after, after - before)

    @property
    def is_empty(self) -> bool:
        """Whether it changes nothing."""
        return not self.removed and not self.added

    @property
    def subjects(self) -> frozenset[str]:
        """The IRIs of what it is about."""
        return frozenset(map(subject, self.removed | self.added))


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """An edit on record: its ``number`` in the log (from 1), when (ISO 8601, UTC), by whom, why.

    ``source`` says where it comes from (a file, a form), ``undoes`` which change sets it takes back.
    """

    number: int
    at: str
    by: str
    why: str
    source: str
    edit: Edit = field(repr=False)
    undoes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Clash:
    """A statement that stands in the way of an edit, and the change sets that had it come or go."""

    statement: Statement
    missing: bool
    numbers: tuple[int, ...]


class Conflict(SkillPathError):
    """An edit that cannot be made in a state: ``number`` is its change set, 0 where it is new."""

    def __init__(self, message: str, *, number: int = 0, clashes: Sequence[Clash] = ()) -> None:
        super().__init__(message)
        self.number, self.clashes = number, tuple(clashes)


def applied(state: State, edit: Edit) -> State:
    """The state after an edit; raises :class:`Conflict` where the edit is not effective in it."""
    absent, present = edit.removed - state, edit.added & state
    if absent or present:
        clashes = [*(Clash(one, True, ()) for one in absent), *(Clash(one, False, ()) for one in present)]
        raise Conflict(
            f"{len(absent)} statements to remove are not there, {len(present)} to add are there already.",
            clashes=clashes,
        )
    return (state - edit.removed) | edit.added


def effective(state: State, edit: Edit) -> Edit:
    """Of an edit what changes anything in a state."""
    return Edit(edit.removed & state, edit.added - state)


def replayed(release: State, log: Iterable[ChangeSet]) -> State:
    """The state that a log leads to; raises :class:`Conflict` with the number where it cannot be replayed."""
    state = set(release)
    for one in log:
        if not one.edit.removed <= state or not one.edit.added.isdisjoint(state):
            try:
                applied(frozenset(state), one.edit)
            except Conflict as conflict:
                raise Conflict(
                    f"Change set {one.number}: {conflict}", number=one.number, clashes=conflict.clashes
                ) from None
        state -= one.edit.removed
        state |= one.edit.added
    return frozenset(state)


def undoing(release: State, log: Sequence[ChangeSet], numbers: Collection[int]) -> Edit:
    """What takes some change sets of a log back; raises :class:`Conflict` where later ones build on them."""
    kept = [one for one in log if one.number not in numbers]
    try:
        without = replayed(release, kept)
    except Conflict as conflict:
        raise _explained(conflict, log, numbers) from None
    return Edit.between(replayed(release, log), without)


def _explained(conflict: Conflict, log: Sequence[ChangeSet], numbers: Collection[int]) -> Conflict:
    """Names the change sets that are undone on which another one builds, and what to do."""
    undone = [one for one in log if one.number in numbers and one.number < conflict.number]
    clashes = [
        Clash(
            clash.statement,
            clash.missing,
            tuple(
                one.number
                for one in undone
                if clash.statement in (one.edit.added if clash.missing else one.edit.removed)
            ),
        )
        for clash in conflict.clashes
    ]
    on = sorted({number for clash in clashes for number in clash.numbers})
    first = sorted(subject(clash.statement) for clash in clashes)[:3]
    return Conflict(
        f"Change set {conflict.number} builds on {', '.join(map(str, on))} "
        f"({', '.join(f'<{iri}>' for iri in first)}): undo {conflict.number} too, or edit by hand.",
        number=conflict.number,
        clashes=clashes,
    )


def versions(log: Iterable[ChangeSet], concepts: Iterable[str]) -> dict[str, int]:
    """By which change set each concept was last changed; 0: as the release has it."""
    found = dict.fromkeys(concepts, 0)
    for one in log:
        found.update((iri, one.number) for iri in one.edit.subjects if iri in found)
    return found
