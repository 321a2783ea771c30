"""Links that lead to one concept are to lead to another one: without doubles, without circles."""

from collections.abc import Collection, Set
from dataclasses import replace
from typing import Any, Final

import pyoxigraph as ox
from rdflib import SKOS

from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.editing.neighbourhood import children, parents, reached
from skillpath.ontology.editing.operations.form import FIELDS, LINKS, ConceptForm, Links
from skillpath.ontology.editing.operations.reading import read_form
from skillpath.ontology.editing.operations.writing import edit_of
from skillpath.ontology.editing.statements import subject
from skillpath.ontology.editing.view import View

CARRIED: Final = tuple(name for name in LINKS if name != "replaced_by")
"""The fields whose links go over; what an earlier concept was replaced by stays on record."""

RIVALS: Final = {"essential": "optional", "optional": "essential", "exact": "close", "close": "exact"}
"""Fields that a concept is linked by in one only."""

_BY_PREDICATE: Final = {FIELDS[name][0]: name for name in CARRIED}
_MEMBER: Final = ox.NamedNode(str(SKOS.member))


def linking(view: View, iri: str) -> list[tuple[str, str]]:
    """The origins and the IRIs of what links to a concept, by links that go over, sorted."""
    return sorted(
        {(one[0], subject(one)) for one in view.leading_to(iri) if one[1].predicate.value in _BY_PREDICATE}
    )


def repointed(view: View, ends: tuple[str, str], linking: Collection[tuple[str, str]], *, keep: bool) -> View:
    """The view where some of what links to the first of two ends links to the second, or to both (``keep``).

    A link that is there already holds, and keeps its weight where it has one. Links of the second end itself
    are dropped, and those that its place in the hierarchy does not allow.
    """
    around = reached(view, {ends[1]}, parents), reached(view, {ends[1]}, children)
    now = view
    for origin, iri in linking:
        form = _leading(read_form(now, iri, origin), ends, refused_for(iri, around), keep=keep)
        now = now.after(edit_of(now, iri, form, origin))
    return now


def refused_for(iri: str, around: tuple[Set[str], Set[str]]) -> Set[str]:
    """The fields by which a concept cannot link to one that stands between those above and those below."""
    above, below = around
    if iri in above & below:
        return frozenset(CARRIED)
    return {*(("broader", "related") if iri in above else ()), *(("related",) if iri in below else ())}


def joined(own: Links, more: Links) -> Links:
    """Links with more of them, none twice: its own weight holds, where it has none the other one does."""
    links = {link.iri: link for link in more}
    for link in own:
        links[link.iri] = link if link.weight is not None else links.get(link.iri, link)
    return tuple(links[iri] for iri in sorted(links))


def in_collections(view: View, old: str, new: str) -> Edit:
    """What puts one concept in the place of another in the collections that it is a member of."""
    there = frozenset(one for one in view.leading_to(old) if one[1].predicate == _MEMBER)
    node = ox.NamedNode(new)
    members = frozenset((origin, ox.Triple(t.subject, t.predicate, node)) for origin, t in there)
    return view.effective(Edit(there, members))


def _leading(form: ConceptForm, ends: tuple[str, str], refused: Set[str], *, keep: bool) -> ConceptForm:
    """A form whose links lead to the second of two ends."""
    old, new = ends
    fields: dict[str, Any] = {}
    for name in CARRIED:
        links: Links = getattr(form, name)
        rivals = getattr(form, RIVALS[name]) if name in RIVALS else ()
        is_kept = name not in refused and new not in {link.iri for link in rivals}
        moved = tuple(replace(link, iri=new) for link in links if link.iri == old and is_kept)
        fields[name] = joined(tuple(link for link in links if keep or link.iri != old), moved)
    return replace(form, **fields)
