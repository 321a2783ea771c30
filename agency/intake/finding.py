"""What is looked for in documents: what a compiled release calls skills, job types and industries."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from skillpath.agency.intake.document import Document
from skillpath.agency.intake.draft import Purpose

Find = Callable[[Document], Mapping[str, Any]]
"""Finds the items of a document, as plain data (``Extract.as_json()``)."""


@dataclass(frozen=True, slots=True)
class Finding:
    """``network`` is the folder of a compiled network; ``today`` is what a CV calls so."""

    network: str
    purpose: Purpose
    today: date


def finder(finding: Finding) -> Find:
    """What finds items by the labels of a network, which are made ready here."""
    # Only the processes that look through documents load what this needs.
    from skillpath.agency.intake.extraction import extract  # noqa: PLC0415
    from skillpath.agency.intake.lexicon import Lexicon  # noqa: PLC0415
    from skillpath.graph.storage import load_network  # noqa: PLC0415

    lexicon = Lexicon.of(load_network(Path(finding.network)))
    return lambda document: extract(document, lexicon, today=finding.today).as_json()
