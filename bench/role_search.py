"""How long the best roles for a candidate take, among very many (``scoring.md`` §7, the other way round)."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any, Final

import numpy as np

from skillpath.bench.labour_market import LabourMarket
from skillpath.bench.own_process import timed
from skillpath.bench.score_methods import criteria_of, matcher_of
from skillpath.bench.synthetic_pool import candidate, synthetic_pool
from skillpath.bench.synthetic_roles import synthetic_roles
from skillpath.bench.table import Table
from skillpath.graph.network import Network
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.ranks import ranked
from skillpath.reasoner.role import Role
from skillpath.reasoner.transfer import AS_OF
from skillpath.reasoner.vacancies import RoleScore, best_roles, vacancies_of

Progress = Callable[[str, int, int], None]

CANDIDATES: Final = 20
TOP: Final = 20

CHECKED: Final = 500
"""So many of the roles, spread evenly, are also scored one by one."""


@dataclass(frozen=True, slots=True)
class RoleSearch:
    """Times in milliseconds: to compile all roles, and of each candidate's search for the best ``TOP``.

    ``equal``: scoring one by one, for the best and for others spread evenly, finds the same roles in the
    same order with the same scores, bit by bit.
    """

    roles: int
    requirements: int
    compile_ms: float
    search_ms: tuple[float, ...]
    equal: bool


def measure_role_search(network: Network, roles: int, *, seed: int, progress: Progress) -> RoleSearch:
    """Invents roles and candidates for a network, and searches; the first search is not counted."""
    market = LabourMarket.of(network)
    invented = synthetic_roles(network, market, roles, seed=seed)
    asked = [(role, criteria_of(role)) for role in invented]
    vacancies, compile_ms = timed(
        lambda: vacancies_of(network, asked, progress=lambda done, total: progress("roles", done, total))
    )
    pool = synthetic_pool(market, CANDIDATES, seed=seed)
    people = [candidate(pool, row) for row in range(CANDIDATES)]

    def search(person: Candidate) -> list[RoleScore]:
        return best_roles(network, vacancies, person, as_of=AS_OF, top=TOP)

    search(people[0])
    answers, times = zip(*(timed(partial(search, person)) for person in people), strict=True)
    return RoleSearch(
        roles=roles,
        requirements=len(vacancies.node),
        compile_ms=compile_ms,
        search_ms=times,
        equal=_equal(network, invented, people, answers),
    )


def _equal(
    network: Network,
    roles: Sequence[Role],
    people: Sequence[Candidate],
    answers: Sequence[Sequence[RoleScore]],
) -> bool:
    """Whether scoring one by one for some roles, all that were found among them, finds nothing else."""
    chosen = {one.role for found in answers for one in found} | {*range(0, len(roles), _step(roles))}
    checked = sorted(chosen, key=lambda role: roles[role].id)
    scores = np.array([matcher_of(network, roles[role]).scores(people) for role in checked])
    return all(
        [(one.role, one.score) for one in found]
        == [
            (checked[place], float(column[place]))
            for place in np.argsort(-ranked(column), kind="stable")[: len(found)]
        ]
        for found, column in zip(answers, scores.T, strict=True)
    )


def _step(roles: Sequence[Role]) -> int:
    return max(1, len(roles) // CHECKED)


def role_search_document(measured: RoleSearch) -> dict[str, Any]:
    """The report for ``--json``."""
    p50, p95 = np.percentile(measured.search_ms, [50, 95]).tolist()
    times = {"p50_ms": p50, "p95_ms": p95, "max_ms": max(measured.search_ms)}
    return {**asdict(measured), **times, "top": TOP, "candidates": CANDIDATES}


def role_search_table(measured: RoleSearch) -> Table:
    """The report for people."""
    document = role_search_document(measured)
    return Table(
        f"The best {TOP} of {measured.roles} roles for each of {CANDIDATES} candidates",
        ["", "ms"],
        [
            [f"roles compiled, {measured.requirements} requirements", f"{measured.compile_ms:.0f}"],
            *([f"search, {name}", f"{document[f'{name}_ms']:.0f}"] for name in ("p50", "p95", "max")),
            ["equal to scoring one by one", "yes" if measured.equal else "no"],
        ],
    )
