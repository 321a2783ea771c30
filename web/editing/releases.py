"""The releases of the ontology: what each brought, which is current since when, and the way back to one."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from skillpath.agency.editing.going_back import back
from skillpath.agency.editing.releasing import notes
from skillpath.agency.editing.turns import turns
from skillpath.agency.workspace import Workspace
from skillpath.errors import SkillPathError
from skillpath.ontology.diff import compare
from skillpath.ontology.revisions import find_release, read_revisions
from skillpath.web.acting import sender
from skillpath.web.current import unheld
from skillpath.web.editing.shown import Shown, shown
from skillpath.web.fields import line
from skillpath.web.language import gettext, gettext_noop

BLUEPRINT: Final = Blueprint("releases", __name__, url_prefix="/edit/releases")

COUNTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "skills": gettext_noop("Skills"),
        "job types": gettext_noop("Job types"),
        "industries": gettext_noop("Industries"),
        "jobs in industries": gettext_noop("Jobs in industries"),
        "headings": gettext_noop("Headings"),
        "links": gettext_noop("Links"),
        "triples": gettext_noop("Statements"),
    }
)
"""What a release counts → how it is called."""

Answer = str | Response | tuple[str, int]


@BLUEPRINT.get("")
def index() -> str:
    """All releases, the latest first, and which became current when."""
    return _page()


@BLUEPRINT.get("/<release>")
def show(release: str) -> str:
    """What a release holds and how it differs from the one that was made before it."""
    opened = unheld()
    found = find_release(release, opened.releases)
    before = _before(opened).get(found.name)
    return render_template(
        "editing/release.html",
        found=found,
        before=before,
        counts=COUNTS,
        notes=notes(opened.book, found.name),
        diff=_difference(opened, before, found.name) if before else None,
        release=opened.release.name,
    )


@BLUEPRINT.post("")
def go_back() -> Answer:
    """Makes a release of before the current one again."""
    try:
        made = back(unheld(), line("release"), by=sender(), why=line("why"))
    except SkillPathError as error:
        return _page(problem=str(error)), 422
    return redirect(url_for(".index", done=made.name), 303)


def _page(*, problem: str = "") -> str:
    opened = unheld()
    found = list(reversed(opened.releases.all()))
    return render_template(
        "editing/releases.html",
        found=found,
        turns=list(reversed(turns(opened.book))),
        notes={one.name: notes(opened.book, one.name) for one in found},
        sent=request.form,
        done=request.args.get("done", ""),
        problem=problem,
        release=opened.release.name,
    )


def _before(opened: Workspace) -> Mapping[str, str]:
    """Release → the one that was made before it."""
    names = [one.name for one in opened.releases.all()]
    return dict(zip(names[1:], names[:-1], strict=True))


def _difference(opened: Workspace, before: str, after: str) -> Shown:
    states = read_revisions((before, after), lambda: opened.releases)
    return shown(compare(*states, translate=gettext))
