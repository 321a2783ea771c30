"""Why one candidate is above another, in sentences rendered from the document of the comparison."""

from collections.abc import Iterable, Mapping
from typing import Any

from skillpath.reasoner.texts.advice_wordings import Advice
from skillpath.reasoner.texts.phrases import profile_name
from skillpath.reasoner.texts.voice import Voice

Parts = list[tuple[Mapping[str, Any], float]]


def comparison_sentence(document: Mapping[str, Any], voice: Voice) -> str:
    """Who is above, by how much, the main reasons, and what speaks for the other."""
    first, second = document["first"], document["second"]
    higher, lower = (first, second) if document["score"] >= 0 else (second, first)
    side = 1 if higher is first else -1
    rows = [(row, side * row["points"]) for row in document["requirements"]]
    against = [(row, -points) for row, points in reversed(rows) if points < 0]
    return " ".join(
        [
            _above(document, higher, lower, voice),
            *_reasons(document["covered"], [part for part in rows if part[0]["main"]], voice),
            *_against(lower, against, voice),
            *_left_out((first, second), voice),
        ]
    )


def _above(
    document: Mapping[str, Any], higher: Mapping[str, Any], lower: Mapping[str, Any], voice: Voice
) -> str:
    return voice.say(
        Advice.ABOVE if document["score"] else Advice.EQUAL,
        higher=higher["candidate"],
        lower=lower["candidate"],
        high=voice.number(higher["points"]),
        low=voice.number(lower["points"]),
        difference=voice.number(abs(document["points"])),
        role=document["role"]["title"],
        profile=profile_name(document["profile"], voice),
    )


def _reasons(covered: float, reasons: Parts, voice: Voice) -> list[str]:
    """The main reasons; where others speak against, they are more than the whole difference."""
    if not reasons:
        return []
    told = voice.listed(_named(reasons, voice), most=len(reasons))
    message = Advice.REASONS if round(covered, 2) <= 1 else Advice.OUTWEIGHS
    return [voice.say(message, covered=voice.percent(covered, decimals=0), parts=told)]


def _against(lower: Mapping[str, Any], against: Parts, voice: Voice) -> list[str]:
    if not against:
        return []
    told = voice.listed(_named(against, voice))
    return [voice.say(Advice.AGAINST, lower=lower["candidate"], against=told)]


def _left_out(sides: Iterable[Mapping[str, Any]], voice: Voice) -> list[str]:
    return [
        voice.say(Advice.LEFT_OUT, candidate=one["candidate"], reasons=one["outside_filter"])
        for one in sides
        if one["outside_filter"]
    ]


def _named(parts: Parts, voice: Voice) -> list[str]:
    return [
        voice.say(Advice.PART, name=row["requirement"]["name"], points=voice.signed(points))
        for row, points in parts
    ]
