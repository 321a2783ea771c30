"""Which statements a field of the form shows: a key for each value that it can hold, and the term for a key.

What a field cannot show has no key, and is left alone. Where a field holds one value (one a language) and
another is written, that takes the place of all that the field could have shown there.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

import pyoxigraph as ox
from rdflib import XSD

from skillpath.errors import InputError
from skillpath.ontology.catalogue import CLASSES, JOB_ZONES
from skillpath.ontology.editing.operations.form import Link, Shape
from skillpath.ontology.replacements import TRUE

Key = tuple[str, str]
"""Which value of a field: its language ("" for none), and its text, IRI or number."""

_CLASSES: Final = tuple(map(str, CLASSES))
_SAID: Final = ("", "true")


def key_of(shape: Shape, term: object) -> Key | None:
    """The key of a term; ``None`` where a field of this shape cannot show it."""
    if isinstance(term, ox.NamedNode):
        return ("", term.value) if shape is Shape.LINKS or _is_class(shape, term) else None
    if not isinstance(term, ox.Literal) or not term.value:
        return None
    if shape in (Shape.TEXTS, Shape.NAMES):
        key = term.language or "", term.value
        return key if term == _text(*key) else None
    return ("", _WORDS[shape](term)) if shape in _WORDS and _WORDS[shape](term) else None


def _is_class(shape: Shape, node: ox.NamedNode) -> bool:
    return shape is Shape.CLASS and node.value in _CLASSES


_WORDS: Final[Mapping[Shape, Callable[[ox.Literal], str]]] = {
    Shape.WORD: lambda term: term.value if term == ox.Literal(term.value) else "",
    Shape.ZONE: lambda term: term.value if term.value in JOB_ZONES else "",
    Shape.FLAG: lambda term: _SAID[1] if term.value in TRUE else "",
}
"""What a literal says in a field of one value; "" where it cannot be shown."""


def term_of(shape: Shape, key: Key) -> ox.NamedNode | ox.Literal:
    """What is written for a key; raises :class:`InputError` for what is no IRI or no language tag."""
    language, text = key
    match shape:
        case Shape.LINKS | Shape.CLASS:
            return iri_of(text)
        case Shape.FLAG:
            return ox.Literal(text, datatype=ox.NamedNode(str(XSD.boolean)))
        case Shape.ZONE:
            return ox.Literal(text, datatype=ox.NamedNode(str(XSD.integer)))
        case _:
            return _text(language, text)


def iri_of(text: str) -> ox.NamedNode:
    """The node of an IRI; raises :class:`InputError`."""
    try:
        return ox.NamedNode(text)
    except ValueError as error:
        raise InputError(f"{text!r} is no IRI: choose a concept by its label, or write its IRI.") from error


def slot(shape: Shape, key: Key) -> Key | str:
    """What holds a value of its own: a language, the whole field, or each value."""
    match shape:
        case Shape.LINKS | Shape.NAMES:
            return key
        case Shape.TEXTS:
            return key[0]
        case _:
            return ""


def value_of(shape: Shape, keys: Iterable[Key]) -> Any:
    """The value of a field that shows some keys; the links among them without weights."""
    return _VALUES[shape](sorted(set(keys)))


def _names(keys: Sequence[Key]) -> dict[str, tuple[str, ...]]:
    tags = dict.fromkeys(tag for tag, _ in keys)
    return {tag: tuple(text for other, text in keys if other == tag) for tag in tags}


_VALUES: Final[Mapping[Shape, Callable[[Sequence[Key]], Any]]] = {
    Shape.LINKS: lambda keys: tuple(Link(iri) for _, iri in keys),
    Shape.NAMES: _names,
    Shape.TEXTS: lambda keys: {tag: texts[0] for tag, texts in _names(keys).items()},
    Shape.FLAG: bool,
    Shape.ZONE: lambda keys: int(keys[0][1]) if keys else 0,
    Shape.CLASS: lambda keys: min((text for _, text in keys), key=_CLASSES.index, default=""),
    Shape.WORD: lambda keys: keys[0][1] if keys else "",
}


def keys_of(shape: Shape, value: Any) -> set[Key]:
    """The keys of what a field holds: :func:`value_of` turned round."""
    match shape:
        case Shape.LINKS:
            return {("", link.iri) for link in value}
        case Shape.NAMES:
            return {(tag.lower(), text) for tag, texts in value.items() for text in texts if text}
        case Shape.TEXTS:
            return _texts(value)
        case Shape.FLAG:
            return {_SAID} if value else set()
        case _:
            return {("", str(value))} if value else set()


def _texts(value: Mapping[str, str]) -> set[Key]:
    return {(tag.lower(), text) for tag, text in value.items() if text}


def _text(language: str, text: str) -> ox.Literal:
    try:
        return ox.Literal(text, language=language or None)
    except ValueError as error:
        raise InputError(
            f"{language!r} is no language tag: write en, de, fr or another of ISO 639."
        ) from error
