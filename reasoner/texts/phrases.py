"""Phrases that more than one reading uses."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from skillpath.reasoner.criteria import CHANGED
from skillpath.reasoner.texts.change_wordings import Change
from skillpath.reasoner.texts.degrees import Degree, degree
from skillpath.reasoner.texts.terms import PROFILES
from skillpath.reasoner.texts.voice import Voice
from skillpath.reasoner.texts.wordings import Message

Document = Mapping[str, Any]

COUNTED: Final = {
    Degree.IN_FULL: Message.COUNT_IN_FULL,
    Degree.IN_PART: Message.COUNT_IN_PART,
    Degree.HARDLY: Message.COUNT_HARDLY,
    Degree.NOT: Message.COUNT_NOT,
}

DEGREES: Final = {
    Degree.IN_FULL: Message.IN_FULL,
    Degree.IN_PART: Message.IN_PART,
    Degree.HARDLY: Message.HARDLY,
    Degree.NOT: Message.UNMET_CELL,
}


def profile_name(name: str, voice: Voice) -> str:
    """What criteria are called: a profile, or one of which a role changes something."""
    if name.endswith(f", {CHANGED}"):
        profile = voice.term(PROFILES, name.removesuffix(f", {CHANGED}"))
        return voice.say(Change.FOR_THIS_ROLE, profile=profile)
    return voice.term(PROFILES, name)


def counts(document: Document, voice: Voice) -> str:
    """How many requirements are met to which degree; degrees of none are left out."""
    told = [
        voice.say(COUNTED[one], n=str(document["counts"][one])) for one in Degree if document["counts"][one]
    ]
    return voice.listed(told, most=len(told))


def how_well(strength: float, voice: Voice) -> str:
    """The degree of a strength, with the strength where it is between the ends."""
    return voice.say(DEGREES[degree(strength)], strength=voice.percent(strength))


def by_points(requirements: Iterable[Document]) -> list[Document]:
    """Requirements, those that bring most first."""
    return sorted(requirements, key=lambda r: (-r["score"], r["requirement"]["iri"]))


def names(requirements: Iterable[Document]) -> list[str]:
    """What requirements are called in a sentence."""
    return [r["requirement"]["phrase"] for r in requirements]


def taught_by(parts: Iterable[Document], voice: Voice, *, brief: bool = False) -> str:
    """The spells and claims behind a node, each once; ``brief``: without years, and what is claimed."""
    told = dict.fromkeys(part["brief" if brief else "text"] for part in parts)
    return voice.listed(list(told), most=2)


def works(document: Document, requirements: Iterable[Document]) -> list[str]:
    """The jobs behind some requirements, without years or level, those that bring most first."""
    wanted = {part["item"] for r in requirements for part in r["contributions"]}
    items = [i for i in document["items"] if i["item"] in wanted and i["kind"] == "spell" and i["points"] > 0]
    items.sort(key=lambda i: (-i["points"], i["item"]))
    return list(dict.fromkeys(i["brief"] for i in items))


def steps(requirement: Document, voice: Voice) -> list[str]:
    """The links from the job, industry or floor to what is asked for, with weights and who states them."""
    source = requirement["source"]
    parts = requirement.get("contributions", requirement.get("taught_by", ()))
    learned = {
        part["origin"]["iri"]: step(
            source, part["learning"], part["origin"], part["learning"]["strength"], voice
        )
        for part in parts
        if part["learning"] is not None
    }
    walked = [step(s["source"], s, s["target"], s["weight"], voice) for s in requirement["path"]]
    return [*learned.values(), *walked]


def step(start: Document, link: Document, end: Document, weight: float, voice: Voice) -> str:
    """One link with its wording, its weight, and the source and author of a stated weight."""
    source, author = link["provenance"], link["author"]
    stated = source if author in source else ", ".join(part for part in (source, author) if part)
    return voice.say(
        Message.STEP_STATED if stated else Message.STEP,
        source=start["label"],
        wording=link["wording"],
        target=end["label"],
        weight=voice.number(weight),
        stated=stated,
    )
