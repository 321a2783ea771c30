"""What an address says beside its path: criteria, what is tried of a role, filters, and the day."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from flask import abort, request
from werkzeug.datastructures import MultiDict

from skillpath.agency.criteria import named_profile
from skillpath.agency.trial import NOTHING_TRIED, Trial, tried
from skillpath.reasoner.filters import Filters
from skillpath.reasoner.role import Role
from skillpath.web import narrowing, trying
from skillpath.web.current import workspace
from skillpath.web.language import gettext
from skillpath.web.trying import Query

MOST_PAGES: Final = 10
"""So many pages of a ranking are shown at most: who stands behind is found by filters."""


@dataclass(frozen=True, slots=True)
class State:
    """``profile`` is ``None`` for the role's own, ``as_of`` for today, ``filters`` for the role's own.

    ``trial``: what is tried of a role, its profile included; ``band``: the only word for scores shown;
    ``sources``: whether the shared sources are asked too.
    """

    profile: str | None
    as_of: date | None
    trial: Trial = NOTHING_TRIED
    filters: Filters | None = None
    band: str | None = None
    sources: bool = False

    @property
    def query(self) -> Query:
        """The same for the links of the page; an address leaves out what is ``None`` or empty."""
        said = {
            **self._plain,
            **trying.query_of(self.trial),
            **narrowing.query_of(self.filters),
            "band": self.band,
            "sources": "all" if self.sources else None,
        }
        return {name: value for name, value in said.items() if value != []}

    @property
    def day(self) -> Query:
        """Of that only the day: for links to what is not about one role."""
        return {"as_of": self._plain["as_of"]}

    @property
    def tries(self) -> bool:
        """Whether anything but another profile is tried of the role."""
        return self.trial != Trial(self.profile)

    @property
    def around(self) -> Query:
        """The same without what is tried: for the form that says anew what is."""
        return replace(self, trial=Trial(self.profile)).query

    @property
    def kept(self) -> "State":
        """With nothing tried and the role's own criteria."""
        return self.trying(NOTHING_TRIED)

    def under(self, profile: str | None) -> "State":
        """Under another profile as it is."""
        trial = replace(self.trial, profile=profile, changes=NOTHING_TRIED.changes)
        return replace(self, profile=profile, trial=trial)

    def trying(self, trial: Trial) -> "State":
        """With something else tried."""
        return replace(self, profile=trial.profile, trial=trial)

    def narrowed(self, filters: Filters | None, band: str | None) -> "State":
        """With other filters."""
        return replace(self, filters=filters, band=band)

    def asking(self, sources: bool) -> "State":
        """With the shared sources asked, or not."""
        return replace(self, sources=sources)

    def role(self, role_id: str) -> Role:
        """A role as this state has it: what all scores of the page are about. Raises :class:`UnknownName`."""
        book = workspace().book
        role = book.firm().role(tried(book, role_id, self.trial))
        return role if self.filters is None else replace(role, filters=self.filters)

    @property
    def _plain(self) -> Query:
        return {"profile": self.profile, "as_of": None if self.as_of is None else self.as_of.isoformat()}


def asked_state() -> State:
    """The state that the request asks for; refuses a day that is none and a profile that is unknown."""
    return state_in(request.args)


def state_in(args: MultiDict[str, str]) -> State:
    """The same of any fields, such as those of a form that keeps what an address tries."""
    profile = args.get("profile") or None
    if profile is not None:
        named_profile(workspace().book, profile)
    return State(
        profile,
        asked_day(args, "as_of"),
        trying.trial_in(args, profile),
        narrowing.filters_in(args, asked_day(args, narrowing.BY)),
        args.get("band") or None,
        "sources" in args,
    )


def asked_page(most: int = MOST_PAGES) -> int:
    """The page of a ranking or list that the request asks for, from 1; refuses what is none."""
    text = request.args.get("page") or "1"
    if not text.isdecimal() or not 1 <= int(text) <= most:
        said = gettext("“%(text)s” is not a page: write a number from 1 to %(most)s.", text=text, most=most)
        abort(400, said)
    return int(text)


def asked_day(args: MultiDict[str, str], name: str) -> date | None:
    """A day of an address; refuses what is none."""
    text = args.get(name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        abort(
            400,
            gettext(
                "“%(text)s” is not a day: write %(name)s as year-month-day, such as 2026-07-31.",
                text=text,
                name=name,
            ),
        )
