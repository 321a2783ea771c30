"""To merge one concept into another: what is said of the one is said of the other, and the one is retired."""

from collections.abc import Set
from dataclasses import replace
from typing import Any, Final

from skillpath.errors import InputError
from skillpath.ontology import vocabulary as v
from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.editing.neighbourhood import children, parents, reached
from skillpath.ontology.editing.operations.deprecating import deprecate
from skillpath.ontology.editing.operations.form import ConceptForm, Link, Links, Names
from skillpath.ontology.editing.operations.reading import origins_of, read_form, refuse_unknown
from skillpath.ontology.editing.operations.repointing import (
    CARRIED,
    RIVALS,
    in_collections,
    joined,
    linking,
    refused_for,
    repointed,
)
from skillpath.ontology.editing.operations.tops import no_top, tops
from skillpath.ontology.editing.operations.writing import edit_of
from skillpath.ontology.editing.view import View

WORDS: Final = ("code", "skill_type", "reuse_level", "zone")
"""What goes over where the other concept does not say it."""

_ONE_ABOVE: Final = frozenset(map(str, (v.CLASS_JOB_GROUP, v.CLASS_INDUSTRY)))
"""Classes of concepts that stand under one other at most."""


def merge(view: View, iri: str, into: str) -> Edit:
    """Merges a concept into another of its kind, which replaces it.

    Labels become alternative ones; links, mappings and memberships go over without doubles, none to itself,
    none that would turn the hierarchy round. Where both have a word or a weight, the survivor's holds
    (:func:`yielding` tells the weights). Definition and notes stay on record with what is retired. Raises
    :class:`UnknownName`, and :class:`InputError` for concepts of two kinds.
    """
    refuse_unknown(view, [iri, into])
    kinds = [{read_form(view, one, origin).kind for origin in origins_of(view, one)} for one in (iri, into)]
    if iri == into or kinds[0] != kinds[1]:
        raise InputError(
            f"<{iri}> and <{into}> are one, or of two kinds: choose another concept of its kind."
        )
    around = reached(view, {into}, parents), reached(view, {into}, children)
    now = view
    for origin in sorted({one[0] for one in view.about(iri)}):
        old, own = (read_form(now, one, origin) for one in (iri, into))
        taken = _joined(own, old, (iri, into), around, is_home=origin in origins_of(view, into))
        taken = _named(taken, old, _preferred(view, into))
        now = now.after(edit_of(now, into, taken, origin))
        now = now.after(edit_of(now, iri, _left(old), origin))
        if taken.broader and not own.broader:
            now = now.after(tops(now, into, origin))
    now = repointed(now, (iri, into), linking(now, iri), keep=False)
    now = now.after(in_collections(now, iri, into))
    now = now.after(no_top(now, iri))
    return view.until(now.after(deprecate(now, iri, [into])))


def yielding(view: View, iri: str, into: str) -> list[tuple[Link, Link]]:
    """The links of both whose weights differ: that of the merged one, which is lost, and the survivor's."""
    found = []
    for origin in sorted({one[0] for one in view.about(iri)}):
        old, own = (read_form(view, one, origin) for one in (iri, into))
        for name in CARRIED:
            kept = {link.iri: link for link in getattr(own, name) if link.weight is not None}
            lost = (link for link in getattr(old, name) if link.weight is not None and link.iri in kept)
            found += [(link, kept[link.iri]) for link in lost if link.weight != kept[link.iri].weight]
    return found


def _joined(
    own: ConceptForm,
    old: ConceptForm,
    ends: tuple[str, str],
    around: tuple[Set[str], Set[str]],
    *,
    is_home: bool,
) -> ConceptForm:
    """The survivor's form with the links of the other one, and the words that it does not have itself."""
    fields: dict[str, Any] = {}
    for name in CARRIED:
        links: Links = getattr(own, name)
        rivals = {link.iri for link in getattr(own, RIVALS[name])} if name in RIVALS else set[str]()
        refused = {*ends, *rivals}
        more = tuple(
            link
            for link in getattr(old, name)
            if link.iri not in refused and name not in refused_for(link.iri, _seen_from(name, around))
        )
        fields[name] = joined(links, () if links and _is_single(name, own) else more)
    if is_home:
        fields |= {name: getattr(own, name) or getattr(old, name) for name in WORDS}
    return replace(own, **fields)


def _seen_from(name: str, around: tuple[Set[str], Set[str]]) -> tuple[Set[str], Set[str]]:
    """Those above and those below: a concept may not stand under what is below it."""
    return around[::-1] if name == "broader" else around


def _is_single(name: str, form: ConceptForm) -> bool:
    """Whether a concept has one link of a field at most."""
    return name in ("job_type", "industry") or (name == "broader" and form.cls in _ONE_ABOVE)


def _preferred(view: View, iri: str) -> set[tuple[str, str]]:
    """Its preferred labels, wherever it is described."""
    forms = (read_form(view, iri, origin) for origin in origins_of(view, iri))
    return {label for form in forms for label in form.labels.items()}


def _named(form: ConceptForm, old: ConceptForm, preferred: Set[tuple[str, str]]) -> ConceptForm:
    """A form with all labels of another one as alternative and hidden labels, none of them preferred too."""
    alternatives = _pairs(form.alternatives) | _pairs(old.alternatives) | set(old.labels.items())
    hidden = _pairs(form.hidden) | (_pairs(old.hidden) - alternatives)
    return replace(form, alternatives=_grouped(alternatives - preferred), hidden=_grouped(hidden - preferred))


def _pairs(names: Names) -> set[tuple[str, str]]:
    return {(tag, text) for tag, texts in names.items() for text in texts}


def _grouped(pairs: Set[tuple[str, str]]) -> Names:
    tags = sorted({tag for tag, _ in pairs})
    return {tag: tuple(sorted(text for other, text in pairs if other == tag)) for tag in tags}


def _left(form: ConceptForm) -> ConceptForm:
    """What stays with a concept that is merged into another: what it was called, and what it meant."""
    empty = dict.fromkeys(CARRIED, ())
    return replace(form, alternatives={}, hidden={}, **empty)  # type: ignore[arg-type] # fields of links
