"""The golden matches of a working copy: listed, checked on it, added and removed."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from skillpath.agency.editing import golden
from skillpath.agency.editing.golden_check import Verdict
from skillpath.agency.editing.golden_words import named
from skillpath.agency.editing.working_copies import working_copy
from skillpath.agency.matching import today
from skillpath.agency.workspace import Workspace
from skillpath.errors import SkillPathError
from skillpath.ontology.golden.matches import GoldenMatch, Wanted
from skillpath.ontology.golden.nodes import Party
from skillpath.reasoner.shown import concept
from skillpath.web.acting import sender
from skillpath.web.current import unheld
from skillpath.web.fields import line
from skillpath.web.language import gettext_noop, language

BLUEPRINT: Final = Blueprint("golden", __name__, url_prefix="/edit")

Answer = str | Response | tuple[str, int]

SAYS: Final[Mapping[Wanted, str]] = MappingProxyType(
    {
        Wanted.AT_LEAST: gettext_noop("is at least"),
        Wanted.NOT_ABOVE: gettext_noop("is not above"),
        Wanted.ABOVE: gettext_noop("stands above"),
    }
)
"""What is asserted → how it is said between the candidate and the word or the other one."""


@BLUEPRINT.get("/<name>/golden")
def show(name: str) -> str:
    """All of them, and with ``check`` what the working copy makes of them."""
    return _page(name)


@BLUEPRINT.post("/<name>/golden")
def act(name: str) -> Answer:
    """Adds one, or removes one."""
    does = {"add": _add, "remove": _remove}.get(line("action"))
    if does is None:
        abort(400)
    try:
        does(unheld(), name)
    except SkillPathError as error:
        return _page(name, problem=str(error)), 422
    return redirect(url_for(".show", name=name), 303)


def _add(opened: Workspace, name: str) -> None:
    wanted, word = next((one for one in Wanted if one == line("wanted")), Wanted.AT_LEAST), line("word")
    than = Party(line("other") if wanted is Wanted.ABOVE else word)
    made = GoldenMatch(
        line("id"),
        Party(line("candidate")),
        Party(line("role")),
        wanted,
        than,
        today().isoformat(),
        line("why"),
    )
    golden.add(opened, name, made, by=sender(), why=line("why"), source="golden matches")


def _remove(opened: Workspace, name: str) -> None:
    golden.remove(opened, name, line("id"), by=sender(), why=line("why"))


def _page(name: str, *, problem: str = "") -> str:
    opened = unheld()
    copy = working_copy(opened.book, name)
    found = golden.checked(opened, name) if "check" in request.args else _unchecked(opened, name)
    return render_template(
        "editing/golden.html",
        copy=copy,
        verdicts=found,
        checked="check" in request.args,
        says=SAYS,
        named=named,
        role_named=_role_named,
        words=[band.word for band in opened.thresholds.thresholds.bands],
        roles=opened.book.roles(),
        sent=request.form,
        problem=problem,
        release=opened.release.name,
    )


def _role_named(party: Party) -> str:
    """A role, or the job type that says what is asked for."""
    network = unheld().network
    place = network.find(party.name) if party.described else None
    return named(party) if place is None else str(concept(network, place, language())["label"])


def _unchecked(opened: Workspace, name: str) -> list[Verdict]:
    return [Verdict(one, None) for one in golden.assertions(opened, name)]
