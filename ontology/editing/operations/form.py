"""The form of a concept: what an editor sees of it and may change, and which statements say it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, auto
from typing import Final

from rdflib import DCTERMS, OWL, RDF, SKOS

from skillpath.ontology import vocabulary as v
from skillpath.ontology.catalogue import CLASSES, ConceptKind


@dataclass(frozen=True, slots=True)
class Link:
    """A link to the concept ``iri``; where the ontology states a weight of it, that and its source.

    A weight is above 0 and at most 1. A source without a weight is not kept.
    """

    iri: str
    weight: Decimal | None = None
    source: str = ""


Texts = Mapping[str, str]
"""Language tag ("" for none) → text."""

Names = Mapping[str, tuple[str, ...]]
"""Language tag ("" for none) → texts, sorted."""

Links = tuple[Link, ...]
"""Links, sorted by IRI."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptForm:
    """What one origin says of a concept, as far as editors change it; empty is what is not said.

    ``cls`` is the IRI of its class; ``zone`` O*NET's job zone, 1 to 5, 0 for none. ``essential`` and
    ``optional`` are the skills that a job type or a skill asks for; ``teaches`` and ``floor_teaches`` what an
    industry, its floor, or a job in an industry develops. Links that lead to it are not in its form.
    """

    cls: str = ""
    labels: Texts = field(default_factory=dict)
    alternatives: Names = field(default_factory=dict)
    hidden: Names = field(default_factory=dict)
    definitions: Texts = field(default_factory=dict)
    notes: Texts = field(default_factory=dict)
    code: str = ""
    skill_type: str = ""
    reuse_level: str = ""
    zone: int = 0
    broader: Links = ()
    related: Links = ()
    job_type: Links = ()
    industry: Links = ()
    essential: Links = ()
    optional: Links = ()
    teaches: Links = ()
    floor_teaches: Links = ()
    exact: Links = ()
    close: Links = ()
    broad: Links = ()
    narrow: Links = ()
    retired: bool = False
    replaced_by: Links = ()

    @property
    def kind(self) -> ConceptKind | None:
        """What it is; ``None`` where its class is none of ours."""
        return _KINDS.get(self.cls)

    @property
    def name(self) -> str:
        """Its preferred label, English first; empty where it has none."""
        return self.labels.get("en") or next((self.labels[tag] for tag in sorted(self.labels)), "")


class Shape(Enum):
    """What a field holds."""

    CLASS = auto()
    TEXTS = auto()
    NAMES = auto()
    WORD = auto()
    ZONE = auto()
    LINKS = auto()
    FLAG = auto()


FIELDS: Final[Mapping[str, tuple[str, Shape]]] = {
    "cls": (str(RDF.type), Shape.CLASS),
    "labels": (str(v.PREF_LABEL), Shape.TEXTS),
    "alternatives": (str(v.ALT_LABEL), Shape.NAMES),
    "hidden": (str(v.HIDDEN_LABEL), Shape.NAMES),
    "definitions": (str(v.DEFINITION), Shape.TEXTS),
    "notes": (str(v.SCOPE_NOTE), Shape.TEXTS),
    "code": (str(v.NOTATION), Shape.WORD),
    "skill_type": (str(v.SKILL_TYPE), Shape.WORD),
    "reuse_level": (str(v.REUSE_LEVEL), Shape.WORD),
    "zone": (str(v.JOB_ZONE), Shape.ZONE),
    "broader": (str(v.BROADER), Shape.LINKS),
    "related": (str(v.RELATED), Shape.LINKS),
    "job_type": (str(v.OF_JOB_TYPE), Shape.LINKS),
    "industry": (str(v.IN_INDUSTRY), Shape.LINKS),
    "essential": (str(v.ESSENTIAL_SKILL), Shape.LINKS),
    "optional": (str(v.OPTIONAL_SKILL), Shape.LINKS),
    "teaches": (str(v.TEACHES), Shape.LINKS),
    "floor_teaches": (str(v.FLOOR_TEACHES), Shape.LINKS),
    "exact": (str(v.EXACT_MATCH), Shape.LINKS),
    "close": (str(v.CLOSE_MATCH), Shape.LINKS),
    "broad": (str(SKOS.broadMatch), Shape.LINKS),
    "narrow": (str(SKOS.narrowMatch), Shape.LINKS),
    "retired": (str(OWL.deprecated), Shape.FLAG),
    "replaced_by": (str(DCTERMS.isReplacedBy), Shape.LINKS),
}
"""Field of the form → predicate, and what the field holds."""

LINKS: Final = tuple(name for name, (_, shape) in FIELDS.items() if shape is Shape.LINKS)
"""The fields that hold links."""

WEIGHED: Final = frozenset(
    ("broader", "related", "essential", "optional", "teaches", "floor_teaches", "close")
)
"""Of these the fields whose links may have a weight."""

_KINDS: Final = {str(cls): kind for cls, (kind, _) in CLASSES.items()}
