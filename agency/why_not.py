"""Why a candidate is not among the best for a role, as a document, and what would bring them there."""

from datetime import date
from typing import Final

from skillpath.agency.best import best, rank_of
from skillpath.agency.comparison import comparison_document
from skillpath.agency.improvement import Case
from skillpath.agency.matching import matcher_for
from skillpath.agency.workspace import Workspace
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.evidence import Match
from skillpath.reasoner.ranks import ranks_of
from skillpath.reasoner.rounding import shown
from skillpath.reasoner.shown import Document
from skillpath.reasoner.texts.languages import Language
from skillpath.reasoner.texts.voice import Voice
from skillpath.reasoner.why_not_sentences import why_not_sentence

BEST: Final = 10
"""How many candidates are looked at first."""


def why_not(
    workspace: Workspace,
    candidate_code: str,
    role_id: str,
    *,
    top: int = BEST,
    profile: str | None = None,
    as_of: date | None = None,
    language: Language = Language.EN,
) -> Document:
    """Rank, distance to the last of the best ``top``, filter, contrast with that one, the smallest change.

    The best are inside the filters. ``last`` is the last of them, ``comparison`` sets them above the
    candidate, ``change`` overtakes them; all are ``None`` where the candidate is among the best, or nobody
    is inside the filters. ``language`` is that of labels and sentences. Raises :class:`UnknownName`.
    """
    role, candidate = workspace.book.role(role_id), workspace.book.candidate(candidate_code)
    case = Case(workspace, matcher_for(workspace, role, profile, as_of), candidate, Voice(language))
    match = case.match
    rank = rank_of(workspace, case.matcher, match)
    first = best(workspace, case.matcher, top=top)
    people = {one.code: one for one in workspace.book.candidates(first.codes)}
    ranked = case.matcher.rank(list(people.values()))
    ranks = ranks_of([bool(m.outside) for m in ranked], [m.score for m in ranked])
    shown_first = [(n, m) for n, m in zip(ranks, ranked, strict=True) if not m.outside]
    listed = any(m.candidate == candidate.code for _, m in shown_first)
    last = shown_first[-1] if shown_first and not listed else None
    document = {
        "candidate": candidate.code,
        "role": {"id": role.id, "title": role.title},
        "profile": case.matcher.profile.name,
        "as_of": case.matcher.as_of.isoformat(),
        "release": workspace.release.name,
        "rank": rank,
        "total": first.total,
        "top": top,
        "score": match.score,
        "points": shown(match.score),
        "outside_filter": case.outside_filter,
        "unknown": list(match.unknown),
        **_against(case, None if last is None else people[last[1].candidate], last),
    }
    return document | {"sentence": why_not_sentence(document, case.voice)}


def _against(case: Case, person: Candidate | None, last: tuple[int, Match] | None) -> Document:
    """What there is to say about the last of the best."""
    if person is None or last is None:
        return dict.fromkeys(("last", "behind_points", "comparison", "change"))
    rank, match = last
    return {
        "last": {"candidate": match.candidate, "rank": rank, "points": shown(match.score)},
        "behind_points": round(shown(match.score) - shown(case.match.score), 2),
        "comparison": comparison_document(
            case.workspace, case.matcher, (person, case.candidate), language=case.voice.language
        ),
        "change": case.overtake(match),
    }
