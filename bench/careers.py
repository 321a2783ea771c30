"""Invented careers: a row of spells without overlap, each near the one before, at levels that rise."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skillpath.bench.labour_market import LabourMarket
from skillpath.reasoner.histories import LASTS, NOTHING, Column, Numbers, starts_of
from skillpath.reasoner.parameters import DAYS_PER_YEAR

Floats = NDArray[np.float64]

LONGEST: Final = 40
"""Years from the first spell to the last; as a share of them careers are Beta(*SHAPE)."""

SHAPE: Final = (1.6, 2.0)

MOST_SPELLS: Final = 8
YEARS_A_SPELL: Final = 7.0
LEAST_DAYS: Final = 30
"""A spell lasts as long, whatever the career."""

GAP: Final = 0.3
"""Share of the moves with a gap before the next spell."""

GAP_LENGTH: Final = 0.3
"""Length of a gap as a share of that of a spell, both on average."""

AT_WORK: Final = 0.65
"""Share of the candidates whose last spell lasts."""

DAYS_SINCE: Final = 500.0
"""Days since the last spell of the others, on average."""

NEARBY: Final = 0.85
"""Share of the moves to a job type near the one before."""

SAME_INDUSTRY: Final = 0.6
"""Share of the moves within an industry, whatever the job."""

UNSTATED_JOB: Final = 0.02
UNSTATED_INDUSTRY: Final = 0.1

ON_FLOOR: Final[Mapping[bool, float]] = {True: 0.85, False: 0.04}
"""Share of the spells on the floor, in job types of the shop floor and in others."""

HIGHEST: Final = (0.02, 0.08, 0.45, 0.3, 0.15)
"""Share of the candidates who never rise above a level, by its place in ``LEVELS``."""

YEARS_A_LEVEL: Final = 5.0
FIRST_LEVEL: Final = (0.9, 0.5)
"""Level at the beginning of a career: mean and deviation."""


@dataclass(frozen=True, slots=True)
class Careers:
    """The spells of some candidates, in the columns of :class:`Histories`."""

    spell_starts: Numbers
    job_type: Column
    industry: Column
    start: Column
    end: Column
    level: NDArray[np.int8]
    on_floor: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Turns:
    """Whose each spell is, and which of that candidate's: 0 for the first."""

    owner: Numbers
    turn: Numbers
    sizes: Numbers

    @property
    def spells(self) -> int:
        return len(self.turn)


def careers(market: LabourMarket, candidates: int, rng: np.random.Generator, *, as_of: date) -> Careers:
    """The careers of so many candidates as of a day."""
    years = LONGEST * rng.beta(*SHAPE, candidates)
    sizes = 1 + np.minimum(rng.poisson(years / YEARS_A_SPELL), MOST_SPELLS - 1)
    starts = starts_of(sizes)
    owner = np.repeat(np.arange(candidates), sizes)
    turns = _Turns(owner, np.arange(starts[-1]) - starts[owner], sizes)
    job = _jobs(market, turns, rng)
    industry = _industries(market, turns, job, rng)
    begin, end = _days(turns, years, rng)
    level = _levels(turns, begin, rng)
    on_floor = rng.random(turns.spells) < np.where(market.shop_floor, ON_FLOOR[True], ON_FLOOR[False])[job]
    today, lasts = _last_days(turns, rng, as_of.toordinal())
    length = end[starts[1:] - 1]
    first_day = (today - length)[owner]
    last = turns.turn == sizes[owner] - 1
    return Careers(
        spell_starts=starts,
        job_type=unstated(job, UNSTATED_JOB, NOTHING, rng),
        industry=unstated(industry, UNSTATED_INDUSTRY, NOTHING, rng),
        start=(first_day + begin).astype(np.int32),
        end=np.where(last & lasts[owner], LASTS, first_day + end).astype(np.int32),
        level=level,
        on_floor=on_floor,
    )


def _jobs(market: LabourMarket, turns: _Turns, rng: np.random.Generator) -> Numbers:
    """A job type a spell: any, or one near that of the spell before."""
    job = market.any_job.draw(np.zeros(turns.spells, dtype=np.int64), rng)
    moves = (turns.turn > 0) & (rng.random(turns.spells) < NEARBY)
    for turn in range(1, MOST_SPELLS):
        at = np.flatnonzero(moves & (turns.turn == turn))
        job[at] = market.next_job.draw(job[at - 1], rng)
    return job


def _industries(market: LabourMarket, turns: _Turns, job: Numbers, rng: np.random.Generator) -> Numbers:
    """An industry a spell: one where the job is found, or that of the spell before."""
    industry = market.industry.draw(job, rng)
    stays = (turns.turn > 0) & (rng.random(turns.spells) < SAME_INDUSTRY)
    for turn in range(1, MOST_SPELLS):
        at = np.flatnonzero(stays & (turns.turn == turn))
        industry[at] = industry[at - 1]
    return industry


def _days(turns: _Turns, years: Floats, rng: np.random.Generator) -> tuple[Numbers, Numbers]:
    """The days of a career on which each spell begins and ends, rising from 0 within a candidate."""
    gaps = rng.exponential(GAP_LENGTH, turns.spells) * (rng.random(turns.spells) < GAP) * (turns.turn > 0)
    lengths = rng.exponential(1.0, turns.spells)
    running = np.concatenate([[0.0], np.cumsum(np.column_stack([gaps, lengths]).ravel())])
    first = 2 * (np.cumsum(turns.sizes) - turns.sizes)
    before, whole = running[first], running[first + 2 * turns.sizes] - running[first]
    pace = (years * DAYS_PER_YEAR / whole)[turns.owner]
    begin, end = (
        np.floor((edge - before[turns.owner]) * pace).astype(np.int64)
        for edge in (running[1:-1:2], running[2::2])
    )
    return begin + LEAST_DAYS * turns.turn, end + LEAST_DAYS * (turns.turn + 1)


def _levels(turns: _Turns, begin: Numbers, rng: np.random.Generator) -> NDArray[np.int8]:
    """A level a spell, by the years before it, up to the candidate's highest."""
    candidates = len(turns.sizes)
    highest = rng.choice(len(HIGHEST), candidates, p=HIGHEST)
    first = rng.normal(*FIRST_LEVEL, candidates)
    reached = np.floor(first[turns.owner] + begin / DAYS_PER_YEAR / YEARS_A_LEVEL)
    return np.clip(reached, 0, highest[turns.owner]).astype(np.int8)


def _last_days(turns: _Turns, rng: np.random.Generator, today: int) -> tuple[Numbers, NDArray[np.bool_]]:
    """The last day of each career, and whether the last spell lasts."""
    candidates = len(turns.sizes)
    lasts = rng.random(candidates) < AT_WORK
    since = rng.exponential(DAYS_SINCE, candidates).astype(np.int64)
    return today - np.where(lasts, 0, since), lasts


def unstated(values: Numbers, share: float, instead: int, rng: np.random.Generator) -> Column:
    """The values, but in a share of the rows, by chance, what stands for nothing."""
    return np.where(rng.random(len(values)) < share, instead, values).astype(np.int32)
