"""Which candidates of a ranking are surprising good matches, and why."""

from datetime import date
from typing import Final

from skillpath.agency.kept_each import KeptEach
from skillpath.agency.matching import matcher_for, ranking
from skillpath.agency.workspace import Workspace
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.profile import Profile
from skillpath.reasoner.role import Role
from skillpath.reasoner.shown import Document
from skillpath.reasoner.surprise import Surprise, Surprises
from skillpath.reasoner.surprise_document import surprise_document
from skillpath.reasoner.texts.languages import Language
from skillpath.reasoner.texts.voice import Voice

LOOKED_AT: Final = 500
"""Of so many of the best of a role it is said who is surprising."""


def surprising(
    workspace: Workspace,
    role_id: str,
    *,
    profile: str | None = None,
    as_of: date | None = None,
    language: Language = Language.EN,
) -> Document:
    """The best :data:`LOOKED_AT` for a role, only of those who are surprising, the most surprising first.

    The arguments are those of :func:`ranking`; each row has its ``surprise``.
    """
    ranked = ranking(workspace, role_id, profile=profile, as_of=as_of, top=LOOKED_AT, language=language)
    marked = mark_surprises(workspace, ranked, profile=profile, as_of=as_of, language=language)
    rows = [row for row in marked["rows"] if row["surprise"]]
    return marked | {"rows": sorted(rows, key=lambda row: (-row["surprise"]["z"], row["candidate"]))}


def mark_surprises(
    workspace: Workspace,
    ranked: Document,
    *,
    role: str | Role | None = None,
    profile: str | None = None,
    as_of: date | None = None,
    language: Language = Language.EN,
) -> Document:
    """A ranking whose rows say as ``surprise`` what is surprising about a match, or ``None``.

    ``role``, ``profile``, ``as_of`` and ``language`` are those of the ranking; the role may be left out
    where it is of the book.
    """
    matcher = matcher_for(workspace, ranked["role"]["id"] if role is None else role, profile, as_of)
    inside = {row["candidate"]: row["score"] for row in ranked["rows"] if not row["outside_filter"]}
    asked = (matcher.role, matcher.profile, matcher.as_of)
    surprises: Surprises = workspace.kept(_surprises, *asked)
    each: KeptEach[Surprise | None] = workspace.kept(_of_each, *asked)
    with workspace.pool.still():
        found = each(
            workspace.revisions(inside),
            lambda codes: {one.code: surprises.of(one, inside[one.code]) for one in workspace.people(codes)},
        )
    told = {
        code: surprise_document(workspace.network, surprise, inside[code], Voice(language))
        for code, surprise in found.items()
        if surprise is not None
    }
    return ranked | {"rows": [row | {"surprise": told.get(row["candidate"])} for row in ranked["rows"]]}


def _surprises(workspace: Workspace, role: Role, profile: Profile, as_of: date) -> Surprises:
    """What tells the surprising among the candidates of a role."""
    matcher = Matcher.prepare(workspace.network, role, profile, as_of=as_of)
    reference = workspace.reference(role, profile)
    return Surprises(matcher, reference, workspace.finder, least=workspace.thresholds.good)


def _of_each(_: Workspace, *_asked: object) -> "KeptEach[Surprise | None]":
    """For one role as it is asked."""
    return KeptEach()
