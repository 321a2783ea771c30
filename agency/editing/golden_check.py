"""Golden matches checked: what a network makes of them, by the one scorer.

Of somebody who was deleted from the book a match cannot be checked any more: it says so, and stands in
nobody's way. A job type that the ontology lacks breaks it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from skillpath.agency.candidate_record import candidate_of
from skillpath.agency.criteria import criteria
from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError, UnknownName
from skillpath.graph.network import Network
from skillpath.ontology.golden.matches import GoldenMatch, GoldenSet, Wanted
from skillpath.ontology.golden.nodes import Party, Record
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.ranks import ranked
from skillpath.reasoner.role import Role, SkillRequirement, role_of_job_type
from skillpath.reasoner.rounding import shown
from skillpath.reasoner.thresholds import Thresholds


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a golden match ``holds``; ``None`` where that cannot be said, and ``reason`` says why.

    ``points`` are those of the candidate, and where another one is named those of that one too.
    """

    match: GoldenMatch
    holds: bool | None
    points: tuple[float, ...] = ()
    reason: str = ""


def check(workspace: Workspace, found: GoldenSet, network: Network) -> list[Verdict]:
    """What a network makes of golden matches, in their order; people and criteria are those of the book."""
    return [_verdict(_Parties(workspace, found, network), match) for match in found.matches]


class _Parties:
    """Candidates and roles that golden matches name."""

    def __init__(self, workspace: Workspace, found: GoldenSet, network: Network) -> None:
        self.workspace, self.network, self._found = workspace, network, found

    def candidate(self, party: Party) -> Candidate:
        if not party.described:
            return self.workspace.book.candidate(party.name)
        if party.name not in self._found.candidates:
            raise InputError(f"nothing describes the candidate <{party.name}>")
        facts = {"location": None, "available_from": None, "licences": ()}
        return candidate_of({**self._found.candidates[party.name], **facts})

    def role(self, party: Party) -> Role:
        if not party.described:
            return self.workspace.book.role(party.name)
        if party.name in self._found.roles:
            return role_of_record(self._found.roles[party.name])
        node = self.network.find(party.name)
        if node is None:
            raise InputError(f"there is no job type <{party.name}>")
        return role_of_job_type(self.network, node)


def _verdict(parties: _Parties, match: GoldenMatch) -> Verdict:
    """One that names whom the book lacks cannot be checked; what the ontology lacks breaks it."""
    named = (match.candidate, *((match.than,) if match.wanted is Wanted.ABOVE else ()))
    try:
        role, people = parties.role(match.role), [parties.candidate(one) for one in named]
        profile = criteria(parties.workspace.book, role)
        matcher = Matcher.prepare(parties.network, role, profile, as_of=day_of(match))
        scores = ranked(matcher.scores(people)).tolist()
        holds = _holds(parties.workspace.thresholds.thresholds, match, scores)
    except UnknownName as error:
        return Verdict(match, None, reason=str(error))
    except (InputError, ValueError) as error:
        return Verdict(match, False, reason=str(error))
    return Verdict(match, holds, tuple(map(shown, scores)))


def _holds(words: Thresholds, match: GoldenMatch, scores: Sequence[float]) -> bool:
    if match.wanted is Wanted.ABOVE:
        return scores[0] > scores[1]
    reached, named = place_of(words, words.band(scores[0]).word), place_of(words, match.than.name)
    return reached <= named if match.wanted is Wanted.AT_LEAST else reached >= named


def place_of(words: Thresholds, word: str) -> int:
    """How many words are for higher scores; raises :class:`InputError` for a word that is none."""
    known = [band.word for band in words.bands]
    if word not in known:
        raise InputError(f"“{word}” is no word for a score: {', '.join(known)}.")
    return known.index(word)


def day_of(match: GoldenMatch) -> date:
    """The day for which experience is reckoned; raises :class:`InputError` where that is none."""
    try:
        return date.fromisoformat(match.as_of)
    except ValueError:
        raise InputError(f"The golden match {match.id} is for “{match.as_of}”, which is no day.") from None


def role_of_record(record: Record) -> Role:
    """An invented role, as it is scored."""
    skills = tuple(SkillRequirement(**one) for one in record["skills"])
    return Role(**{**record, "skills": skills})
