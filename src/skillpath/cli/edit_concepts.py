"""The commands of ``edit`` on what is said of a concept: ``set``, ``add``, ``rename``, ``move``."""

from typing import TYPE_CHECKING, Annotated

import typer

from skillpath.cli.edit_fields import by_field, filled, tagged
from skillpath.cli.edit_keep import Asked, ConceptArgument, Desk, YesOption, kept
from skillpath.cli.edit_options import (
    AltOption,
    BroaderOption,
    BroadOption,
    CloseOption,
    CodeOption,
    DefinitionOption,
    EssentialOption,
    ExactOption,
    FloorOption,
    HiddenOption,
    IndustryOption,
    JobTypeOption,
    LabelOption,
    LabelsOption,
    NarrowOption,
    NoteOption,
    OptionalOption,
    OriginOption,
    RelatedOption,
    ReuseOption,
    SourceOption,
    TeachesOption,
    TypeOption,
    WhyOption,
    ZoneOption,
)
from skillpath.cli.edit_review import ByOption, NameArgument
from skillpath.cli.options import DEFAULT_WORKSPACE, DatabaseOption, JsonOption, WorkspaceOption

if TYPE_CHECKING:
    from skillpath.ontology.editing.edits import Edit


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    for command in (add, rename, move):
        app.command()(command)
    app.command("set")(set_)


def set_(
    name: NameArgument,
    concept: ConceptArgument,
    by: ByOption,
    why: WhyOption,
    label: LabelOption = None,
    alt: AltOption = None,
    hidden: HiddenOption = None,
    definition: DefinitionOption = None,
    note: NoteOption = None,
    code: CodeOption = None,
    zone: ZoneOption = None,
    skill_type: TypeOption = None,
    reuse: ReuseOption = None,
    broader: BroaderOption = None,
    related: RelatedOption = None,
    essential: EssentialOption = None,
    optional: OptionalOption = None,
    teaches: TeachesOption = None,
    floor_teaches: FloorOption = None,
    job_type: JobTypeOption = None,
    industry: IndustryOption = None,
    exact: ExactOption = None,
    close: CloseOption = None,
    broad: BroadOption = None,
    narrow: NarrowOption = None,
    drop: Annotated[
        list[str] | None,
        typer.Option(metavar="LABEL|CONCEPT", help="A label, or a concept no longer linked to; repeatable."),
    ] = None,
    source: SourceOption = None,
    origin: OriginOption = None,
    yes: YesOption = False,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """Change what is said of a concept: what is named, nothing else."""
    given = by_field(locals())
    from skillpath.ontology.editing.operations.reading import read_form
    from skillpath.ontology.editing.operations.writing import edit_of

    def edit(desk: Desk) -> "Edit":
        iri = desk.find(concept)
        part = desk.origin(iri)
        form = filled(read_form(desk.view, iri, part), given, desk.find, source=source or why)
        return edit_of(desk.view, iri, form, part)

    kept(Asked(name, by, why, yes, json, workspace, database, origin), "edit set", edit)


def add(
    name: NameArgument,
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="Such as skill, job type, industry, skill group.")
    ],
    label: LabelsOption,
    by: ByOption,
    why: WhyOption,
    alt: AltOption = None,
    hidden: HiddenOption = None,
    definition: DefinitionOption = None,
    note: NoteOption = None,
    code: CodeOption = None,
    zone: ZoneOption = None,
    skill_type: TypeOption = None,
    reuse: ReuseOption = None,
    broader: BroaderOption = None,
    related: RelatedOption = None,
    essential: EssentialOption = None,
    optional: OptionalOption = None,
    teaches: TeachesOption = None,
    floor_teaches: FloorOption = None,
    job_type: JobTypeOption = None,
    industry: IndustryOption = None,
    exact: ExactOption = None,
    close: CloseOption = None,
    broad: BroadOption = None,
    narrow: NarrowOption = None,
    source: SourceOption = None,
    origin: OriginOption = None,
    iri: Annotated[str | None, typer.Option(help="Its IRI; without it one is made of the label.")] = None,
    yes: YesOption = False,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """Add a concept, under an IRI that its label makes, in the scheme of what it stands under."""
    given = by_field(locals())
    from skillpath.ontology.editing.operations.adding import add, new_iri
    from skillpath.ontology.editing.operations.form import ConceptForm

    def edit(desk: Desk) -> "Edit":
        form = filled(ConceptForm(cls=_class(kind)), given, desk.find, source=source or why)
        made = iri or new_iri(desk.view, form)
        return add(desk.view, made, form, desk.origin(made))

    kept(Asked(name, by, why, yes, json, workspace, database, origin), "edit add", edit)


def rename(
    name: NameArgument,
    concept: ConceptArgument,
    labels: Annotated[
        list[str], typer.Argument(metavar="LANGUAGE=TEXT...", help="Preferred labels, such as en=payroll.")
    ],
    by: ByOption,
    why: WhyOption,
    drop_old: Annotated[
        bool, typer.Option("--drop-old", help="Do not keep the old label as another name.")
    ] = False,
    origin: OriginOption = None,
    yes: YesOption = False,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """Give a concept another preferred label; the old one stays as another name."""
    from skillpath.ontology.editing.operations.renaming import rename

    def edit(desk: Desk) -> "Edit":
        iri = desk.find(concept)
        return rename(desk.view, iri, dict(map(tagged, labels)), desk.origin(iri), keep=not drop_old)

    kept(Asked(name, by, why, yes, json, workspace, database, origin), "edit rename", edit)


def move(
    name: NameArgument,
    concept: ConceptArgument,
    by: ByOption,
    why: WhyOption,
    under: Annotated[
        list[str] | None, typer.Option(metavar="CONCEPT", help="Where it is to stand; repeatable.")
    ] = None,
    leave: Annotated[
        list[str] | None,
        typer.Option("--from", metavar="CONCEPT", help="What it leaves; without it all; repeatable."),
    ] = None,
    also: Annotated[bool, typer.Option("--also", help="It leaves nothing: it stands there too.")] = False,
    origin: OriginOption = None,
    yes: YesOption = False,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """Put a concept under others; one that stands under nothing is a top concept of its scheme."""
    from skillpath.ontology.editing.operations.moving import move
    from skillpath.ontology.editing.operations.reading import read_form

    def edit(desk: Desk) -> "Edit":
        iri, places = desk.find(concept), [desk.find(one) for one in under or ()]
        part = desk.origin(iri)
        above = [link.iri for link in read_form(desk.view, iri, part).broader]
        left = [] if also else [desk.find(one) for one in leave or ()] or above
        return move(desk.view, iri, [one for one in left if one not in places], places, part)

    kept(Asked(name, by, why, yes, json, workspace, database, origin), "edit move", edit)


def _class(kind: str) -> str:
    from skillpath.errors import InputError
    from skillpath.ontology.sheets.columns import KIND_NAMES

    classes = {name: str(cls) for cls, name in KIND_NAMES.items()}
    if kind.casefold() not in classes:
        raise InputError(f"{kind!r} is no kind of concept: it is one of {', '.join(classes)}.")
    return classes[kind.casefold()]
