"""The tables of the official ESCO CSV download, and what their columns mean in our vocabulary.

The tables of collections, concept schemes and the flattened skill hierarchy repeat what these say and are
not read.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from rdflib import URIRef

from skillpath.ontology import vocabulary as v

LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.I)
"""A language tag, as file names end in."""

FILE_NAME: Final = re.compile(rf"(?P<table>[a-z]+)(?:_(?P<language>{LANGUAGE.pattern}))?\.csv", re.I)
"""``skills_en.csv``, ``occupationSkillRelations.csv``: the table, and the language if the name says it."""

VERSION: Final = re.compile(r"(?<![\d.])v?(\d+\.\d+(?:\.\d+)?)(?![\d.])", re.I)
"""The version, as the official zip and its folder are named (``ESCO dataset - v1.2.0 - …``)."""

RELEASED: Final = "released"
"""The status of concepts in force; concepts of any other status are left out with what links to them."""


@dataclass(frozen=True, slots=True)
class ConceptTable:
    """A table of concepts, one a row; ``code`` is the column of the notation, ``plain`` those kept as is."""

    name: str
    cls: URIRef
    code: str = ""
    plain: Mapping[str, URIRef] = field(default_factory=dict)
    required: tuple[str, ...] = ("conceptUri", "preferredLabel")


@dataclass(frozen=True, slots=True)
class LinkTable:
    """A table of links, one a row: two columns with what they may name, and the predicate.

    ``relation`` is the column that chooses among ``predicates``; where it is empty, there is only one.
    """

    name: str
    subject: tuple[str, frozenset[URIRef]]
    object: tuple[str, frozenset[URIRef]]
    predicates: Mapping[str, URIRef]
    relation: str = ""

    @property
    def required(self) -> tuple[str, ...]:
        """The columns without which the table says nothing."""
        return (self.subject[0], self.object[0], *([self.relation] if self.relation else []))


_JOBS: Final = frozenset({v.CLASS_JOB_TYPE})
_SKILLS: Final = frozenset({v.CLASS_SKILL})
_JOB_PILLAR: Final = _JOBS | {v.CLASS_JOB_GROUP}
_SKILL_PILLAR: Final = _SKILLS | {v.CLASS_SKILL_GROUP}
_NEEDS: Final = {"essential": v.ESSENTIAL_SKILL, "optional": v.OPTIONAL_SKILL}
_BROADER: Final = {"": v.BROADER}

ISCO_GROUPS: Final = ConceptTable(
    "ISCOGroups", v.CLASS_JOB_GROUP, "code", required=("conceptUri", "preferredLabel", "code")
)
OCCUPATIONS: Final = ConceptTable(
    "occupations", v.CLASS_JOB_TYPE, "iscoGroup", required=("conceptUri", "preferredLabel", "iscoGroup")
)
SKILLS: Final = ConceptTable(
    "skills", v.CLASS_SKILL, plain={"skillType": v.SKILL_TYPE, "reuseLevel": v.REUSE_LEVEL}
)
SKILL_GROUPS: Final = ConceptTable("skillGroups", v.CLASS_SKILL_GROUP, "code")

CONCEPT_TABLES: Final = (ISCO_GROUPS, OCCUPATIONS, SKILLS, SKILL_GROUPS)
"""In reading order: an occupation's ISCO code must be known, and a concept that is both a skill and a
skill group is taken as a skill, since jobs ask for it."""

LINK_TABLES: Final = (
    LinkTable(
        "broaderRelationsOccPillar", ("conceptUri", _JOB_PILLAR), ("broaderUri", _JOB_PILLAR), _BROADER
    ),
    LinkTable(
        "broaderRelationsSkillPillar", ("conceptUri", _SKILL_PILLAR), ("broaderUri", _SKILL_PILLAR), _BROADER
    ),
    LinkTable(
        "occupationSkillRelations", ("occupationUri", _JOBS), ("skillUri", _SKILLS), _NEEDS, "relationType"
    ),
    LinkTable(
        "skillSkillRelations",
        ("originalSkillUri", _SKILLS),
        ("relatedSkillUri", _SKILLS),
        _NEEDS,
        "relationType",
    ),
)

TABLES: Final = (*CONCEPT_TABLES, *LINK_TABLES)

KIND_NAMES: Final = {
    v.CLASS_JOB_GROUP: "an ISCO group",
    v.CLASS_JOB_TYPE: "an occupation",
    v.CLASS_SKILL: "a skill",
    v.CLASS_SKILL_GROUP: "a skill group",
}
"""How messages call the classes."""
