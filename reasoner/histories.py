"""What many candidates did and claim, in columns: the same facts as :mod:`skillpath.reasoner.candidate`.

Concepts are numbers in a vocabulary of IRIs, so that the columns outlive any one release of the ontology.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.parameters import Level

NOTHING: Final = -1
"""The number for a concept that is not stated, or that a release does not have."""

LASTS: Final = np.iinfo(np.int32).max
"""The end of a spell that lasts."""

LEVELS: Final = tuple(Level)

Numbers = NDArray[np.int64]
Column = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The IRIs that histories name; a concept's number is its place in its tuple."""

    job_types: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Histories:
    """The spells and claims of many candidates, one candidate after the other.

    The spells of candidate i are ``spell_starts[i] … spell_starts[i + 1]`` of the columns ``job_type``,
    ``industry`` (numbers in the vocabulary), ``start``, ``end`` (days, as :meth:`date.toordinal` counts;
    :data:`LASTS` while it lasts), ``level`` (place in :data:`LEVELS`) and ``on_floor``; the claims likewise.
    """

    vocabulary: Vocabulary
    spell_starts: Numbers
    job_type: Column
    industry: Column
    start: Column
    end: Column
    level: NDArray[np.int8]
    on_floor: NDArray[np.bool_]
    claim_starts: Numbers
    skill: Column
    claimed: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.spell_starts) - 1

    def take(self, rows: Numbers) -> "Histories":
        """Those of some candidates, in the order given."""
        spell_starts, spells = stretches(self.spell_starts, rows)
        claim_starts, claims = stretches(self.claim_starts, rows)
        return replace(
            self,
            spell_starts=spell_starts,
            claim_starts=claim_starts,
            **{name: getattr(self, name)[spells] for name in SPELL_COLUMNS},
            **{name: getattr(self, name)[claims] for name in CLAIM_COLUMNS},
        )


SPELL_COLUMNS: Final = ("job_type", "industry", "start", "end", "level", "on_floor")
CLAIM_COLUMNS: Final = ("skill", "claimed")
COLUMNS: Final = ("spell_starts", "claim_starts", *SPELL_COLUMNS, *CLAIM_COLUMNS)


def stretches(starts: Numbers, rows: Numbers) -> tuple[Numbers, Numbers]:
    """Where the stretches of some rows stand once they are put one after the other, and what is in them.

    >>> new_starts, entries = stretches(np.array([0, 2, 2, 5]), np.array([2, 0]))
    >>> new_starts.tolist(), entries.tolist()
    ([0, 3, 5], [2, 3, 4, 0, 1])
    """
    begins = np.asarray(starts[rows], dtype=np.int64)
    sizes = np.asarray(starts[rows + 1], dtype=np.int64) - begins
    ends = np.cumsum(sizes)
    entries = np.arange(ends[-1] if len(ends) else 0) + np.repeat(begins - (ends - sizes), sizes)
    return np.concatenate([np.zeros(1, dtype=np.int64), ends]), entries


def owners(starts: Numbers) -> Numbers:
    """The number of the stretch that each entry is in.

    >>> owners(np.array([0, 2, 2, 3])).tolist()
    [0, 0, 2]
    """
    return np.repeat(np.arange(len(starts) - 1), np.diff(starts))


def histories_of(candidates: Sequence[Candidate]) -> Histories:
    """The histories of candidates, in their order."""
    spells = [spell for candidate in candidates for spell in candidate.spells]
    claims = [claim for candidate in candidates for claim in candidate.claims]
    job_types = numbered(spell.job_type for spell in spells)
    industries = numbered(spell.industry for spell in spells)
    skills = numbered(claim.skill for claim in claims)
    return Histories(
        vocabulary=Vocabulary(tuple(job_types), tuple(industries), tuple(skills)),
        spell_starts=starts_of(len(candidate.spells) for candidate in candidates),
        job_type=_column(_number(job_types, spell.job_type) for spell in spells),
        industry=_column(_number(industries, spell.industry) for spell in spells),
        start=_column(spell.start.toordinal() for spell in spells),
        end=_column(LASTS if spell.end is None else spell.end.toordinal() for spell in spells),
        level=np.array([LEVELS.index(spell.level) for spell in spells], dtype=np.int8),
        on_floor=np.array([spell.on_floor for spell in spells], dtype=bool),
        claim_starts=starts_of(len(candidate.claims) for candidate in candidates),
        skill=_column(skills[claim.skill] for claim in claims),
        claimed=np.array([claim.level for claim in claims], dtype=np.float64),
    )


def joined_histories(parts: Sequence[Histories]) -> Histories:
    """The histories of several lots of candidates, one lot after the other."""
    named: dict[str, tuple[tuple[str, ...], Any]] = {
        column: merged([(getattr(part.vocabulary, words), getattr(part, column)) for part in parts])
        for column, words in _WORDS.items()
    }
    plain: dict[str, Any] = {
        name: np.concatenate([getattr(part, name) for part in parts])
        for name in ("start", "end", "level", "on_floor", "claimed")
    }
    return Histories(
        vocabulary=Vocabulary(**{_WORDS[column]: words for column, (words, _) in named.items()}),
        spell_starts=joined_starts([part.spell_starts for part in parts]),
        claim_starts=joined_starts([part.claim_starts for part in parts]),
        **{column: numbers for column, (_, numbers) in named.items()},
        **plain,
    )


_WORDS: Final[Mapping[str, str]] = {"job_type": "job_types", "industry": "industries", "skill": "skills"}
"""Columns of numbers, and the part of the vocabulary that they number."""


def merged(parts: Sequence[tuple[Sequence[str], Column]]) -> tuple[tuple[str, ...], Column]:
    """Columns of numbers in vocabularies of their own, one after the other, in one vocabulary.

    >>> words, numbers = merged([(("a", "b"), np.array([1, -1])), (("c", "b"), np.array([0, 1]))])
    >>> words, numbers.tolist()
    (('a', 'b', 'c'), [1, -1, 2, 1])
    """
    numbers = numbered(word for words, _ in parts for word in words)
    columns = [
        np.array([*(numbers[word] for word in words), NOTHING], dtype=np.int32)[column]
        for words, column in parts
    ]
    return tuple(numbers), np.concatenate([np.zeros(0, dtype=np.int32), *columns])


def joined_starts(parts: Sequence[Numbers]) -> Numbers:
    """Where the stretches of several lots start, one lot after the other."""
    return starts_of(np.concatenate([np.diff(starts) for starts in parts]))


def numbered(words: Iterable[str | None]) -> Mapping[str, int]:
    """The words, each once, numbered as they come."""
    return {word: number for number, word in enumerate(dict.fromkeys(w for w in words if w is not None))}


def starts_of(sizes: Iterable[int]) -> Numbers:
    """Where stretches of these sizes start, and where the last ends."""
    ends = np.cumsum(sizes if isinstance(sizes, np.ndarray) else np.fromiter(sizes, dtype=np.int64))
    return np.concatenate([np.zeros(1, dtype=np.int64), ends])


def _number(numbers: Mapping[str, int], iri: str | None) -> int:
    return NOTHING if iri is None else numbers[iri]


def _column(values: Iterator[Any]) -> Column:
    return np.fromiter(values, dtype=np.int32)
