"""To split a concept into several new ones, between which its labels and links are shared out."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Any, Final

from skillpath.errors import InputError
from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.editing.operations.adding import add
from skillpath.ontology.editing.operations.deprecating import deprecate
from skillpath.ontology.editing.operations.form import ConceptForm, Names, Texts
from skillpath.ontology.editing.operations.reading import origins_of, read_form, refuse_unknown
from skillpath.ontology.editing.operations.repointing import CARRIED, linking, repointed
from skillpath.ontology.editing.operations.writing import edit_of
from skillpath.ontology.editing.view import View

FEWEST: Final = 2
"""A concept is split into so many at least."""

_PLACE: Final = ("broader", "job_type", "industry")
"""Where a concept stands: each of the new ones stands there too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the concepts that a concept is split into.

    ``names``: its alternative and hidden labels that go to this one. ``takes``: the IRIs of concepts whose
    links from and to it go to this one: what it asks for, teaches or is related to, what asks for it, what
    stands under it. What several take goes to each, what none takes stays with the concept that is retired.
    """

    iri: str
    labels: Texts
    definitions: Texts = field(default_factory=dict)
    names: Set[str] = frozenset()
    takes: Set[str] = frozenset()


def split(view: View, iri: str, parts: Sequence[Part], origin: str) -> Edit:
    """Splits a concept, which is retired: the new ones replace it, and stand where it stood.

    Raises :class:`UnknownName`, and :class:`InputError` for fewer than two parts, and for what a part is to
    take that the concept does not have.
    """
    refuse_unknown(view, [iri])
    form, there = read_form(view, iri, origin), linking(view, iri)
    if len(parts) < FEWEST or origin not in origins_of(view, iri):
        raise InputError(
            f"Say at least {FEWEST} concepts to split <{iri}> into, in a part that describes it."
        )
    _refuse_strange(form, {other for _, other in there}, parts)
    now = view
    for part in parts:
        now = now.after(add(now, part.iri, _new(form, part), origin))
    now = now.after(edit_of(now, iri, _left(form, parts), origin))
    for number, part in enumerate(parts):
        later = {other for one in parts[number + 1 :] for other in one.takes}
        mine = [one for one in there if one[1] in part.takes]
        now = repointed(now, (iri, part.iri), [one for one in mine if one[1] in later], keep=True)
        now = repointed(now, (iri, part.iri), [one for one in mine if one[1] not in later], keep=False)
    return view.until(now.after(deprecate(now, iri, [part.iri for part in parts])))


def _new(form: ConceptForm, part: Part) -> ConceptForm:
    """The form of one of the new concepts."""
    fields: dict[str, Any] = {
        name: tuple(link for link in getattr(form, name) if name in _PLACE or link.iri in part.takes)
        for name in CARRIED
    }
    return replace(
        form,
        labels=part.labels,
        definitions=part.definitions,
        notes={},
        alternatives=_picked(form.alternatives, part.names),
        hidden=_picked(form.hidden, part.names),
        **fields,
    )


def _left(form: ConceptForm, parts: Sequence[Part]) -> ConceptForm:
    """What stays with the concept that is split."""
    names = {name for part in parts for name in part.names}
    taken = {iri for part in parts for iri in part.takes}
    fields: dict[str, Any] = {
        name: tuple(link for link in getattr(form, name) if name in _PLACE or link.iri not in taken)
        for name in CARRIED
    }
    own = {
        tag: tuple(text for text in texts if text not in names) for tag, texts in form.alternatives.items()
    }
    found = {tag: tuple(text for text in texts if text not in names) for tag, texts in form.hidden.items()}
    return replace(form, alternatives=own, hidden=found, **fields)


def _picked(names: Names, wanted: Set[str]) -> Mapping[str, tuple[str, ...]]:
    picked = {tag: tuple(text for text in texts if text in wanted) for tag, texts in names.items()}
    return {tag: texts for tag, texts in picked.items() if texts}


def _refuse_strange(form: ConceptForm, linking: Set[str], parts: Sequence[Part]) -> None:
    """Raises :class:`InputError` for what a part is to take that is not there."""
    known = {text for names in (form.alternatives, form.hidden) for texts in names.values() for text in texts}
    linked = {link.iri for name in CARRIED for link in getattr(form, name)} | linking
    strange = [f"“{name}” is none of its labels" for part in parts for name in sorted(part.names - known)]
    strange += [f"<{one}> is not linked with it" for part in parts for one in sorted(part.takes - linked)]
    if strange:
        raise InputError(f"Nothing was split: {'; '.join(strange)}.")
