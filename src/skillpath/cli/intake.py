"""The commands ``intake …``: files to drafts, drafts into the book."""

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from skillpath import settings
from skillpath.cli.options import (
    DEFAULT_WORKSPACE,
    DatabaseOption,
    DayOption,
    JsonOption,
    WorkspaceOption,
    option,
)
from skillpath.cli.output import print_json, print_table, say

if TYPE_CHECKING:
    from skillpath.agency.intake.taking import Taken

_TAKE = "take"


class _FilesFirst(TyperGroup):
    """``intake FILE…`` is short for ``intake take FILE…``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in {"-h", "--help"}:
            args = [_TAKE, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    help="Make drafts of CVs and adverts, and confirm them.", no_args_is_help=True, cls=_FilesFirst
)

NumberArgument = Annotated[int, typer.Argument(metavar="N", help="Number of a draft.")]
ByOption = Annotated[str, typer.Option("--by", help="Code of the consultant, such as K-1.")]


def register(main: typer.Typer) -> None:
    """Adds the commands."""
    main.add_typer(app, name="intake")


@app.command(_TAKE)
def take(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="CVs or adverts; folders are walked.")],
    role: Annotated[bool, typer.Option("--role", help="They are job adverts: make drafts of roles.")] = False,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--map", metavar="FIELD=HEADER", help="In sheets: a column's header, as in title=Jobtitel."
        ),
    ] = None,
    by: ByOption = "",
    jobs: Annotated[int, typer.Option(min=1, help="Files read at once.")] = os.cpu_count() or 1,
    pages: Annotated[int, option(settings.INTAKE_PAGES, "--pages")] = int(settings.INTAKE_PAGES.default),
    seconds: Annotated[float, option(settings.INTAKE_SECONDS, "--seconds")] = float(
        settings.INTAKE_SECONDS.default
    ),
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    day: DayOption = None,
    json: JsonOption = False,
) -> None:
    """Make a draft of each CV, to be confirmed by a consultant; `intake FILE…` is the same.

    Exit code 1 where a file was refused; the others are taken all the same.
    """
    from dataclasses import replace

    from skillpath.agency.intake.desk import sandbox
    from skillpath.agency.intake.draft import Purpose
    from skillpath.agency.intake.drafts import Drafts
    from skillpath.agency.intake.limits import LIMITS
    from skillpath.agency.intake.taking import Taker, files_of
    from skillpath.agency.workspace import Workspace
    from skillpath.cli.progress import table_progress

    limits = replace(LIMITS, pages=pages, seconds=seconds)
    found = files_of(files, limits=limits, columns=_pairs("--map", columns))
    purpose = Purpose.ROLE if role else Purpose.CANDIDATE
    opened = Workspace.open(workspace, database=database)
    on = _day(day)
    taker = Taker(Drafts(opened.book), purpose, by, on)
    taken = []
    with (
        table_progress() as progress,
        sandbox(
            opened,
            purpose=purpose,
            day=on,
            jobs=jobs,
            limits=limits,
            progress=progress,
        ) as reading,
    ):
        for one in taker.take(reading, found):
            taken.append(one)
            progress("files", len(taken), len(found))
            if not json:
                say(_line(one))
    _sum_up(taken, json=json)


def _sum_up(taken: "list[Taken]", *, json: bool) -> None:
    refused = sum(one.refused is not None for one in taken)
    if json:
        from skillpath.agency.intake.taking import taken_table

        print_json([taken_table(one) for one in taken])
    else:
        new = sum(len(one.numbers) for one in taken if not one.known)
        known = sum(one.known for one in taken)
        say(f"{len(taken)} files: {new} new drafts, {known} known already, {refused} refused.")
    if refused:
        raise typer.Exit(1)


def _line(taken: "Taken") -> str:
    """What became of one file, in a line."""
    numbers = ", ".join(map(str, taken.numbers))
    if taken.refused is not None:
        return f"{taken.file}: refused: {taken.refused}"
    if taken.known:
        return f"{taken.file}: known already, draft {numbers}; nothing was changed"
    notes = f" ({'; '.join(taken.notes)})" if taken.notes else ""
    return f"{taken.file}: draft {numbers}{notes}"


@app.command()
def prepare(workspace: WorkspaceOption = DEFAULT_WORKSPACE) -> None:
    """Prepare all that files are looked through for, now rather than when the first file comes.

    With `skillpath[nlp]` installed, what is offered for items that are not sure is ranked by meaning from now
    on: its language model reads all labels, for minutes where there are thousands.
    """
    from skillpath.agency.intake.desk import prepare as prepare_labels
    from skillpath.agency.intake.minilm import installed
    from skillpath.agency.workspace import Workspace
    from skillpath.cli.progress import table_progress

    with table_progress() as progress:
        prepare_labels(Workspace.open(workspace), meaning=True, progress=progress)
    ranked = (
        "and meaning" if installed() else "alone: skillpath[nlp], which ranks by meaning, is not installed"
    )
    say(f"All labels are prepared. What is not sure is ranked by wording {ranked}.")


@app.command("list")
def list_(
    everything: Annotated[
        bool, typer.Option("--all", help="Those set aside, confirmed and discarded too.")
    ] = False,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """List the drafts that wait for a consultant."""
    from skillpath.agency.intake.draft import State
    from skillpath.agency.intake.drafts import Drafts
    from skillpath.agency.intake.review import draft_table
    from skillpath.agency.workspace import Workspace

    drafts = Drafts(Workspace.open(workspace, database=database).book)
    found = [draft_table(one) for one in drafts.all(state=None if everything else State.DRAFT)]
    if json:
        print_json(found)
        return
    columns = ["number", "purpose", "state", "file", "kind", "taken_on", "taken_by", "became"]
    titles = ["draft", "for a", "state", "file", "format", "taken on", "by", "became"]
    print_table(f"{len(found)} drafts", titles, [[one[c] for c in columns] for one in found], right=["draft"])


@app.command()
def show(
    number: NumberArgument,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """Show what was found in a draft, and where."""
    from skillpath.agency.intake.review import review
    from skillpath.agency.workspace import Workspace

    table = review(Workspace.open(workspace, database=database), number)
    if json:
        print_json(table)
        return
    name, language = table["file"] or "a file", table["language"] or "?"
    say(f"Draft {number}: {name} ({table['kind']}), {table['state']}, language {language}")
    for note in (*table["notes"], *table["remarks"]):
        say(f"  {note}")
    print_table(
        "",
        ["item", "words", "linked to", "sure", "when", "industry", "answer"],
        [_item_row(item) for item in table["items"]],
        right=["sure"],
    )


def _item_row(item: dict[str, Any]) -> list[Any]:
    linked = "nothing" if item["concept"] is None else item["concept"]["label"]
    sure = "by hand" if item["by_hand"] else f"{item['confidence']:.2f}"
    end = "" if item.get("start") is None else f"{item['start']} – {item['end'] or 'today'}"
    industry = item.get("industry") or {}
    answer = item["answer"]
    said = "" if answer is None else "taken" if answer["taken"] else "rejected"
    stance = "" if item["stance"] == "stated" else f" ({item['stance']})"
    return [
        item["key"],
        " ".join(item["words"].split()),
        linked + stance,
        sure,
        end,
        industry.get("label", ""),
        said,
    ]


@app.command()
def confirm(
    number: NumberArgument,
    by: ByOption,
    everything: Annotated[
        bool, typer.Option("--all", help="Take all that is linked, dated, and claimed by the text.")
    ] = False,
    accept: Annotated[
        list[str] | None, typer.Option(metavar="ITEM", help="Take an item as it was found, such as skill-3.")
    ] = None,
    reject: Annotated[list[str] | None, typer.Option(metavar="ITEM", help="Leave an item out.")] = None,
    link: Annotated[
        list[str] | None,
        typer.Option(metavar="ITEM=LABEL", help="Take an item as another concept, by its label or IRI."),
    ] = None,
    add: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ITEM",
            help="Add what was missed, as in “skill: WORDS = LABEL” or “job 2015-01-01 2018-06-30: WORDS = "
            "LABEL” (one day: it lasts). The words are those of the text, or your own.",
        ),
    ] = None,
    code: Annotated[
        str | None,
        typer.Option(help="Code of the candidate, or id of the role; the next free one if left out."),
    ] = None,
    title: Annotated[str | None, typer.Option(help="Title of the role.")] = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    day: DayOption = None,
    json: JsonOption = False,
) -> None:
    """Put a draft into the book: only what is taken counts, with what the viewer was told before."""
    from skillpath.agency.intake.added_line import item_said
    from skillpath.agency.intake.answer import chosen
    from skillpath.agency.intake.drafts import Drafts
    from skillpath.agency.intake.item import items_in
    from skillpath.agency.intake.review import confirm as confirm_draft
    from skillpath.agency.intake.review import kept_answers, linked
    from skillpath.agency.workspace import Workspace

    opened = Workspace.open(workspace, database=database)
    drafts = Drafts(opened.book)
    items = items_in(drafts.content(number))
    answers = chosen(
        items,
        drafts.draft(number).purpose,
        everything=everything,
        accept=accept or (),
        reject=reject or (),
        before=kept_answers(opened, number),
    )
    answers |= linked(opened, items, _pairs("--link", link))
    new = [item_said(opened, one, text=drafts.content(number).text) for one in add or ()]
    became = confirm_draft(opened, number, answers, new=new, code=code, title=title, by=by, day=_day(day))
    taken, items = sum(answer.taken for answer in answers.values()) + len(new), [*items, *new]
    if json:
        print_json({"draft": number, "became": became, "taken": taken, "items": len(items)})
        return
    say(f"Draft {number} is {became}: {taken} of {len(items)} items were taken.")


@app.command("set-aside")
def set_aside(
    number: NumberArgument,
    by: ByOption,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    day: DayOption = None,
) -> None:
    """Take a draft out of the way; for seven days it can be taken back, then it is discarded."""
    from skillpath.agency.intake.drafts import Drafts
    from skillpath.agency.workspace import Workspace

    Drafts(Workspace.open(workspace, database=database).book).set_aside(number, by=by, day=_day(day))
    say(f"Draft {number} is set aside: `skillpath intake take-back {number}` makes it a draft again.")


@app.command("take-back")
def take_back(
    number: NumberArgument,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Make a draft that was set aside one that waits again."""
    from skillpath.agency.intake.drafts import Drafts
    from skillpath.agency.workspace import Workspace

    Drafts(Workspace.open(workspace, database=database).book).take_back(number)
    say(f"Draft {number} waits for review again.")


@app.command()
def discard(
    number: NumberArgument,
    by: ByOption,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    day: DayOption = None,
) -> None:
    """Remove a draft with its text; only who did it and when is kept."""
    from skillpath.agency.intake.drafts import Drafts
    from skillpath.agency.workspace import Workspace

    Drafts(Workspace.open(workspace, database=database).book).discard(number, by=by, day=_day(day))
    say(f"Draft {number} is discarded: its text and all that was found in it are removed.")


def _pairs(name: str, given: list[str] | None) -> dict[str, str]:
    """``A=B`` texts as a table; refuses what has no equals sign."""
    split = [one.partition("=") for one in given or ()]
    if not all(key and sign and value for key, sign, value in split):
        raise typer.BadParameter("write it as A=B", param_hint=name)
    return {key.strip(): value.strip() for key, _, value in split}


def _day(day: datetime | None) -> Any:
    from skillpath.agency.matching import today

    return today() if day is None else day.date()
