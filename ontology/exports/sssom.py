"""Mappings as SSSOM, the simple standard for sharing ontology mappings: a TSV table below its metadata.

The slots are those of https://mapping-commons.github.io/sssom/. How a mapping was found is not on record
here, so that each says so (``semapv:UnspecifiedMatching``).
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox
from rdflib import OWL, SKOS

from skillpath.ontology import vocabulary as v
from skillpath.ontology.editing.rules import names_in
from skillpath.ontology.editing.view import View
from skillpath.ontology.formulas import shielded
from skillpath.ontology.turtle import compact

PREDICATES: Final = (
    v.EXACT_MATCH,
    v.CLOSE_MATCH,
    SKOS.broadMatch,
    SKOS.narrowMatch,
    SKOS.relatedMatch,
    OWL.sameAs,
)
"""The links that are mappings."""

UNSPECIFIED: Final = "https://w3id.org/sssom/license/unspecified"
"""The licence of a set of mappings that states none."""

JUSTIFICATION: Final = "semapv:UnspecifiedMatching"

COLUMNS: Final = (
    *("subject_id", "subject_label", "predicate_id", "object_id", "object_label"),
    "mapping_justification",
)


@dataclass(frozen=True, slots=True)
class MappingSet:
    """What is said of the mappings as a whole: their IRI, version, day (ISO 8601) and licence (an IRI)."""

    iri: str
    version: str
    day: str
    licence: str = UNSPECIFIED


def sssom(view: View, about: MappingSet, *, origin: str | None = None) -> str:
    """The mappings that an ontology states, or one origin of it, sorted."""
    links = sorted(_links(view, origin))
    names = names_in(view, {iri for one, _, other in links for iri in (one, other)})
    curies = _Curies(iri for link in links for iri in link)
    rows = [
        (
            *(curies.of(one), _label(names.get(one, "")), curies.of(link)),
            *(curies.of(other), _label(names.get(other, "")), JUSTIFICATION),
        )
        for one, link, other in links
    ]
    table = ["\t".join(row) for row in (COLUMNS, *rows)]
    return "\n".join([*_header(about, curies), *table, ""])


def _links(view: View, origin: str | None) -> Iterator[tuple[str, str, str]]:
    found = {
        (triple.subject.value, triple.predicate.value, triple.object.value)
        for predicate in PREDICATES
        for by, triple in view.saying(predicate)
        if origin in (None, by)
        and isinstance(triple.subject, ox.NamedNode)
        and isinstance(triple.object, ox.NamedNode)
    }
    yield from found


def _header(about: MappingSet, curies: "_Curies") -> Iterator[str]:
    """The metadata, in YAML behind ``#``."""
    yield "#curie_map:"
    for prefix, start in sorted({**curies.used, "semapv": "https://w3id.org/semapv/vocab/"}.items()):
        yield f"#  {prefix}: {json.dumps(start)}"
    yield f"#license: {json.dumps(about.licence)}"
    yield f"#mapping_set_id: {json.dumps(about.iri)}"
    yield f"#mapping_set_version: {json.dumps(about.version)}"
    yield f"#publication_date: {json.dumps(about.day)}"


class _Curies:
    """Short names for IRIs, with the prefixes that they use; what has none of ours gets one of its own."""

    def __init__(self, iris: Iterable[str]) -> None:
        unknown = sorted({_split(iri)[0] for iri in set(iris) if compact(iri) == iri})
        self._own = {start: f"ns{number}" for number, start in enumerate(unknown, start=1)}
        self.used: dict[str, str] = {}

    def of(self, iri: str) -> str:
        """The short name of an IRI."""
        short = compact(iri)
        if short == iri:
            start, end = _split(iri)
            self.used[self._own[start]] = start
            return f"{self._own[start]}:{end}"
        prefix = short.partition(":")[0]
        self.used[prefix] = v.PREFIXES[prefix]
        return short


def _split(iri: str) -> tuple[str, str]:
    """An IRI before and after its last ``/``, ``#`` or ``:`` that something follows.

    >>> _split("http://x.example/a#b"), _split("urn:x")
    (('http://x.example/a#', 'b'), ('urn:', 'x'))
    """
    at = max(iri.rfind(mark, 0, len(iri) - 1) for mark in "/#:") + 1
    return iri[:at], iri[at:]


def _label(text: str) -> str:
    return shielded(" ".join(text.split()))
