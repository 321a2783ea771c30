"""A table of a report, for people, and how its figures are written."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """A title, columns and rows; the columns after the first ``texts`` hold numbers."""

    title: str
    columns: list[str]
    rows: list[list[str]]
    texts: int = 1


def figure(value: float, form: str = ".3f") -> str:
    """A figure, a dash for what is undefined.

    >>> figure(0.12345), figure(math.nan)
    ('0.123', '–')
    """
    return "–" if math.isnan(value) else f"{value:{form}}"


def span(ends: tuple[float, float], form: str) -> str:
    """Both ends of an interval.

    >>> span((-0.5, 1.0), "+.1f")
    '-0.5 … +1.0'
    """
    return f"{ends[0]:{form}} … {ends[1]:{form}}"


def known(value: float) -> float | None:
    """A figure for JSON: ``None`` for what is undefined."""
    return None if math.isnan(value) else value
