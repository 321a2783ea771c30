"""Which part of a line is a job title, told by the word that names the kind of worker."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from skillpath.agency.intake.levels import level_in
from skillpath.agency.intake.pieces import SIGNS
from skillpath.agency.intake.titles import plain_title
from skillpath.agency.intake.words import singular, written
from skillpath.reasoner.parameters import Level

LONGEST: Final = 8
"""A title has so many words at most."""

OFTEN: Final = 5
"""A word that ends the names of so many job types is the name of a kind of worker: *clerk*, *manager*."""

TOLD: Final = (Level.LEAD, Level.TRAINEE)
"""Levels that make a title by themselves: *Head of Finance*, *Marketing Intern*."""


@dataclass(frozen=True, slots=True)
class TitleForm:
    """The names of job types in small letters, and the words that name kinds of workers."""

    language: str
    names: frozenset[str]
    heads: frozenset[str]

    @classmethod
    def of(cls, names: Iterable[Iterable[str]], language: str) -> "TitleForm":
        """Of each job type its names."""
        own = [tuple(job) for job in names]
        ends = Counter(end for job in own for end in {_ends(name, language) for name in job} if end)
        return cls(
            language,
            frozenset(name.casefold() for job in own for name in job),
            frozenset(end for end, often in ends.items() if often >= OFTEN),
        )

    def strength(self, text: str) -> int:
        """2 for the name of a job type, 1 for what is built like one, 0 for anything else."""
        plain = plain_title(text)
        if plain.casefold() in self.names or text.casefold() in self.names:
            return 2
        found = written(plain)
        if not found or len(found) > LONGEST or not _capitals(found) or SIGNS.fullmatch(found[-1]):
            return 0
        ends = (singular(found[at], self.language) for at in (0, -1))
        return int(self._head(*ends) or level_in(text)[0] in TOLD)

    def _head(self, first: str, last: str) -> bool:
        """French puts the word first; in a German compound it is the end of a word."""
        if last in self.heads or (self.language == "fr" and first in self.heads):
            return True
        return self.language == "de" and any(last.endswith(head) for head in self.heads if len(head) > 4)


def _capitals(found: Sequence[str]) -> bool:
    """Whether words are written as titles are: the first large, and most of the longer ones."""
    longer = [word for word in found if len(word) > 3] or list(found)
    return found[0][0].isupper() and 2 * sum(word[0].isupper() for word in longer) > len(longer)


def _ends(name: str, language: str) -> str:
    found = written(name)
    return singular(found[0 if language == "fr" else -1], language) if found else ""
