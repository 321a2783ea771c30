"""What is said in the graphs of matches: classes and predicates, by IRI (``docs/scorer-in-sparql.md``)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from rdflib import DCTERMS, RDF

from skillpath.ontology.vocabulary import SP

Keys = Mapping[str, str]
"""Key of a document → the predicate that says its value."""


def _keys(**predicates: str) -> Keys:
    return MappingProxyType({key: str(SP[name]) for key, name in predicates.items()})


TYPE: Final = str(RDF.type)
SOURCE: Final = str(DCTERMS.source)
"""Where a stated weight comes from."""

MATCH_CLASS: Final = str(SP.Match)
REQUIREMENT_CLASS: Final = str(SP.MatchRequirement)
CONTRIBUTION_CLASS: Final = str(SP.Contribution)
EXPERIENCE_CLASS: Final = str(SP.Experience)
STEP_CLASS: Final = str(SP.Step)

CANDIDATE: Final = str(SP.candidate)
ROLE: Final = str(SP.role)
RANK: Final = str(SP["rank"])
INSIDE: Final = str(SP.inside)
SCORE: Final = str(SP.score)
AS_OF: Final = str(SP.asOf)
RELEASE: Final = str(SP.release)
WORD: Final = str(SP.word)
BOTTLENECK: Final = str(SP.bottleneck)
UNKNOWN: Final = str(SP.unknown)
OUTSIDE: Final = str(SP.outside)

REQUIREMENT: Final = str(SP.requirement)
CONTRIBUTION: Final = str(SP.contribution)
EXPERIENCE: Final = str(SP.experience)
STEP: Final = str(SP.step)
MEETS: Final = str(SP.meets)
"""Contribution → the requirement."""

MISSING: Final = str(SP.missing)
"""Match → a requirement that nothing reaches."""

NEAREST: Final = str(SP.nearest)
ALTERNATIVE: Final = str(SP.alternative)
NUMBER: Final = str(SP.number)
CARRIED: Final = str(SP.carried)
"""What a path carries up to the end of a step: the product of the weights so far."""

CONCEPT: Final = str(SP.concept)
CONCEPT_SOURCE: Final = str(SP.source)
ORIGIN: Final = str(SP.origin)
DOSE: Final = str(SP.dose)
FROM: Final = str(SP["from"])
TO: Final = str(SP.to)
LEARNED_AS: Final = str(SP.learnedAs)
LEARNED: Final = str(SP.learned)
"""The kind of link by which an origin develops the source, and its strength."""

OF_MATCH: Final = _keys(profile="profile", score="score", certificate="certificate")
OF_ASKED: Final = _keys(
    name="name",
    dimension="dimension",
    essential="essential",
    level="level",
    weight="weight",
    inverted="anythingBut",
)
OF_REQUIREMENT: Final = _keys(
    strength="strength", score="score", gap="gap", mastery="mastery", transfer="transfer"
)
OF_CONTRIBUTION: Final = _keys(channel="channel", share="share", score="score")
OF_SPELL: Final = _keys(job_type="jobType", industry="industry", floor="floor")
OF_OTHER: Final = _keys(mastery="mastery", transfer="transfer", strength="strength", margin="margin")
OF_STEP: Final = _keys(kind="kind", weight="weight")
OF_OUTSIDE: Final = _keys(filter="filter", wanted="wanted", found="found", text="text")

POINTS: Final = str(SP.points)
GAP_POINTS: Final = str(SP.gapPoints)
KIND: Final = str(SP.kind)
TEXT: Final = str(SP.text)
STARTED: Final = str(SP.started)
ENDED: Final = str(SP.ended)
LEVEL: Final = str(SP.level)
SKILL: Final = str(SP.skill)
