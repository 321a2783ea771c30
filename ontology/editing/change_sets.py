"""Change sets: what an edit removes and adds, replayed over a release, and taken back.

The state of a working copy is its release and its log, nothing else. A change set is effective: what it
removes was there, what it adds was not; so each can be turned round. To undo some is to replay the log
without them. Where what is left cannot be replayed, a later change set builds on one that is undone: that is
told, and nothing is done. What was undone, and what undid it, is left out of every later replay: so a log can
be put on another release once what does not fit there is undone.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from skillpath.ontology.editing.edits import Clash, Conflict, Edit
from skillpath.ontology.editing.statements import subject
from skillpath.ontology.editing.view import View


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

    @property
    def told(self) -> str:
        """How much it changes, in words."""
        removed, added = len(self.edit.removed), len(self.edit.added)
        return f"Change set {self.number}: {removed} statements removed, {added} added."


def replayed(release: View, log: Iterable[ChangeSet]) -> View:
    """The view that a log leads to; raises :class:`Conflict` with the number where it cannot be replayed."""
    view = release
    for one in counting(list(log)):
        try:
            view = view.after(one.edit)
        except Conflict as conflict:
            raise Conflict(
                f"Change set {one.number}: {conflict}", number=one.number, clashes=conflict.clashes
            ) from None
    return view


def undoing(release: View, log: Sequence[ChangeSet], numbers: Collection[int]) -> Edit:
    """What takes some change sets of a log back; raises :class:`Conflict` where later ones build on them."""
    kept = [one for one in log if one.number not in numbers]
    try:
        without = replayed(release, kept)
    except Conflict as conflict:
        raise _explained(conflict, log, numbers) from None
    return replayed(release, log).until(without)


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


def undone(log: Sequence[ChangeSet]) -> dict[int, int]:
    """The change sets that do not count any more, each with the one that takes it back."""
    found: dict[int, int] = {}
    for one in reversed(log):
        if one.number not in found:
            found.update(dict.fromkeys(one.undoes, one.number))
    return found


def counting(log: Sequence[ChangeSet]) -> list[ChangeSet]:
    """Those of a log that count: neither undone nor there to undo others.

    >>> log = [ChangeSet(n, "", "", "", "", Edit(), undoes) for n, undoes in ((1, ()), (2, (1,)), (3, ()))]
    >>> [one.number for one in counting(log)]
    [3]
    """
    gone = undone(log)
    return [one for one in log if one.number not in gone and not one.undoes]


def versions(log: Iterable[ChangeSet], concepts: Iterable[str]) -> dict[str, int]:
    """By which change set each concept was last changed; 0: as the release has it."""
    found = dict.fromkeys(concepts, 0)
    for one in log:
        found.update((iri, one.number) for iri in one.edit.subjects if iri in found)
    return found
