"""Edits: statements removed and added at once; put together, turned round, and what stands in their way."""

from collections.abc import Sequence
from dataclasses import dataclass

from skillpath.errors import SkillPathError
from skillpath.ontology.editing.statements import State, Statement, subject


@dataclass(frozen=True, slots=True)
class Edit:
    """Statements removed and added; none is both.

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
    def inverse(self) -> "Edit":
        """What takes it back."""
        return Edit(self.added, self.removed)

    @property
    def subjects(self) -> frozenset[str]:
        """The IRIs of what it is about."""
        return frozenset(map(subject, self.removed | self.added))

    def then(self, other: "Edit") -> "Edit":
        """Both as one, this one first."""
        return Edit(
            (self.removed - other.added) | (other.removed - self.added),
            (self.added - other.removed) | (other.added - self.removed),
        )


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
