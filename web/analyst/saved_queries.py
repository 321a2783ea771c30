"""Saving queries: the form for a new one or for one's own, sharing, removing, and taking that back."""

from collections.abc import Callable, Mapping
from typing import Final

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from skillpath.agency.queries import saved as kept
from skillpath.agency.queries.running import kept_query
from skillpath.agency.queries.saved import ChangedMeanwhile, SavedQuery
from skillpath.agency.queries.tables import Sharing
from skillpath.errors import InputError, SkillPathError, UnknownName
from skillpath.ontology.queries.kept_query import LONGEST_ABOUT, LONGEST_TITLE, KeptQuery, with_header
from skillpath.ontology.sparql.guard import MAX_QUERY
from skillpath.web.acting import consultant
from skillpath.web.analyst.library import SEEN_BY, reader
from skillpath.web.current import unheld, workspace
from skillpath.web.fields import line
from skillpath.web.language import gettext

BLUEPRINT: Final = Blueprint("saved_queries", __name__, url_prefix="/queries")

Page = str | tuple[str, int] | Response

BLANK: Final = KeptQuery("", "", "", (), (), "")


@BLUEPRINT.get("/new")
def begin() -> Page:
    """The form for a new one, with the query of the address or one of the library (``of``) in it."""
    of = request.args.get("of", "")
    base = kept_query(workspace(), of, reader()) if of else BLANK
    text = request.args.get("query", "")[:MAX_QUERY] or base.text
    return _form(None, title=base.title, about=base.about, text=text)


@BLUEPRINT.post("/new")
def save() -> Page:
    """Saves it."""
    try:
        by = consultant()
        found = kept.save(unheld().book, _text(), by=by, sharing=_sharing())
    except SkillPathError as error:
        return _sent(None, str(error)), 422
    return redirect(url_for("queries.show", name=found.number), 303)


@BLUEPRINT.get("/<int:number>/edit")
def edit(number: int) -> Page:
    """The form for one's own."""
    found = _own(number)
    query = found.query
    return _form(found, title=query.title, about=query.about, text=found.text)


@BLUEPRINT.post("/<int:number>")
def act(number: int) -> Page:
    """Changes one's own: as a whole, who sees it, its link; removes it, or takes that back."""
    does = ACTIONS.get(line("action"))
    if does is None:
        abort(400)
    return does(number)


def _change(number: int) -> Page:
    found = _own(number)
    try:
        changed = kept.change(
            unheld().book, number, reader(), version=_version(), text=_text(), sharing=_sharing()
        )
    except ChangedMeanwhile as error:
        return _sent(found, str(error)), 409
    except InputError as error:
        return _sent(found, str(error)), 422
    return redirect(url_for("queries.show", name=changed.number), 303)


def _link(number: int) -> Page:
    found = _own(number)
    kept.new_link(unheld().book, number, reader(), version=found.version)
    return redirect(url_for("queries.show", name=number, _anchor="shared"), 303)


def _remove(number: int) -> Page:
    kept.remove(unheld().book, number, reader())
    return redirect(url_for("queries.index", removed=number, _anchor="removed"), 303)


def _restore(number: int) -> Page:
    kept.restore(unheld().book, number, reader())
    return redirect(url_for("queries.show", name=number), 303)


ACTIONS: Final[Mapping[str, Callable[[int], Page]]] = {
    "change": _change,
    "link": _link,
    "remove": _remove,
    "restore": _restore,
}
"""What a form does, by its action."""


def _own(number: int) -> SavedQuery:
    found = kept.saved_query(workspace().book, number, reader())
    if not reader().owns(found):
        raise UnknownName(gettext("There is no such saved query, or it is not yours."))
    return found


def _sharing() -> Sharing:
    return next((one for one in Sharing if one == line("sharing")), Sharing.PRIVATE)


def _version() -> int:
    said = line("version")
    return int(said) if said.isdecimal() and len(said) < 9 else 0


def _text() -> str:
    sent = request.form.get("text", "")[: MAX_QUERY + 1]
    return with_header(sent, title=line("title"), about=" ".join(request.form.get("about", "").split()))


def _sent(found: SavedQuery | None, problem: str) -> str:
    """The form again, as it was sent, with what is wrong."""
    sent = request.form
    return _form(
        found,
        title=sent.get("title", ""),
        about=sent.get("about", ""),
        text=sent.get("text", ""),
        problem=problem,
    )


def _form(found: SavedQuery | None, *, title: str, about: str, text: str, problem: str = "") -> str:
    return render_template(
        "analyst/save_query.html",
        found=found,
        title=title,
        about=about,
        text=text,
        sharing=_sharing() if problem or found is None else found.sharing,
        version=line("version") if problem else found.version if found else 0,
        problem=problem,
        seen_by=SEEN_BY,
        most={"title": LONGEST_TITLE, "about": LONGEST_ABOUT, "text": MAX_QUERY},
        by=line("by"),
        release=workspace().release.name,
    )
