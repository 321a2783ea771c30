"""A voice says messages in one language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final, TypeVar

from skillpath.reasoner.texts import languages
from skillpath.reasoner.texts.advice_wordings import ADVICE_WORDINGS, Advice
from skillpath.reasoner.texts.band_wordings import BAND_WORDINGS, Meaning
from skillpath.reasoner.texts.change_wordings import CHANGE_WORDINGS, Change
from skillpath.reasoner.texts.languages import MOST_NAMED, Language
from skillpath.reasoner.texts.terms import Wording
from skillpath.reasoner.texts.wordings import REQUIREMENTS, WORDINGS, Message

Key = TypeVar("Key", bound=str)

Said = Message | Advice | Meaning | Change
"""Whatever can be said."""

_TABLES: Final[tuple[Mapping[Any, Wording], ...]] = (
    WORDINGS,
    ADVICE_WORDINGS,
    BAND_WORDINGS,
    CHANGE_WORDINGS,
)

SAID: Final[Mapping[Said, Wording]] = MappingProxyType(
    {message: wording for table in _TABLES for message, wording in table.items()}
)
"""All sentences of all tables."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Says messages, terms, numbers and lists in a language.

    >>> Voice(Language.DE).say(Message.WORK_IN, industry="Bau")
    'Arbeit in Bau'
    """

    language: Language

    def say(self, message: Said, **values: str) -> str:
        """A message with what is put into it."""
        return SAID[message][self.language].format_map(values)

    def each(self, *messages: Said) -> list[str]:
        """Some messages into which nothing is put, such as the heads of columns."""
        return [self.say(message) for message in messages]

    def term(self, table: Mapping[Key, Wording], key: Key) -> str:
        """A term of a table (:mod:`skillpath.reasoner.texts.terms`); the key itself where it has none."""
        wording = table.get(key)
        return str(key) if wording is None else wording[self.language]

    def number(self, value: float, *, decimals: int = 2) -> str:
        """A number of points, or a weight: two decimals where nothing else is said."""
        return languages.number(value, self.language, decimals=decimals)

    def short(self, value: float) -> str:
        """A number of criteria, without zeros at its end."""
        return languages.short(value, self.language)

    def signed(self, value: float) -> str:
        """A difference in points, with its sign."""
        return languages.signed(value, self.language)

    def percent(self, value: float, *, decimals: int | None = None) -> str:
        """A share of 1 in per cent."""
        return languages.percent(value, self.language, decimals=decimals)

    def day(self, iso: str) -> str:
        """A day, given as year-month-day."""
        return date.fromisoformat(iso).strftime(languages.RULES[self.language].date)

    def listed(self, names: Sequence[str], *, most: int = MOST_NAMED) -> str:
        """Names as a list in a sentence."""
        return languages.listed(names, self.language, most=most)

    def apart(self, parts: Sequence[str]) -> str:
        """Parts of one sentence that semicolons keep apart."""
        return languages.RULES[self.language].apart.join(parts)

    def requirements(self, count: int) -> str:
        """So many requirements."""
        return languages.plural(count, REQUIREMENTS[self.language], self.language).format(n=count)


ENGLISH: Final = Voice(Language.EN)
