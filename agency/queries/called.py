"""What the terms of an answer are called, and what they are as plain values."""

from skillpath.agency.workspace import Workspace
from skillpath.ontology.dataset.names import CANDIDATE, MATCH, MATCHES, ROLE, parts_of
from skillpath.ontology.sparql.terms import Term
from skillpath.ontology.turtle import compact
from skillpath.reasoner.shown import label
from skillpath.reasoner.texts.languages import Language

_OF_BOOK = (CANDIDATE, ROLE, MATCH, MATCHES)


def called(workspace: Workspace, term: Term | None, language: Language = Language.EN) -> str:
    """A term in words: the label of a concept, the code of a candidate or role, an IRI made short."""
    if term is None:
        return ""
    return called_iri(workspace, term.value, language) if term.kind == "iri" else str(term)


def called_iri(workspace: Workspace, iri: str, language: Language = Language.EN) -> str:
    """The same of an IRI."""
    if workspace.network.find(iri) is not None:
        return label(workspace.network, iri, language)
    codes = next(("/".join(parts_of(iri, base)) for base in _OF_BOOK if iri.startswith(base)), None)
    return compact(iri) if codes is None else codes
