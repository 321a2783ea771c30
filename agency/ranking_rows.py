"""The rows of a ranking: what is told of each candidate beside the others."""

from collections.abc import Iterable
from datetime import date

from skillpath.agency.kept_each import KeptEach
from skillpath.agency.shown_match import shown_match
from skillpath.agency.workspace import Workspace
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.profile import Profile
from skillpath.reasoner.ranks import best_first, ranks_of
from skillpath.reasoner.role import Role
from skillpath.reasoner.shown import Document
from skillpath.reasoner.texts.languages import Language


def kept_rows(
    workspace: Workspace,
    asked: tuple[Role, Profile, date],
    written: tuple[tuple[str, int], ...],
    language: Language,
) -> list[Document]:
    """The rows of candidates as they were last written; each is kept by itself, too."""
    each: KeptEach[Document] = workspace.kept(_rows_of_each, asked, language)
    found = each(
        dict(written),
        lambda codes: {
            row["candidate"]: row
            for row in _unranked_rows(workspace, *asked, workspace.people(codes), language=language)
        },
    )
    return _with_ranks(found.values())


def _rows_of_each(_: Workspace, *_asked: object) -> "KeptEach[Document]":
    """For one role as it is asked, in one language."""
    return KeptEach()


def ranking_rows(
    workspace: Workspace,
    role: Role,
    profile: Profile,
    as_of: date,
    candidates: tuple[Candidate, ...],
    *,
    language: Language = Language.EN,
) -> list[Document]:
    """The rows of a ranking of candidates, the best first."""
    return _with_ranks(_unranked_rows(workspace, role, profile, as_of, candidates, language=language))


def _unranked_rows(
    workspace: Workspace,
    role: Role,
    profile: Profile,
    as_of: date,
    candidates: tuple[Candidate, ...],
    *,
    language: Language,
) -> list[Document]:
    matcher = Matcher.prepare(workspace.network, role, profile, as_of=as_of)
    people = {one.code: one for one in candidates}
    return [
        _row(shown_match(workspace, matcher, match, people[match.candidate], language))
        for match in matcher.rank(candidates)
    ]


def _with_ranks(rows: Iterable[Document]) -> list[Document]:
    """Rows of a ranking, in its order."""
    found = list(rows)
    outside = [bool(row["outside_filter"]) for row in found]
    scores, codes = [row["score"] for row in found], [row["candidate"] for row in found]
    order = best_first(outside, scores, codes)
    ranks = ranks_of([outside[place] for place in order], [scores[place] for place in order])
    return [{"rank": rank} | found[place] for rank, place in zip(ranks, order, strict=True)]


def _row(document: Document) -> Document:
    """A row without its rank."""
    asked = document["requirements"]
    return {
        **{
            key: document[key]
            for key in ("candidate", "score", "points", "band", "channels", "outside_filter")
        },
        "missing_essential": [
            r["requirement"]["label"] for r in asked if r["requirement"]["essential"] and r["source"] is None
        ],
        "gap_count": len(document["gaps"]),
        "met": [
            {
                "label": r["requirement"]["label"],
                "essential": r["requirement"]["essential"],
                "weight": r["requirement"]["weight"],
                "strength": r["strength"],
            }
            for r in sorted(asked, key=_heaviest_first)
        ],
    }


def _heaviest_first(requirement: Document) -> tuple[float, str]:
    return -requirement["requirement"]["weight"], requirement["requirement"]["label"]
