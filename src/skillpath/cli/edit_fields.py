"""What the options of ``edit set`` and ``edit add`` say, put into the form of a concept."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final

from skillpath.errors import InputError

if TYPE_CHECKING:
    from skillpath.ontology.editing.operations.form import ConceptForm, Link, Names

Find = Callable[[str], str]
"""The IRI of the concept that a text names; raises :class:`UnknownName`."""

TEXTS: Final = ("labels", "definitions", "notes")
NAMES: Final = ("alternatives", "hidden")
WORDS: Final = ("code", "skill_type", "reuse_level", "zone")
FOREIGN: Final = frozenset(("exact", "close", "broad", "narrow"))
"""Links that may lead to concepts of other taxonomies."""

_FIELDS: Final = {
    "label": "labels",
    "alt": "alternatives",
    "definition": "definitions",
    "note": "notes",
    "reuse": "reuse_level",
}
"""Option → field, where their names differ."""

_TAGGED: Final = re.compile(r"([a-z]{2,3}(?:-[A-Za-z0-9]+)*)=(.*)", re.DOTALL)


def filled(form: "ConceptForm", given: Mapping[str, Any], find: Find, *, source: str) -> "ConceptForm":
    """A form with what is ``given`` by field; texts as ``en=TEXT``, links as ``CONCEPT[=WEIGHT]``.

    A text that is empty is taken away; ``drop`` names labels, and concepts that no link is to lead to any
    more. ``source`` is that of the weights. Raises :class:`InputError` and :class:`UnknownName`.
    """
    from skillpath.ontology.editing.operations.form import LINKS

    form = _without(form, given.get("drop") or (), find)
    fields: dict[str, Any] = {name: given[name] for name in WORDS if given.get(name) is not None}
    for name in TEXTS:
        fields[name] = {**getattr(form, name), **dict(map(tagged, given.get(name) or ()))}
    for name in NAMES:
        fields[name] = _with(getattr(form, name), map(tagged, given.get(name) or ()))
    form = replace(form, **fields)
    for name in LINKS:
        for text in given.get(name) or ():
            form = _linked(form, name, _link(text, find, source, name))
    return form


def by_field(options: Mapping[str, Any]) -> dict[str, Any]:
    """What options say by field of the form, and what is dropped."""
    from skillpath.ontology.editing.operations.form import FIELDS

    named = {_FIELDS.get(name, name): value for name, value in options.items()}
    return {name: value for name, value in named.items() if name in FIELDS or name == "drop"}


def tagged(text: str) -> tuple[str, str]:
    """The language and the text of ``en=TEXT``; English where no language is said.

    >>> tagged("de=Lohn"), tagged("pay = money")
    (('de', 'Lohn'), ('en', 'pay = money'))
    """
    match = _TAGGED.fullmatch(text)
    return (match[1].lower(), match[2].strip()) if match else ("en", text.strip())


def _link(text: str, find: Find, source: str, field: str) -> "Link":
    """A link, with a weight where a field has weights and one stands behind the last equals sign."""
    from skillpath.ontology.editing.operations.form import WEIGHED, Link

    name, equals, number = text.rpartition("=")
    try:
        weight = Decimal(number) if equals and field in WEIGHED else None
    except InvalidOperation:
        weight = None
    if weight is not None and not 0 < weight <= 1:
        raise InputError(f"{text!r}: a weight is above 0 and at most 1, such as 0.6.")
    named = text if weight is None else name
    iri = named.strip("<> ") if field in FOREIGN and ":" in named else find(named)
    return Link(iri) if weight is None else Link(iri, weight, source)


def _linked(form: "ConceptForm", name: str, link: "Link") -> "ConceptForm":
    """A form with a link more, or with another weight of it; it is then in no rival field."""
    from skillpath.ontology.editing.operations.repointing import RIVALS

    links = {one.iri: one for one in getattr(form, name)}
    links[link.iri] = link if link.weight is not None else links.get(link.iri, link)
    fields: dict[str, Any] = {name: tuple(links[iri] for iri in sorted(links))}
    if name in RIVALS:
        others = getattr(form, RIVALS[name])
        fields[RIVALS[name]] = tuple(one for one in others if one.iri != link.iri)
    return replace(form, **fields)


def _with(names: "Names", more: Iterable[tuple[str, str]]) -> "Names":
    found = {tag: set(texts) for tag, texts in names.items()}
    for tag, text in more:
        found.setdefault(tag, set()).add(text)
    return {tag: tuple(sorted(texts)) for tag, texts in found.items()}


def _without(form: "ConceptForm", dropped: Iterable[str], find: Find) -> "ConceptForm":
    """A form without some labels, and without links to some concepts."""
    from skillpath.ontology.editing.operations.form import LINKS

    for text in dropped:
        label = tagged(text)[1]
        fields: dict[str, Any] = dict(_names_without(form, label))
        if not fields:
            links = {name: getattr(form, name) for name in LINKS}
            known = {one.iri for some in links.values() for one in some}
            iri = text.strip("<>") if text.strip("<>") in known else find(text)
            kept = {name: tuple(one for one in some if one.iri != iri) for name, some in links.items()}
            fields = {name: some for name, some in kept.items() if some != links[name]}
        if not fields:
            raise InputError(f"“{text}” is no other label of {form.name}, and no link leads there.")
        form = replace(form, **fields)
    return form


def _names_without(form: "ConceptForm", label: str) -> Iterator[tuple[str, "Names"]]:
    for name in NAMES:
        names: Names = getattr(form, name)
        kept = {tag: tuple(text for text in texts if text != label) for tag, texts in names.items()}
        if kept != names:
            yield name, {tag: texts for tag, texts in kept.items() if texts}
