"""What the text of a cell means: values of a column, or why it has none."""

import re
from collections.abc import Callable, Mapping
from typing import Final

import pyoxigraph as ox
from rdflib import Literal, URIRef
from rdflib.term import Node

from skillpath.ontology.sheets.columns import KIND_NAMES, RETIRED, YES, Column, Form, travels

FindConcept = Callable[[str], URIRef]
"""The concept of a label; raises :class:`CellError` where there is none or more than one."""


class CellError(Exception):
    """A cell that cannot be taken; the message says why."""


_IN_BRACKETS: Final = re.compile(r"(?s:.*)<([^<>]*)>")
_WEB: Final = re.compile(r"https?://\S+")
_CLASSES: Final[Mapping[str, Node]] = {name: cls for cls, name in KIND_NAMES.items()}


def read_cell(column: Column, cell: str, find: FindConcept) -> list[Node]:
    """The values in a cell, none where it is empty. Raises :class:`CellError`."""
    if not cell:
        return []
    lines = [line.strip() for line in cell.split("\n") if line.strip()]
    match column.field.form:
        case Form.KIND:
            return [_kind(cell)]
        case Form.FLAG:
            return [_flag(cell)]
        case Form.LINKS:
            return list(dict.fromkeys(_link(line, find) for line in lines))
        case Form.NAMES:
            return list(dict.fromkeys(_said(line, column.language) for line in lines))
        case Form.TEXT:
            return [_said(cell, column.language)]


def _kind(cell: str) -> Node:
    if cell.casefold() not in _CLASSES:
        raise CellError(f"{cell!r} is none of {', '.join(_CLASSES)}")
    return _CLASSES[cell.casefold()]


def _flag(cell: str) -> Node:
    if cell.casefold() != YES:
        raise CellError(f"{cell!r} is neither {YES!r} nor empty")
    return RETIRED


def _said(text: str, language: str | None) -> Node:
    if not travels(text):
        raise CellError(f"{text!r} holds characters that are no text")
    return Literal(text, lang=language)


def _link(line: str, find: FindConcept) -> URIRef:
    bracketed = _IN_BRACKETS.fullmatch(line)
    if bracketed is None and not _WEB.fullmatch(line):
        return find(line)
    return read_iri(line if bracketed is None else bracketed[1])


def read_iri(text: str) -> URIRef:
    """An IRI, in angle brackets or not. Raises :class:`CellError`."""
    iri = text.removeprefix("<").removesuffix(">")
    try:
        return URIRef(ox.NamedNode(iri).value)
    except ValueError as error:
        raise CellError(f"{text!r} is no IRI") from error
