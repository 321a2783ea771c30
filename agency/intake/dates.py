"""When a job was held, in the many ways in which CVs write it, in English, German and French."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from skillpath.agency.intake.document import Span

_MONTHS: Final = (
    "january jan januar jänner janvier janv",
    "february feb februar feber février fév fevrier fevr févr",
    "march mar märz mär mrz maerz mars",
    "april apr avril avr",
    "may mai",
    "june jun juni juin",
    "july jul juli juillet juil",
    "august aug août aout",
    "september sep sept septembre",
    "october oct oktober okt octobre",
    "november nov novembre",
    "december dec dezember dez décembre déc decembre",
)
"""Names of the months in three languages, and how they are cut short."""

MONTH: Final = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}

_NOW: Final = (
    "present|now|today|current|currently|ongoing|to date|till date|date|heute|jetzt|laufend|aktuell|dato"
    r"|aujourd['’]hui|présent|actuellement|ce jour|à ce jour"
)
_TO: Final = (
    r"(?:\s*(?:[-–—/]|\bto\b|\btill\b|\buntil\b|\bbis(?:\s+zum)?\b"
    r"|\bà\b|\bau\b|\bjusqu['’](?:à|en))\s*| {2,3})"
)
_SINCE: Final = r"(?:since|from|seit|ab|depuis|dès)\s+(?:le\s+|dem\s+)?"
_ONWARDS: Final = r"\s*(?:onwards?|[-–—]\s*(?=$|[\n)]|\s{2}))"
_NAMES: Final = "|".join(sorted(MONTH, key=lambda name: (-len(name), name)))
_YEAR: Final = r"(?:19[5-9]\d|20[0-4]\d)"


def _point(tag: str) -> str:
    """A day, a month or a year; the groups are named after the end that they are."""
    return (
        rf"(?:(?:\d{{1,2}}[.\s]\s?)?(?P<name{tag}>{_NAMES})\b[.,]?\s*(?:['’]?(?P<short{tag}>\d{{2}})(?!\d)"
        rf"|['’]?(?P<named{tag}>{_YEAR}))"
        rf"|(?P<bare{tag}>0?[1-9]|1[0-2])/(?P<ofcentury{tag}>\d\d)(?![\d/.])"
        rf"|(?:\d{{1,2}}[./])?(?P<month{tag}>0?[1-9]|1[0-2])[./](?P<numbered{tag}>{_YEAR})"
        rf"|(?P<iso{tag}>{_YEAR})-(?P<isomonth{tag}>0[1-9]|1[0-2])(?:-\d{{2}})?"
        rf"|(?P<year{tag}>{_YEAR})|['’](?P<cut{tag}>\d{{2}}))(?!\d)"
    )


_RANGE: Final = re.compile(
    rf"(?<![\w/.]){_point('a')}(?:{_TO}(?:{_point('b')}(?![-/.]\d)|(?P<now>{_NOW})\b)|(?P<onwards>{_ONWARDS}))",
    re.IGNORECASE | re.MULTILINE,
)
_FROM: Final = re.compile(rf"(?<!\w){_SINCE}{_point('a')}", re.IGNORECASE)

_TURN: Final = 50
"""Two digits below this are of this century."""


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, or to this day (``end`` is ``None``), and the characters that say so."""

    start: date
    end: date | None
    span: Span


def periods(text: str) -> list[Period]:
    """The periods that a text names, in its order. Those that end before they begin are none.

    A month counts whole. A year alone counts from its middle, so that "2015 – 2018" are three years; a
    single year, "2018 – 2018", is whole.

    >>> text = "03/2018 – present; Jan. 2015 - Feb 2018; 2012 bis 2014"
    >>> [(str(p.start), str(p.end)) for p in periods(text)]
    [('2018-03-01', 'None'), ('2015-01-01', '2018-02-28'), ('2012-07-01', '2014-06-30')]
    """
    return sorted(_found(text), key=lambda period: period.span.start)


def _found(text: str) -> Iterator[Period]:
    taken = []
    for match in _RANGE.finditer(text):
        taken.append(match)
        period = _period(match)
        if period is not None:
            yield period
    for match in _FROM.finditer(text):
        if all(match.end() <= other.start() or match.start() >= other.end() for other in taken):
            yield Period(_first_day(*_year_month(match, "a")), None, Span(*match.span()))


def _period(match: "re.Match[str]") -> Period | None:
    begin = _year_month(match, "a")
    if match["now"] or match["onwards"]:
        return Period(_first_day(*begin), None, Span(*match.span()))
    end = _year_month(match, "b")
    if begin[0] == end[0] and end[1] is None:
        begin, end = (begin[0], begin[1] or 1), (end[0], 12)
    start, last = _first_day(*begin), _last_day(*end)
    return Period(start, last, Span(*match.span())) if start <= last else None


def _year_month(match: "re.Match[str]", tag: str) -> tuple[int, int | None]:
    group = match.groupdict()
    if name := group["name" + tag]:
        year = group["named" + tag] or _century(group["short" + tag])
        return int(year), MONTH[name.lower()]
    if year := group["ofcentury" + tag]:
        return int(_century(year)), int(group["bare" + tag])
    if year := group["numbered" + tag]:
        return int(year), int(group["month" + tag])
    if year := group["iso" + tag]:
        return int(year), int(group["isomonth" + tag])
    return int(group["year" + tag] or _century(group["cut" + tag])), None


def _century(two: str) -> str:
    return f"{20 if int(two) < _TURN else 19}{two}"


def _first_day(year: int, month: int | None) -> date:
    return date(year, 7 if month is None else month, 1)


def _last_day(year: int, month: int | None) -> date:
    month = 6 if month is None else month
    return date(year, month, monthrange(year, month)[1])
