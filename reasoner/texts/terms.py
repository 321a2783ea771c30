"""The words for what the model names: kinds of links, channels, levels, profiles, sources of claims."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from skillpath.graph.relations import EdgeKind
from skillpath.ontology.catalogue import RelationKind
from skillpath.reasoner.candidate import CONFIRMED
from skillpath.reasoner.parameters import Channel, Level
from skillpath.reasoner.profile import Dimension
from skillpath.reasoner.texts.languages import Language, unbroken

Wording = Mapping[Language, str]


def in_languages(*texts: str) -> Wording:
    """One text in every language, in their order; spaces that must not break are made so.

    >>> in_languages("a: b", "a: b", "a : b")[Language.FR]
    'a\\xa0: b'
    """
    return MappingProxyType({lang: unbroken(text, lang) for lang, text in zip(Language, texts, strict=True)})


EDGES: Final[Mapping[EdgeKind, Wording]] = {
    EdgeKind.BROADER: in_languages("is part of", "gehört zu", "fait partie de"),
    EdgeKind.NARROWER: in_languages("includes", "umfasst", "comprend"),
    EdgeKind.RELATED: in_languages("is related to", "ist verwandt mit", "est en rapport avec"),
    EdgeKind.CLOSE_MATCH: in_languages(
        "is nearly the same as", "ist fast dasselbe wie", "est presque la même chose que"
    ),
    EdgeKind.ESSENTIAL_FOR: in_languages(
        "is essential for", "ist unverzichtbar für", "est indispensable pour"
    ),
    EdgeKind.NEEDS_ESSENTIAL: in_languages("cannot be done without", "geht nicht ohne", "ne va pas sans"),
    EdgeKind.OPTIONAL_FOR: in_languages("is useful for", "ist nützlich für", "est utile pour"),
    EdgeKind.NEEDS_OPTIONAL: in_languages("often comes with", "geht oft einher mit", "va souvent avec"),
    EdgeKind.SIMILAR_WORK: in_languages(
        "is work like", "ist ähnliche Arbeit wie", "est un travail proche de"
    ),
}
"""Kind of edge → what reads between the labels of its two ends."""

LEARNINGS: Final[Mapping[RelationKind, Wording]] = {
    RelationKind.ESSENTIAL_SKILL: in_languages(
        "is done every day as", "gehört zum Alltag als", "est le quotidien du métier"
    ),
    RelationKind.OPTIONAL_SKILL: in_languages(
        "is often part of the work as", "gehört oft zur Arbeit als", "fait souvent partie du métier"
    ),
    RelationKind.TEACHES: in_languages("is picked up in", "lernt man in", "s’acquiert dans"),
    RelationKind.FLOOR_TEACHES: in_languages(
        "is learned hands-on on the", "lernt man durch", "s’apprend par le"
    ),
}
"""Kind of link → what reads between a skill and the job type, industry or floor that develops it."""

CHANNELS: Final[Mapping[Channel, Wording]] = {
    Channel.JOB_TYPE: in_languages("job type", "Beruf", "métier"),
    Channel.INDUSTRY: in_languages("industry", "Branche", "secteur"),
    Channel.FLOOR: in_languages("shop floor", "Betriebspraxis", "terrain"),
    Channel.CLAIM: in_languages("claim", "Angabe", "déclaration"),
}

DIMENSIONS: Final[Mapping[Dimension, Wording]] = {
    Dimension.SKILL: in_languages("skills", "Fähigkeiten", "compétences"),
    Dimension.JOB_TYPE: CHANNELS[Channel.JOB_TYPE],
    Dimension.INDUSTRY: CHANNELS[Channel.INDUSTRY],
    Dimension.FLOOR: CHANNELS[Channel.FLOOR],
}

LEVELS: Final[Mapping[Level, Wording]] = {
    Level.TRAINEE: in_languages("trainee", "in Ausbildung", "en formation"),
    Level.JUNIOR: in_languages("junior", "Junior", "junior"),
    Level.PROFESSIONAL: in_languages("professional", "Fachkraft", "niveau confirmé"),
    Level.SENIOR: in_languages("senior", "Senior", "senior"),
    Level.LEAD: in_languages("lead", "mit Führung", "avec encadrement"),
}

PROFILES: Final[Mapping[str, Wording]] = {
    "skills first": in_languages("skills first", "Fähigkeiten zuerst", "compétences d’abord"),
    "same industry preferred": in_languages(
        "same industry preferred", "gleiche Branche bevorzugt", "même secteur de préférence"
    ),
    "industry only": in_languages("industry only", "nur diese Branche", "ce secteur uniquement"),
    "shop-floor background wanted": in_languages(
        "shop-floor background wanted", "Betriebspraxis erwünscht", "expérience de terrain souhaitée"
    ),
    "fresh eyes": in_languages("fresh eyes", "frischer Blick", "regard neuf"),
}
"""Shipped profile → its name; one of the agency's own goes by the name it was given."""

CLAIM_SOURCES: Final[Mapping[str, Wording]] = {
    "CV": in_languages("CV", "Lebenslauf", "CV"),
    CONFIRMED: in_languages("confirmed from CV", "Lebenslauf, bestätigt", "CV, confirmé"),
    "certificate": in_languages("certificate", "Zertifikat", "certificat"),
    "reference": in_languages("reference", "Referenz", "référence"),
    "test": in_languages("test", "Test", "test"),
}
"""Who says that a candidate has a skill → how it is called; any other source is shown as it is."""
