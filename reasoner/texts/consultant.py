"""The full text, for the consultant: what meets the role, what is missing, what came second, what to ask."""

from typing import Final

from skillpath.reasoner.candidate import CONFIRMED
from skillpath.reasoner.texts.audiences import Section
from skillpath.reasoner.texts.degrees import FULLY
from skillpath.reasoner.texts.phrases import (
    Document,
    by_points,
    counts,
    how_well,
    names,
    step,
    steps,
    taught_by,
)
from skillpath.reasoner.texts.voice import Voice
from skillpath.reasoner.texts.wordings import Message

MOST_ORIGINS: Final = 2
"""So many spells or claims are named in short."""

MOST_TOLD: Final = 3
"""Of so many requirements that nothing reaches the nearest thing is told."""

MOST_CONTESTED: Final = 5
"""Of so many requirements it is told what came second."""

MOST_QUESTIONS: Final = 2
"""So many questions of each kind are proposed."""

_BARE: Final = frozenset(("CV", CONFIRMED))
"""Sources that say no more than the candidates themselves do."""


def consultant(document: Document, voice: Voice) -> list[Section]:
    """The sections of the full text; those with nothing to say are left out by the reader."""
    return [
        Section("summary", voice.say(Message.H_SUMMARY), (" ".join(_summary(document, voice)),)),
        Section("fits", voice.say(Message.H_FITS), tuple(_fits(document, voice))),
        Section("missing", voice.say(Message.H_MISSING), tuple(_missing(document, voice))),
        Section("alternatives", voice.say(Message.H_ALTERNATIVES), tuple(_alternatives(document, voice))),
        Section("questions", voice.say(Message.H_QUESTIONS), tuple(_questions(document, voice))),
    ]


def _summary(document: Document, voice: Voice) -> list[str]:
    """The score, the filter, how many requirements are met, where the score comes from, what is missing."""
    asked = document["requirements"]
    told = [
        voice.say(
            Message.SCORE,
            candidate=document["candidate"],
            points=voice.number(document["points"]),
            whole=str(document["whole"]),
            role=document["role"]["title"],
            profile=document["profile_name"],
        )
    ]
    if document["outside"]:
        reasons = voice.apart([one["text"] for one in document["outside"]])
        told.append(voice.say(Message.FILTERED, reasons=reasons))
    if not asked:
        return [*told, voice.say(Message.NOTHING_ASKED)]
    told.append(
        voice.say(Message.COUNTS, requirements=voice.requirements(len(asked)), counts=counts(document, voice))
    )
    if document["unknown"]:
        unknown = voice.listed(document["unknown"], most=len(document["unknown"]))
        told.append(voice.say(Message.UNKNOWN, names=unknown))
    return [*told, _origins(document, voice), *_still_missing(document, voice)]


def _origins(document: Document, voice: Voice) -> str:
    """The spells and claims that bring most, and what they bring."""
    best = sorted((i for i in document["items"] if i["points"] > 0), key=lambda i: (-i["points"], i["item"]))
    if not best:
        return voice.say(Message.NOTHING_CARRIES)
    told = [
        voice.say(
            Message.ORIGIN,
            item=item["text"],
            points=voice.number(item["points"]),
            brought=voice.listed(_brought_by(document, item["item"])),
        )
        for item in best[:MOST_ORIGINS]
    ]
    return voice.say(Message.ORIGINS, origins=voice.listed(told))


def _brought_by(document: Document, item: int) -> list[str]:
    brought = [
        (-part["points"], requirement["requirement"]["phrase"])
        for requirement in document["requirements"]
        for part in requirement["contributions"]
        if part["item"] == item and part["points"] > 0
    ]
    return list(dict.fromkeys(name for _, name in sorted(brought)))


def _still_missing(document: Document, voice: Voice) -> list[str]:
    missing = [r for r in document["requirements"] if r["source"] is None and r["requirement"]["essential"]]
    if missing:
        return [voice.say(Message.NO_SIGN, names=voice.listed(names(missing)))]
    weak = [gap["phrase"] for gap in document["gaps"] if gap["essential"]]
    return [voice.say(Message.STILL_TO_LEARN, names=voice.listed(weak))] if weak else []


def _fits(document: Document, voice: Voice) -> list[str]:
    return [fit(r, voice) for r in by_points(document["requirements"]) if r["source"] is not None]


def fit(requirement: Document, voice: Voice) -> str:
    """One requirement: how well it is met and by what, and the path step by step."""
    asked = requirement["requirement"]
    told = voice.say(
        Message.FIT,
        name=asked["name"],
        kind=asked["kind_name"],
        degree=how_well(requirement["strength"], voice),
        points=voice.number(requirement["points"]),
        by=taught_by(requirement["contributions"], voice),
    )
    links = steps(requirement, voice)
    if asked["inverted"]:
        industry = {"source": requirement["source"]["label"], "industry": asked["label"]}
        links.append(voice.say(Message.ANOTHER_INDUSTRY, **industry))
    return f"{told} {voice.say(Message.THROUGH, steps=voice.apart(links))}" if links else told


def _missing(document: Document, voice: Voice) -> list[str]:
    """What nothing reaches, each with the nearest thing to it; and what costs most of what is met in part."""
    costly = sorted(document["requirements"], key=lambda r: (-r["gap"], r["requirement"]["iri"]))
    lost = [r for r in costly if r["source"] is None]
    told = [unmet(r, voice) for r in lost[:MOST_TOLD]]
    if others := [_cost(r, voice) for r in lost[MOST_TOLD:]]:
        told.append(voice.say(Message.UNMET_TOO, names=voice.listed(others, most=len(others))))
    reached = [_cost(r, voice) for r in costly if r["source"] is not None and r["gap_points"] > 0]
    return [*told, *([voice.say(Message.COSTLIEST, names=voice.listed(reached))] if reached else [])]


def _cost(requirement: Document, voice: Voice) -> str:
    name, points = requirement["requirement"]["phrase"], voice.number(requirement["gap_points"])
    return voice.say(Message.COST, name=name, points=points)


def unmet(requirement: Document, voice: Voice) -> str:
    """One requirement that nothing reaches: what that costs, and the nearest thing to it."""
    asked = requirement["requirement"]
    told = voice.say(
        Message.UNMET,
        name=asked["name"],
        kind=asked["kind_name"],
        points=voice.number(requirement["gap_points"]),
    )
    return told if asked["inverted"] else f"{told} {_nearest(requirement['nearest'], voice)}"


def _nearest(nearest: Document | None, voice: Voice) -> str:
    if nearest is None:
        return voice.say(Message.UNCONNECTED)
    told = voice.say(
        Message.NEAREST if nearest["shown"] > 0 else Message.NEAREST_FAINT,
        node=nearest["source"]["label"],
        by=taught_by(nearest["taught_by"], voice, brief=True),
        transfer=voice.percent(nearest["shown"], decimals=1),
        cut_off=voice.percent(nearest["cut_off"]),
    )
    return f"{told} {voice.say(Message.THROUGH, steps=nearest['route'])}"


def _alternatives(document: Document, voice: Voice) -> list[str]:
    """The best of what lost, for the requirements that bring most."""
    contested = [r for r in by_points(document["requirements"]) if r["alternatives"]]
    return [alternative(r, r["alternatives"][0], voice) for r in contested[:MOST_CONTESTED]]


def alternative(requirement: Document, other: Document, voice: Voice) -> str:
    """What would meet a requirement without the winner, and how well in comparison."""
    would, does = voice.percent(other["strength"]), voice.percent(requirement["strength"])
    close = Message.ALTERNATIVE_CLOSE if other["margin"] > 0 else Message.ALTERNATIVE_EQUAL
    return voice.say(
        Message.ALTERNATIVE if would != does else close,
        name=requirement["requirement"]["name"],
        node=other["source"]["label"],
        by=taught_by(other["taught_by"], voice, brief=True),
        strength=would,
        winner=does,
    )


def _questions(document: Document, voice: Voice) -> list[str]:
    """What to ask at an interview: long inferences, what is missing though essential, bare claims of a CV."""
    asked = document["requirements"]
    inferred = [r for r in asked if r["points"] > 0 and r["path"] and r["transfer"] < FULLY]
    inferred.sort(key=lambda r: (-r["score"] * (1 - r["transfer"]), r["requirement"]["iri"]))
    missing = [r for r in asked if r["source"] is None and r["requirement"]["essential"]]
    missing.sort(key=lambda r: (-r["gap"], r["requirement"]["iri"]))
    claimed = [
        r["source"]["label"] for r in by_points(asked) if r["points"] > 0 and _only_from_cv(document, r)
    ]
    return [
        *(_about_inference(r, voice) for r in inferred[:MOST_QUESTIONS]),
        *(voice.say(Message.ASK_UNMET, name=r["requirement"]["name"]) for r in missing[:MOST_QUESTIONS]),
        *(voice.say(Message.ASK_CLAIM, name=name) for name in list(dict.fromkeys(claimed))[:MOST_QUESTIONS]),
    ]


def _about_inference(requirement: Document, voice: Voice) -> str:
    weakest = min(requirement["path"], key=lambda s: s["weight"])
    return voice.say(
        Message.ASK_INFERRED,
        name=requirement["requirement"]["name"],
        source=requirement["source"]["label"],
        transfer=voice.percent(requirement["transfer"]),
        step=step(weakest["source"], weakest, weakest["target"], weakest["weight"], voice),
    )


def _only_from_cv(document: Document, requirement: Document) -> bool:
    items = [document["items"][part["item"]] for part in requirement["contributions"]]
    return all(item["kind"] == "claim" and item["source"] in _BARE for item in items)
