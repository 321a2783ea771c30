"""The fields of the form of a concept: what each is called, for which kinds it is, how it is filled in."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from skillpath.ontology import vocabulary as v
from skillpath.ontology.catalogue import ConceptKind
from skillpath.ontology.editing.operations.form import FIELDS, WEIGHED, ConceptForm, Shape
from skillpath.web.language import gettext_noop

_SKILL, _JOB, _INDUSTRY, _JOB_IN = (
    ConceptKind.SKILL,
    ConceptKind.JOB_TYPE,
    ConceptKind.INDUSTRY,
    ConceptKind.JOB_IN_INDUSTRY,
)
_ALL: Final = frozenset(ConceptKind)
_ASKING: Final = frozenset((_SKILL, _JOB))


@dataclass(frozen=True, slots=True)
class Entry:
    """A field of the form: its heading, the kinds that have it, and which kind its links lead to.

    ``target`` is ``None`` where that is the concept's own kind. ``rules`` of the rule table are about it:
    what breaks one is said beside the field. ``strange``: what it links to may be of another taxonomy.
    """

    heading: str
    kinds: frozenset[ConceptKind] = _ALL
    target: ConceptKind | None = None
    rules: tuple[str, ...] = ()
    strange: bool = False


ENTRIES: Final[Mapping[str, Entry]] = MappingProxyType(
    {
        "labels": Entry(
            gettext_noop("Preferred label"),
            rules=(
                "missing-label",
                "several-preferred-labels",
                "clashing-preferred-labels",
                "unprintable-label",
                "label-without-language",
                "missing-label",
            ),
        ),
        "alternatives": Entry(gettext_noop("Alternative labels"), rules=("repeated-label",)),
        "hidden": Entry(gettext_noop("Hidden labels: found, never shown")),
        "definitions": Entry(gettext_noop("Definition"), rules=("missing-definition",)),
        "notes": Entry(gettext_noop("Note on its scope")),
        "code": Entry(gettext_noop("Code"), frozenset((_JOB, _INDUSTRY))),
        "skill_type": Entry(gettext_noop("Type of skill"), frozenset((_SKILL,))),
        "reuse_level": Entry(gettext_noop("Used how widely"), frozenset((_SKILL,))),
        "zone": Entry(gettext_noop("Preparation needed (O*NET job zone, 1 to 5)"), frozenset((_JOB,))),
        "broader": Entry(
            gettext_noop("Stands under"),
            frozenset((_SKILL, _JOB, _INDUSTRY)),
            rules=("hierarchy-cycle", "related-and-broader", "redundant-broader", "orphan"),
        ),
        "related": Entry(gettext_noop("Related to"), _ASKING),
        "job_type": Entry(gettext_noop("Its job type"), frozenset((_JOB_IN,)), _JOB),
        "industry": Entry(gettext_noop("Its industry"), frozenset((_JOB_IN,)), _INDUSTRY),
        "essential": Entry(
            gettext_noop("Asks for: essential"),
            _ASKING,
            _SKILL,
            rules=("job-type-without-essential-skill", "weight-out-of-range"),
        ),
        "optional": Entry(gettext_noop("Asks for: optional"), _ASKING, _SKILL),
        "teaches": Entry(gettext_noop("Teaches"), frozenset((_INDUSTRY, _JOB_IN)), _SKILL),
        "floor_teaches": Entry(gettext_noop("Its shop floor teaches"), frozenset((_INDUSTRY,)), _SKILL),
        "exact": Entry(
            gettext_noop("Means the same as"), rules=("unknown-match", "match-across-kinds"), strange=True
        ),
        "close": Entry(gettext_noop("Means nearly the same as"), strange=True),
        "broad": Entry(gettext_noop("Means less than"), strange=True),
        "narrow": Entry(gettext_noop("Means more than"), strange=True),
    }
)
"""Field of a concept → how the form shows it, in the order of the page."""

CLASSES: Final[Mapping[str, str]] = MappingProxyType(
    {
        str(v.CLASS_SKILL): gettext_noop("Skill"),
        str(v.CLASS_SKILL_GROUP): gettext_noop("Heading over skills"),
        str(v.CLASS_JOB_TYPE): gettext_noop("Job type"),
        str(v.CLASS_JOB_GROUP): gettext_noop("Heading over job types"),
        str(v.CLASS_INDUSTRY): gettext_noop("Industry"),
        str(v.CLASS_JOB_IN_INDUSTRY): gettext_noop("Job type in an industry"),
    }
)
"""Class of a concept → what it is called."""

CHOICES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "skill_type": ("skill/competence", "knowledge"),
        "reuse_level": ("transversal", "cross-sector", "sector-specific", "occupation-specific"),
        "zone": ("1", "2", "3", "4", "5"),
    }
)
"""Fields of one of a few words."""


@dataclass(frozen=True, slots=True)
class Row:
    """What stands in one row of a field: as it is typed, and what is wrong with it.

    ``tag`` is the language of a text. ``iri`` is the concept that a row of links showed by its label.
    """

    text: str = ""
    tag: str = ""
    iri: str = ""
    weight: str = ""
    source: str = ""
    problem: str = ""


Rows = Mapping[str, list[Row]]
"""Field → its rows."""


def shape_of(name: str) -> Shape:
    """What a field holds."""
    return FIELDS[name][1]


def shown(form: ConceptForm) -> list[str]:
    """The fields that the form of a concept has: those of its kind, and what else it says."""
    return [name for name, one in ENTRIES.items() if form.kind in one.kinds or getattr(form, name)]


def is_weighed(name: str) -> bool:
    """Whether the links of a field may have a weight and a source."""
    return name in WEIGHED


def field_of(rule: str) -> str:
    """The field that a rule of the rule table is about; "" where it is about no one field."""
    return next((name for name, one in ENTRIES.items() if rule in one.rules), "")
