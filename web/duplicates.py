"""The page of the records that may be of one person: side by side, merged, and two again."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from skillpath.agency.book import Book
from skillpath.agency.candidate_document import candidate_document
from skillpath.agency.distinct import set_apart, set_apart_so_far, take_back
from skillpath.agency.duplicates import Pair, duplicates
from skillpath.agency.matching import today
from skillpath.agency.merging import merge, merges, undo
from skillpath.agency.workspace import Workspace
from skillpath.errors import SkillPathError
from skillpath.web.acting import consultant, note_reader
from skillpath.web.current import unheld, workspace
from skillpath.web.fields import line
from skillpath.web.language import gettext_noop, language
from skillpath.web.state import State, asked_page, asked_state

BLUEPRINT: Final = Blueprint("duplicates", __name__)

ON_A_PAGE: Final = 10

CONTACTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "email_key": gettext_noop("the same e-mail address"),
        "phone_key": gettext_noop("the same phone number"),
    }
)
"""What contacts are compared by → what is said of it."""


@BLUEPRINT.get("/candidates/duplicates")
def index() -> str:
    """Likely pairs, the merges that were made, and who was said to be two persons."""
    return _page(workspace())


@BLUEPRINT.post("/candidates/duplicates")
def answer() -> Response | tuple[str, int]:
    """Makes one candidate of two records, or two again; says that two are two persons, or takes it back."""
    opened, number, as_of = unheld(), line("number"), request.args.get("as_of")
    try:
        by = consultant()
        if line("apart") in APART:
            APART[line("apart")](opened.book, *_two(), by)
            return redirect(url_for("duplicates.index", said=line("apart"), as_of=as_of), 303)
        if number:
            undo(opened.book, int(number) if number.isdecimal() else 0, by=by)
            return redirect(url_for("duplicates.index", undone=number, as_of=as_of), 303)
        done = merge(opened.book, *_kept_and_other(), by=by)
    except SkillPathError as error:
        return _page(opened, problem=str(error)), 422
    return redirect(url_for("duplicates.index", merged=done.number, as_of=as_of), 303)


APART: Final[Mapping[str, Callable[[Book, str, str, str], object]]] = MappingProxyType(
    {
        "two": lambda book, one, other, by: set_apart(book, one, other, by=by),
        "unsure": lambda book, one, other, _by: take_back(book, one, other),
    }
)
"""What a button says of two records → what it does."""


def _two() -> tuple[str, str]:
    """The two records of a form."""
    first, second, *_ = (*request.form.getlist("of"), "", "")
    return first, second


def _kept_and_other() -> tuple[str, str]:
    """Of the two records of a form the one that is kept, and the other one."""
    kept, pair = line("keep"), request.form.getlist("of")
    others = [code for code in pair if code != kept]
    return kept, others[0] if len(others) == 1 else kept


def _page(opened: Workspace, problem: str = "") -> str:
    state, page = asked_state(), asked_page()
    pairs = duplicates(opened.book)
    first = (page - 1) * ON_A_PAGE
    return render_template(
        "duplicates.html",
        pairs=[_pair(opened, pair, state) for pair in pairs[first : first + ON_A_PAGE]],
        total=len(pairs),
        page=page,
        more=first + ON_A_PAGE < len(pairs),
        merges=list(reversed(merges(opened.book))),
        merged=request.args.get("merged"),
        undone=request.args.get("undone"),
        apart=set_apart_so_far(opened.book),
        said=request.args.get("said"),
        problem=problem,
        sent=request.form,
        state=state,
    )


def _pair(opened: Workspace, pair: Pair, state: State) -> dict[str, Any]:
    """Both records as they are shown, and why they may be of one person."""
    as_of = state.as_of or today()
    sides = [
        candidate_document(opened, code, as_of=as_of, language=language(), reader=note_reader())
        for code in (pair.first, pair.second)
    ]
    known = {(spell["start"][:7], _job(spell)) for spell in sides[0]["spells"]}
    both = known & {(spell["start"][:7], _job(spell)) for spell in sides[1]["spells"]}
    return {
        "sides": sides,
        "contacts": [CONTACTS[key] for key in pair.contacts],
        "alike": pair.alike,
        "both": both,
    }


def _job(spell: dict[str, Any]) -> str:
    return "" if spell["job_type"] is None else spell["job_type"]["iri"]
