"""What is suggested for a working copy: both items side by side, taken or rejected by one click."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from skillpath.agency.editing.rejections import reconsider, rejections
from skillpath.agency.editing.suggesting import Suggested, accept, suggested, told, turn_down
from skillpath.agency.editing.working_copies import working_copy
from skillpath.agency.usage import Usage, usage
from skillpath.agency.workspace import Workspace
from skillpath.errors import SkillPathError
from skillpath.ontology.editing.suggestions import Kind, Suggestion, Way
from skillpath.ontology.editing.summary import Summary, summary
from skillpath.web.acting import sender
from skillpath.web.current import unheld
from skillpath.web.fields import line
from skillpath.web.language import gettext, gettext_noop
from skillpath.web.state import asked_page

BLUEPRINT: Final = Blueprint("editing_suggestions", __name__, url_prefix="/edit")

Answer = str | Response | tuple[str, int]

ON_A_PAGE: Final = 10

KINDS: Final[Mapping[Kind, str]] = MappingProxyType(
    {
        Kind.WORDS: gettext_noop("words of CVs"),
        Kind.TITLE: gettext_noop("titles of CVs"),
        Kind.DUPLICATE: gettext_noop("near duplicates"),
        Kind.TWIN: gettext_noop("linked to the same"),
        Kind.GONE: gettext_noop("mapped to what is out of use"),
        Kind.RENAMED: gettext_noop("mapped to what is called otherwise"),
    }
)
"""Where a suggestion comes from → how it is said."""

BUTTONS: Final[Mapping[Way, str]] = MappingProxyType(
    {
        Way.NAME: gettext_noop("Take it as an alternative label"),
        Way.NAME_SECOND: gettext_noop("Take it as a label of the second"),
        Way.KEEP_FIRST: gettext_noop("Merge, keep the first"),
        Way.KEEP_SECOND: gettext_noop("Merge, keep the second"),
        Way.MAP: gettext_noop("Map the first to the second"),
        Way.REPOINT: gettext_noop("Map to what took its place"),
        Way.UNMAP: gettext_noop("Remove the mapping"),
    }
)
"""What may be done about it → its button."""


@dataclass(frozen=True, slots=True)
class Item:
    """A suggestion as it is shown: in words, with its concepts side by side and their use in the book."""

    suggestion: Suggestion
    told: str
    sides: tuple[tuple[Summary, Usage], ...]


@BLUEPRINT.get("/<name>/suggestions")
def show(name: str) -> str:
    """What is suggested, the rejected ones below."""
    return _page(name)


@BLUEPRINT.post("/<name>/suggestions")
def answer(name: str) -> Answer:
    """Takes a suggestion in one of its ways, rejects it, or has a rejected one be made again."""
    opened, key = unheld(), line("key")
    copy = working_copy(opened.book, name)
    try:
        done = _answered(opened, copy.name, key)
    except SkillPathError as error:
        return _page(name, problem=str(error)), 422
    kind = request.args.get("kind")
    return redirect(url_for(".show", name=name, kind=kind, done=done), 303)


def _answered(opened: Workspace, name: str, key: str) -> str:
    """Does what a button says; gives the number of the change set that it made, or what was done."""
    if line("back"):
        reconsider(opened.book, key)
        return "back"
    if line("reject"):
        turn_down(opened, name, key, by=sender(), why=line("why"))
        return "rejected"
    if line("way") not in BUTTONS:
        abort(400)
    made = accept(opened, name, key, Way(line("way")), by=sender())
    return "nothing" if made is None else str(made.number)


def _page(name: str, *, problem: str = "") -> str:
    opened = unheld()
    copy, found = working_copy(opened.book, name), suggested(opened, name)
    counts = {kind: sum(one.kind is kind for one in found.suggestions) for kind in Kind}
    chosen = next((kind for kind in Kind if kind == request.args.get("kind")), None)
    of_kind = [one for one in found.suggestions if chosen in (None, one.kind)]
    page = asked_page()
    first = (page - 1) * ON_A_PAGE
    return render_template(
        "editing/suggestions.html",
        copy=copy,
        items=_items(opened, found, of_kind[first : first + ON_A_PAGE]),
        total=len(of_kind),
        page=page,
        more=first + ON_A_PAGE < len(of_kind),
        counts=counts,
        chosen=chosen,
        kinds=KINDS,
        buttons=BUTTONS,
        without_duplicates=found.without_duplicates,
        rejected=rejections(opened.book),
        done=request.args.get("done", ""),
        problem=problem,
        sent=request.form,
    )


def _items(opened: Workspace, found: Suggested, some: Sequence[Suggestion]) -> list[Item]:
    return [
        Item(
            one,
            told(found.view, one, translate=gettext),
            tuple(
                (summary(found.view, iri), usage(opened, frozenset((iri,))))
                for iri in (one.first, one.second, *one.heirs)
                if iri
            ),
        )
        for one in some
    ]
