"""What words in a query may mean: concepts by their labels, classes and properties, candidates and roles."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from skillpath.agency.everywhere import at_once
from skillpath.agency.workspace import Workspace
from skillpath.ontology.dataset.names import CANDIDATE, ROLE, named
from skillpath.ontology.sparql.written import written_iri
from skillpath.reasoner.shown import Document
from skillpath.reasoner.texts.languages import Language
from skillpath.web.concepts import KINDS
from skillpath.web.language import gettext, gettext_noop

MOST: Final = 12
"""So many concepts are offered, and so many classes and properties."""

MANY: Final = 200
"""So many are looked at where a prefix says which are meant."""

WORDS: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
"""The words that a name such as ``relatedEssentialSkill`` is made of."""

OFFERED: Final = {
    "class": gettext_noop("class"),
    "property": gettext_noop("property"),
    "function": gettext_noop("function"),
    "graph": gettext_noop("graph"),
}


def in_words(iri: str) -> str:
    """The name of a class or property as words.

    >>> in_words("http://data.europa.eu/esco/model#relatedEssentialSkill")
    'related essential skill'
    """
    return " ".join(WORDS.findall(re.split(r"[#/]", iri)[-1])).lower()


Schema = Iterable[tuple[str, str]]
"""Kind (of :data:`OFFERED`) and IRI of all that a query may name beside concepts."""


def terms(
    workspace: Workspace,
    asked: str,
    schema: Schema,
    *,
    language: Language,
    book: bool,
) -> list[Document]:
    """What some letters may mean, each with how it is ``called``, what it ``is`` and how it is ``written``.

    ``book`` says whether candidates and roles are offered.
    """
    prefix, colon, local = asked.rpartition(":")
    words = local.replace("-", " ") if colon else asked
    found = at_once(workspace, words, most=MANY if colon else MOST, language=language)
    concepts = [_term(one["label"], gettext(KINDS[one["kind"]]), one["iri"]) for one in found["concepts"]]
    people = list(_of_book(found)) if book else []
    meant = [one for one in (*concepts, *people) if one["written"].startswith(prefix + colon)]
    return [*_schema(asked, schema), *meant[:MOST]]


def _schema(asked: str, schema: Schema) -> list[Document]:
    """Those in which each word begins a word, or whose written form begins so; the shortest first."""
    words = asked.casefold().split()
    hits = [(in_words(iri), kind, iri) for kind, iri in schema if words and _is_meant(words, iri)]
    hits.sort(key=lambda hit: (len(hit[0]), *hit))
    return [_term(name, gettext(OFFERED[kind]), iri) for name, kind, iri in hits[:MOST]]


def _is_meant(words: list[str], iri: str) -> bool:
    parts = in_words(iri).split()
    begun = all(any(part.startswith(word) for part in parts) for word in words)
    return begun or (len(words) == 1 and written_iri(iri).casefold().startswith(words[0]))


def _of_book(found: Document) -> Iterator[Document]:
    for one in found["candidates"]:
        yield _term(one["code"], gettext("candidate"), named(CANDIDATE, one["code"]))
    for one in found["roles"]:
        yield _term(one["title"], gettext("role"), named(ROLE, one["id"]))


def _term(called: str, kind: str, iri: str) -> Document:
    return {"called": called, "is": kind, "written": written_iri(iri)}
