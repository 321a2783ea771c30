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
    from skillpath.agency.intake.extract import Extract, Stretch
    from skillpath.agency.intake.lexicon import Lexicon

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
    lexicon = _lexicon(Path(finding.release), Path(finding.lexicon))
    find = _FINDERS[finding.purpose]
    find(_FIRST, lexicon, finding.today)  # what is made when it is first needed is made now
    return lambda document: find(document, lexicon, finding.today)


def _lexicon(release: Path, folder: Path) -> "Lexicon":
    # Only the processes that look through documents load what this needs.
    from skillpath.agency.intake.kept_lexicon import KeptLexicon  # noqa: PLC0415

    kept = KeptLexicon(folder, release.name).open()
    if kept is not None:
        return kept
    from skillpath.agency.intake.lexicon import Lexicon  # noqa: PLC0415
    from skillpath.graph.storage import load_network  # noqa: PLC0415

    return Lexicon.of(load_network(release / "network"))


def _in_cv(document: Document, lexicon: "Lexicon", today: date) -> Mapping[str, Any]:
    from skillpath.agency.intake.extraction import extract  # noqa: PLC0415 (as above)
    from skillpath.agency.intake.item import item_table  # noqa: PLC0415
    from skillpath.agency.intake.items import items_of_cv  # noqa: PLC0415

    found = extract(document, lexicon, today=today)
    items = items_of_cv(found, document.text, _suggested(found, document.text, lexicon))
    return {
        "language": found.language,
        "items": [item_table(item) for item in items],
        "gaps": _days(found.gaps),
        "overlaps": _days(found.overlaps),
    }


def _suggested(found: "Extract", text: str, lexicon: "Lexicon") -> list[tuple[str, ...]]:
    """For each job, the job types nearest to a title for which none is chosen."""
    from skillpath.agency.intake.titles import plain_title  # noqa: PLC0415 (as above)

    return [
        tuple(
            lexicon.job_types[job].iri
            for job, _ in lexicon.job_types_for(
                plain_title(text[s.title.start : s.title.end]), found.language
            )
        )
        if s.job_type is None and s.title is not None
        else ()
        for s in found.spells
    ]


def _days(stretches: "Sequence[Stretch]") -> list[list[str]]:
    return [[one.start.isoformat(), one.end.isoformat()] for one in stretches]


def _in_advert(document: Document, lexicon: "Lexicon", _: date) -> Mapping[str, Any]:
    from skillpath.agency.intake.advert import role_draft  # noqa: PLC0415 (as above)
    from skillpath.agency.intake.item import item_table  # noqa: PLC0415
    from skillpath.agency.intake.items import items_of_advert  # noqa: PLC0415

    found = role_draft(document, lexicon)
    items = items_of_advert(found, document.text)
    return {
        "language": found.language,
        "items": [item_table(item) for item in items],
        "gaps": [],
        "overlaps": [],
    }


_FINDERS: Final[Mapping[Purpose, Callable[[Document, "Lexicon", date], Mapping[str, Any]]]] = (
    MappingProxyType({Purpose.CANDIDATE: _in_cv, Purpose.ROLE: _in_advert})
)
"""What a draft becomes → what finds its items."""
