"""How robust the places of a ranking are, and on which link each match hangs most."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from skillpath.agency.compiled import as_asked
from skillpath.agency.kept_each import KeptEach
from skillpath.agency.matching import matcher_for, ranking
from skillpath.agency.workspace import Workspace
from skillpath.graph.network import Network
from skillpath.graph.paths import Path
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.robustness import (
    DRAWS,
    DrawnScores,
    Draws,
    Robustness,
    drawn_scores,
    draws,
    robustness,
)
from skillpath.reasoner.role import Role
from skillpath.reasoner.rounding import POINTS, shown
from skillpath.reasoner.shown import Document, concept, path_steps
from skillpath.reasoner.texts.languages import Language
from skillpath.reasoner.texts.voice import Voice
from skillpath.reasoner.weakest_link import WeakestLink, weakest_link

FIELD: Final = 100
"""At least so many of the best ranked compete in the draws; who stands behind them cannot come in."""

MOST_DRAWN: Final = 128
"""For so many candidates of a role the draws are kept, 8 kB each: for those who compete, and some more."""

SHORTLIST: Final = 10
"""Candidates on a shortlist, for whom the places are, where nothing else is asked."""


def mark_robustness(
    workspace: Workspace,
    ranked: Document,
    *,
    role: str | Role | None = None,
    profile: str | None = None,
    as_of: date | None = None,
    top: int = SHORTLIST,
) -> Document:
    """A ranking whose rows say as ``robustness`` how sure their score and their place among ``top`` are.

    It is ``None`` outside the filters, and behind those who compete (:func:`field_for`). ``role``,
    ``profile`` and ``as_of`` are those of the ranking; the role may be left out where it is of the book.
    """
    matcher = matcher_for(workspace, ranked["role"]["id"] if role is None else role, profile, as_of)
    inside = [row["candidate"] for row in ranked["rows"] if not row["outside_filter"]]
    competing = inside[: field_for(top)]
    found = _kept(workspace, matcher, competing, top)
    marks = {
        one.candidate: {
            "stable": one.stable,
            "low": one.low,
            "high": one.high,
            "low_points": shown(one.low),
            "high_points": shown(one.high),
        }
        for one in found
    }
    rows = [row | {"robustness": marks.get(row["candidate"])} for row in ranked["rows"]]
    return ranked | {"top": top, "draws": DRAWS, "field": len(competing), "rows": rows}


def _kept(workspace: Workspace, matcher: Matcher, codes: Sequence[str], top: int) -> list[Robustness]:
    """The draws among those who compete for so many places; kept while they are as they are written."""
    with workspace.pool.still():
        written = workspace.revisions(codes)
        competing = tuple((code, written[code]) for code in codes if code in written)
        asked = as_asked(matcher)
        found: list[Robustness] = workspace.kept(
            _robustness, matcher, competing, top, key=(*asked, competing, top)
        )
    return found


def _robustness(
    workspace: Workspace, matcher: Matcher, competing: Sequence[tuple[str, int]], top: int
) -> list[Robustness]:
    """What is drawn for the role, and what each scores under it, is kept by itself."""
    asked = as_asked(matcher)
    drawn = workspace.kept(_drawn, matcher, key=asked)
    each: KeptEach[DrawnScores] = workspace.kept(_of_each, key=asked)
    found = each(
        dict(competing),
        lambda codes: {one.candidate: one for one in drawn_scores(matcher, workspace.people(codes), drawn)},
    )
    return robustness(list(found.values()), top=top) if found else []


def _of_each(_: Workspace) -> KeptEach[DrawnScores]:
    """For one role as it is asked."""
    return KeptEach(MOST_DRAWN)


def _drawn(workspace: Workspace, matcher: Matcher) -> Draws:
    return draws(matcher, workspace.reweighed)


def shortlist_robustness(
    workspace: Workspace,
    role_id: str,
    *,
    profile: str | None = None,
    as_of: date | None = None,
    top: int = SHORTLIST,
) -> Document:
    """The first ``top`` of a ranking with their ``robustness`` and ``weakest_link``.

    The arguments are those of :func:`skillpath.agency.matching.ranking`; who shares the last rank counts.
    """
    ranked = ranking(workspace, role_id, profile=profile, as_of=as_of, top=field_for(top))
    marked = mark_robustness(workspace, ranked, profile=profile, as_of=as_of, top=top)
    rows = [
        row
        | {
            "weakest_link": weakest_link_document(
                workspace, row["candidate"], role_id, profile=profile, as_of=as_of
            )
        }
        for row in marked["rows"]
        if row["rank"] <= top
    ]
    return marked | {"rows": rows}


def weakest_link_document(
    workspace: Workspace,
    candidate_code: str,
    role: str | Role,
    *,
    profile: str | None = None,
    as_of: date | None = None,
    language: Language = Language.EN,
) -> Document | None:
    """The edge on which most points of a match hang, ``None`` where none hangs on one edge.

    The arguments are those of :func:`skillpath.agency.matching.explanation`.
    """
    candidate = workspace.book.candidate(candidate_code)
    matcher = matcher_for(workspace, role, profile, as_of)
    match = matcher.explain(candidate, workspace.finder)
    link = weakest_link(matcher, candidate, match, workspace.reweighed)
    return None if link is None else _link(workspace.network, link, Voice(language))


def field_for(top: int) -> int:
    """How many of the best ranked compete for so many places."""
    return max(FIELD, 3 * top)


def _link(network: Network, link: WeakestLink, voice: Voice) -> Document:
    (step,) = path_steps(network, Path(link.step.source, link.step.target, (link.step,)), voice)
    return {
        "step": step,
        "link": f"{step['source']['label']} {step['wording']} {step['target']['label']}",
        "loss": link.loss,
        "points": round(link.loss * POINTS, 2),
        "carries": [concept(network, node, voice.language) for node in link.carries],
    }
