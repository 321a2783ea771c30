"""Concepts as a table with cells to edit, kept as one change set; the difference is shown first."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from skillpath.agency.editing.working_copies import change, view, working_copy
from skillpath.agency.intake.text import clean
from skillpath.agency.workspace import BUNDLED
from skillpath.errors import InputError, UnknownName
from skillpath.ontology.catalogue import ConceptKind
from skillpath.ontology.editing.difference import difference
from skillpath.ontology.editing.edits import Conflict
from skillpath.ontology.editing.listing import listed
from skillpath.ontology.editing.naming import is_concept, label
from skillpath.ontology.editing.operations.finding import find
from skillpath.ontology.editing.operations.form import ConceptForm, Link
from skillpath.ontology.editing.operations.reading import origins_of, read_form
from skillpath.ontology.editing.view import View
from skillpath.web.acting import sender
from skillpath.web.current import unheld
from skillpath.web.editing.concept_edit import concept_edit
from skillpath.web.editing.made import NOTHING, code, made_in
from skillpath.web.editing.shown import Shown, shown
from skillpath.web.editing.steps import whole
from skillpath.web.editing.tree import TREES
from skillpath.web.editing.trouble import Trouble, of_edit
from skillpath.web.fields import line
from skillpath.web.language import LANGUAGES, gettext

BLUEPRINT: Final = Blueprint("grid", __name__, url_prefix="/edit/<name>")

SOURCE: Final = "grid"

ON_A_PAGE: Final = 25
MOST_PAGES: Final = 2000

CELLS: Final = ("label", "alternatives", "definition", "code", "broader")
"""The cells of a row; alternative labels and what it stands under one a line."""

Answer = str | Response | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Line:
    """A concept as a row of the table: its cells as they are typed, and what is wrong with them."""

    iri: str
    called: str
    cells: dict[str, str]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which concepts, in which language, on which page."""

    kind: ConceptKind
    words: str
    tag: str
    page: int

    @property
    def query(self) -> dict[str, Any]:
        """The same for the links of the page."""
        return {"kind": str(self.kind), "q": self.words or None, "in": self.tag, "page": self.page}


@BLUEPRINT.get("/grid")
def show(name: str) -> str:
    """A page of the concepts of a kind, or of those whose label has some words."""
    opened, asked = unheld(), _asked()
    copy = working_copy(opened.book, name)
    seen = view(opened, name, at=copy.changes)
    found = listed(seen, asked.kind, asked.words, asked.tag)
    first = (asked.page - 1) * ON_A_PAGE
    if asked.page > 1 and first >= len(found):
        abort(404, gettext("The table ends before page %(page)s.", page=asked.page))
    rows = [_line(seen, iri, asked.tag) for iri in found[first : first + ON_A_PAGE]]
    return _page(name, asked, rows, copy.changes, total=len(found))


@BLUEPRINT.post("/grid")
def save(name: str) -> Answer:
    """Shows what the cells would change, and with another button keeps it as one change set."""
    opened, asked, seen = unheld(), _asked(), whole(line("seen"))
    before = view(opened, name, at=seen)
    rows, after = _read(before, _sent(before, asked.tag), asked.tag)
    edit = before.until(after)
    if any(row.problem for row in rows):
        return _page(name, asked, rows, seen), 422
    if line("action") != "save":
        return _page(name, asked, rows, seen, diff=shown(difference(before, after, translate=gettext)))
    try:
        made = change(
            opened,
            name,
            edit,
            by=sender(),
            why=line("why"),
            source=SOURCE,
            seen=seen,
            merge="merge" in request.form,
        )
    except Conflict as error:
        return _page(name, asked, rows, seen, trouble=of_edit(opened, name, error, edit, seen)), 422
    except InputError as error:
        return _page(name, asked, rows, seen, trouble=Trouble(str(error))), 422
    number = NOTHING if made is None else made.number
    return redirect(url_for(".show", name=name, made=number, by=code() or None, **asked.query), 303)


def _asked() -> Asked:
    said = request.values
    try:
        kind = ConceptKind(said.get("kind", ConceptKind.SKILL))
    except ValueError:
        abort(400, gettext("There is no such kind of concept."))
    tag = said.get("in", "en")
    page = whole(said.get("page", "1"))
    if tag not in LANGUAGES or not 1 <= page <= MOST_PAGES:
        abort(400)
    return Asked(kind, " ".join(said.get("q", "")[:200].split()), tag, page)


def _line(seen: View, iri: str, tag: str) -> Line:
    form = read_form(seen, iri, _origin(seen, iri))
    cells = {
        "label": form.labels.get(tag, ""),
        "alternatives": "\n".join(form.alternatives.get(tag, ())),
        "definition": form.definitions.get(tag, ""),
        "code": form.code,
        "broader": "\n".join(label(seen, link.iri, tag) for link in form.broader),
    }
    return Line(iri, label(seen, iri, tag), cells)


def _sent(before: View, tag: str) -> list[Line]:
    """The rows that the form sends."""
    columns = [request.form.getlist(cell) for cell in CELLS]
    rows = zip(request.form.getlist("row"), *columns, strict=False)
    return [
        Line(
            iri,
            label(before, iri, tag),
            {cell: text.replace("\r\n", "\n") for cell, text in zip(CELLS, texts, strict=True)},
        )
        for iri, *texts in list(rows)[:ON_A_PAGE]
        if is_concept(before, iri)
    ]


def _read(before: View, rows: Iterable[Line], tag: str) -> tuple[list[Line], View]:
    """The rows with what is wrong with them, and the view after all that is right."""
    told, now = [], before
    for row in rows:
        origin = _origin(before, row.iri)
        try:
            if edited := _edited(before, row, tag):
                form = _meant(before, read_form(before, row.iri, origin), edited, tag)
                now = now.after(now.effective(concept_edit(before, row.iri, form, origin)))
            told.append(row)
        except (InputError, UnknownName) as error:
            told.append(replace(row, problem=str(error)))
    return told, now


def _edited(before: View, row: Line, tag: str) -> dict[str, str]:
    """The cells that say something else than what they showed."""
    shown = _line(before, row.iri, tag).cells
    return {cell: clean(text).strip() for cell, text in row.cells.items() if text != shown[cell]}


def _meant(before: View, form: ConceptForm, cells: dict[str, str], tag: str) -> ConceptForm:
    """The form of a concept with what its edited cells say; nothing else of it is touched."""
    read: dict[str, Callable[[str], dict[str, Any]]] = {
        "label": lambda text: {"labels": _with(form.labels, tag, text)},
        "alternatives": lambda text: {
            "alternatives": _with(form.alternatives, tag, tuple(sorted(set(_lines(text)))))
        },
        "definition": lambda text: {"definitions": _with(form.definitions, tag, text)},
        "code": lambda text: {"code": text},
        "broader": lambda text: {"broader": _broader(before, form, _lines(text), tag)},
    }
    values: dict[str, Any] = {}
    for cell, text in cells.items():
        values |= read[cell](text)
    return replace(form, **values)


def _broader(before: View, form: ConceptForm, lines: list[str], tag: str) -> tuple[Link, ...]:
    """What a concept stands under: links that it has, by their labels, and new ones."""
    here: dict[str, list[Link]] = {}
    for link in form.broader:
        here.setdefault(label(before, link.iri, tag), []).append(link)
    found: set[Link] = set()
    for said, times in Counter(lines).items():
        there = here.get(said, [])
        if len(there) > 1 and len(there) != times:
            raise InputError(gettext("It stands under several called “%(label)s”: use its form.", label=said))
        kinds = [] if form.kind is None else [form.kind]
        found |= set(there) or {Link(find(before, said, kinds=kinds, origin=BUNDLED))}
    return tuple(sorted(found, key=lambda link: link.iri))


def _with(texts: Any, tag: str, said: Any) -> dict[str, Any]:
    """Texts by language with what is said in one of them."""
    return {**{other: text for other, text in texts.items() if other != tag}, **({tag: said} if said else {})}


def _lines(text: str) -> list[str]:
    return [one.strip() for one in text.splitlines() if one.strip()]


def _origin(seen: View, iri: str) -> str:
    described = origins_of(seen, iri) or [BUNDLED]
    return BUNDLED if BUNDLED in described else described[0]


def _page(
    name: str,
    asked: Asked,
    rows: list[Line],
    seen: int,
    *,
    total: int = 0,
    diff: Shown | None = None,
    trouble: Trouble | None = None,
) -> str:
    opened = unheld()
    return render_template(
        "editing/grid.html",
        copy=working_copy(opened.book, name),
        asked=asked,
        rows=rows,
        seen=seen,
        total=total,
        first=(asked.page - 1) * ON_A_PAGE,
        more=asked.page * ON_A_PAGE < total,
        diff=diff,
        trouble=trouble,
        trees=TREES,
        made=made_in(opened, name),
        why=line("why"),
        code=code(),
    )
