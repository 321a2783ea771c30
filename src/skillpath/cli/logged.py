"""What commands show, put into the log before it is printed."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from skillpath.agency.rank_roles import Placed, RoleAndProfile
    from skillpath.agency.workspace import Workspace

AT_ONCE: Final = 100
"""So many rankings are written to the log together."""


def log_ranking(opened: "Workspace", document: dict[str, Any], role: str, *, via: str, **asked: Any) -> None:
    """A ranking with what it was asked for by; see ``ranking_shown``."""
    from skillpath.agency.audit.kinds import LOCAL
    from skillpath.agency.audit.shown import ranking_shown

    opened.book.log(ranking_shown(opened, document, role, by=LOCAL, via=via, **asked))


def log_roles(opened: "Workspace", document: dict[str, Any], *, via: str) -> None:
    """The best roles for a candidate."""
    from skillpath.agency.audit.kinds import LOCAL
    from skillpath.agency.audit.shown import roles_shown

    opened.book.log(roles_shown(opened, document, by=LOCAL, via=via))


def log_explanation(
    opened: "Workspace", document: dict[str, Any], role: str, *, via: str, **asked: Any
) -> None:
    """A match with its evidence."""
    from skillpath.agency.audit.kinds import LOCAL
    from skillpath.agency.audit.shown import explanation_shown

    opened.book.log(explanation_shown(opened, document, role, by=LOCAL, via=via, **asked))


def log_matches(opened: "Workspace", codes: Iterable[str], role: str, *, via: str, **asked: Any) -> None:
    """Matches whose evidence is shown in another form."""
    from skillpath.agency.audit.kinds import LOCAL
    from skillpath.agency.audit.shown import matches_shown

    opened.book.log(*matches_shown(opened, codes, role, by=LOCAL, via=via, **asked))


def log_impact(opened: "Workspace", document: dict[str, Any], *, via: str) -> None:
    """What the release of a working copy would change."""
    from skillpath.agency.audit.kinds import LOCAL
    from skillpath.agency.audit.shown import impact_shown

    opened.book.log(impact_shown(opened, document, by=LOCAL, via=via))


class Seen:
    """Logs rankings of many roles as their rows pass, role by role."""

    def __init__(
        self, opened: "Workspace", wanted: Sequence["RoleAndProfile"], *, as_of: date, files: bool
    ) -> None:
        """``files``: the candidates are not those of the book, and only the number of rows is told."""
        self._opened, self._wanted, self._as_of, self._files = opened, wanted, as_of, files

    def passing(self, rows: Iterable["Placed"]) -> "Iterator[Placed]":
        """The same rows; those of a role are logged once they have all passed."""
        from itertools import groupby
        from operator import attrgetter

        if self._files:
            yield from self._counted(rows)
            return
        told: list[tuple[str, list[tuple[str, float]]]] = []
        for role, group in groupby(rows, attrgetter("role")):
            placed = list(group)
            told.append((role, [(one.candidate, one.score) for one in placed]))
            if len(told) == AT_ONCE:
                self._log(told)
                told = []
            yield from placed
        self._log(told)

    def _log(self, told: Sequence[tuple[str, list[tuple[str, float]]]]) -> None:
        from skillpath.agency.audit.kinds import LOCAL
        from skillpath.agency.audit.questions import Asked
        from skillpath.agency.audit.shown import placed_shown

        own = {role.id: Asked(role, profile, self._as_of) for role, profile in self._wanted}
        self._opened.book.log(
            *(placed_shown(self._opened, own[role], best, by=LOCAL, via="rank") for role, best in told)
        )

    def _counted(self, rows: Iterable["Placed"]) -> "Iterator[Placed]":
        from skillpath.agency.audit.chain import Happening
        from skillpath.agency.audit.kinds import LOCAL, Event

        count = 0
        for count, row in enumerate(rows, start=1):  # noqa: B007 (told after the last)
            yield row
        details = {"via": "rank", "from": "files", "roles": len(self._wanted), "rows": count}
        self._opened.book.log(Happening(Event.RANKING, LOCAL, details=details))
