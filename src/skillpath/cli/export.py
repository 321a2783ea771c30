"""The commands ``export``: the pool for other engines, the ontology and its history for other programs."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from skillpath.cli.options import DEFAULT_WORKSPACE, DatabaseOption, WorkspaceOption
from skillpath.cli.output import say, write_text
from skillpath.cli.sheet import ReplaceOption, refuse_present
from skillpath.errors import InputError

if TYPE_CHECKING:
    from skillpath.agency.workspace import Workspace
    from skillpath.ontology.editing.view import View
    from skillpath.ontology.exports.sssom import MappingSet

app = typer.Typer(help="Write the pool or the ontology for other programs.", no_args_is_help=True)


class Form(StrEnum):
    """Forms of an ontology."""

    TURTLE = "turtle"
    RDF_XML = "rdfxml"
    JSON_LD = "jsonld"
    N_TRIPLES = "ntriples"
    CSV = "csv"
    XLSX = "xlsx"
    SSSOM = "sssom"


ENDINGS: Final = {
    ".ttl": Form.TURTLE,
    ".rdf": Form.RDF_XML,
    ".xml": Form.RDF_XML,
    ".jsonld": Form.JSON_LD,
    ".nt": Form.N_TRIPLES,
    ".csv": Form.CSV,
    ".xlsx": Form.XLSX,
    ".tsv": Form.SSSOM,
}
"""Ending of a file → its form, where none is named."""


@app.command()
def candidates(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A new folder for the Parquet files.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Write all candidates as Parquet files: codes, spells, claims, and what filters ask for.

    For `rank --candidates`, on this machine or by Spark. No name is in them. The folder appears when it is
    whole.
    """
    from skillpath.agency.audit.chain import Happening
    from skillpath.agency.audit.kinds import LOCAL, Event
    from skillpath.agency.candidate_files import export_candidates
    from skillpath.agency.workspace import Workspace
    from skillpath.cli.progress import table_progress

    opened = Workspace.open(workspace, database=database)
    snapshot = opened.pool.now()
    with table_progress() as progress:
        count = export_candidates(
            snapshot, folder, progress=lambda done, total: progress("candidates", done, total)
        )
    opened.book.log(Happening(Event.EXPORT, LOCAL, details={"what": "candidates", "rows": count}))
    say(f"{count} candidates are in {folder}.")


@app.command()
def provenance(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Turtle file to write.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Write what became of the ontology, by whom and why, as PROV-O: change sets, reviews, releases.

    In canonical Turtle; people are known by their codes only.
    """
    from skillpath.agency.editing.provenance import provenance_turtle
    from skillpath.agency.workspace import Workspace

    write_text(file, provenance_turtle(Workspace.open(workspace, database=database)))
    say(f"The history of the ontology is in {file}.")


@app.command()
def ontology(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.")],
    form: Annotated[
        Form | None,
        typer.Option("--as", help=f"The form; left out, FILE's ending says it: {' '.join(ENDINGS)}."),
    ] = None,
    release: Annotated[
        str | None, typer.Option(help="A release: current, previous, the first digits of its name.")
    ] = None,
    working_copy: Annotated[
        str | None, typer.Option("--working-copy", metavar="NAME", help="Instead a working copy, as it is.")
    ] = None,
    origin: Annotated[
        str | None, typer.Option(help="One part of the ontology, such as esco; all of it if left out.")
    ] = None,
    scheme: Annotated[
        str | None,
        typer.Option(help="For csv and xlsx: skills, job-types, industries, or the IRI of a scheme."),
    ] = None,
    licence: Annotated[
        str | None, typer.Option("--license", metavar="IRI", help="For sssom: the licence of the mappings.")
    ] = None,
    replace: ReplaceOption = False,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Write the ontology as canonical Turtle, SKOS in RDF/XML, JSON-LD, N-Triples, a sheet, or SSSOM.

    The same statements are the same bytes, and are read back the same.
    """
    from skillpath.agency.workspace import Workspace

    form = form or _form_of(file)
    refuse_present(file, replace)
    opened = Workspace.open(workspace, database=database)
    view, about = _found(opened, release, working_copy)
    if origin is not None and origin not in view.origins:
        raise InputError(f"The ontology has no part {origin}: there is {', '.join(view.origins)}.")
    if form in (Form.CSV, Form.XLSX):
        _sheet(view, file, form, scheme, origin)
    elif form is Form.SSSOM:
        from dataclasses import replace as changed

        from skillpath.ontology.exports.sssom import sssom

        about = about if licence is None else changed(about, licence=licence)
        write_text(file, sssom(view, about, origin=origin))
    else:
        from skillpath.ontology.exports.rdf import FORMS

        state = view.state if origin is None else view.part(origin)
        write_text(file, FORMS[form](triple for _, triple in state))
    say(f"{file} is written: {about.version}.")


def _form_of(file: Path) -> Form:
    try:
        return ENDINGS[file.suffix.casefold()]
    except KeyError:
        raise InputError(
            f"{file}: the ending says no form. Name it with --as, or end the name in {', '.join(ENDINGS)}."
        ) from None


def _found(opened: "Workspace", release: str | None, name: str | None) -> "tuple[View, MappingSet]":
    """What a release or a working copy says, and what is said of its mappings."""
    from skillpath.agency.editing.working_copies import log, view, working_copy
    from skillpath.ontology.editing.view import view_of
    from skillpath.ontology.exports.sssom import MappingSet
    from skillpath.ontology.revisions import CURRENT, find_release
    from skillpath.ontology.vocabulary import SP

    if name is None:
        found = find_release(release or CURRENT, opened.releases)
        about = MappingSet(f"{SP}mappings/{found.name}", f"release {found.name}", found.created[:10])
        return view_of(opened.releases, found), about
    if release is not None:
        raise InputError("Name a release or a working copy, not both.")
    copy, changes = working_copy(opened.book, name), log(opened.book, name)
    day = changes[-1].at[:10] if changes else copy.at[:10]
    version = f"working copy {name} after change set {copy.changes}"
    about = MappingSet(f"{SP}mappings/{copy.release}/{copy.changes}", version, day)
    return view(opened, name, at=copy.changes), about


def _sheet(view: "View", file: Path, form: Form, scheme: str | None, origin: str | None) -> None:
    from skillpath.agency.workspace import BUNDLED
    from skillpath.ontology.sheets.export import SCHEMES, write_sheet
    from skillpath.ontology.sheets.files import save

    if scheme is None or file.suffix.casefold() != f".{form}":
        raise InputError(
            f"A sheet is of one scheme (--scheme {', '.join(SCHEMES)}) and its name ends in .{form}."
        )
    save(write_sheet(scheme, view, origin or BUNDLED), file)
