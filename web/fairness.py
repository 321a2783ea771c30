"""The page on fairness: what rankings mean for groups, for those who answer for them."""

import os
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from flask import Blueprint, abort, render_template, request

from skillpath import settings
from skillpath.agency.audit.chain import Happening
from skillpath.agency.audit.kinds import Event
from skillpath.agency.fairness import fairness
from skillpath.agency.protected.store import ProtectedStore
from skillpath.reasoner.parameters import Channel
from skillpath.web.current import workspace
from skillpath.web.language import gettext, gettext_noop
from skillpath.web.logged import acting
from skillpath.web.state import asked_state

BLUEPRINT: Final = Blueprint("fairness", __name__)

MOST_SELECTED: Final = 1000
"""So many may count as selected."""

MEASURES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "selection": gettext_noop("Selected"),
        "scoring": gettext_noop("Scores above the median"),
    }
)
"""What rates are of → how that is called."""

DIVISIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "sex": gettext_noop("By sex"),
        "race or ethnicity": gettext_noop("By race or ethnicity"),
        "race or ethnicity and sex": gettext_noop("Where both cross"),
    }
)
"""How people are divided → heading."""


@BLUEPRINT.get("/audit/fairness")
def show() -> str:
    """What rankings mean for groups."""
    roles = workspace().book.roles()
    chosen = request.args.getlist("role") or [role.id for role in roles[:1]]
    state, allowed = asked_state(), ProtectedStore(workspace().folder).allowed
    document = None
    if allowed and chosen:
        document = fairness(workspace(), chosen, top=_top(), as_of=state.as_of, least_persons=least_persons())
        told = {"roles": chosen, "top": document["top"]}
        workspace().book.views.add(Happening(Event.FAIRNESS, acting(), details=told))
    return render_template(
        "fairness.html",
        document=document,
        allowed=allowed,
        roles=[(role.id, role.title) for role in roles],
        chosen=chosen,
        top=_top(),
        most=MOST_SELECTED,
        measures=MEASURES,
        divisions=DIVISIONS,
        channels=[str(channel) for channel in Channel],
        state=state,
    )


def least_persons() -> int:
    """Of a group of fewer persons no rate is shown."""
    setting = settings.LEAST_PERSONS
    return int(os.environ.get(setting.variable) or setting.default)


def _top() -> int:
    text = request.args.get("top") or "10"
    if not text.isdecimal() or not 1 <= int(text) <= MOST_SELECTED:
        abort(400, gettext("“%(text)s” is no number from 1 to %(most)s.", text=text, most=MOST_SELECTED))
    return int(text)
