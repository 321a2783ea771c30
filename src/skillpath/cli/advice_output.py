"""Printing advice: single skills, goals and comparisons, in a language."""

from collections.abc import Sequence
from typing import Any, Final

from skillpath.cli.output import print_table, say
from skillpath.reasoner.texts.advice_wordings import Advice
from skillpath.reasoner.texts.phrases import profile_name
from skillpath.reasoner.texts.voice import Voice
from skillpath.reasoner.texts.wordings import Message

Document = dict[str, Any]

SIDES: Final = ("first", "second")

MOST_LIFTS: Final = 3
"""At most so many requirements that a skill lifts are named in its row; JSON has all."""


def print_skills(document: Document, top: int, voice: Voice) -> None:
    """What single skills are worth, the ``top`` most valuable."""
    head = voice.say(
        Advice.IMPROVE_HEAD,
        candidate=document["candidate"],
        role=document["role"]["title"],
        profile=profile_name(document["profile"], voice),
        points=voice.number(document["points"]),
        considered=str(document["considered"]),
    )
    skill, asked, gain, points, lifts = voice.each(
        Advice.T_SKILL, Advice.T_ASKED_FOR, Advice.T_GAIN, Message.T_POINTS, Advice.T_LIFTS
    )
    rows = [[*_step(value, voice), _lifts(value["lifts"], voice)] for value in document["skills"][:top]]
    print_table(head, [skill, asked, gain, points, lifts], rows, right=[gain, points])


def print_work(changes: Sequence[Document], voice: Voice) -> None:
    """What more work would bring; nothing where none was tried."""
    work, gain, points, outside = voice.each(
        Advice.T_MORE_WORK, Advice.T_GAIN, Message.T_POINTS, Advice.T_OUTSIDE
    )
    rows = [
        [
            change["text"],
            voice.signed(change["gain_points"]),
            voice.number(change["points"]),
            change["outside_filter"],
        ]
        for change in changes
    ]
    if rows:
        print_table("", [work, gain, points, outside], rows, right=[gain, points])


def print_goal(goal: Document, voice: Voice) -> None:
    """A goal, and what is learned on the way to it, one after the other."""
    say(goal["sentence"])
    learned, asked, gain, points = voice.each(
        Advice.T_LEARNED, Advice.T_ASKED_FOR, Advice.T_GAIN, Message.T_POINTS
    )
    if goal["skills"]:
        rows = [_step(step, voice) for step in goal["skills"]]
        print_table("", [learned, asked, gain, points], rows, right=[gain, points])
        say(voice.say(Advice.AS_CLAIMS, points=voice.number(goal["claimed_points"])))


def print_comparison(document: Document, voice: Voice) -> None:
    """One candidate over another: the sentence, and what is different, requirement by requirement."""
    say(document["sentence"])
    say("")
    sides = (document["first"], document["second"])
    difference = voice.say(Advice.T_DIFFERENCE)
    met = [voice.say(Advice.T_HOW_MET, candidate=side["candidate"]) for side in sides]
    different = [row for row in document["requirements"] if row["points"]]
    rows = [_different(row, voice) for row in different]
    if same := len(document["requirements"]) - len(different):
        rows.append(["", voice.say(Advice.WITHOUT_DIFFERENCE, n=str(same)), voice.signed(0), "", ""])
    whole = [voice.number(side["points"]) for side in sides]
    rows.append(["", voice.say(Message.T_TOGETHER), voice.signed(document["points"]), *whole])
    print_table("", ["", voice.say(Message.T_REQUIREMENT), difference, *met], rows, right=[difference])


def _step(value: Document, voice: Voice) -> list[str]:
    """A skill, whether it is asked for, what it brings and how much it is then."""
    return [
        value["skill"]["label"],
        voice.say(Advice.YES if value["required"] else Advice.NO),
        voice.signed(value["gain_points"]),
        voice.number(value["points"]),
    ]


def _lifts(lifts: Sequence[Document], voice: Voice) -> str:
    named = [
        f"{lift['label']} {voice.number(lift['before'])} → {voice.number(lift['after'])}"
        for lift in lifts[:MOST_LIFTS]
    ]
    rest = len(lifts) - MOST_LIFTS
    return ", ".join([*named, *([voice.say(Advice.MORE, n=str(rest))] if rest > 0 else [])])


def _different(row: Document, voice: Voice) -> list[str]:
    return [
        "*" if row["main"] else "",
        row["requirement"]["label"],
        voice.signed(row["points"]),
        *(f"{voice.number(row[side]['strength'])}  {_evidence(row[side], voice)}" for side in SIDES),
    ]


def _evidence(side: Document, voice: Voice) -> str:
    if side["source"] is None:
        return voice.say(Advice.NOTHING)
    return voice.apart(list(dict.fromkeys(part["text"] for part in side["contributions"])))
