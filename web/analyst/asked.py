"""What the address of the workbench says: the query, and how its answer is looked at."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final

from flask import request, url_for

from skillpath.web.state import asked_day, asked_page

LONGEST_WORDS: Final = 200
MOST_PAGES: Final = 1_000


class View(StrEnum):
    """How an answer is shown."""

    TABLE = "table"
    CHART = "chart"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Asked:
    """``run`` says whether the query is to be answered; ``answer`` names an answer that may still be kept.

    ``names``: whether things are called by their labels. ``sort`` is a column, ``-`` before it turns the
    order round, "" leaves the order of the query; ``words``: rows that hold them are shown. ``across`` and
    ``up`` are the columns of a chart.
    """

    query: str
    run: bool
    view: View
    names: bool
    sort: str
    words: str
    page: int
    across: str
    up: str
    as_of: date | None
    answer: str = field(default="", compare=False)

    @property
    def said(self) -> dict[str, Any]:
        """What an address says of it: what goes without saying is left out."""
        return {
            "query": self.query or None,
            "run": 1 if self.run else None,
            "view": None if self.view is View.TABLE else self.view,
            "names": None if self.names else 0,
            "sort": self.sort or None,
            "in": self.words or None,
            "page": None if self.page == 1 else self.page,
            "across": self.across or None,
            "up": self.up or None,
            "as_of": None if self.as_of is None else self.as_of.isoformat(),
            "answer": self.answer or None,
        }

    def address(self, **changed: Any) -> str:
        """The address of the same with something else said of some of it; ``None`` leaves out."""
        return url_for("workbench.show", **{**self.said, **changed}, _anchor="answer")


def asked() -> Asked:
    """What the request asks for."""
    args = request.args
    view = args.get("view", "")
    return Asked(
        query=args.get("query", "").replace("\r\n", "\n"),
        run="run" in args,
        view=View(view) if view in set(View) else View.TABLE,
        names=args.get("names", "1") != "0",
        sort=args.get("sort", ""),
        words=" ".join(args.get("in", "")[:LONGEST_WORDS].split()),
        page=asked_page(MOST_PAGES),
        across=args.get("across", ""),
        up=args.get("up", ""),
        as_of=asked_day(args, "as_of"),
        answer=args.get("answer", ""),
    )
