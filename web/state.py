"""What an address says beside its path: the criteria profile and the day of reckoning."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from flask import abort, request

from skillpath.agency.criteria import named_profile
from skillpath.web.current import workspace

MOST_PAGES: Final = 10
"""So many pages of a ranking are shown at most: who stands behind is found by filters."""


@dataclass(frozen=True, slots=True)
class State:
    """``profile`` is ``None`` for the role's own, ``as_of`` for today."""

    profile: str | None
    as_of: date | None

    @property
    def query(self) -> dict[str, str | None]:
        """The same for the links of the page; an address leaves out what is ``None``."""
        return {"profile": self.profile, "as_of": None if self.as_of is None else self.as_of.isoformat()}


def asked_state() -> State:
    """The state that the request asks for; refuses a day that is none and a profile that is unknown."""
    profile = request.args.get("profile") or None
    if profile is not None:
        named_profile(workspace().book, profile)
    return State(profile, _asked_day(request.args.get("as_of")))


def asked_page(most: int = MOST_PAGES) -> int:
    """The page of a ranking or list that the request asks for, from 1; refuses what is none."""
    text = request.args.get("page") or "1"
    if not text.isdecimal() or not 1 <= int(text) <= most:
        abort(400, f"“{text}” is not a page: write a number from 1 to {most}.")
    return int(text)


def _asked_day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        abort(400, f"“{text}” is not a day: write as_of as year-month-day, such as 2026-07-31.")
