"""A match in sentences. Every number and name in them comes from the document of the match."""

import math
from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

FULLY: Final = 0.995
"""A strength that is shown as met in full."""

PARTLY: Final = 0.5
"""Below this strength a requirement is spoken of as hardly met."""

MOST_NAMED: Final = 3
"""At most so many skills are named in one list."""


def listed(names: Sequence[str], most: int = MOST_NAMED) -> str:
    """Names as a list in a sentence.

    >>> listed(["a"]), listed(["a", "b", "c"]), listed(["a", "b", "c", "d", "e"])
    ('a', 'a, b and c', 'a, b, c and 2 more')
    """
    shown = list(names[:most])
    if len(names) > most:
        return f"{', '.join(shown)} and {len(names) - most} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def requirement_sentence(requirement: dict[str, Any]) -> str:
    """One requirement: what meets it, along which path, and how far."""
    asked, source = requirement["requirement"], requirement["source"]
    name = f"other industries than {asked['label']}" if asked["inverted"] else asked["label"]
    if source is None:
        return f"Nothing in the history carries to {name}."
    by = listed(list(dict.fromkeys(part["text"] for part in requirement["contributions"])), 2)
    steps = [
        f"{step['source']['label']} {step['wording']} {step['target']['label']}"
        for step in requirement["path"]
    ]
    how = f" through {'; '.join(steps)}" if steps else ""
    return f"{_degree(requirement['strength'])} {name}: {by}{how}."


def route(steps: Sequence[dict[str, Any]]) -> str:
    """A path in one line; steps of one kind in a row are told as one, without weight if nothing is lost.

    >>> up = {"kind": "broader", "wording": "is part of", "weight": 1.0}
    >>> half = {"kind": "related", "wording": "is like", "weight": 0.5}
    >>> def step(a, b, how): return {"source": {"label": a}, "target": {"label": b}, **how}
    >>> route([step("a", "b", up), step("b", "c", up), step("c", "d", half)])
    'a ─is part of→ c ─is like 0.50→ d'
    """
    told = steps[0]["source"]["label"] if steps else ""
    for _, run in groupby(steps, key=lambda step: step["kind"]):
        stretch = list(run)
        weight = math.prod(step["weight"] for step in stretch)
        carried = "" if weight == 1 else f" {weight:.2f}"
        told += f" ─{stretch[0]['wording']}{carried}→ {stretch[-1]['target']['label']}"
    return told


def _degree(strength: float) -> str:
    if strength >= FULLY:
        return "Meets"
    return f"{'Partly' if strength >= PARTLY else 'Hardly'} meets ({strength:.0%})"


def summary(document: dict[str, Any]) -> str:
    """The match in one paragraph: the score, where it comes from, what is missing, what to ask about."""
    head = (
        f"{document['candidate']} reaches {document['points']:.2f} of 100 points for "
        f"{document['role']['title']} under “{document['profile']}”."
    )
    return " ".join(
        part
        for part in (head, _filter(document), _origins(document), _missing(document), _weakest(document))
        if part
    )


def _filter(document: dict[str, Any]) -> str:
    reason = document["outside_filter"]
    return f"The profile's filter leaves this candidate out: {reason}." if reason else ""


def _origins(document: dict[str, Any]) -> str:
    """The two spells or claims that bring most, and what they bring."""
    best = sorted((i for i in document["items"] if i["points"] > 0), key=lambda i: (-i["points"], i["item"]))[
        :2
    ]
    if not best:
        return "Nothing in the history carries to what the role asks for."
    parts = [
        f"{i['text']} ({i['points']:.2f} points: {listed(_brought_by(document, i['item']))})" for i in best
    ]
    return f"Most of it comes from {' and from '.join(parts)}."


def _brought_by(document: dict[str, Any], item: int) -> list[str]:
    brought = [
        (-part["points"], requirement["requirement"]["label"])
        for requirement in document["requirements"]
        for part in requirement["contributions"]
        if part["item"] == item and part["points"] > 0
    ]
    return list(dict.fromkeys(label for _, label in sorted(brought)))


def _missing(document: dict[str, Any]) -> str:
    asked = [r["requirement"] | {"strength": r["strength"]} for r in document["requirements"]]
    missing = [a["label"] for a in asked if a["strength"] == 0 and not a["inverted"] and a["essential"]]
    if missing:
        return f"No sign of {listed(missing)}, which the role calls essential."
    weak = [g["label"] for g in document["gaps"] if g["essential"]]
    return f"Most is still to learn in {listed(weak)}." if weak else ""


def _weakest(document: dict[str, Any]) -> str:
    """The longest bet among what counts: the requirement with points that rests on the least transfer."""
    bets = [r for r in document["requirements"] if r["points"] > 0 and r["path"] and r["transfer"] < FULLY]
    if not bets:
        return ""
    bet = min(bets, key=lambda r: (r["transfer"], r["requirement"]["label"]))
    return (
        f"To ask about: {bet['requirement']['label']}, inferred from {bet['source']['label']} "
        f"(carries {bet['transfer']:.0%})."
    )
