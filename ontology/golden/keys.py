"""What is said of golden matches and of the invented candidates and roles in them, in one table a class.

A record is plain data, such as JSON: the same keys as those of the candidates and roles of the book.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from types import MappingProxyType
from typing import Final

from rdflib import DCTERMS, SKOS, XSD, URIRef

from skillpath.ontology import vocabulary as v
from skillpath.ontology.vocabulary import SP


class Form(Enum):
    """How the value of a key is written."""

    CONCEPT = auto()
    TEXT = auto()
    DAY = auto()
    NUMBER = auto()
    FLAG = auto()
    PARTY = auto()
    NODES = auto()


DATATYPES: Final[Mapping[Form, URIRef]] = MappingProxyType(
    {Form.TEXT: XSD.string, Form.DAY: XSD.date, Form.NUMBER: XSD.decimal, Form.FLAG: XSD.boolean}
)
"""Form → datatype of the literal; the other forms are IRIs, a party is either."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a record: its predicate and form; of :attr:`Form.NODES` also what the nodes are."""

    predicate: URIRef
    form: Form
    needed: bool = False
    of: "Shape | None" = None


@dataclass(frozen=True, slots=True)
class Shape:
    """A class of nodes, and the keys of their records."""

    cls: URIRef
    keys: Mapping[str, Key]


SPELL: Final = Shape(
    v.CLASS_GOLDEN_SPELL,
    {
        "job_type": Key(SP.jobType, Form.CONCEPT),
        "industry": Key(SP.industry, Form.CONCEPT),
        "start": Key(SP.start, Form.DAY, needed=True),
        "end": Key(SP.end, Form.DAY),
        "level": Key(SP.seniority, Form.TEXT, needed=True),
        "on_floor": Key(SP.onFloor, Form.FLAG, needed=True),
    },
)
CLAIM: Final = Shape(
    v.CLASS_GOLDEN_CLAIM,
    {
        "skill": Key(SP.skill, Form.CONCEPT, needed=True),
        "level": Key(SP.level, Form.NUMBER, needed=True),
        "source": Key(DCTERMS.source, Form.TEXT, needed=True),
    },
)
REQUIREMENT: Final = Shape(
    v.CLASS_GOLDEN_REQUIREMENT,
    {
        "skill": Key(SP.skill, Form.CONCEPT, needed=True),
        "essential": Key(SP.essential, Form.FLAG, needed=True),
        "level": Key(SP.level, Form.NUMBER, needed=True),
    },
)
CANDIDATE: Final = Shape(
    v.CLASS_GOLDEN_CANDIDATE,
    {
        "code": Key(DCTERMS.identifier, Form.TEXT, needed=True),
        "spells": Key(SP.spell, Form.NODES, of=SPELL),
        "claims": Key(SP.claim, Form.NODES, of=CLAIM),
    },
)
ROLE: Final = Shape(
    v.CLASS_GOLDEN_ROLE,
    {
        "id": Key(DCTERMS.identifier, Form.TEXT, needed=True),
        "title": Key(DCTERMS.title, Form.TEXT, needed=True),
        "job_type": Key(SP.jobType, Form.CONCEPT),
        "industry": Key(SP.industry, Form.CONCEPT),
        "floor": Key(SP.floor, Form.CONCEPT),
        "profile": Key(SP.profile, Form.TEXT, needed=True),
        "skills": Key(SP.requirement, Form.NODES, of=REQUIREMENT),
    },
)
MATCH: Final = Shape(
    v.CLASS_GOLDEN_MATCH,
    {
        "candidate": Key(SP.candidate, Form.PARTY, needed=True),
        "role": Key(SP.role, Form.PARTY, needed=True),
        "at_least": Key(SP.atLeast, Form.TEXT),
        "not_above": Key(SP.notAbove, Form.TEXT),
        "above": Key(SP.above, Form.PARTY),
        "as_of": Key(SP.asOf, Form.DAY, needed=True),
        "why": Key(SKOS.note, Form.TEXT),
    },
)
