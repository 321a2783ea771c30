"""What can go wrong, as one small family of errors.

Every error a user can meet derives from :class:`SkillPathError`; the command line and the viewer turn
it into one clear message. Anything else that escapes is a defect of ours.
"""

import errno
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


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


class QueryMistake(QueryError):
    """A place of a query that is wrong or not allowed; ``line`` and ``column`` count from 1."""

    def __init__(self, line: int, column: int, reason: str) -> None:
        self.line, self.column, self.reason = line, column, reason
        super().__init__(f"line {line}, column {column}: {reason}")


class QueryTooLong(QueryError):
    """A SPARQL query that was stopped at its time limit."""


class QueryTooLarge(QueryError):
    """A SPARQL query that needs more memory than it may, or whose answer is too long."""


class TooManyQueries(QueryError):
    """A SPARQL query for which there is no room now. ``seconds`` later it may be tried again."""

    def __init__(self, message: str, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(message)


class NobodyWaits(QueryError):
    """A SPARQL query that was stopped since who asked it has gone."""


class SourceError(SkillPathError):
    """A source of candidates that did not answer, or with what cannot be taken."""


DISK: Final[Mapping[int, str]] = MappingProxyType(
    {
        errno.ENOSPC: "the disk is full: make room",
        errno.EDQUOT: "the user's share of the disk is full: make room",
        errno.EFBIG: "files may not grow that big here: raise the limit",
        errno.EROFS: "the disk can only be read: make it writable, or choose another folder",
        errno.EACCES: "SkillPath may not do that there: check the rights of file and folder",
        errno.EPERM: "SkillPath may not do that there: check the rights of file and folder",
        errno.EIO: "the disk fails: look at the system's log, and restore elsewhere from a backup",
        errno.EMFILE: "too many files are open: raise the limit",
    }
)
"""What an operating system says of a disk → what it means for the user, and what to do."""


def of_disk(error: OSError, place: object = "a file") -> WorkspaceError | None:
    """The error that a user sees where a disk is full, read-only or failing; ``None`` for anything else.

    ``place``: where it was, if the error itself does not say.
    """
    # The index of the ontology gives no number, but says what the system said.
    number = error.errno or next((one for one in DISK if os.strerror(one) in str(error)), 0)
    remedy = DISK.get(number)
    return None if remedy is None else WorkspaceError(f"Cannot use {error.filename or place}: {remedy}.")


@contextmanager
def on_disk(place: object) -> Iterator[None]:
    """What the disk refuses meanwhile is told with its place; see :func:`of_disk`."""
    try:
        yield
    except OSError as error:
        told = of_disk(error, place)
        if told is None:
            raise
        raise told from error
