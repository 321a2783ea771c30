"""The best roles of the book for one candidate, as a document."""

from collections.abc import Callable
from datetime import date
from typing import Final

import numpy as np

from skillpath.agency.rank_roles import roles_of_book
from skillpath.agency.thresholds import band_document
from skillpath.agency.workspace import Workspace
from skillpath.reasoner.outside import outside
from skillpath.reasoner.ranks import ranked, shared_ranks
from skillpath.reasoner.rounding import shown
from skillpath.reasoner.shown import Document
from skillpath.reasoner.texts.filters import outside_filter
from skillpath.reasoner.texts.languages import Language
from skillpath.reasoner.texts.voice import Voice
from skillpath.reasoner.vacancies import RoleScore, best_roles

WIDER: Final = 4
"""By so much more roles are looked at while filters leave too many of the best out."""


def roles_for(
    workspace: Workspace,
    code: str,
    *,
    as_of: date,
    top: int,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    language: Language = Language.EN,
) -> Document:
    """The best ``top`` roles for a candidate, each under its own criteria, ties by the role's code.

    Roles whose filters leave the candidate out stand last, whatever the score; why is told in
    ``language``. Raises :class:`UnknownName`.
    """
    candidate, voice = workspace.book.candidate(code), Voice(language)
    roles = roles_of_book(workspace, ())
    vacancies = workspace.vacancies(roles, progress=progress)

    def best(count: int) -> list[RoleScore]:
        return best_roles(workspace.network, vacancies, candidate, as_of=as_of, top=count)

    def barred(one: RoleScore) -> str:
        role, profile = roles[one.role]
        reasons = outside(workspace.network, role, profile, candidate)
        return outside_filter(workspace.network, reasons, voice)

    found = _inside_first(best, barred, top)
    seen = ranked(np.array([one.score for one, _ in found])).tolist()
    reasons = [reason for _, reason in found]
    ranks = shared_ranks(list(zip(map(bool, reasons), seen, strict=True)))
    return {
        "candidate": code,
        "as_of": as_of.isoformat(),
        "release": workspace.release.name,
        "total": len(roles),
        "rows": [
            {
                "rank": rank,
                "role": {"id": roles[one.role][0].id, "title": roles[one.role][0].title},
                "profile": roles[one.role][1].name,
                "score": one.score,
                "points": shown(one.score),
                "band": band_document(workspace.thresholds, one.score, voice),
                "outside_filter": reason,
            }
            for rank, (one, reason) in zip(ranks, found, strict=True)
        ],
    }


def _inside_first(
    best: Callable[[int], list[RoleScore]], barred: Callable[[RoleScore], str], top: int
) -> list[tuple[RoleScore, str]]:
    """The best roles, those that are not barred first, and why the others are; looks at enough."""
    looked_at = top
    while True:
        found = [(one, barred(one)) for one in best(looked_at)]
        if sum(not reason for _, reason in found) >= top or len(found) < looked_at:
            return sorted(found, key=lambda one: bool(one[1]))[:top]
        looked_at *= WIDER
