"""The intake of a workspace: what takes files for it, by its own labels."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from skillpath.agency.intake.document import Document
from skillpath.agency.intake.draft import Purpose
from skillpath.agency.intake.taking import Taker
from skillpath.agency.workspace import Workspace


def taker(workspace: Workspace, *, purpose: Purpose, by: str, day: date) -> Taker:
    """What takes files into the drafts of a workspace, and finds in them what its release knows."""

    def extracted(document: Document) -> Mapping[str, Any]:
        raise NotImplementedError

    return Taker(workspace.book.drafts, extracted, purpose, by, day)
