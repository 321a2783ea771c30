"""Which candidates of a ranking are surprising good matches, and why."""

from datetime import date
from typing import Final

from skillpath.agency.matching import matcher_for, ranking
from skillpath.agency.workspace import Workspace
from skillpath.reasoner.shown import Document
from skillpath.reasoner.surprise import Surprises
from skillpath.reasoner.surprise_document import surprise_document

LOOKED_AT: Final = 500
"""Of so many of the best of a role it is said who is surprising."""


def surprising(
    workspace: Workspace, role_id: str, *, profile: str | None = None, as_of: date | None = None
) -> Document:
    """The best :data:`LOOKED_AT` for a role, only of those who are surprising, the most surprising first.

    The arguments are those of :func:`ranking`; each row has its ``surprise``.
    """
    ranked = ranking(workspace, role_id, profile=profile, as_of=as_of, top=LOOKED_AT)
    marked = mark_surprises(workspace, ranked, profile=profile, as_of=as_of)
    rows = [row for row in marked["rows"] if row["surprise"]]
    return marked | {"rows": sorted(rows, key=lambda row: (-row["surprise"]["z"], row["candidate"]))}


def mark_surprises(
    workspace: Workspace, ranked: Document, *, profile: str | None = None, as_of: date | None = None
) -> Document:
    """A ranking whose rows say as ``surprise`` what is surprising about a match, or ``None``.

    ``profile`` and ``as_of`` are those of the ranking.
    """
    role = workspace.book.role(ranked["role"]["id"])
    matcher = matcher_for(workspace, role, profile, as_of)
    reference = workspace.reference(role, matcher.profile)
    surprises = Surprises(matcher, reference, workspace.finder, least=workspace.thresholds.good)
    codes = [row["candidate"] for row in ranked["rows"]]
    candidates = {candidate.code: candidate for candidate in workspace.book.candidates(codes)}

    def surprise(row: Document) -> Document | None:
        if row["outside_filter"]:
            return None
        found = surprises.of(candidates[row["candidate"]], row["score"])
        return None if found is None else surprise_document(workspace.network, found, row["score"])

    return ranked | {"rows": [row | {"surprise": surprise(row)} for row in ranked["rows"]]}
