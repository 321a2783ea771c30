"""Records that may be of one person: the same contact, or nearly the same history."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import combinations
from typing import Final, TypeVar

from sqlalchemy import select

from skillpath.agency import schema as t
from skillpath.agency.book import Book
from skillpath.agency.distinct import set_apart_so_far

Key = TypeVar("Key")
Value = TypeVar("Value")

LEAST_SPELLS: Final = 2
"""So many spells must agree: one job that began in the same month says little."""

LEAST_SHARE: Final = 0.6
"""Of the spells of the record with fewer, so many must agree."""

MOST_ALIKE: Final = 50
"""A spell that more records share tells nobody from anybody, and is not looked at."""

CONTACTS: Final[Mapping[str, str]] = {
    "email_key": "the same e-mail address",
    "phone_key": "the same phone number",
}
"""What contacts are compared by → what is said of it."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records, the lower code first, and why they may be of one person.

    ``contacts`` are keys of :data:`CONTACTS` that agree; ``alike`` is how many jobs of the same kind began in
    the same month, 0 where that is too few to say anything.
    """

    first: str
    second: str
    contacts: tuple[str, ...]
    alike: int = 0

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why, in words, the strongest reason first.

        >>> Pair("C-1", "C-2", ("email_key",), 2).reasons
        ('the same e-mail address', '2 jobs of the same kind that began in the same month')
        """
        alike = (f"{self.alike} jobs of the same kind that began in the same month",) if self.alike else ()
        return (*(CONTACTS[key] for key in self.contacts), *alike)


def duplicates(book: Book) -> list[Pair]:
    """All pairs that may be of one person: those with most reasons first, then by code.

    Those that were said to be two persons (:mod:`skillpath.agency.distinct`) are left out.

    >>> from datetime import date
    >>> _share({("j", "2010-01"), ("k", "2012-01")}, {("j", "2010-01"), ("k", "2012-01"), ("l", "2014-01")})
    1.0
    """
    contacts: dict[Codes, list[str]] = defaultdict(list)
    for pair, key in _by_contact(book):
        contacts[pair].append(key)
    alike = dict(_by_history(book))
    apart = {(one.first, one.second) for one in set_apart_so_far(book)}
    return sorted(
        (
            Pair(*pair, tuple(contacts.get(pair, ())), alike.get(pair, 0))
            for pair in {*contacts, *alike} - apart
        ),
        key=lambda pair: (-len(pair.reasons), pair.first, pair.second),
    )


Codes = tuple[str, str]


def _by_contact(book: Book) -> Iterator[tuple[Codes, str]]:
    for name in CONTACTS:
        key = t.IDENTITY.c[name]
        query = (
            select(key, t.CANDIDATE.c.code)
            .join_from(t.CANDIDATE, t.IDENTITY)
            .where(t.IS_CURRENT, key.is_not(None))
        )
        with book.read() as connection:
            groups = _grouped((row[0], row[1]) for row in connection.execute(query))
        yield from ((pair, name) for pair in _pairs(groups))


def _by_history(book: Book) -> Iterator[tuple[Codes, int]]:
    query = (
        select(t.SPELL.c.owner, t.SPELL.c.job_type, t.SPELL.c.start)
        .join(t.CANDIDATE)
        .where(t.IS_CURRENT, t.SPELL.c.job_type.is_not(None))
    )
    with book.read() as connection:
        spells = [(row.owner, (row.job_type, row.start.isoformat()[:7])) for row in connection.execute(query)]
    groups = _grouped((spell, owner) for owner, spell in spells)
    histories = _grouped(spells)
    alike = Counter(pair for pair in _pairs({k: v for k, v in groups.items() if len(v) <= MOST_ALIKE}))
    for pair, count in alike.items():
        share = _share(*(set(histories[code]) for code in pair))
        if count >= LEAST_SPELLS and share >= LEAST_SHARE:
            yield pair, count


def _share(one: Set[object], other: Set[object]) -> float:
    return len(one & other) / min(len(one), len(other))


def _grouped(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, list[Value]]:
    groups: dict[Key, list[Value]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups


def _pairs(groups: Mapping[Key, list[str]]) -> Iterator[tuple[str, str]]:
    for codes in groups.values():
        yield from combinations(sorted(set(codes)), 2)
