"""Why a candidate is not among the best, in sentences rendered from the document of it."""

from collections.abc import Mapping
from typing import Any

from skillpath.reasoner.texts.advice_wordings import Advice
from skillpath.reasoner.texts.voice import Voice


def why_not_sentence(document: Mapping[str, Any], voice: Voice) -> str:
    """The rank, how far it is to the best, or which filters stand in the way."""
    return " ".join([*_left_out(document, voice), _ranked(document, voice), *_unknown(document, voice)])


def _left_out(document: Mapping[str, Any], voice: Voice) -> list[str]:
    reasons = document["outside_filter"]
    said = voice.say(Advice.LEFT_OUT, candidate=document["candidate"], reasons=reasons)
    return [said] if reasons else []


def _ranked(document: Mapping[str, Any], voice: Voice) -> str:
    values = {name: str(document[name]) for name in ("candidate", "top", "rank", "total")}
    if (last := document["last"]) is not None:
        values |= {
            "behind": voice.number(document["behind_points"]),
            "last": last["candidate"],
            "last_rank": str(last["rank"]),
            "last_points": voice.number(last["points"]),
        }
    return voice.say(_message(document), points=voice.number(document["points"]), **values)


def _message(document: Mapping[str, Any]) -> Advice:
    if document["outside_filter"]:
        return Advice.SO_ALL_RANKED if document["last"] is None else Advice.SO_RANKED
    return Advice.AMONG if document["last"] is None else Advice.BEHIND


def _unknown(document: Mapping[str, Any], voice: Voice) -> list[str]:
    unknown = document["unknown"]
    return [voice.say(Advice.UNKNOWN, number=str(len(unknown)))] if unknown else []
