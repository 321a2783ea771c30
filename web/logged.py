"""What the pages and the API show, put into the log before it is sent."""

from collections.abc import Iterable
from typing import Any

from skillpath.agency.audit.chain import Happening
from skillpath.agency.audit.kinds import LOCAL, OUTSIDE, Event
from skillpath.agency.audit.shown import explanation_shown, matches_shown, ranking_shown, roles_shown
from skillpath.reasoner.role import Role
from skillpath.reasoner.shown import Document
from skillpath.web.acting import actor
from skillpath.web.current import workspace
from skillpath.web.state import State


def acting() -> str:
    """Who opens a page: the account, or whoever uses this machine."""
    return actor().name or LOCAL


def log_ranking(document: Document, role: Role, state: State, *, via: str, first: int | None) -> None:
    """A page of a ranking, from the place ``first`` on (``None``: with places left out)."""
    told = ranking_shown(workspace(), document, role, by=acting(), via=via, as_of=state.as_of, first=first)
    workspace().book.views.add(told)


def log_desk(rankings: Iterable[Document], state: State) -> None:
    """The first of the rankings of several roles."""
    opened = workspace()
    roles = {role.id: role for role in opened.book.roles()}
    told = [
        ranking_shown(opened, one, roles[one["role"]["id"]], by=acting(), via="desk", as_of=state.as_of)
        for one in rankings
    ]
    if told:
        opened.book.views.add(*told)


def log_roles(document: Document) -> None:
    """The best roles for a candidate."""
    workspace().book.views.add(roles_shown(workspace(), document, by=acting(), via="candidate"))


def log_profiles(count: int) -> None:
    """Coded profiles that another firm asked for."""
    told = Happening(Event.EXPORT, OUTSIDE, details={"what": "profiles", "rows": count})
    workspace().book.views.add(told)


def log_explanation(document: Document, role: Role, state: State, *, via: str) -> None:
    """A match with its evidence."""
    told = explanation_shown(workspace(), document, role, by=acting(), via=via, as_of=state.as_of)
    workspace().book.views.add(told)


def log_matches(codes: Iterable[str], role: str | Role, state: State, *, via: str, **asked: Any) -> None:
    """Matches whose evidence is shown in another form."""
    told = matches_shown(workspace(), codes, role, by=acting(), via=via, as_of=state.as_of, **asked)
    workspace().book.views.add(*told)
