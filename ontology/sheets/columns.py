"""The columns of a sheet: which triples of a concept each shows, and what its cells mean.

A column shows only values whose text is read back as the same value; any other stays in the ontology,
untouched. So a sheet that was not edited never changes anything.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from rdflib import OWL, RDF, Graph, Literal, URIRef
from rdflib.term import Node

from skillpath.ontology import vocabulary as v
from skillpath.ontology.catalogue import CLASSES, ConceptKind
from skillpath.ontology.sheets.sheet import FAILED


class Form(Enum):
    """What the cells of a column hold."""

    KIND = auto()
    TEXT = auto()
    NAMES = auto()
    LINKS = auto()
    FLAG = auto()


@dataclass(frozen=True, slots=True)
class Field:
    """A property of concepts as columns show it; ``spoken`` where each language has a column of its own.

    ``target`` names the kind of concept that its links may newly lead to: ``None`` for the row's own kind.
    ``foreign`` links may lead to concepts that no graph describes.
    """

    name: str
    predicate: URIRef
    form: Form
    spoken: bool = False
    target: ConceptKind | None = None
    foreign: bool = False


IRI: Final = "IRI"
"""Header of the column that says which concept a row is; empty for a new one."""

SKILL: Final = ConceptKind.SKILL
LABEL: Final = Field("label", v.PREF_LABEL, Form.TEXT, spoken=True)
KIND: Final = Field("kind", RDF.type, Form.KIND)
CODE: Final = Field("code", v.NOTATION, Form.TEXT)

FIELDS: Final = (
    KIND,
    LABEL,
    Field("alternative labels", v.ALT_LABEL, Form.NAMES, spoken=True),
    Field("hidden labels", v.HIDDEN_LABEL, Form.NAMES, spoken=True),
    Field("definition", v.DEFINITION, Form.TEXT, spoken=True),
    CODE,
    Field("broader", v.BROADER, Form.LINKS),
    Field("job type", v.OF_JOB_TYPE, Form.LINKS, target=ConceptKind.JOB_TYPE),
    Field("industry", v.IN_INDUSTRY, Form.LINKS, target=ConceptKind.INDUSTRY),
    Field("essential skills", v.ESSENTIAL_SKILL, Form.LINKS, target=SKILL),
    Field("optional skills", v.OPTIONAL_SKILL, Form.LINKS, target=SKILL),
    Field("teaches", v.TEACHES, Form.LINKS, target=SKILL),
    Field("shop floor teaches", v.FLOOR_TEACHES, Form.LINKS, target=SKILL),
    Field("related", v.RELATED, Form.LINKS),
    Field("exact match", v.EXACT_MATCH, Form.LINKS, foreign=True),
    Field("close match", v.CLOSE_MATCH, Form.LINKS, foreign=True),
    Field("retired", OWL.deprecated, Form.FLAG),
)
"""All fields, in the order of the columns."""

KIND_NAMES: Final[Mapping[Node, str]] = {
    cls: f"{kind} group" if group else str(kind) for cls, (kind, group) in CLASSES.items()
}
"""What a kind of concept is called in a sheet."""

YES: Final = "yes"
RETIRED: Final = Literal(True)

_ESCAPED: Final = re.compile(r"_x[0-9A-Fa-f]{4}_")
"""How Excel's files write a character that they cannot hold."""

_LANGUAGE: Final = re.compile(r"[A-Za-z]+(-[A-Za-z0-9]+)*")
_BY_NAME: Final = {field.name: field for field in FIELDS}
_SINGLE: Final = frozenset({Form.KIND, Form.TEXT, Form.FLAG})


@dataclass(frozen=True, slots=True)
class Column:
    """A field, in one language where it is spoken; ``None`` is text without a language tag."""

    field: Field
    language: str | None = None

    @property
    def header(self) -> str:
        """The name above the column: ``label:en``, ``broader``."""
        return f"{self.field.name}:{self.language}" if self.language else self.field.name

    def shown(self, graph: Graph, node: Node) -> list[Node]:
        """The values of a concept that its cell shows, sorted by their text."""
        values = [value for value in graph.objects(node, self.field.predicate) if self.holds(value)]
        values.sort(key=str)
        return values[:1] if self.field.form in _SINGLE else values

    def holds(self, value: Node) -> bool:
        """Whether a value can be shown."""
        match self.field.form:
            case Form.KIND:
                return value in KIND_NAMES
            case Form.FLAG:
                return value == RETIRED
            case Form.LINKS:
                return isinstance(value, URIRef)
            case _:
                return self._says(value)

    def _says(self, value: Node) -> bool:
        return (
            isinstance(value, Literal)
            and value.datatype is None
            and value.language == self.language
            and travels(str(value))
            and not (self.field.form is Form.NAMES and "\n" in value)
        )


def column_of(header: str) -> Column | None:
    """The column that a header names; ``None`` where it names none."""
    name, colon, language = header.partition(":")
    field = _BY_NAME.get(name.strip())
    if field is None or (colon and not (field.spoken and _LANGUAGE.fullmatch(language.strip()))):
        return None
    return Column(field, language.strip().lower() or None)


def travels(text: str) -> bool:
    """Whether a text comes back the same from a cell of any spreadsheet."""
    return (
        text != ""
        and text == text.strip()
        and text not in FAILED
        and _ESCAPED.search(text) is None
        and all(c in "\n\t" or (unicodedata.category(c) not in {"Cc", "Cs", "Cn"}) for c in text)
    )
