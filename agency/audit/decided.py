"""Decisions as the log tells of them: without their reasons, which may name a person."""

from collections.abc import Mapping
from typing import Any, Final

from skillpath.agency.audit.chain import Happening
from skillpath.agency.audit.kinds import Event
from skillpath.agency.audit.persons import Person
from skillpath.reasoner.decision import Decision, Outcome

FOR: Final = frozenset((Outcome.PLACED, Outcome.INTERVIEWED))
AGAINST: Final = frozenset((Outcome.REJECTED,))
"""Outcomes that speak for a candidate, and against."""

CERTIFICATE: Final = "certificate"
"""What was seen: the hash of the certificate of the match."""


def against_score(outcome: Outcome, score: float, *, good: float) -> bool:
    """Whether a decision goes against a score, where ``good`` is the score of a match worth a call.

    >>> against_score(Outcome.PLACED, 0.1, good=0.2), against_score(Outcome.REJECTED, 0.1, good=0.2)
    (True, False)
    """
    return outcome in (AGAINST if score >= good else FOR)


def happenings_of(decision: Decision, person: Person, seen: Mapping[str, Any]) -> list[Happening]:
    """The decision, and that it overrode the score where it did."""
    facts = {name: value for name, value in seen.items() if name not in (CERTIFICATE, "release")}
    said = {"outcome": str(decision.outcome), "day": decision.day.isoformat(), **facts}
    certificate = seen.get(CERTIFICATE)
    seal = None if certificate is None else person.sealed(certificate)

    def told(event: Event, details: Mapping[str, Any]) -> Happening:
        return Happening(
            event,
            decision.by,
            role=decision.role,
            person=person.pseudonym,
            release=seen.get("release"),
            seal=seal,
            details=details,
        )

    overridden = [told(Event.OVERRIDE, {"what": "score", **said})] if seen.get("against_score") else []
    return [told(Event.DECISION, said), *overridden]
