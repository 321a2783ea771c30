"""From rows of O*NET's tables to triples of our vocabulary."""

from decimal import Decimal, InvalidOperation
from typing import Final
from urllib.parse import quote

from rdflib import DCTERMS, OWL, RDF, SKOS, XSD, Literal, URIRef

from skillpath.ontology import vocabulary as v
from skillpath.ontology.catalogue import JOB_ZONES
from skillpath.ontology.importers.intake import Cells, RowError
from skillpath.ontology.importers.onet_tables import (
    CODE,
    ELEMENT,
    ESSENTIAL_FROM,
    IMPORTANCE,
    LICENCE,
    ONET,
    OPTIONAL_FROM,
    SCHEME,
    SKILL_TYPES,
    SOC_CODE,
)
from skillpath.ontology.importers.statements import Author, Link, Weighed, state
from skillpath.ontology.turtle import new_graph

_LANGUAGE: Final = "en"
_LEAST, _MOST = Decimal(1), Decimal(5)
_NO_TITLE: Final = frozenset({"", "n/a"})
_YES: Final = "Y"

AUTHOR: Final = Author("onet", "O*NET, U.S. Department of Labor")


class OnetGraph:
    """The triples of the rows taken so far; ``graph`` is whole once :meth:`finish` was called.

    ``version`` is O*NET's, empty where it is not known.
    """

    def __init__(self, version: str) -> None:
        self.graph = new_graph()
        self.occupations: dict[str, URIRef] = {}
        self._name = f"O*NET {version}".strip()
        self._elements: dict[str, tuple[str, str]] = {}
        self._rated: set[str] = set()
        self._titles: set[tuple[URIRef, str]] = set()
        self._add_scheme(version)

    def take_element(self, cells: Cells) -> bool:
        """Remember an element of the content model; false for other branches than skills and knowledge."""
        element, name = cells["Element ID"], cells["Element Name"]
        if element[:3] not in SKILL_TYPES:
            return False
        if not ELEMENT.fullmatch(element):
            raise RowError(f"Element ID {element!r} is no number such as 2.A.1.a")
        if not name:
            raise RowError("Element Name is empty")
        if element in self._elements:
            raise RowError(f"element {element} stands further up already")
        self._elements[element] = (name, cells["Description"])
        return True

    def take_occupation(self, cells: Cells) -> bool:
        """Take an occupation. Its code is no ISCO code, so it becomes a hidden label and no notation."""
        code, title = cells[CODE], cells["Title"]
        if not SOC_CODE.fullmatch(code):
            raise RowError(f"{CODE} {code!r} is not of the form 11-1011.00")
        if not title:
            raise RowError("Title is empty")
        if code in self.occupations:
            raise RowError(f"{CODE} {code} stands further up already")
        occupation = self.occupations[code] = ONET[code]
        self._titles.add((occupation, title.casefold()))
        self._describe(occupation, v.CLASS_JOB_TYPE, title, cells["Description"])
        self.graph.add((occupation, v.HIDDEN_LABEL, Literal(code)))
        return True

    def take_title(self, cells: Cells) -> bool:
        """Take other titles of an occupation; false where all were said before."""
        occupation = self._occupation(cells)
        titles = [cells["Alternate Title"], cells["Short Title"]]
        fresh = {t for t in titles if t not in _NO_TITLE} - {
            t for t in titles if (occupation, t.casefold()) in self._titles
        }
        for title in sorted(fresh):
            self._titles.add((occupation, title.casefold()))
            self.graph.add((occupation, v.ALT_LABEL, Literal(title, lang=_LANGUAGE)))
        return bool(fresh)

    def take_job_zone(self, cells: Cells) -> bool:
        """Take how much preparation an occupation needs."""
        occupation, zone = self._occupation(cells), cells["Job Zone"]
        if zone not in JOB_ZONES:
            raise RowError(f"Job Zone {zone!r} is none of 1 to 5")
        self.graph.add((occupation, v.JOB_ZONE, Literal(zone, datatype=XSD.integer)))
        return True

    def take_rating(self, cells: Cells) -> bool:
        """Take an element as a skill of an occupation, with its importance as the weight.

        False for other scales, ratings that O*NET recommends to suppress, and elements of less importance
        than :data:`OPTIONAL_FROM`.
        """
        if cells["Scale ID"] != IMPORTANCE or cells["Recommend Suppress"] == _YES:
            return False
        occupation, element = self._occupation(cells), cells["Element ID"]
        if element not in self._elements:
            raise RowError(f"Element ID {element!r} is no skill or knowledge of the content model")
        importance = _importance(cells["Data Value"])
        if importance < OPTIONAL_FROM:
            return False
        self._rated.add(element)
        self._rate(occupation, cells, importance)
        return True

    def _rate(self, occupation: URIRef, cells: Cells, importance: Decimal) -> None:
        code, element = cells[CODE], cells["Element ID"]
        skill = ONET[f"element/{element}"]
        predicate = v.ESSENTIAL_SKILL if importance >= ESSENTIAL_FROM else v.OPTIONAL_SKILL
        weight = (importance - _LEAST) / (_MOST - _LEAST)
        said = f"{self._name}: importance {importance} of 5, {cells['Date']}"
        name = f"onet-{code}-{element}".replace(".", "-")
        link = Link(occupation, predicate, skill)
        state(self.graph, name, link, Weighed(weight, said, AUTHOR))

    def take_technology(self, cells: Cells) -> bool:
        """Take software or a tool as an optional skill; false where it is neither hot nor in demand."""
        if _YES not in (cells["Hot Technology"], cells["In Demand"]):
            return False
        occupation, example = self._occupation(cells), " ".join(cells["Example"].split())
        commodity, title = cells["Commodity Code"], cells["Commodity Title"]
        if not (example and commodity.isdecimal() and title):
            raise RowError("needs an Example, a Commodity Code of digits and a Commodity Title")
        skill = ONET[f"technology/{quote(example.casefold().replace(' ', '-'), safe='')}"]
        group = ONET[f"commodity/{commodity}"]
        self._introduce(skill, v.CLASS_SKILL, example)
        self._introduce(group, v.CLASS_SKILL_GROUP, title)
        self.graph.add((skill, v.BROADER, group))
        self.graph.add((occupation, v.OPTIONAL_SKILL, skill))
        return True

    def finish(self) -> None:
        """Add the elements that were rated, the headings above them, and details below their occupation."""
        above = {parent for element in self._rated for parent in _above(element)}
        for element, (name, definition) in self._elements.items():
            skill = ONET[f"element/{element}"]
            if element in self._rated:
                self._describe(skill, v.CLASS_SKILL, name, definition)
                self.graph.add((skill, v.SKILL_TYPE, Literal(SKILL_TYPES[element[:3]])))
            elif element in above:
                self._describe(skill, v.CLASS_SKILL_GROUP, name, definition)
            else:
                continue
            if (parent := element.rpartition(".")[0]) in self._elements:
                self.graph.add((skill, v.BROADER, ONET[f"element/{parent}"]))
        for code, occupation in self.occupations.items():
            whole = self.occupations.get(f"{code[:-2]}00", occupation)
            if whole != occupation:
                self.graph.add((occupation, v.BROADER, whole))

    def _add_scheme(self, version: str) -> None:
        self.graph.add((SCHEME, RDF.type, SKOS.ConceptScheme))
        self.graph.add((SCHEME, v.PREF_LABEL, Literal("O*NET", lang=_LANGUAGE)))
        self.graph.add((SCHEME, DCTERMS.license, LICENCE))
        if version:
            self.graph.add((SCHEME, OWL.versionInfo, Literal(version)))

    def _occupation(self, cells: Cells) -> URIRef:
        code = cells[CODE]
        if (occupation := self.occupations.get(code)) is None:
            raise RowError(f"{CODE} {code!r} is no occupation of the table Occupation Data")
        return occupation

    def _introduce(self, concept: URIRef, cls: URIRef, label: str) -> None:
        if (concept, RDF.type, cls) not in self.graph:
            self._describe(concept, cls, label, "")

    def _describe(self, concept: URIRef, cls: URIRef, label: str, definition: str) -> None:
        self.graph.add((concept, RDF.type, cls))
        self.graph.add((concept, SKOS.inScheme, SCHEME))
        self.graph.add((concept, v.PREF_LABEL, Literal(label, lang=_LANGUAGE)))
        if definition:
            self.graph.add((concept, v.DEFINITION, Literal(definition, lang=_LANGUAGE)))


def _above(element: str) -> list[str]:
    """The elements above one, by their numbers: 2.A.1 and 2.A above 2.A.1.a."""
    parts = element.split(".")
    return [".".join(parts[:end]) for end in range(2, len(parts))]


def _importance(text: str) -> Decimal:
    try:
        importance = Decimal(text)
    except InvalidOperation:
        importance = Decimal("NaN")
    if not (importance.is_finite() and _LEAST <= importance <= _MOST):
        raise RowError(f"Data Value {text!r} is no number from 1 to 5")
    return importance
