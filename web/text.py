"""How numbers and labels are written on a page."""

import re
from collections.abc import Mapping
from typing import Any, Final

from babel.numbers import format_decimal

from skillpath.reasoner.texts.band_wordings import BANDS
from skillpath.reasoner.texts.languages import number
from skillpath.reasoner.texts.terms import CHANNELS, CLAIM_SOURCES, DIMENSIONS, LEVELS, PROFILES, Wording
from skillpath.web.language import gettext, language, voice

_UNSEEN: Final = (*range(0x20), 0x7F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""Control characters, and those that turn the direction of the text around them."""

_LEGIBLE: Final[Mapping[int, str]] = dict.fromkeys(_UNSEEN, "�") | {
    code: chr(code) for code in map(ord, "\t\n\r")
}


def legible(value: Any) -> Any:
    """A text whose unseen characters show as replacement characters; anything else as it is.

    A label may hold characters that reverse what follows it on the page; no escaping of HTML stops that.

    >>> legible("pay\\u202eroll"), legible(7)
    ('pay\N{REPLACEMENT CHARACTER}roll', 7)
    """
    if not isinstance(value, str) or value.isprintable():  # nothing unseen is printable, and this is quick
        return value
    return value.translate(_LEGIBLE)


_TABLES: Final[tuple[Mapping[Any, Wording], ...]] = (
    CHANNELS,
    DIMENSIONS,
    LEVELS,
    PROFILES,
    CLAIM_SOURCES,
    BANDS,
)

TERMS: Final[Mapping[str, Wording]] = {str(key): said for table in _TABLES for key, said in table.items()}
"""What the model names by a word of its own → how the readings call it, too."""


def term(key: str) -> str:
    """A term of the model in the language of the page; what has no wording, as it is.

    >>> term("shop floor")
    'shop floor'
    """
    return voice().term(TERMS, key)


def count(value: int) -> str:
    """A whole number, its thousands apart.

    >>> count(1000000)
    '1,000,000'
    """
    return format_decimal(value, locale=str(language()))


def day(iso: str) -> str:
    """A day, given as year-month-day, as the language of the page writes it.

    >>> day("2026-11-01")
    '2026-11-01'
    """
    return voice().day(iso)


def points(value: float, decimals: int = 2) -> str:
    """Points as they are shown everywhere: always two decimals, but one in a range.

    >>> points(7.5)
    '7.50'
    """
    return number(value, language(), decimals=decimals)


def signed(value: float) -> str:
    """A difference in points, with its sign.

    >>> signed(7.5), signed(-0.25)
    ('+7.50', '−0.25')
    """
    return ("−" if value < 0 else "+") + points(abs(value))


def percent(value: float, decimals: int = 0) -> str:
    """A share of 1 in per cent.

    >>> percent(0.825), percent(0.0425, 1)
    ('82%', '4.2%')
    """
    return voice().percent(value, decimals=decimals)


def slug(text: str) -> str:
    """A text as the name of a class in the style sheet.

    >>> slug("shop floor")
    'shop-floor'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def translated(text: str) -> str:
    """A text that is no part of a template, such as the title of a query, in the language of the page.

    Unlike ``_()`` it takes nothing for HTML or for a format: it may be anybody's.

    >>> translated("<b>100%</b>")
    '<b>100%</b>'
    """
    return text and gettext(text)


def combined(query: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """What an address says, with something else said of some of it.

    >>> combined({"kind": "skill", "move": "x"}, {"move": None})
    {'kind': 'skill', 'move': None}
    """
    return {**query, **other}


FILTERS: Final = {
    "combined": combined,
    "count": count,
    "day": day,
    "percent": percent,
    "points": points,
    "signed": signed,
    "slug": slug,
    "term": term,
    "translated": translated,
}
"""Name in a template → function."""
