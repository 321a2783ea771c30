"""What would change a match, as a document: the value of single skills and the smallest sets to goals."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Final

from skillpath.agency.matching import matcher_for
from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError
from skillpath.reasoner.candidate import Candidate, Claim
from skillpath.reasoner.counterfactual import (
    Change,
    SkillValue,
    skill_values,
    smallest_change,
    to_overtake,
    to_points,
)
from skillpath.reasoner.evidence import Match
from skillpath.reasoner.experience import Experience, experience
from skillpath.reasoner.improvement_sentences import change_sentence, work_name
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.options import Options, options
from skillpath.reasoner.role import Role
from skillpath.reasoner.rounding import shown
from skillpath.reasoner.shown import Document, concept, label
from skillpath.reasoner.texts.filters import outside_filter
from skillpath.reasoner.texts.languages import Language
from skillpath.reasoner.texts.voice import ENGLISH, Voice
from skillpath.reasoner.work_change import work_changes

MORE: Final = 10.0
"""Points that are aimed at beyond the present ones where no goal is named."""


def improvement(
    workspace: Workspace,
    candidate_code: str,
    role: str | Role,
    *,
    to: float | None = None,
    overtake: Sequence[str] = (),
    profile: str | None = None,
    as_of: date | None = None,
    language: Language = Language.EN,
) -> Document:
    """What single skills are worth to a candidate, and the smallest sets that reach the goals.

    ``to``: a number of points; ``overtake``: codes of rivals; where neither is named, :data:`MORE` points
    more than now. ``language`` is that of labels and sentences. Raises :class:`UnknownName`, and
    :class:`InputError` for a goal that is none.
    """
    candidate = workspace.book.candidate(candidate_code)
    rivals = [workspace.book.candidate(code) for code in overtake]
    case = Case(workspace, matcher_for(workspace, role, profile, as_of), candidate, Voice(language))
    return {
        "candidate": candidate.code,
        "role": {"id": case.matcher.role.id, "title": case.matcher.role.title},
        "profile": case.matcher.profile.name,
        "as_of": case.matcher.as_of.isoformat(),
        "release": workspace.release.name,
        "score": case.match.score,
        "points": shown(case.match.score),
        "outside_filter": case.outside_filter,
        "considered": case.options.considered,
        "skills": case.skills(),
        "work": case.work(),
        "goals": _goals(case, to, rivals),
    }


def _goals(case: "Case", to: float | None, rivals: Sequence[Candidate]) -> list[Document]:
    if to is not None and not 0 < to <= 100:
        raise InputError(f"A goal is above 0 and at most 100 points, not {to:g}.")
    if case.candidate in rivals:
        raise InputError(f"{case.candidate.code} cannot overtake {case.candidate.code}: name another one.")
    if to is None and not rivals:
        to = min(100.0, shown(case.match.score) + MORE)
    return [
        *([] if to is None else [case.reach(to)]),
        *(case.overtake(case.matcher.rank([rival])[0]) for rival in rivals),
    ]


@dataclass(frozen=True)
class Case:
    """A candidate of the book before a role, and what could be learned for it, told by a voice."""

    workspace: Workspace
    matcher: Matcher
    candidate: Candidate
    voice: Voice = ENGLISH

    @cached_property
    def match(self) -> Match:
        """The match as it is, without paths."""
        return self.matcher.rank([self.candidate])[0]

    @property
    def outside_filter(self) -> str:
        """Why the filters leave the candidate out; "" where none does."""
        return outside_filter(self.workspace.network, self.match.outside, self.voice)

    @cached_property
    def known(self) -> Experience:
        """What the candidate brings."""
        return experience(
            self.workspace.network, self.candidate, self.matcher.profile, as_of=self.matcher.as_of
        )

    @cached_property
    def options(self) -> Options:
        """What the candidate could learn for the role."""
        return options(self.matcher, self.known)

    def skills(self) -> list[Document]:
        """The value of single skills, the most valuable first."""
        return [self._skill(value) for value in skill_values(self.matcher, self.known, self.options)]

    def work(self) -> list[Document]:
        """What more work would bring, in the order of :class:`Work`."""
        network, voice, role = self.workspace.network, self.voice, self.matcher.role
        asked = {
            "job_type": label(network, role.job_type, voice.language),
            "industry": label(network, role.industry, voice.language),
        }
        return [
            {
                "work": str(change.work),
                "text": work_name(change.work, voice, **asked),
                "score": change.score,
                "points": shown(change.score),
                "gain_points": _difference(change.score, self.match.score),
                "outside_filter": outside_filter(network, change.outside, voice),
            }
            for change in work_changes(self.matcher, self.candidate)
        ]

    def reach(self, points: float) -> Document:
        """The smallest set of skills that brings so many points."""
        return self._goal(to_points(points), {"kind": "points", "rival": None, "goal_points": points})

    def overtake(self, rival: Match) -> Document:
        """The smallest set of skills that ranks the candidate above a rival."""
        goal = {"kind": "overtake", "rival": rival.candidate, "goal_points": shown(rival.score)}
        return self._goal(to_overtake(self.match, rival), goal)

    def _goal(self, target: float, goal: Document) -> Document:
        change = smallest_change(self.matcher, self.known, self.options, target)
        document = goal | {
            "verdict": str(change.verdict),
            "skills": self._steps(change),
            "points": shown(change.scores[-1] if change.scores else self.match.score),
            "claimed_points": shown(self._claimed(change.nodes)),
            "at_least": change.at_least,
            "most_points": shown(change.most),
            "considered": self.options.considered,
            "beyond": self._beyond(),
            "outside_filter": self.outside_filter,
        }
        return document | {"sentence": change_sentence(self.candidate.code, document, self.voice)}

    def _skill(self, value: SkillValue) -> Document:
        return self._named(value.node) | {
            "score": value.score,
            "points": shown(value.score),
            "gain": value.score - self.match.score,
            "gain_points": _difference(value.score, self.match.score),
            "lifts": [
                self._concept(lift.requirement.node) | {"before": lift.before, "after": lift.after}
                for lift in value.lifts
            ],
        }

    def _steps(self, change: Change) -> list[Document]:
        before = (self.match.score, *change.scores)
        return [
            self._named(node)
            | {"score": score, "points": shown(score), "gain_points": _difference(score, earlier)}
            for node, score, earlier in zip(change.nodes, change.scores, before, strict=False)
        ]

    def _named(self, node: int) -> Document:
        required = any(item.node == node for item in self.matcher.requirements.items)
        return {"skill": self._concept(node), "required": required}

    def _concept(self, node: int) -> Document:
        return concept(self.workspace.network, node, self.voice.language)

    def _claimed(self, nodes: Sequence[int]) -> float:
        """The score with the same skills as claims, as they would be noted in the book."""
        claims = tuple(Claim(self.workspace.network.nodes[node].iri, source="what if") for node in nodes)
        noted = replace(self.candidate, claims=(*self.candidate.claims, *claims))
        return float(self.matcher.scores([noted])[0])

    def _beyond(self) -> list[Document]:
        """What stays unmet, or partly so, with every skill of the release; the costliest first."""
        met = self.options.taken(range(len(self.options.nodes)))
        left = [
            (item.weight * (1.0 - strength), item)
            for item, strength in zip(self.matcher.requirements.items, met.tolist(), strict=True)
            if strength < 1.0
        ]
        return [
            self._concept(item.node)
            | {"dimension": str(item.dimension), "inverted": item.inverted, "points": shown(gap)}
            for gap, item in sorted(left, key=lambda pair: (-pair[0], pair[1].node))
        ]


def _difference(after: float, before: float) -> float:
    """The difference of two scores as the difference of the points shown."""
    return round(shown(after) - shown(before), 2)
