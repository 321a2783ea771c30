"""The scorer in SPARQL: ``sp:score(?candidate, ?role)``, ``sp:transfer(?from, ?to)`` and what goes with them.

They answer with what the pages and the other commands show, to the last digit: the same functions work it
out. They run in a process that answers queries (:mod:`skillpath.ontology.sparql.worker`), which calls
:func:`functions` once for each query that uses one. What a process keeps from one query to the next is kept
for one state of the book, one release and one day.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import unquote

from skillpath.agency.book_scores import ROLES, BookScores, RoleScores
from skillpath.agency.criteria import criteria
from skillpath.agency.matching import today
from skillpath.agency.workspace import Workspace
from skillpath.errors import UnknownName
from skillpath.ontology.dataset.names import CANDIDATE, ROLE, named
from skillpath.ontology.sparql.question import Functions
from skillpath.ontology.sparql.terms import Term
from skillpath.ontology.vocabulary import DECIMAL, SP
from skillpath.reasoner.rounding import shown

Value = str | bool | float | Term | None
"""What a function gives; ``None`` is no value."""


def of_workspace(workspace: Workspace, *, book: bool = True, as_of: date | None = None) -> Functions:
    """The functions over a workspace on its release, for a day (today).

    Without ``book`` there are only those that say nothing about candidates and roles.
    """
    argument = {
        "folder": str(workspace.folder),
        "database": workspace.database,
        "release": workspace.release.name,
        "as_of": (today() if as_of is None else as_of).isoformat(),
    }
    names = tuple(name for name, one in FUNCTIONS.items() if book or not one.of_book)
    return Functions(__name__, names, json.dumps(argument))


def functions(argument: str) -> Mapping[str, Callable[..., Value]]:
    """IRI → function, of what :func:`of_workspace` says; for one query."""
    said = json.loads(argument)
    kept = _kept(Path(said["folder"]), said["database"])
    asked = _Query(kept, said["release"], date.fromisoformat(said["as_of"]))
    return {name: one.made(asked) for name, one in FUNCTIONS.items()}


class _Kept:
    """A workspace, and what was worked out last, kept in the process from one query to the next."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._scores: BookScores | None = None

    def workspace(self, release: str) -> Workspace:
        """The workspace on a release."""
        self._workspace = self._workspace.at_release(release)
        return self._workspace

    def scores(self, release: str, as_of: date) -> BookScores:
        """The scores of the book as it is now."""
        workspace, last = self.workspace(release), self._scores
        snapshot = workspace.pool.now()
        if last is None or (last.workspace, last.snapshot.state, last.as_of) != (
            workspace,
            snapshot.state,
            as_of,
        ):
            last = self._scores = BookScores(workspace, snapshot, as_of)
        return last


@lru_cache(1)
def _kept(folder: Path, database: str) -> _Kept:
    return _Kept(Workspace.open(folder, database=database))


class _Query:
    """What one query asks: it sees the book as it was at its first call."""

    def __init__(self, kept: _Kept, release: str, as_of: date) -> None:
        self.workspace = kept.workspace(release)
        self._kept, self._release, self._as_of = kept, release, as_of
        self._scores: BookScores | None = None
        self._of_role = lru_cache(ROLES)(self._asked)

    def score(self, candidate: str, role: str, profile: str | None = None) -> float | None:
        found = self._of_role(role, profile)
        return None if found is None else found.score(_code(candidate, CANDIDATE))

    def inside(self, candidate: str, role: str, profile: str | None = None) -> bool | None:
        found = self._of_role(role, profile)
        return None if found is None else found.inside(_code(candidate, CANDIDATE))

    def rank(self, candidate: str, role: str, profile: str | None = None) -> int | None:
        found = self._of_role(role, profile)
        return None if found is None else found.rank(_code(candidate, CANDIDATE))

    def ranked(self, role: str, place: str, profile: str | None = None) -> Term | None:
        found = self._of_role(role, profile)
        code = None if found is None or not place.isdecimal() else found.best(int(place))
        return None if code is None else Term(named(CANDIDATE, code), "iri")

    def word(self, score: str) -> str | None:
        number = _share(score)
        return None if number is None else self.workspace.thresholds.thresholds.band(number).word

    def points(self, score: str) -> Term | None:
        number = _share(score)
        return None if number is None else Term(f"{shown(number):.2f}", "literal", "", str(DECIMAL))

    def _asked(self, role: str, profile: str | None) -> RoleScores | None:
        """The scores for a role under a profile, ``None`` for its own."""
        if self._scores is None:
            self._scores = self._kept.scores(self._release, self._as_of)
        book = self.workspace.book
        try:
            found = book.role(_code(role, ROLE))
        except UnknownName:
            return None
        return self._scores.of(found, criteria(book, found, profile))


class _Transfer:
    """How far experience carries from one concept to another, 0…1; nothing where the release lacks one."""

    def __init__(self, query: _Query) -> None:
        self._network = query.workspace.network
        self._last = ""
        self._column: Mapping[int, float] | None = None

    def __call__(self, source: str, target: str) -> float | None:
        ends = self._network.find(source), self._network.find(target)
        if ends[0] is None or ends[1] is None:
            return None
        if target != self._last:
            self._last, self._column = target, None
            return self._network.transfer_between(ends[0], ends[1])
        if self._column is None:  # asked for again: it will be asked for many times
            sources, values = self._network.transfers_to(ends[1])
            self._column = dict(zip(sources.tolist(), values.tolist(), strict=True))
        return self._column.get(ends[0], 0.0)


@dataclass(frozen=True, slots=True)
class Function:
    """How a function is made for a query and called, what it gives, and whether that is of the book."""

    made: Callable[[_Query], Callable[..., Any]]
    call: str
    gives: str
    of_book: bool = True


_OURS: Final = (
    Function(
        _Transfer,
        "sp:transfer(?from, ?to)",
        "how far experience carries from one concept to another, 0 to 1",
        of_book=False,
    ),
    Function(lambda query: query.score, "sp:score(?candidate, ?role)", "the score, 0 to 1"),
    Function(
        lambda query: query.inside,
        "sp:inside(?candidate, ?role)",
        "whether no filter leaves the candidate out",
    ),
    Function(
        lambda query: query.rank, "sp:rank(?candidate, ?role)", "the rank, for the best 1,000; else no value"
    ),
    Function(
        lambda query: query.ranked,
        "sp:ranked(?role, ?place)",
        "the candidate who stands in a place from 1 to 1,000",
    ),
    Function(lambda query: query.word, "sp:word(?score)", "what a score means, in a word", of_book=False),
    Function(
        lambda query: query.points, "sp:points(?score)", "a score as it is shown, 0 to 100", of_book=False
    ),
)

FUNCTIONS: Final[Mapping[str, Function]] = MappingProxyType(
    {str(SP[one.call.removeprefix("sp:").partition("(")[0]]): one for one in _OURS}
)
"""IRI → function."""

OF_BOOK: Final = frozenset(name for name, one in FUNCTIONS.items() if one.of_book)
"""Those that read the book: a query that names one needs its pool."""


def _code(value: str, base: str) -> str:
    """The code of a candidate or a role, of its IRI or of itself."""
    if not value.startswith(base):
        return value
    code = value[len(base) :]
    return unquote(code) if "%" in code else code


def _share(text: str) -> float | None:
    """A number from 0 to 1; ``None`` for anything else."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0.0 <= number <= 1.0 else None
