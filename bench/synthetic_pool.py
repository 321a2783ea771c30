"""A large pool of invented candidates, drawn from a seed.

They are drawn in blocks of :data:`BLOCK`, each from its own seed, so that memory stays flat and a pool is the
beginning of every larger one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from skillpath.bench.candidate_facts import Facts, candidate_facts
from skillpath.bench.careers import Careers, careers
from skillpath.bench.labour_market import LabourMarket
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.histories import LASTS, LEVELS, NOTHING, Column, Histories, Numbers
from skillpath.reasoner.transfer import AS_OF

BLOCK: Final = 10_000

MOST_CLAIMS: Final = 12
USUAL_CLAIMS: Final = 4
OF_JOBS: Final = 0.8
"""Share of the claims that are skills of a job held; the others are any."""

LEAST_CLAIMED: Final = 30
"""The lowest level of a claim, in hundredths."""


@dataclass(frozen=True, slots=True)
class SyntheticPool:
    """The histories and facts of candidates, one a row, in the order of their codes (:func:`code`)."""

    histories: Histories
    facts: Facts

    def __len__(self) -> int:
        return len(self.histories)

    def codes(self) -> list[str]:
        """The code of each row."""
        return [code(row) for row in range(len(self))]


def code(row: int) -> str:
    """The code of the candidate in a row.

    >>> code(0)
    'C-0000001'
    """
    return f"C-{row + 1:07d}"


@dataclass(frozen=True, slots=True)
class _Claims:
    """Claims in the columns of :class:`Histories`."""

    claim_starts: Numbers
    skill: Column
    claimed: NDArray[np.float64]


def synthetic_pool(
    market: LabourMarket,
    candidates: int,
    *,
    seed: int = 0,
    as_of: date = AS_OF,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> SyntheticPool:
    """So many candidates as of a day; the same arguments give the same bytes.

    ``progress`` is told how many candidates are done, and of how many.
    """
    spells, claims, facts = [], [], []
    for start in range(0, candidates, BLOCK):
        rng = np.random.default_rng([seed, start // BLOCK])
        spells.append(careers(market, BLOCK, rng, as_of=as_of))
        claims.append(_claims(market, spells[-1], rng))
        facts.append(candidate_facts(BLOCK, rng, as_of=as_of))
        progress(min(start + BLOCK, candidates), candidates)
    columns = _stretches(spells, candidates) | _stretches(claims, candidates)
    return SyntheticPool(
        Histories(vocabulary=market.vocabulary, **columns),
        Facts(**{name: column[:candidates] for name, column in _joined(facts).items()}),
    )


def _claims(market: LabourMarket, held: Careers, rng: np.random.Generator) -> _Claims:
    """Each skill once, in their order, of a random spell's job type or of none."""
    candidates = len(held.spell_starts) - 1
    owner = np.repeat(
        np.arange(candidates), rng.binomial(MOST_CLAIMS, USUAL_CLAIMS / MOST_CLAIMS, candidates)
    )
    spells = np.diff(held.spell_starts)[owner]
    job = held.job_type[held.spell_starts[owner] + (spells * rng.random(len(owner))).astype(np.int64)]
    skill = market.any_skill.draw(np.zeros(len(owner), dtype=np.int64), rng)
    at = np.flatnonzero((job != NOTHING) & (rng.random(len(owner)) < OF_JOBS))
    skill[at] = market.skill.draw(job[at].astype(np.int64), rng)
    owner, skill = np.divmod(np.unique(owner * len(market.skills) + skill), len(market.skills))
    return _Claims(
        claim_starts=np.searchsorted(owner, np.arange(candidates + 1)),
        skill=skill.astype(np.int32),
        claimed=rng.integers(LEAST_CLAIMED, 100, len(owner), endpoint=True) / 100,
    )


def _stretches(parts: Sequence[Careers] | Sequence[_Claims], candidates: int) -> dict[str, NDArray[Any]]:
    """The columns of blocks, those of so many candidates; the first column says where each one's begin."""
    (name, starts), *columns = _joined(parts).items()
    ends = starts.reshape(len(parts), -1)[:, 1:]
    ends = ends + (np.cumsum(ends[:, -1]) - ends[:, -1])[:, np.newaxis]
    starts = np.concatenate([[0], ends.ravel()[:candidates]])
    return {name: starts} | {other: column[: starts[-1]] for other, column in columns}


def _joined(parts: Sequence[Any]) -> dict[str, NDArray[Any]]:
    names = [field.name for field in fields(parts[0])]
    return {name: np.concatenate([getattr(part, name) for part in parts]) for name in names}


def candidate(histories: Histories, row: int) -> Candidate:
    """The candidate in a row, as plain facts."""
    spells = range(*histories.spell_starts[row : row + 2].tolist())
    claims = range(*histories.claim_starts[row : row + 2].tolist())
    known = histories.vocabulary
    return Candidate(
        code=code(row),
        spells=tuple(
            Spell(
                job_type=_iri(known.job_types, histories.job_type[e]),
                industry=_iri(known.industries, histories.industry[e]),
                start=date.fromordinal(int(histories.start[e])),
                end=None if histories.end[e] == LASTS else date.fromordinal(int(histories.end[e])),
                level=LEVELS[histories.level[e]],
                on_floor=bool(histories.on_floor[e]),
            )
            for e in spells
        ),
        claims=tuple(Claim(known.skills[histories.skill[c]], float(histories.claimed[c])) for c in claims),
    )


def _iri(iris: Sequence[str], number: int) -> str | None:
    return None if number == NOTHING else iris[number]
