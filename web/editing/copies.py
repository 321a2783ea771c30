"""Working copies: all of them, one with its difference, log and review, and one of its change sets."""

from typing import Final

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from skillpath.agency.editing.rebasing import changed
from skillpath.agency.editing.reviewing import said_of, standing
from skillpath.agency.editing.working_copies import base as release_of
from skillpath.agency.editing.working_copies import begin as begin_copy
from skillpath.agency.editing.working_copies import log, view, working_copies, working_copy
from skillpath.errors import SkillPathError, UnknownName
from skillpath.ontology.editing.change_sets import undone
from skillpath.ontology.editing.difference import difference
from skillpath.web.acting import sender
from skillpath.web.current import unheld
from skillpath.web.editing.shown import STANDINGS, shown
from skillpath.web.editing.steps import DONE, STEPS, Sent, whole
from skillpath.web.editing.trouble import Trouble, of_step
from skillpath.web.fields import line
from skillpath.web.language import gettext
from skillpath.web.own_path import own_path

BLUEPRINT: Final = Blueprint("editing", __name__, url_prefix="/edit")

Answer = str | Response | tuple[str, int]


@BLUEPRINT.get("")
def index() -> str:
    """All working copies, and the form to begin one."""
    return _index()


@BLUEPRINT.post("")
def begin() -> Answer:
    """Begins a working copy of the current release."""
    try:
        made = begin_copy(unheld(), line("name"), by=sender())
    except SkillPathError as error:
        return _index(problem=str(error)), 422
    return redirect(url_for(".show", name=made.name, done="begin"), 303)


@BLUEPRINT.get("/<name>")
def show(name: str) -> str:
    """What a working copy is, how it differs, its log and its review."""
    return _page(name)


@BLUEPRINT.post("/<name>")
def act(name: str) -> Answer:
    """Does what a button says: takes change sets back, reviews, releases, rebases, closes."""
    action, sent = line("action"), Sent.read()
    if action not in STEPS:
        abort(400)
    try:
        made = STEPS[action](unheld(), name, sent)
    except UnknownName:
        raise
    except SkillPathError as error:
        return _page(name, of_step(unheld(), name, error, sent.numbers)), 422
    back = request.form.get("back")
    place = url_for(".show", name=name, done=action, number=made) if back is None else own_path(back)
    return redirect(place, 303)


@BLUEPRINT.get("/<name>/changes/<number>")
def change(name: str, number: str) -> str:
    """One change set, and what it changes in plain words."""
    opened = unheld()
    copy, changes = working_copy(opened.book, name), log(opened.book, name)
    found = next((one for one in changes if one.number == whole(number)), None)
    if found is None:
        abort(404)
    return render_template(
        "editing/change.html",
        copy=copy,
        change=found,
        undone=undone(changes),
        diff=shown(changed(opened, name, found.number, translate=gettext)),
    )


def _index(*, problem: str = "") -> str:
    opened = unheld()
    return render_template(
        "editing/index.html",
        copies=[(one, standing(opened.book, one.name)) for one in working_copies(opened.book)],
        standings=STANDINGS,
        sent=request.form,
        problem=problem,
        release=opened.release.name,
    )


def _page(name: str, trouble: Trouble | None = None) -> str:
    opened = unheld()
    copy, changes = working_copy(opened.book, name), log(opened.book, name)
    return render_template(
        "editing/copy.html",
        copy=copy,
        changes=list(reversed(changes)),
        undone=undone(changes),
        standing=standing(opened.book, name),
        standings=STANDINGS,
        review=said_of(opened.book, name),
        current=opened.release.name,
        trouble=trouble,
        sent=request.form,
        done=DONE.get(request.args.get("done", "")),
        number=request.args.get("number", ""),
        diff=shown(
            difference(release_of(opened, copy), view(opened, name, at=copy.changes), translate=gettext)
        ),
    )
