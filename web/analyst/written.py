"""IRIs as they stand in a query."""

from typing import Final

from skillpath.ontology.sparql.prefixes import QUERY_PREFIXES
from skillpath.ontology.turtle import LOCAL_NAME, compact
from skillpath.ontology.vocabulary import PREFIXES

_BESIDE: Final = tuple((name, base) for name, base in QUERY_PREFIXES.items() if name not in PREFIXES)


def short(iri: str) -> str:
    """An IRI by a prefix that no query needs to declare; as it is where none fits.

    >>> short("https://w3id.org/skillpath/candidate/C-001"), short("urn:x")
    ('candidate:C-001', 'urn:x')
    """
    for name, base in _BESIDE:
        if iri.startswith(base) and LOCAL_NAME.fullmatch(iri, len(base)):
            return f"{name}:{iri[len(base) :]}"
    return compact(iri)


def written(iri: str) -> str:
    """The same, an IRI in full between its brackets.

    >>> written("urn:x")
    '<urn:x>'
    """
    named = short(iri)
    return f"<{iri}>" if named == iri else named
