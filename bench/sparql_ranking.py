"""How long the best of a role take inside a query, beside what the API does for the same answer.

Both are asked in turn, role by role, in one run: by a process that answers queries and is warm, and by the
process that asks. "First" is the first time for a role on a day, "again" the next time.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from string import Template
from types import MappingProxyType
from typing import Any, Final

import numpy as np

from skillpath.agency.asking import Asking
from skillpath.agency.matching import ranking
from skillpath.agency.workspace import Workspace
from skillpath.bench.load_book import invented_book
from skillpath.bench.own_process import timed
from skillpath.bench.table import Table
from skillpath.ontology.dataset.names import CANDIDATE, RANKINGS, ROLE, named
from skillpath.ontology.sparql.question import Limits, Question

TOP: Final = 20
"""So many are asked for."""

SECONDS: Final = 600.0
"""So long a query may take here: it is to be measured, not to be stopped."""

WARM: Final = """SELECT ?c (COALESCE(sp:score(?c, ""), 0) AS ?s) {
    GRAPH graph:candidates { ?c a sp:Candidate } } LIMIT 1"""
"""Has the graph of the candidates made, and a process ready."""

_DAY: Final = date(2026, 11, 1)
_PLACES: Final = " ".join(str(place) for place in range(1, TOP + 1))

WAYS: Final[Mapping[str, Template]] = MappingProxyType(
    {
        "by place, with sp:ranked": Template(
            f"SELECT ?c (sp:score(?c, $role) AS ?s) {{ VALUES ?n {{ {_PLACES} }} "
            "BIND(sp:ranked($role, ?n) AS ?c) }"
        ),
        "the graph of the ranking": Template(
            "SELECT ?c ?s { GRAPH $ranking { ?m sp:rank ?n ; sp:candidate ?c ; sp:score ?s } } "
            f"ORDER BY ?n ?c LIMIT {TOP}"
        ),
        "everybody, filtered by sp:rank": Template(
            "SELECT ?c (sp:score(?c, $role) AS ?s) { GRAPH graph:candidates { ?c a sp:Candidate } "
            f"BIND(sp:rank(?c, $role) AS ?n) FILTER(?n <= {TOP}) }} ORDER BY ?n ?c LIMIT {TOP}"
        ),
        "everybody, sorted by sp:score": Template(
            "SELECT ?c (sp:score(?c, $role) AS ?s) { GRAPH graph:candidates { ?c a sp:Candidate } } "
            f"ORDER BY DESC(?s) ?c LIMIT {TOP}"
        ),
        "everybody, not scored": Template(
            "SELECT ?c { GRAPH graph:candidates { ?c a sp:Candidate } FILTER(STRLEN(STR(?c)) < 1) }"
        ),
    }
)
"""How the best are asked for; last, what any way through all candidates costs."""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Way:
    """Medians over the roles, in milliseconds; ``equal``: for how many the scores were those of the API."""

    name: str
    first: float
    again: float
    api_first: float
    api_again: float
    equal: int


@dataclass(frozen=True, slots=True)
class RankingInQueries:
    """One run."""

    candidates: int
    roles: int
    ways: tuple[Way, ...]


def measure_sparql_ranking(
    folder: Path,
    candidates: int | None,
    *,
    roles: int | None = None,
    progress: Progress = lambda *_: None,
) -> RankingInQueries:
    """Asks for the first ``roles`` (all) of a workspace, or of one like it with invented ``candidates``.

    Raises :class:`skillpath.errors.WorkspaceError` where there is no workspace.
    """
    with _workspace(folder, candidates) as workspace, Asking(limits=Limits(seconds=SECONDS)) as asking:
        asker = _Asker(workspace, asking)
        asker.rows(WARM, _DAY)
        asked = [role.id for role in workspace.book.roles()][:roles]
        ways = []
        for number, name in enumerate(WAYS):
            progress("ways", number, len(WAYS))
            ways.append(_way(asker, name, asked, _DAY + timedelta(days=number)))
        return RankingInQueries(len(workspace.pool.now()), len(asked), tuple(ways))


@contextmanager
def _workspace(folder: Path, candidates: int | None) -> Iterator[Workspace]:
    if candidates is None:
        yield Workspace.open(folder)
        return
    with invented_book(folder, candidates) as made:
        yield Workspace.open(made)


Rows = list[tuple[str, float]]
"""Candidates and what they score."""


@dataclass(frozen=True, slots=True)
class _Asker:
    workspace: Workspace
    asking: Asking

    def rows(self, query: str, day: date) -> Rows:
        """What a query finds."""
        with self.asking.ask(self.workspace, Question(query), user="", book=True, as_of=day) as answer:
            return [(str(code), float(str(score))) for code, score in answer.read().rows]

    def api(self, role: str, day: date) -> Rows:
        """What the API finds: rows for a page, of which this keeps code and score."""
        rows = ranking(self.workspace, role, top=TOP, as_of=day)["rows"]
        return [(named(CANDIDATE, row["candidate"]), row["score"]) for row in rows]


def _way(asker: _Asker, name: str, roles: Sequence[str], day: date) -> Way:
    """Each role twice, of the API and in the query; nothing is known of the day before."""
    times, equal = [], 0
    for role in roles:
        query = WAYS[name].substitute(role=f"<{named(ROLE, role)}>", ranking=f"<{named(RANKINGS, role)}>")
        took: list[float] = []
        for _ in range(2):
            shown, api_ms = timed(partial(asker.api, role, day))
            found, ms = timed(partial(asker.rows, query, day))
            took += [api_ms, ms]
        times.append(took)
        equal += [score for _, score in found] == [score for _, score in shown]
    api_first, first, api_again, again = np.median(np.array(times), axis=0).tolist()
    return Way(name, first, again, api_first, api_again, equal)


def sparql_ranking_document(measured: RankingInQueries) -> dict[str, Any]:
    """The report for ``--json``; times in milliseconds."""
    return {
        "candidates": measured.candidates,
        "roles": measured.roles,
        "top": TOP,
        "ways": [
            asdict(way)
            | {"times_api_first": way.first / way.api_first, "times_api_again": way.again / way.api_again}
            for way in measured.ways
        ],
    }


def sparql_ranking_table(measured: RankingInQueries) -> Table:
    """The report for people."""
    return Table(
        f"The best {TOP} of {measured.candidates:,} candidates, {measured.roles} roles, median milliseconds",
        ["in a query", "first", "API", "× API", "again", "API", "× API", "equal"],
        [
            [
                way.name,
                *(f"{value:,.1f}" for value in (way.first, way.api_first, way.first / way.api_first)),
                *(f"{value:,.1f}" for value in (way.again, way.api_again, way.again / way.api_again)),
                f"{way.equal}",
            ]
            for way in measured.ways
        ],
    )
