"""What a ranking is narrowed by: as an address says it, and the links that say it otherwise."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from werkzeug.datastructures import MultiDict

from skillpath.reasoner.filters import NO_FILTERS, Filters
from skillpath.reasoner.licence import folded
from skillpath.reasoner.shown import Document
from skillpath.web.language import gettext_noop
from skillpath.web.trying import Query

FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {"locations": "location", "licences": "licence", "industries": "worked-in"}
)
"""Filter → its field in an address, which may come more than once."""

BY: Final = "available-by"
OFF: Final = "filters"
"""Field that takes the role's own filters away; any filter in an address does so too."""

HEADINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "locations": gettext_noop("Lives in"),
        "licences": gettext_noop("Holds"),
        "available": gettext_noop("Free by"),
        "industries": gettext_noop("Has worked in"),
        "bands": gettext_noop("In words"),
    }
)
"""Facet → how it is called."""


def filters_in(args: MultiDict[str, str], day: date | None) -> Filters | None:
    """The filters of an address, ``None`` where it names none and the role's own hold.

    Raises :class:`skillpath.errors.InputError` for a place that is no code.
    """
    asked = {name: tuple(filter(None, args.getlist(field))) for name, field in FIELDS.items()}
    if day is None and not any(asked.values()) and OFF not in args:
        return None
    return Filters(available_by=day, **asked)


def query_of(filters: Filters | None) -> Query:
    """The same for the links of the page."""
    if filters is None:
        return {}
    day = filters.available_by
    return {
        **{field: list(getattr(filters, name)) for name, field in FIELDS.items()},
        BY: None if day is None else day.isoformat(),
        OFF: "none" if filters == NO_FILTERS else None,
    }


def narrowed(kept: Filters, asked: Filters) -> Filters | None:
    """What an address must say for filters to hold for a role that has some of its own."""
    return None if asked == kept else asked


def choices(facets: Document, kept: Filters, now: Filters, band: str | None) -> Iterator[Document]:
    """Facet by facet, its choices: each with the ``filters`` and the ``band`` that its link asks for."""
    for name, heading in HEADINGS.items():
        offered = [
            one | {"chosen": one.get("chosen", one["value"] == band), **_with(name, one, kept, now, band)}
            for one in facets[name]
        ]
        if offered:
            yield {"name": name, "heading": heading, "choices": offered}


def _with(name: str, one: Document, kept: Filters, now: Filters, band: str | None) -> dict[str, Any]:
    """What holds once a choice is made, or taken back."""
    value = one["value"]
    if name == "bands":
        return {"filters": narrowed(kept, now), "band": None if value == band else value}
    if name == "available":
        day = None if one["chosen"] else date.fromisoformat(value)
        return {"filters": narrowed(kept, replace(now, available_by=day)), "band": band}
    before = getattr(now, name)
    without = tuple(held for held in before if folded(held) != folded(value))
    after = without if one["chosen"] else (*before, value)
    changed: dict[str, Any] = {name: after}
    return {"filters": narrowed(kept, replace(now, **changed)), "band": band}
