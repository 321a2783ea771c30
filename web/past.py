"""A match as it was on a day, or on another release, beside what it is today, and why it differs."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from flask import Blueprint, render_template, request

from skillpath.agency.matching import today
from skillpath.agency.past import Standing, standing_now, standing_on, standing_under
from skillpath.agency.then_and_now import Cause, both_shown, then_and_now
from skillpath.errors import SkillPathError, UnknownName
from skillpath.reasoner.shown import Document
from skillpath.web.current import workspace
from skillpath.web.language import gettext_noop, language
from skillpath.web.logged import acting
from skillpath.web.state import asked_day, asked_state

BLUEPRINT: Final = Blueprint("past", __name__)

CAUSES: Final[Mapping[Cause, str]] = MappingProxyType(
    {
        Cause.RELEASE: gettext_noop("The release of the ontology"),
        Cause.CANDIDATE: gettext_noop("The record of the candidate"),
        Cause.ROLE: gettext_noop("What the role asks for"),
        Cause.CRITERIA: gettext_noop("The criteria of the role"),
        Cause.DAY: gettext_noop("The passing of time"),
    }
)
"""What makes a match another one → how it is called."""


@BLUEPRINT.get("/roles/<path:role_id>/then/<path:code>")
def show(role_id: str, code: str) -> str:
    """The match of then and of today; without a day or a release the form that asks for one."""
    state, opened = asked_state(), workspace()
    now = standing_now(opened, code, role_id, day=state.as_of or today())
    document, problem = None, ""
    try:
        then = _then(now)
    except UnknownName:
        raise
    except SkillPathError as error:
        then, problem = None, str(error)
    if then is not None:
        document = then_and_now(then, now, language=language())
        opened.book.views.add(*both_shown(then, now, document, by=acting(), via="then"))
    return render_template(
        "then.html",
        role=now.role,
        code=code,
        document=document,
        problem=problem,
        causes=CAUSES,
        requirements=[] if document is None else _both(document),
        releases=list(reversed(opened.releases.all())),
        on=request.args.get("on", ""),
        of_release=request.args.get("release", ""),
        state=state,
        release=opened.release.name,
        as_of=now.day.isoformat(),
    )


def _then(now: Standing) -> Standing | None:
    code, role, opened = now.candidate.code, now.role.id, workspace()
    day, release = asked_day(request.args, "on"), request.args.get("release")
    if day is not None:
        return standing_on(opened, code, role, day=day)
    return standing_under(opened, code, role, release=release, day=now.day) if release else None


def _both(document: Document) -> list[dict[str, Any]]:
    """Each requirement of either match, with its points in both, what moved most first."""
    sides = [
        {one["requirement"]["iri"]: one for one in document[name]["requirements"]} for name in ("then", "now")
    ]
    rows = [
        {
            "requirement": (sides[1].get(iri) or sides[0][iri])["requirement"],
            "then": sides[0].get(iri),
            "now": sides[1].get(iri),
        }
        for iri in {**sides[1], **sides[0]}
    ]
    return sorted(rows, key=_moved_most)


def _moved_most(row: Mapping[str, Any]) -> tuple[float, str]:
    points = [row[name]["points"] if row[name] else 0.0 for name in ("then", "now")]
    return -abs(points[1] - points[0]), row["requirement"]["label"]
