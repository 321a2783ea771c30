"""A short and kind text for the candidate: what fits and what to learn next. No score, no rivals."""

from typing import Final

from skillpath.reasoner.profile import Dimension
from skillpath.reasoner.texts.audiences import Section
from skillpath.reasoner.texts.degrees import Degree, degree
from skillpath.reasoner.texts.phrases import Document, by_points, names, works
from skillpath.reasoner.texts.voice import Voice
from skillpath.reasoner.texts.wordings import Message

MOST_TO_LEARN: Final = 3
"""So many skills are named to learn next."""


def candidate(document: Document, voice: Voice) -> list[Section]:
    """What fits, what to learn next, and that it is no judgement."""
    return [
        Section("fits", voice.say(Message.H_FITS_YOU), (" ".join(_fits(document, voice)),)),
        Section("next", voice.say(Message.H_NEXT), tuple(_next(document, voice))),
        Section("closing", "", (voice.say(Message.NO_JUDGEMENT),)),
    ]


def _fits(document: Document, voice: Voice) -> list[str]:
    asked = by_points(document["requirements"])
    full = [r for r in asked if degree(r["strength"]) is Degree.IN_FULL]
    part = [r for r in asked if degree(r["strength"]) is Degree.IN_PART]
    told = []
    if full:
        told.append(voice.say(Message.YOU_BRING, names=voice.listed(names(full), most=5)))
    if part:
        told.append(voice.say(Message.YOU_PARTLY, names=voice.listed(names(part), most=5)))
    if behind := works(document, [*full, *part]):
        told.append(voice.say(Message.YOU_BRING_FROM, works=voice.listed(behind, most=2)))
    return told or [voice.say(Message.YOU_NOTHING)]


def _next(document: Document, voice: Voice) -> list[str]:
    """The skills that the role misses most, each with what is known that leads there."""
    skills = [r for r in document["requirements"] if r["requirement"]["dimension"] == Dimension.SKILL]
    missing = [r for r in skills if degree(r["strength"]) is not Degree.IN_FULL]
    missing.sort(key=lambda r: (-r["gap"], r["requirement"]["iri"]))
    return [_learn(r, voice) for r in missing[:MOST_TO_LEARN]] or [voice.say(Message.LEARN_NOTHING)]


def _learn(requirement: Document, voice: Voice) -> str:
    asked, start = requirement["requirement"], requirement["source"]
    if start is None:
        return voice.say(Message.LEARN, name=asked["name"])
    if start["iri"] == asked["iri"]:
        return voice.say(Message.LEARN_ON, name=asked["name"])
    return voice.say(Message.LEARN_FROM, name=asked["name"], source=start["label"])
