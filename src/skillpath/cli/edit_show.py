"""The command ``edit show``: what a working copy says of a concept."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import typer

from skillpath.cli.edit_keep import ConceptArgument, Desk
from skillpath.cli.edit_options import OriginOption
from skillpath.cli.edit_review import NameArgument
from skillpath.cli.options import DEFAULT_WORKSPACE, DatabaseOption, JsonOption, WorkspaceOption
from skillpath.cli.output import print_json, print_table

if TYPE_CHECKING:
    from skillpath.ontology.editing.operations.form import ConceptForm


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(show)


def show(
    name: NameArgument,
    concept: ConceptArgument,
    origin: OriginOption = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """Show what a working copy says of a concept."""
    from skillpath.ontology.editing.operations.reading import read_form

    desk = Desk(name, workspace, database, origin=origin)
    iri = desk.find(concept)
    form = read_form(desk.view, iri, desk.origin(iri))
    if json:
        print_json({"iri": iri, "origin": desk.origin(iri), **_document(form)})
        return
    rows = [["IRI", iri], *([field.replace("_", " "), said] for field, said in _said(desk, form))]
    print_table("", ["field", "value"], rows)


def _document(form: "ConceptForm") -> dict[str, Any]:
    """The form for programs: weights as numbers."""
    from skillpath.ontology.editing.operations.form import LINKS

    links = {
        field: [
            {"iri": one.iri, "weight": _number(one.weight), "source": one.source}
            for one in getattr(form, field)
        ]
        for field in LINKS
    }
    return asdict(form) | links


def _number(weight: Any) -> float | None:
    return None if weight is None else float(weight)


def _said(desk: Desk, form: "ConceptForm") -> list[tuple[str, str]]:
    """The fields that say something, with a line for each value."""
    from skillpath.ontology.editing.operations.form import FIELDS

    lines = [(field, line) for field in FIELDS for line in _lines(desk, field, getattr(form, field))]
    first = {field: number for number, (field, _) in reversed([*enumerate(lines)])}
    named = {field: field for field in FIELDS} | {"cls": "kind"}
    return [(named[f] if first[f] == number else "", line) for number, (f, line) in enumerate(lines)]


def _lines(desk: Desk, field: str, value: Any) -> list[str]:
    from skillpath.ontology.editing.operations.form import LINKS
    from skillpath.ontology.editing.operations.reading import called

    if field in LINKS:
        weights = [f" = {one.weight} ({one.source})" if one.weight else "" for one in value]
        return [called(desk.view, one.iri) + said for one, said in zip(value, weights, strict=True)]
    if isinstance(value, dict):
        texts = [(tag, said if isinstance(said, tuple) else (said,)) for tag, said in value.items()]
        return [f"{tag}: {'; '.join(said)}" for tag, said in texts]
    if field == "cls":
        from skillpath.ontology.sheets.columns import KIND_NAMES

        return [name for cls, name in KIND_NAMES.items() if str(cls) == value]
    return [str(value)] if value else []
