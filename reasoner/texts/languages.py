"""The languages of the texts, and how each writes numbers, lists and plurals."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MOST_NAMED: Final = 3
"""At most so many names stand in one list."""

_NBSP: Final = "\N{NO-BREAK SPACE}"


class Language(StrEnum):
    """The languages that texts are written in, by tag (BCP 47)."""

    EN = "en"
    DE = "de"
    FR = "fr"


@dataclass(frozen=True, slots=True)
class Rules:
    """How a language writes: its own name, what stands before decimals, days (as for ``strftime``), per cent.

    ``last`` stands before the last name of a list, ``apart`` between parts of a sentence; ``more`` counts
    what a list leaves out (one, several); ``singular`` are the counts that take the singular.
    """

    name: str
    decimal: str
    date: str
    percent: str
    last: str
    apart: str
    more: tuple[str, str]
    singular: tuple[int, ...]


RULES: Final = {
    Language.EN: Rules("English", ".", "%Y-%m-%d", "%", " and ", "; ", ("{n} more", "{n} more"), (1,)),
    Language.DE: Rules(
        "Deutsch", ",", "%d.%m.%Y", f"{_NBSP}%", " und ", "; ", ("{n} weitere", "{n} weitere"), (1,)
    ),
    Language.FR: Rules(
        "Français", ",", "%d/%m/%Y", f"{_NBSP}%", " et ", f"{_NBSP}; ", ("{n} autre", "{n} autres"), (0, 1)
    ),
}


def number(value: float, language: Language = Language.EN, *, decimals: int = 2) -> str:
    """A number with a fixed count of decimals.

    >>> number(44.08), number(44.08, Language.DE)
    ('44.08', '44,08')
    """
    return f"{value:.{decimals}f}".replace(".", RULES[language].decimal)


def short(value: float, language: Language = Language.EN) -> str:
    """A number without zeros at its end.

    >>> short(0.4), short(0.25, Language.DE), short(1.0)
    ('0.4', '0,25', '1')
    """
    return f"{value:g}".replace(".", RULES[language].decimal)


def signed(value: float, language: Language = Language.EN) -> str:
    """A difference in points, with its sign and two decimals.

    >>> signed(7.5), signed(-0.25, Language.FR)
    ('+7.50', '-0,25')
    """
    return f"{value:+.2f}".replace(".", RULES[language].decimal)


def percent(value: float, language: Language = Language.EN, *, decimals: int | None = None) -> str:
    """A share of 1 in per cent: if nothing else is said without decimals, but below one per cent with one.

    >>> percent(0.18), percent(0.0042), percent(0.0042, Language.DE)
    ('18%', '0.4%', '0,4\\xa0%')
    """
    if decimals is None:
        decimals = 1 if 0 < value < 0.01 else 0
    return number(100 * value, language, decimals=decimals) + RULES[language].percent


def unbroken(text: str, language: Language) -> str:
    """A text of the table with spaces at which no line breaks: after ×, and beside French punctuation."""
    beside = r"(?<=×) | (?=[:;?!»])|(?<=«) " if language is Language.FR else r"(?<=×) "
    return re.sub(beside, _NBSP, text)


def plural(count: int, forms: tuple[str, str], language: Language = Language.EN) -> str:
    """The form that goes with a count: of the two the first is the singular.

    >>> plural(0, ("exigence", "exigences"), Language.FR), plural(0, ("requirement", "requirements"))
    ('exigence', 'requirements')
    """
    return forms[0 if count in RULES[language].singular else 1]


def listed(names: Sequence[str], language: Language = Language.EN, *, most: int = MOST_NAMED) -> str:
    """Names as a list in a sentence, those beyond ``most`` only counted.

    >>> listed(["a"]), listed(["a", "b", "c"]), listed(["a", "b", "c", "d", "e"])
    ('a', 'a, b and c', 'a, b, c and 2 more')
    >>> listed(["a", "b", "c", "d"], Language.FR)
    'a, b, c et 1 autre'
    """
    rules, shown = RULES[language], list(names[:most])
    if (rest := len(names) - most) > 0:
        shown = [", ".join(shown), plural(rest, rules.more, language).format(n=rest)]
    return rules.last.join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
