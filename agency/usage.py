"""Where a firm's book uses a concept: which roles ask for it, how many candidates bring it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skillpath.agency.workspace import Workspace
from skillpath.reasoner.histories import Histories, Numbers
from skillpath.reasoner.role import Role

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Usage:
    """``roles`` that name the concept, by id; candidates who worked as or in it, and who claim it."""

    roles: tuple[Role, ...]
    workers: int
    claimants: int


def usage(workspace: Workspace, iris: frozenset[str]) -> Usage:
    """The use of a concept that goes by any of some IRIs."""
    roles = tuple(role for role in workspace.book.roles() if iris & _named(role))
    workers = claimants = 0
    with workspace.pool.still():
        for pool, current in workspace.pool.now().parts:
            worked, claims = _people(pool.histories, iris)
            workers += int(np.count_nonzero(worked & current))
            claimants += int(np.count_nonzero(claims & current))
    return Usage(roles, workers, claimants)


def _named(role: Role) -> set[str | None]:
    return {role.job_type, role.industry, role.floor, *(skill.skill for skill in role.skills)}


def _people(histories: Histories, iris: frozenset[str]) -> tuple[Flags, Flags]:
    """Who of a pool worked as or in a concept, and who claims it: a flag for each candidate."""
    words = histories.vocabulary
    spells = np.isin(histories.job_type, _numbers(words.job_types, iris))
    spells |= np.isin(histories.industry, _numbers(words.industries, iris))
    claims = np.isin(histories.skill, _numbers(words.skills, iris))
    return (
        _flags(histories.spell_starts, spells),
        _flags(histories.claim_starts, claims),
    )


def _numbers(words: tuple[str, ...], iris: frozenset[str]) -> list[int]:
    return [number for number, iri in enumerate(words) if iri in iris]


def _flags(starts: Numbers, hits: Flags) -> Flags:
    """The candidates of whose entries one is a hit."""
    flags = np.zeros(len(starts) - 1, dtype=bool)
    flags[np.searchsorted(starts, np.flatnonzero(hits), side="right") - 1] = True
    return flags
