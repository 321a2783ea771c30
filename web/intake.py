"""The pages of the intake: files are uploaded, drafts are listed, reviewed and confirmed."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import PurePath
from types import MappingProxyType
from typing import Final

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from skillpath.agency.intake.adding import add, take_back
from skillpath.agency.intake.answer import CLAIM_LEVELS
from skillpath.agency.intake.desk import sandbox
from skillpath.agency.intake.draft import Purpose, State
from skillpath.agency.intake.drafts import Drafts
from skillpath.agency.intake.item import ItemKind
from skillpath.agency.intake.limits import LIMITS
from skillpath.agency.intake.outcome import Refused, Why
from skillpath.agency.intake.package import MEGABYTE
from skillpath.agency.intake.review import (
    confirm,
    draft_table,
    keep_answers,
    kept_answers,
    names_in,
    review,
    take_all,
)
from skillpath.agency.intake.source import Source
from skillpath.agency.intake.stance import Stance
from skillpath.agency.intake.taking import Load, Taken, Taker, taken_table
from skillpath.agency.intake.text import clean_line
from skillpath.agency.matching import today
from skillpath.agency.workspace import Workspace
from skillpath.errors import SkillPathError
from skillpath.reasoner.parameters import Level
from skillpath.web.acting import sender
from skillpath.web.current import unheld, workspace
from skillpath.web.highlights import pieces
from skillpath.web.kept_sandbox import kept_sandbox
from skillpath.web.language import gettext_noop
from skillpath.web.metrics import metrics
from skillpath.web.review_form import Filled, filled

BLUEPRINT: Final = Blueprint("intake", __name__)

AT_ONCE: Final = 2
"""So many files of an upload are read at once."""

TAKE_BACK: Final = "take-back "
"""What the button says that takes an added item back, before the item's key."""

KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {ItemKind.JOB: gettext_noop("job"), ItemKind.SKILL: gettext_noop("skill")}
)
STANCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        Stance.NEGATED: gettext_noop("denied, not claimed"),
        Stance.INTENDED: gettext_noop("intended, not claimed"),
    }
)
CLAIM_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "some": gettext_noop("some"),
        "good": gettext_noop("good"),
        "very good": gettext_noop("very good"),
    }
)
"""What an item is, how the text stands to it, how well it is known → how that is said."""

DECIDED: Final = frozenset((State.CONFIRMED, State.DISCARDED))
"""What a draft is that nobody works on any more."""

PUT_AWAY: Final[Mapping[str, Callable[[Drafts, int], None]]] = MappingProxyType(
    {
        "aside": lambda drafts, number: drafts.set_aside(number, by=sender(), day=today()),
        "back": lambda drafts, number: drafts.take_back(number),
        "discard": lambda drafts, number: drafts.discard(number, by=sender(), day=today()),
    }
)
"""What a button says that moves a draft out of the way, or into it → what it does."""


@BLUEPRINT.get("/intake")
def index() -> str:
    """The drafts that wait, and a form to send files."""
    return _index([])


@BLUEPRINT.post("/intake")
def upload() -> str | Response:
    """Takes the files that were sent; says of each what became of it, in JSON to a script that asks so."""
    by = sender()
    purpose = Purpose.ROLE if request.form.get("purpose") == Purpose.ROLE else Purpose.CANDIDATE
    files = [(_name(file), _loader(file)) for file in request.files.getlist("files") if file]
    opened, day = unheld(), today()
    make = partial(sandbox, opened, purpose=purpose, day=day, jobs=AT_ONCE)
    with kept_sandbox().lent((opened.release.name, purpose, day), make) as reading:
        taken = list(Taker(Drafts(opened.book), purpose, by, day).take(reading, files))
    metrics().count_files(taken)
    if request.accept_mimetypes.best == "application/json":
        return jsonify([taken_table(one) for one in taken])
    return _index(taken, by=by)


@BLUEPRINT.get("/intake/<int:number>")
def show(number: int) -> str:
    """One draft: its text with what was found in it, beside the form to answer."""
    return _page(number)


@BLUEPRINT.post("/intake/<int:number>")
def answer(number: int) -> str | Response | tuple[str, int]:
    """Keeps the answers, confirms the draft with them, sets it aside, takes it back, or discards it."""
    action, opened = request.form.get("action", ""), unheld()
    if action in PUT_AWAY:
        PUT_AWAY[action](Drafts(opened.book), number)
        return redirect(url_for("intake.index", done=action, number=number), 303)
    form = filled(opened, number, request.form)
    if form.problems:
        return _page(number, form), 422
    try:
        anchor = _done(opened, number, form, action)
    except SkillPathError as error:
        return _page(number, form, str(error)), 422
    kept = None if action == "confirm" else 1
    return redirect(url_for("intake.show", number=number, kept=kept, _anchor=anchor), 303)


def _done(opened: Workspace, number: int, form: Filled, action: str) -> str | None:
    """Does what a button says; gives the key of the item that was added."""
    if action == "confirm":
        confirm(
            opened,
            number,
            form.answers,
            new=[] if form.new is None else [form.new],
            code=form.code,
            title=form.title,
            by=sender(),
            day=today(),
        )
        return None
    drafts = Drafts(opened.book)
    if action.startswith(TAKE_BACK):
        take_back(drafts, number, action.removeprefix(TAKE_BACK), form.answers)
        return None
    keep_answers(opened, number, form.answers)
    key = None if form.new is None else add(drafts, number, form.new, form.answers)
    if action == "all":
        take_all(opened, number, kept_answers(opened, number))
    return key


def _index(taken: list[Taken], *, by: str = "") -> str:
    drafts = Drafts(unheld().book).all()
    return render_template(
        "intake.html",
        waiting=[draft_table(one) for one in drafts if one.state is State.DRAFT],
        aside=[draft_table(one) for one in drafts if one.state is State.SET_ASIDE],
        decided=[draft_table(one) for one in reversed(drafts) if one.state in DECIDED],
        done=request.args.get("done") if request.args.get("done") in PUT_AWAY else None,
        number=request.args.get("number", 0, type=int),
        taken=[taken_table(one) for one in taken],
        by=by,
        megabytes=LIMITS.megabytes,
    )


def _page(number: int, form: Filled | None = None, error: str = "") -> str:
    draft = review(workspace(), number)
    marks = {item["key"]: item["spans"] for item in draft["items"]}
    kinds = {item["key"]: item["kind"] for item in draft["items"]}
    given = {} if form is None else form.table
    answers = [answer for answer in (*given.values(), *(item["answer"] for item in draft["items"])) if answer]
    return render_template(
        "draft.html",
        draft=draft,
        pieces=[
            (piece, sorted({kinds[mark] for mark in piece.marks})) for piece in pieces(draft["text"], marks)
        ],
        given=given,
        names=names_in(workspace(), answers),
        problems={} if form is None else form.problems,
        error=error,
        sent=request.form,
        kept="kept" in request.args,
        levels=list(Level),
        claim_levels=CLAIM_LEVELS,
        words=CLAIM_WORDS,
        kinds=KINDS,
        stances=STANCES,
        release=workspace().release.name,
    )


def _name(file: FileStorage) -> str:
    """The name of a file without the folders that it came from."""
    return clean_line(PurePath((file.filename or "").replace("\\", "/")).name) or "file"


def _loader(file: FileStorage) -> Load:
    def load() -> Source | Refused:
        data = file.stream.read(LIMITS.megabytes * MEGABYTE + 1)
        if len(data) > LIMITS.megabytes * MEGABYTE:
            return Refused(Why.TOO_BIG, f"the file is bigger than {LIMITS.megabytes} MB")
        return Source(_name(file), data)

    return load
