"""The commands of ``edit`` on the life of a concept: ``merge``, ``split``, ``deprecate``, ``restore``."""

from collections import defaultdict
from typing import TYPE_CHECKING, Annotated

import typer

from skillpath.cli.edit_fields import tagged
from skillpath.cli.edit_keep import Asked, ConceptArgument, Desk, YesOption, kept
from skillpath.cli.edit_options import OriginOption, WhyOption
from skillpath.cli.edit_review import ByOption, NameArgument
from skillpath.cli.options import DEFAULT_WORKSPACE, DatabaseOption, JsonOption, WorkspaceOption
from skillpath.errors import InputError

if TYPE_CHECKING:
    from skillpath.ontology.editing.edits import Edit


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    for command in (merge, split, deprecate, restore):
        app.command()(command)


def merge(
    name: NameArgument,
    concept: ConceptArgument,
    into: Annotated[str, typer.Argument(metavar="INTO", help="The concept that stays, by label or IRI.")],
    by: ByOption,
    why: WhyOption,
    yes: YesOption = False,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """Merge a concept into another one, which takes its labels and links and replaces it."""
    from skillpath.ontology.editing.operations.merging import merge, yielding
    from skillpath.ontology.editing.operations.reading import called

    remarks: list[str] = []

    def edit(desk: Desk) -> "Edit":
        ends = desk.find(concept), desk.find(into)
        for lost, stays in yielding(desk.view, *ends):
            other = called(desk.view, lost.iri)
            remarks.append(f"Both weigh the link with {other}: {stays.weight} stays, {lost.weight} is lost.")
        return merge(desk.view, *ends)

    kept(Asked(name, by, why, yes, json, workspace, database), "edit merge", edit, remarks)


def split(
    name: NameArgument,
    concept: ConceptArgument,
    by: ByOption,
    why: WhyOption,
    into: Annotated[
        list[str],
        typer.Option(metavar="LANGUAGE=TEXT", help="Label of one of the new concepts; twice or more."),
    ],
    define: Annotated[
        list[str] | None,
        typer.Option(metavar="NEW=TEXT", help="Definition of the new concept of that label; repeatable."),
    ] = None,
    give: Annotated[
        list[str] | None,
        typer.Option(
            metavar="THING=NEW",
            help="Another label, or a linked concept, that goes to the new one of that label; repeatable.",
        ),
    ] = None,
    origin: OriginOption = None,
    yes: YesOption = False,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """Split a concept into new ones, which share out its labels and links and replace it."""
    from skillpath.ontology.editing.operations.adding import new_iri
    from skillpath.ontology.editing.operations.form import ConceptForm
    from skillpath.ontology.editing.operations.reading import read_form
    from skillpath.ontology.editing.operations.splitting import Part, split

    labels = dict.fromkeys(map(tagged, into))
    defined = dict(_by_new(one, [text for _, text in labels], first=True) for one in define or ())
    given = defaultdict[str, list[str]](list)
    for one in give or ():
        new, thing = _by_new(one, [text for _, text in labels], first=False)
        given[new].append(thing)

    def edit(desk: Desk) -> "Edit":
        iri = desk.find(concept)
        part = desk.origin(iri)
        form = read_form(desk.view, iri, part)
        own = {text for names in (form.alternatives, form.hidden) for some in names.values() for text in some}
        parts = [
            Part(
                iri=new_iri(desk.view, ConceptForm(cls=form.cls, labels={tag: text})),
                labels={tag: text},
                definitions={tag: defined[text]} if text in defined else {},
                names=frozenset(thing for thing in given[text] if thing in own),
                takes=frozenset(desk.find(thing) for thing in given[text] if thing not in own),
            )
            for tag, text in labels
        ]
        return split(desk.view, iri, parts, part)

    kept(Asked(name, by, why, yes, json, workspace, database, origin), "edit split", edit)


def deprecate(
    name: NameArgument,
    concept: ConceptArgument,
    by: ByOption,
    why: WhyOption,
    replaced_by: Annotated[
        list[str] | None, typer.Option(metavar="CONCEPT", help="What replaces it; repeatable.")
    ] = None,
    yes: YesOption = False,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """Take a concept out of use. What one other replaces goes on under that one's name."""
    from skillpath.ontology.editing.operations.deprecating import deprecate

    def edit(desk: Desk) -> "Edit":
        return deprecate(desk.view, desk.find(concept), [desk.find(one) for one in replaced_by or ()])

    kept(Asked(name, by, why, yes, json, workspace, database), "edit deprecate", edit)


def restore(
    name: NameArgument,
    concept: ConceptArgument,
    by: ByOption,
    why: WhyOption,
    yes: YesOption = False,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """Take a concept into use again that was taken out of it; to take a merge back, undo its change set."""
    from skillpath.ontology.editing.operations.deprecating import restore

    def edit(desk: Desk) -> "Edit":
        return restore(desk.view, desk.find(concept))

    kept(Asked(name, by, why, yes, json, workspace, database), "edit restore", edit)


def _by_new(text: str, news: list[str], *, first: bool) -> tuple[str, str]:
    """The label of a new concept, and what is said of it, where it stands ``first`` or last."""
    for new in sorted(news, key=len, reverse=True):
        if first and text.startswith(f"{new}="):
            return new, text.removeprefix(f"{new}=").strip()
        if not first and text.endswith(f"={new}"):
            return new, text.removesuffix(f"={new}").strip()
    form = "NEW=TEXT" if first else "THING=NEW"
    raise InputError(f"{text!r} is not {form}, NEW being one of: {', '.join(news)}.")
