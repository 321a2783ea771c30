"""What is looked for in documents: what a compiled release calls skills, job types and industries."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from skillpath.agency.intake.document import Document
from skillpath.agency.intake.draft import Purpose

if TYPE_CHECKING:
    from skillpath.agency.intake.extract import Stretch
    from skillpath.agency.intake.item import Item
    from skillpath.agency.intake.lexicon import Lexicon
    from skillpath.agency.intake.meanings import Meanings
    from skillpath.agency.intake.suggesting import Suggester

Find = Callable[[Document], Mapping[str, Any]]
"""Finds the items of a document, as plain data.

The keys are ``language``, ``items`` (:func:`~skillpath.agency.intake.item.item_table`), and ``gaps`` and
``overlaps``, pairs of days.
"""


_FIRST: Final = Document("", "text", "Clerk, Bank\n2015 – 2018\nbookkeeping", (), language="en")


@dataclass(frozen=True, slots=True)
class Finding:
    """``release`` is the folder of a release, ``lexicon`` that in which its lexicon may be kept; ``today`` is
    what a CV calls so."""

    release: str
    lexicon: str
    purpose: Purpose
    today: date


def finder(finding: Finding) -> Find:
    """What finds items by the labels of a release, which are made ready here."""
    # Only the processes that look through documents load what this needs.
    from skillpath.agency.intake.suggesting import Suggester  # noqa: PLC0415

    find = _FINDERS[finding.purpose]
    lexicon, meanings = _opened(Path(finding.release), Path(finding.lexicon))
    suggester = Suggester(lexicon, meanings)
    find(_FIRST, suggester, finding.today)  # what is made when it is first needed is made now
    return lambda document: find(document, suggester, finding.today)


def _opened(release: Path, folder: Path) -> "tuple[Lexicon, Meanings | None]":
    from skillpath.agency.intake.kept_lexicon import KeptLexicon  # noqa: PLC0415 (as above)

    kept = KeptLexicon(folder, release.name)
    lexicon = kept.open()
    if lexicon is not None:
        return lexicon, kept.meanings()
    from skillpath.agency.intake.lexicon import Lexicon  # noqa: PLC0415
    from skillpath.graph.storage import load_network  # noqa: PLC0415

    return Lexicon.of(load_network(release / "network")), None


def _in_cv(document: Document, suggester: "Suggester", today: date) -> Mapping[str, Any]:
    from skillpath.agency.intake.extraction import extract  # noqa: PLC0415 (as above)
    from skillpath.agency.intake.items import items_of_cv  # noqa: PLC0415

    found = extract(document, suggester.lexicon, today=today)
    items = suggester.completed(items_of_cv(found, document.text), found.language)
    return _table(items, found.language, found.gaps, found.overlaps)


def _in_advert(document: Document, suggester: "Suggester", _: date) -> Mapping[str, Any]:
    from skillpath.agency.intake.advert import role_draft  # noqa: PLC0415 (as above)
    from skillpath.agency.intake.items import items_of_advert  # noqa: PLC0415

    found = role_draft(document, suggester.lexicon)
    items = suggester.completed(items_of_advert(found, document.text), found.language)
    return _table(items, found.language)


def _table(
    items: "Sequence[Item]",
    language: str,
    gaps: "Sequence[Stretch]" = (),
    overlaps: "Sequence[Stretch]" = (),
) -> Mapping[str, Any]:
    from skillpath.agency.intake.item import item_table  # noqa: PLC0415 (as above)

    return {
        "language": language,
        "items": [item_table(item) for item in items],
        "gaps": _days(gaps),
        "overlaps": _days(overlaps),
    }


def _days(stretches: "Sequence[Stretch]") -> list[list[str]]:
    return [[one.start.isoformat(), one.end.isoformat()] for one in stretches]


_FINDERS: Final[Mapping[Purpose, Callable[[Document, "Suggester", date], Mapping[str, Any]]]] = (
    MappingProxyType({Purpose.CANDIDATE: _in_cv, Purpose.ROLE: _in_advert})
)
"""What a draft becomes → what finds its items."""
