"""A match as a document: the evidence with labels, for pages, the command line, JSON and texts alike.

Numbers named ``score``, ``strength`` … are the scorer's own, 0..1. ``points`` are the same for people:
out of 100, to two decimals, rounded so that all parts add up to the total shown. What is ``shown`` of a
nearest thing is cut, not rounded, to stay below the cut-off. Labels are in the language
asked for, in English where a concept has none in it.
"""

import math
from collections.abc import Iterator
from typing import Final

from skillpath.graph.network import Network
from skillpath.graph.relations import CUT_OFF
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.evidence import (
    Alternative,
    Contribution,
    Learning,
    Match,
    Nearest,
    RequirementEvidence,
    Teaching,
)
from skillpath.reasoner.parameters import Level
from skillpath.reasoner.profile import Dimension
from skillpath.reasoner.role import Requirement, Role
from skillpath.reasoner.rounding import POINTS, points
from skillpath.reasoner.shown import Document, concept, path_steps, route
from skillpath.reasoner.texts.degrees import count_degrees
from skillpath.reasoner.texts.filters import outside_document, outside_filter
from skillpath.reasoner.texts.languages import Language
from skillpath.reasoner.texts.phrases import profile_name
from skillpath.reasoner.texts.terms import CHANNELS, CLAIM_SOURCES, DIMENSIONS, LEARNINGS, LEVELS
from skillpath.reasoner.texts.voice import Voice
from skillpath.reasoner.texts.wordings import Message


def match_document(
    network: Network,
    match: Match,
    candidate: Candidate,
    role: Role,
    *,
    release: str,
    language: Language = Language.EN,
) -> Document:
    """The whole match with labels and shown points; see the module for what the numbers mean.

    Only dicts, lists, strings, numbers, booleans and ``None``.
    """
    return _Writer(network, Voice(language)).match(match, candidate, role, release)


_PHRASES: Final = {Dimension.JOB_TYPE: Message.BEING, Dimension.INDUSTRY: Message.EXPERIENCE_IN}
"""Dimension → how a requirement of it is spoken of in a sentence; of others by its label."""


def _sum(parts: Iterator[Document]) -> float:
    return round(math.fsum(part["points"] for part in parts), 2)


def _gap(requirement: Document) -> Document:
    asked: Document = requirement["requirement"]
    return asked | {key: requirement[key] for key in ("gap", "gap_points")}


class _Writer:
    """Writes documents about one network in one language."""

    def __init__(self, network: Network, voice: Voice) -> None:
        self._network = network
        self._voice = voice
        self._items: list[Document] = []

    def match(self, match: Match, candidate: Candidate, role: Role, release: str) -> Document:
        parts, whole = points([c.points for e in match.evidence for c in e.contributions], match.score)
        shown = iter(parts)
        brought: tuple[Spell | Claim, ...] = (*candidate.spells, *candidate.claims)
        self._items = [self._item(number, one) for number, one in enumerate(brought)]
        requirements = [self._requirement(e, shown) for e in match.evidence]
        contributions = [c for r in requirements for c in r["contributions"]]
        for item in self._items:
            item["points"] = _sum(c for c in contributions if c["item"] == item["item"])
        return {
            "language": str(self._voice.language),
            "candidate": match.candidate,
            "role": {"id": role.id, "title": role.title},
            "profile": match.profile,
            "profile_name": profile_name(match.profile, self._voice),
            "as_of": match.as_of.isoformat(),
            "release": release,
            "score": match.score,
            "points": whole,
            "whole": POINTS,
            "outside_filter": outside_filter(self._network, match.outside, self._voice),
            "outside": outside_document(self._network, match.outside, self._voice),
            "unknown": list(match.unknown),
            "channels": [
                {
                    "channel": str(channel),
                    "name": self._voice.term(CHANNELS, channel),
                    "score": score,
                    "points": _sum(c for c in contributions if c["channel"] == channel),
                }
                for channel, score in match.by_channel().items()
            ],
            "items": self._items,
            "counts": count_degrees(requirements),
            "requirements": requirements,
            "gaps": [_gap(requirements[match.evidence.index(e)]) for e in match.gaps()],
        }

    def _concept(self, position: int) -> Document:
        return concept(self._network, position, self._voice.language)

    def _label(self, iri: str | None) -> str:
        position = None if iri is None else self._network.find(iri)
        return iri or "" if position is None else str(self._concept(position)["label"])

    def _item(self, number: int, item: Spell | Claim) -> Document:
        if isinstance(item, Claim):
            source, skill = self._voice.term(CLAIM_SOURCES, item.source), self._label(item.skill)
            text = self._voice.say(Message.CLAIM, source=source, skill=skill)
            return {
                "item": number,
                "kind": "claim",
                "text": text,
                "brief": source,
                "source": item.source,
                "level": item.level,
            }
        job, industry = self._label(item.job_type), self._label(item.industry)
        work = self._work(job, industry)
        return {
            "item": number,
            "kind": "spell",
            "text": self._spell(item, work),
            "brief": work,
            "job_type": job,
            "industry": industry,
            "start": item.start.isoformat(),
            "end": None if item.end is None else item.end.isoformat(),
            "level": str(item.level),
            "on_floor": item.on_floor,
        }

    def _work(self, job: str, industry: str) -> str:
        if job and industry:
            return self._voice.say(Message.WORK_AS_IN, job=job, industry=industry)
        if industry:
            return self._voice.say(Message.WORK_IN, industry=industry)
        return job or self._voice.say(Message.WORK)

    def _spell(self, spell: Spell, work: str) -> str:
        end = self._voice.say(Message.TODAY) if spell.end is None else str(spell.end.year)
        message = Message.SPELL if spell.level is Level.PROFESSIONAL else Message.SPELL_AT_LEVEL
        level = self._voice.term(LEVELS, spell.level)
        return self._voice.say(message, work=work, start=str(spell.start.year), end=end, level=level)

    def _requirement(self, evidence: RequirementEvidence, shown: Iterator[float]) -> Document:
        contributions = [self._contribution(c, next(shown)) for c in evidence.contributions]
        path = path_steps(self._network, evidence.path, self._voice)
        return {
            "requirement": self._asked(evidence.requirement),
            "strength": evidence.strength,
            "score": evidence.points,
            "points": _sum(iter(contributions)),
            "gap": evidence.gap,
            "gap_points": round(POINTS * evidence.gap, 2),
            "source": None if evidence.source is None else self._concept(evidence.source),
            "mastery": evidence.mastery,
            "transfer": evidence.transfer,
            "path": path,
            "route": route(path, self._voice),
            "contributions": contributions,
            "alternatives": [self._alternative(other) for other in evidence.alternatives],
            "nearest": None if evidence.nearest is None else self._nearest(evidence.nearest),
        }

    def _asked(self, asked: Requirement) -> Document:
        node = self._concept(asked.node)
        other = self._voice.say(Message.OTHER_INDUSTRIES, industry=node["label"])
        return node | {
            "name": other if asked.inverted else node["label"],
            "phrase": self._phrase(asked, node["label"]),
            "dimension": str(asked.dimension),
            "kind_name": self._kind_name(asked),
            "essential": asked.essential,
            "level": asked.level,
            "weight": asked.weight,
            "inverted": asked.inverted,
        }

    def _phrase(self, asked: Requirement, label: str) -> str:
        if asked.inverted:
            return self._voice.say(Message.EXPERIENCE_ELSEWHERE, name=label)
        message = _PHRASES.get(asked.dimension)
        return label if message is None else self._voice.say(message, name=label)

    def _kind_name(self, asked: Requirement) -> str:
        if asked.dimension is Dimension.SKILL:
            return self._voice.say(Message.ESSENTIAL if asked.essential else Message.OPTIONAL)
        return self._voice.term(DIMENSIONS, asked.dimension)

    def _contribution(self, part: Contribution, shown: float) -> Document:
        return self._taught(part) | {"score": part.points, "points": shown}

    def _taught(self, part: Contribution | Teaching) -> Document:
        return {
            "item": part.item,
            **{key: self._items[part.item][key] for key in ("text", "brief")},
            "channel": str(part.channel),
            "channel_name": self._voice.term(CHANNELS, part.channel),
            "origin": self._concept(part.origin),
            "learning": None if part.learning is None else self._learning(part.learning),
            "share": part.share,
        }

    def _learning(self, learning: Learning) -> Document:
        return {
            "kind": str(learning.kind),
            "wording": self._voice.term(LEARNINGS, learning.kind),
            "strength": learning.strength,
            "provenance": learning.provenance,
            "author": learning.author,
        }

    def _alternative(self, other: Alternative) -> Document:
        path = path_steps(self._network, other.path, self._voice)
        return {
            "source": self._concept(other.node),
            "mastery": other.mastery,
            "transfer": other.transfer,
            "strength": other.strength,
            "margin": other.margin,
            "path": path,
            "route": route(path, self._voice),
            "taught_by": [self._taught(part) for part in other.taught_by],
        }

    def _nearest(self, nearest: Nearest) -> Document:
        path = path_steps(self._network, nearest.path, self._voice)
        return {
            "source": self._concept(nearest.node),
            "mastery": nearest.mastery,
            "transfer": nearest.transfer,
            "shown": math.floor(1000 * nearest.transfer) / 1000,
            "cut_off": CUT_OFF,
            "path": path,
            "route": route(path, self._voice),
            "taught_by": [self._taught(part) for part in nearest.taught_by],
        }
