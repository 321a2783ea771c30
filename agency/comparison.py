"""One candidate over another for a role, as a document: the exact difference with the evidence of both."""

from collections.abc import Sequence
from datetime import date
from itertools import combinations
from typing import Final

from skillpath.agency.matching import matcher_for
from skillpath.agency.thresholds import band_document
from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.comparison_sentences import comparison_sentence
from skillpath.reasoner.contrast import Contrast, contrast
from skillpath.reasoner.document import match_document
from skillpath.reasoner.evidence import Match
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.role import Role
from skillpath.reasoner.rounding import POINTS, points
from skillpath.reasoner.shown import Document
from skillpath.reasoner.texts.languages import Language
from skillpath.reasoner.texts.voice import Voice

SIDES = ("first", "second")

AT_ONCE: Final = (2, 4)
"""So many candidates at least, and at most, stand side by side."""

_OF_SIDE = ("candidate", "score", "points", "outside_filter", "unknown")
_OF_EVIDENCE = ("score", "strength", "source", "route", "contributions")
_SHOWN = ("strength", "points", "source", "contributions")


def comparison(
    workspace: Workspace,
    first: str,
    second: str,
    role: str | Role,
    *,
    profile: str | None = None,
    as_of: date | None = None,
    language: Language = Language.EN,
) -> Document:
    """The first candidate over the second for a role, requirement by requirement.

    ``language`` is that of labels and sentences. Raises :class:`UnknownName`, and :class:`InputError` where
    both are the same.
    """
    if first == second:
        raise InputError(f"Both candidates are {first}: name two.")
    candidates = (workspace.book.candidate(first), workspace.book.candidate(second))
    matcher = matcher_for(workspace, role, profile, as_of)
    return comparison_document(workspace, matcher, candidates, language=language)


def side_by_side(
    workspace: Workspace,
    codes: Sequence[str],
    role: str | Role,
    *,
    profile: str | None = None,
    as_of: date | None = None,
    language: Language = Language.EN,
) -> Document:
    """Two to four candidates for a role: what each has of each requirement, and each pair's comparison.

    The requirements come in the order of their weight; ``language`` as in :func:`comparison`. Raises
    :class:`UnknownName`, and :class:`InputError` for fewer or more than :data:`AT_ONCE`, or the same one
    twice.
    """
    least, most = AT_ONCE
    if not least <= len(set(codes)) == len(codes) <= most:
        raise InputError(f"Name {least} to {most} different candidates to compare, not {len(codes)}.")
    matcher = matcher_for(workspace, role, profile, as_of)
    candidates = [workspace.book.candidate(code) for code in codes]
    sides = [_side(workspace, matcher, candidate, language) for candidate in candidates]
    return {
        "role": sides[0]["role"],
        "profile": matcher.profile.name,
        "as_of": matcher.as_of.isoformat(),
        "release": workspace.release.name,
        "sides": [{key: side[key] for key in (*_OF_SIDE, "channels", "band")} for side in sides],
        "requirements": [
            {"requirement": met[0]["requirement"], "met": [{key: one[key] for key in _SHOWN} for one in met]}
            for met in sorted(zip(*(side["requirements"] for side in sides), strict=True), key=_heaviest)
        ],
        "pairs": [
            comparison_document(workspace, matcher, pair, language=language)
            for pair in combinations(candidates, 2)
        ],
    }


def _side(workspace: Workspace, matcher: Matcher, candidate: Candidate, language: Language) -> Document:
    match = matcher.explain(candidate, workspace.finder)
    band = band_document(workspace.thresholds, match.score, Voice(language))
    return _told(workspace, matcher, match, candidate, language) | {"band": band}


def _told(
    workspace: Workspace, matcher: Matcher, match: Match, candidate: Candidate, language: Language
) -> Document:
    release = workspace.release.name
    return match_document(
        workspace.network, match, candidate, matcher.role, release=release, language=language
    )


def _heaviest(met: tuple[Document, ...]) -> tuple[float, str]:
    asked = met[0]["requirement"]
    return -asked["weight"], asked["label"]


def comparison_document(
    workspace: Workspace,
    matcher: Matcher,
    candidates: tuple[Candidate, Candidate],
    *,
    language: Language = Language.EN,
) -> Document:
    """The same for two candidates before a scorer.

    The differences shown add up to that of the points shown. Each is rounded by itself: it may be a
    hundredth off the difference of two rounded points.
    """
    matches = tuple(matcher.explain(candidate, workspace.finder) for candidate in candidates)
    sides = [
        _told(workspace, matcher, match, candidate, language)
        for match, candidate in zip(matches, candidates, strict=True)
    ]
    contrasted = contrast(*matches)
    whole = round(sides[0]["points"] - sides[1]["points"], 2)
    document = {
        "role": sides[0]["role"],
        "profile": matcher.profile.name,
        "as_of": matcher.as_of.isoformat(),
        "release": workspace.release.name,
        **{side: {key: shown[key] for key in _OF_SIDE} for side, shown in zip(SIDES, sides, strict=True)},
        "score": contrasted.points,
        "points": whole,
        "main": contrasted.main,
        "covered": contrasted.covered,
        "requirements": _requirements(contrasted, sides, whole),
    }
    return document | {"sentence": comparison_sentence(document, Voice(language))}


def _requirements(contrasted: Contrast, sides: list[Document], whole: float) -> list[Document]:
    """In the order of the contrast: what speaks most for the higher score first."""
    # Rounded from the same side whichever comes first, so that the other way round only the signs change.
    sign = 1 if sides[0]["candidate"] < sides[1]["candidate"] else -1
    parts, _ = points([sign * one.points for one in contrasted.differences], sign * whole / POINTS)
    rows = []
    for number, (difference, part) in enumerate(zip(contrasted.differences, parts, strict=True)):
        place = contrasted.first.evidence.index(difference.first)
        one, other = (side["requirements"][place] for side in sides)
        rows.append(
            {
                "requirement": one["requirement"],
                "score": difference.points,
                "points": sign * part + 0.0,  # no minus before nothing
                "main": number < contrasted.main,
                "first": {key: one[key] for key in _OF_EVIDENCE},
                "second": {key: other[key] for key in _OF_EVIDENCE},
            }
        )
    return rows
