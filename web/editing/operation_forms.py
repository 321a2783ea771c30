"""What the forms of the operations on a concept send: each as the edit that it means."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from flask import request

from skillpath.agency.workspace import BUNDLED
from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.editing.operations.adding import new_iri
from skillpath.ontology.editing.operations.deprecating import deprecate, restore
from skillpath.ontology.editing.operations.finding import find
from skillpath.ontology.editing.operations.form import ConceptForm
from skillpath.ontology.editing.operations.merging import merge
from skillpath.ontology.editing.operations.renaming import rename
from skillpath.ontology.editing.operations.splitting import Part, split
from skillpath.ontology.editing.view import View
from skillpath.web.fields import line

PARTS: Final = 3
"""A concept is split into so many at most at once."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of a view, with what its origin says of it."""

    view: View
    iri: str
    origin: str
    form: ConceptForm

    def other(self, text: str) -> str:
        """The IRI of another concept of its kind; raises :class:`UnknownName`."""
        kinds = [] if self.form.kind is None else [self.form.kind]
        return find(self.view, text, kinds=kinds, origin=BUNDLED)


def _rename(one: Concept) -> Edit:
    return rename(one.view, one.iri, {line("tag"): line("label")}, one.origin, keep="keep" in request.form)


def _merge(one: Concept) -> Edit:
    return merge(one.view, one.iri, one.other(line("into")))


def _split(one: Concept) -> Edit:
    parts = [_part(one, number) for number in range(1, PARTS + 1) if line(f"label-{number}")]
    return split(one.view, one.iri, parts, one.origin)


def _part(one: Concept, number: int) -> Part:
    tag = line("tag")
    labels = {tag: line(f"label-{number}")}
    defined = line(f"definition-{number}")
    return Part(
        iri=new_iri(one.view, replace(one.form, labels=labels, code="")),
        labels=labels,
        definitions={tag: defined} if defined else {},
        names=frozenset(request.form.getlist(f"names-{number}")),
        takes=frozenset(request.form.getlist(f"takes-{number}")),
    )


def _deprecate(one: Concept) -> Edit:
    said = [text.strip() for text in request.form.getlist("heir") if text.strip()]
    return deprecate(one.view, one.iri, sorted({one.other(text) for text in said}))


def _restore(one: Concept) -> Edit:
    return restore(one.view, one.iri)


OPERATIONS: Final[Mapping[str, Callable[[Concept], Edit]]] = MappingProxyType(
    {
        "rename": _rename,
        "merge": _merge,
        "split": _split,
        "deprecate": _deprecate,
        "restore": _restore,
    }
)
"""What a form does → the edit that it means."""
