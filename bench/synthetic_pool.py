"""A large pool of invented candidates, drawn from a seed.

They are drawn in blocks of :data:`BLOCK`, each from its own seed, so that memory stays flat and a pool is the
beginning of every larger one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skillpath.bench.candidate_facts import candidate_facts
from skillpath.bench.careers import Careers, careers
from skillpath.bench.labour_market import LabourMarket
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.facts import UNKNOWN, Facts, joined_facts
from skillpath.reasoner.histories import (
    LASTS,
    LEVELS,
    NOTHING,
    Column,
    Histories,
    Numbers,
    joined_histories,
)
from skillpath.reasoner.pool import Pool, encoded
from skillpath.reasoner.terms import terms_of
from skillpath.reasoner.transfer import AS_OF

BLOCK: Final = 10_000

MOST_CLAIMS: Final = 12
USUAL_CLAIMS: Final = 4
OF_JOBS: Final = 0.8
"""Share of the claims that are skills of a job held; the others are any."""

LEAST_CLAIMED: Final = 30
"""The lowest level of a claim, in hundredths."""


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
) -> Pool:
    """So many candidates as of a day; the same arguments give the same bytes.

    ``progress`` is told how many candidates are done, and of how many.
    """
    lots: list[tuple[Histories, Facts]] = []
    for start in range(0, candidates, BLOCK):
        rng = np.random.default_rng([seed, start // BLOCK])
        rows = np.arange(min(BLOCK, candidates - start))
        histories, facts = _block(market, rng, as_of)
        lots.append((histories.take(rows), facts.take(rows)))
        progress(min(start + BLOCK, candidates), candidates)
    histories = joined_histories([histories for histories, _ in lots])
    codes = encoded([code(row) for row in range(candidates)])
    return Pool(codes, histories, joined_facts([facts for _, facts in lots]), terms_of(histories, day=as_of))


def _block(market: LabourMarket, rng: np.random.Generator, as_of: date) -> tuple[Histories, Facts]:
    """A block of candidates."""
    held = careers(market, BLOCK, rng, as_of=as_of)
    claims = _claims(market, held, rng)
    columns = {name: getattr(part, name) for part in (held, claims) for name in _names(part)}
    histories = Histories(vocabulary=market.vocabulary, **columns)
    return histories, candidate_facts(BLOCK, rng, as_of=as_of)


def _names(part: Careers | _Claims) -> list[str]:
    return [field.name for field in fields(part)]


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


def candidate(pool: Pool, row: int) -> Candidate:
    """The candidate in a row, as plain facts."""
    histories, facts = pool.histories, pool.facts
    known = histories.vocabulary
    licences = facts.licence[slice(*facts.licence_starts[row : row + 2].tolist())]
    return Candidate(
        code=pool.code(row),
        spells=tuple(_spell(histories, e) for e in range(*histories.spell_starts[row : row + 2].tolist())),
        claims=tuple(
            Claim(known.skills[histories.skill[c]], float(histories.claimed[c]))
            for c in range(*histories.claim_starts[row : row + 2].tolist())
        ),
        location=_word(facts.locations, facts.location[row]),
        available_from=_day(facts.available[row], UNKNOWN),
        licences=tuple(facts.licences[number] for number in licences),
    )


def _spell(histories: Histories, e: int) -> Spell:
    return Spell(
        job_type=_word(histories.vocabulary.job_types, histories.job_type[e]),
        industry=_word(histories.vocabulary.industries, histories.industry[e]),
        start=date.fromordinal(int(histories.start[e])),
        end=_day(histories.end[e], LASTS),
        level=LEVELS[histories.level[e]],
        on_floor=bool(histories.on_floor[e]),
    )


def _word(words: Sequence[str], number: int) -> str | None:
    return None if number == NOTHING else words[number]


def _day(day: int, none: int) -> date | None:
    return None if day == none else date.fromordinal(int(day))
