"""What can go wrong, as one small family of errors.

Every error a user can meet derives from :class:`SkillPathError`; the command line and the viewer turn
it into one clear message. Anything else that escapes is a defect of ours.
"""

from collections.abc import Sequence
from dataclasses import dataclass


class SkillPathError(Exception):
    """The base: the message says what is wrong, where, and how to mend it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with an input, with its place.

    ``line`` counts from 1 (the header of a table is line 1); ``None`` where the whole file is meant.
    """

    file: str
    line: int | None
    reason: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.reason}"


class InputError(SkillPathError):
    """An input that cannot be taken. ``problems`` holds all of them, in the order of the input."""

    def __init__(self, summary: str, problems: Sequence[Problem] = ()) -> None:
        self.summary = summary
        self.problems = tuple(problems)
        super().__init__("\n".join([summary, *(f"  {problem}" for problem in self.problems)]))


class UnknownName(SkillPathError):
    """A name that means nothing here, or more than one thing. ``suggestions`` are the nearest labels."""

    def __init__(self, message: str, suggestions: Sequence[str] = ()) -> None:
        self.suggestions = tuple(suggestions)
        hint = f" Did you mean: {'; '.join(self.suggestions)}?" if self.suggestions else ""
        super().__init__(message + hint)


class WorkspaceError(SkillPathError):
    """A workspace that is missing, damaged, in use or of another version."""


class QueryError(SkillPathError):
    """A SPARQL query that was refused, failed or ran out of time."""


class SourceError(SkillPathError):
    """A source of candidates that did not answer, or with what cannot be taken."""
