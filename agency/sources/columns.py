"""The columns in which sources tell of candidates, and reading them: strangers write what they like."""

import math
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from skillpath.errors import InputError
from skillpath.reasoner.parameters import Level

Row = Mapping[str, object]
"""One row: columns → values, as text or as JSON has them. Empty text and ``None`` stand for nothing."""

Columns = Mapping[str, Callable[[object], Any]]
"""Columns, each with what reads its values and raises :class:`InputError` for what it cannot read."""

LONGEST: Final = 500
"""Characters of a text, at most."""

SEPARATOR: Final = "|"
"""Between several texts in one cell."""

_FLAGS: Final[Mapping[str, bool]] = MappingProxyType({"true": True, "1": True, "false": False, "0": False})


def text(value: object) -> str:
    """A text on one line that can be shown."""
    if not isinstance(value, str) or not value.isprintable() or len(value) > LONGEST:
        raise InputError(f"no text of at most {LONGEST} characters that can be shown")
    return value.strip()


def day(value: object) -> date:
    """A day, or the day of a moment, in ISO 8601.

    >>> day("2026-07-31T08:00:00Z")
    datetime.date(2026, 7, 31)
    """
    try:
        return value if type(value) is date else date.fromisoformat(text(value).partition("T")[0])
    except ValueError:
        raise InputError(f"“{value}” is no day such as 2026-07-31") from None


def level(value: object) -> Level:
    """A level of seniority by its name."""
    try:
        return Level(text(value))
    except ValueError:
        raise InputError(f"“{value}” is no level (known: {', '.join(Level)})") from None


def flag(value: object) -> bool:
    """True or false, as JSON, CSV and XML Schema write it."""
    found = _FLAGS.get(str(value).casefold())
    if found is None:
        raise InputError("neither true nor false")
    return found


def number(value: object) -> float:
    """A finite number."""
    try:
        found = math.nan if isinstance(value, bool) else float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        found = math.nan
    if not math.isfinite(found):
        raise InputError("no number")
    return found


def texts(value: object) -> tuple[str, ...]:
    """Several texts: a list, or one cell."""
    parts = value.split(SEPARATOR) if isinstance(value, str) else value
    if not isinstance(parts, (list, tuple)):
        raise InputError("no list of texts")
    return tuple(text(part) for part in parts)


FACTS: Final[Columns] = MappingProxyType(
    {"location": text, "available_from": day, "licences": texts, "same_as": text}
)
SPELL: Final[Columns] = MappingProxyType(
    {"job_type": text, "industry": text, "start": day, "end": day, "level": level, "on_floor": flag}
)
CLAIM: Final[Columns] = MappingProxyType({"skill": text, "level": number, "source": text})
"""The columns of candidates, spells and claims; all rows have a ``code`` too."""


def read_row(row: Row, columns: Columns, *, needed: str | None = None) -> dict[str, Any]:
    """What a row says, without what it leaves empty; raises :class:`InputError` with the column.

    >>> read_row({"skill": "s1", "level": "0.5", "source": ""}, CLAIM)
    {'skill': 's1', 'level': 0.5}
    """
    found = {}
    for name, reads in columns.items():
        value = row.get(name)
        if value is None or value == "":
            continue
        try:
            found[name] = reads(value)
        except InputError as error:
            raise InputError(f"{name}: {error}") from error
    if needed is not None and needed not in found:
        raise InputError(f"no {needed}")
    return found
