"""What the form of a concept shows and sends, row by row, and the concept that it means."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from werkzeug.datastructures import MultiDict

from skillpath.agency.intake.text import clean
from skillpath.agency.workspace import BUNDLED
from skillpath.errors import InputError, UnknownName
from skillpath.ontology.catalogue import ConceptKind
from skillpath.ontology.editing.naming import label
from skillpath.ontology.editing.operations.finding import find
from skillpath.ontology.editing.operations.form import ConceptForm, Link, Shape
from skillpath.ontology.editing.view import View
from skillpath.web.editing.concept_fields import ENTRIES, Row, Rows, shape_of
from skillpath.web.language import gettext

FINEST: Final = Decimal("0.000001")
"""No weight is smaller."""

TAGGED: Final = frozenset((Shape.TEXTS, Shape.NAMES))
"""What is a text in a language."""


def rows_of(view: View, form: ConceptForm, language: str) -> Rows:
    """What the form shows of a concept."""
    return {name: list(_rows(view, name, getattr(form, name), language)) for name in ENTRIES}


def sent_rows(form: MultiDict[str, str]) -> Rows:
    """What a form sends; only of the fields that it showed."""
    parts = ("", "-tag", "-iri", "-weight", "-source")
    return {
        name: [
            Row(text.replace("\r\n", "\n"), tag.strip(), iri, weight.strip(), source.strip())
            for text, tag, iri, weight, source in _columns([form.getlist(name + part) for part in parts])
        ]
        for name in ENTRIES
        if name in form
    }


def meant(
    view: View, before: ConceptForm, rows: Rows, *, language: str, cls: str = ""
) -> tuple[ConceptForm, Rows]:
    """The concept that rows mean, and the rows with what is wrong with them; fields not shown stay."""
    form = replace(before, cls=cls or before.cls)
    values: dict[str, Any] = {}
    told: dict[str, list[Row]] = {}
    for name, some in rows.items():
        kinds = _targets(name, form)
        told[name] = _twice(name, [_checked(view, name, row, kinds, language) for row in some])
        good = [row for row in told[name] if row.text.strip() and not row.problem]
        values[name] = _value(name, good, _known(getattr(before, name)))
    return replace(form, **values), told


def _rows(view: View, name: str, value: Any, language: str) -> Iterable[Row]:
    match shape_of(name):
        case Shape.TEXTS:
            return (Row(text, tag) for tag, text in sorted(value.items()))
        case Shape.NAMES:
            return (Row(text, tag) for tag, texts in sorted(value.items()) for text in texts)
        case Shape.LINKS:
            rows = (
                Row(
                    label(view, link.iri, language),
                    iri=link.iri,
                    weight="" if link.weight is None else format(link.weight.normalize(), "f"),
                    source=link.source,
                )
                for link in value
            )
            return sorted(rows, key=lambda row: (row.text.casefold(), row.iri))
        case _:
            return [Row(str(value or ""))]


def _columns(columns: list[list[str]]) -> Iterable[tuple[str, ...]]:
    """Rows of columns, of which those that are shorter go on empty."""
    for at in range(len(columns[0])):
        yield tuple(column[at] if at < len(column) else "" for column in columns)


def _targets(name: str, form: ConceptForm) -> tuple[ConceptKind, ...]:
    kind = ENTRIES[name].target or form.kind
    return () if kind is None else (kind,)


def _checked(view: View, name: str, row: Row, kinds: tuple[ConceptKind, ...], language: str) -> Row:
    """A row with the concept that it means, or with what is wrong with it."""
    if shape_of(name) is not Shape.LINKS or not row.text.strip():
        return row
    try:
        _weight(row.weight)
        if bool(row.weight) != bool(row.source):
            raise InputError(gettext("A weight and its source go together: say both, or neither."))
        if row.iri and row.text == label(view, row.iri, language):
            return row
        return replace(row, iri=_found(view, row.text, kinds, strange=ENTRIES[name].strange))
    except (InputError, UnknownName) as error:
        return replace(row, problem=str(error))


def _twice(name: str, rows: list[Row]) -> list[Row]:
    """Rows of which those are marked that say something again in a language that has its text."""
    if shape_of(name) is not Shape.TEXTS:
        return rows
    said = gettext("There is one in this language already.")
    tags = [row.tag.lower() for row in rows if row.text.strip()]
    again = {tag for tag in tags if tags.count(tag) > 1}
    return [
        replace(row, problem=said) if row.text.strip() and row.tag.lower() in again else row for row in rows
    ]


def _found(view: View, text: str, kinds: tuple[ConceptKind, ...], *, strange: bool) -> str:
    iri = text.strip().removeprefix("<").removesuffix(">")
    return iri if strange and "://" in iri else find(view, text, kinds=kinds, origin=BUNDLED)


def _weight(text: str) -> Decimal | None:
    if not text:
        return None
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        number = Decimal(0)
    if not number.is_finite() or not FINEST <= number <= 1:
        raise InputError(gettext("“%(text)s” is no weight: write a number above 0, at most 1.", text=text))
    return number


def _value(name: str, rows: list[Row], known: set[str]) -> Any:
    """What a field holds; texts that are there already are left as they are, others are cleaned."""
    texts = [(row.tag, row.text if row.text in known else clean(row.text).strip()) for row in rows]
    match shape_of(name):
        case Shape.TEXTS:
            return dict(texts)
        case Shape.NAMES:
            tags = sorted({tag for tag, _ in texts})
            return {tag: tuple(sorted({text for other, text in texts if other == tag})) for tag in tags}
        case Shape.LINKS:
            links = {row.iri: Link(row.iri, _weight(row.weight), row.source) for row in rows}
            return tuple(links[iri] for iri in sorted(links))
        case Shape.ZONE:
            return int(texts[0][1]) if texts and texts[0][1].isdecimal() else 0
        case _:
            return texts[0][1] if texts else ""


def _known(value: Any) -> set[str]:
    """The texts that a field holds."""
    if isinstance(value, str):
        return {value}
    if not isinstance(value, Mapping):
        return set()
    return {text for one in value.values() for text in ([one] if isinstance(one, str) else one)}
