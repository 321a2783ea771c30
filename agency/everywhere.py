"""One search over all there is: concepts, roles and candidates, each with how many there are."""

import re
from itertools import islice
from typing import Final

from sqlalchemy import select

from skillpath.agency import schema as t
from skillpath.agency.candidate_list import codes_with
from skillpath.agency.word_search import EVERYTHING, MOST, Reader, find
from skillpath.agency.workspace import Workspace
from skillpath.graph.label_search import Hit
from skillpath.graph.lookup import similar_labels
from skillpath.ontology.catalogue import ConceptKind
from skillpath.reasoner.shown import Document, concept, label
from skillpath.reasoner.texts.languages import Language

MOST_COUNTED: Final = 1000
"""Of candidates found by their code so many are counted."""

SEARCHED: Final = tuple(str(kind) for kind in ConceptKind)
"""What a concept that is suggested may be."""


def everywhere(
    workspace: Workspace,
    asked: str,
    *,
    most: int,
    language: Language = Language.EN,
    reader: Reader = EVERYTHING,
) -> Document:
    """At most so many of each group: concepts by names in all languages, roles, candidates.

    Roles are found by id and title, candidates by code and by what :func:`find` looks at
    for the ``reader``. ``similar`` are
    labels that may be meant, where nothing is found; ``cut`` says that there are more than ``total``, which
    were not looked at. Identities are not searched.
    """
    groups = {
        "candidates": _candidates(workspace, asked, most, reader),
        "roles": _roles(workspace, asked, most, language),
        "concepts": _concepts(workspace, asked, most, language),
    }
    missed = bool(asked.strip()) and not any(group["total"] for group in groups.values())
    return {
        "asked": asked,
        "release": workspace.release.name,
        "groups": groups,
        "similar": similar_labels(workspace.network, asked, kinds=SEARCHED) if missed else [],
    }


def at_once(workspace: Workspace, asked: str, *, most: int, language: Language = Language.EN) -> Document:
    """The same while somebody types: what they did is not looked at, and no label is guessed."""
    codes = codes_with(workspace, asked, most=most) if asked.strip() else []
    return {
        "candidates": [{"code": code} for code in codes],
        "roles": _roles(workspace, asked, most, language)["hits"],
        "concepts": _concepts(workspace, asked, most, language)["hits"],
    }


def names_of(
    workspace: Workspace, asked: str, kind: ConceptKind | None, *, most: int, language: Language = Language.EN
) -> list[str]:
    """The labels of the concepts of a kind (``None``: of any) with the words in a name, the best first."""
    nodes, kinds = workspace.network.nodes, SEARCHED if kind is None else (kind,)
    hits = (hit for hit in workspace.label_search.find(asked) if nodes[hit.position].kind in kinds)
    shown = (concept(workspace.network, hit.position, language)["label"] for hit in hits)
    return list(islice(dict.fromkeys(shown), most))


def _concepts(workspace: Workspace, asked: str, most: int, language: Language) -> Document:
    hits = workspace.label_search.find(asked)
    shown = [_concept(workspace, hit, language) for hit in hits[:most]]
    return {"total": len(hits), "cut": False, "hits": shown}


def _concept(workspace: Workspace, hit: Hit, language: Language) -> Document:
    """A concept with the name by which it was found, where that is not its label."""
    shown = concept(workspace.network, hit.position, language)
    return shown | {"name": "" if hit.name == shown["label"] else hit.name}


def _roles(workspace: Workspace, asked: str, most: int, language: Language) -> Document:
    words = re.findall(r"\w+", asked.casefold())
    begins = [re.compile(rf"\b{re.escape(word)}") for word in words]
    query = select(t.ROLE.c.id, t.ROLE.c.title, t.ROLE.c.job_type, t.ROLE.c.industry).order_by(t.ROLE.c.id)
    with workspace.book.read() as connection:
        rows = connection.execute(query).all() if words else []
    found = [row for row in rows if all(begin.search(f"{row.id} {row.title}".casefold()) for begin in begins)]
    hits = [
        {
            "id": row.id,
            "title": row.title,
            "job_type": label(workspace.network, row.job_type, language),
            "industry": label(workspace.network, row.industry, language),
        }
        for row in found[:most]
    ]
    return {"total": len(found), "cut": False, "hits": hits}


def _candidates(workspace: Workspace, asked: str, most: int, reader: Reader) -> Document:
    if not re.search(r"\w", asked):
        return {"total": 0, "cut": False, "hits": []}
    places: dict[str, list[Document]] = {code: [] for code in codes_with(workspace, asked, most=MOST_COUNTED)}
    read = find(workspace, asked, reader=reader)
    for place in read:
        places.setdefault(place.candidate, []).append({"kind": place.kind, "text": place.text})
    shown = [{"code": code, "places": where} for code, where in islice(places.items(), most)]
    cut = len(read) == MOST or len(places) >= MOST_COUNTED
    return {"total": len(places), "cut": cut, "hits": shown}
