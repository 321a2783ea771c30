"""The scorer in SPARQL: ``sp:transfer(?from, ?to)`` and ``sp:score(?candidate, ?role)``.

They answer with what the pages and the other commands show, to the last digit: the same functions work it
out. They run in the process of one query (:mod:`skillpath.ontology.sparql.worker`), which calls
:func:`functions` the first time that a query uses one.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np

from skillpath.agency.matching import matcher_for
from skillpath.agency.workspace import Workspace
from skillpath.ontology.sparql.question import Functions
from skillpath.ontology.vocabulary import SP
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.pool import Pool
from skillpath.reasoner.score import Floats

AT_ONCE: Final = 4096
"""So many candidates are scored with the one that is asked for: a query that asks for one asks for more."""

TRANSFER: Final = str(SP["transfer"])
SCORE: Final = str(SP["score"])


def of_workspace(
    folder: Path, *, database: str | None = None, book: bool = True, as_of: date | None = None
) -> Functions:
    """The functions over a workspace, whose book is in ``database``, for a day (today).

    Without ``book`` there are only those that say nothing about candidates.
    """
    argument = {
        "folder": str(folder),
        "database": database,
        "as_of": None if as_of is None else as_of.isoformat(),
    }
    return Functions(__name__, (TRANSFER, SCORE) if book else (TRANSFER,), json.dumps(argument))


def functions(argument: str) -> Mapping[str, Callable[..., float | None]]:
    """IRI → function, of what :func:`of_workspace` says."""
    said = json.loads(argument)
    workspace = Workspace.open(Path(said["folder"]), database=said["database"])
    as_of = None if said["as_of"] is None else date.fromisoformat(said["as_of"])
    return {TRANSFER: _Transfer(workspace), SCORE: _Score(workspace, as_of)}


class _Transfer:
    """How far experience carries from one concept to another, 0…1; nothing where the release lacks one."""

    def __init__(self, workspace: Workspace) -> None:
        self._network = workspace.network

    def __call__(self, source: str, target: str) -> float | None:
        ends = (self._network.find(source), self._network.find(target))
        return None if None in ends else self._network.transfer_between(*ends)  # type: ignore[arg-type]


class _Score:
    """What a candidate of the book scores for a role under its own criteria, 0…1; nothing for one unknown."""

    def __init__(self, workspace: Workspace, as_of: date | None) -> None:
        self._workspace, self._as_of = workspace, as_of
        self._roles = {role.id: role for role in workspace.book.roles()}
        self._parts = workspace.pool.now().parts
        self._matcher = lru_cache(64)(self._prepared)
        self._scores = lru_cache(1024)(self._block)

    def __call__(self, candidate: str, role: str) -> float | None:
        if role not in self._roles:
            return None
        for number, (pool, current) in enumerate(self._parts):
            rows = pool.rows_of([candidate])
            if len(rows) and current[rows[0]]:
                block, place = divmod(int(rows[0]), AT_ONCE)
                return float(self._scores(role, number, block)[place])
        return None

    def _prepared(self, role: str) -> Matcher:
        return matcher_for(self._workspace, self._roles[role], None, self._as_of)

    def _block(self, role: str, part: int, block: int) -> Floats:
        pool: Pool = self._parts[part][0]
        rows = np.arange(block * AT_ONCE, min(len(pool), (block + 1) * AT_ONCE))
        places = self._workspace.places(pool.histories.vocabulary)
        return self._matcher(role).scores_of_histories(pool.histories.take(rows), places)
