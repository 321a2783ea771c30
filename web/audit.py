"""The pages of the log: who was shown, decided or took away what, and one entry worked out again."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from flask import Blueprint, abort, render_template, request

from skillpath.agency.audit.chain import head
from skillpath.agency.audit.entries import Wanted, count, entries, entry, kept, rows_shown
from skillpath.agency.audit.kinds import REPLAYED, Event
from skillpath.agency.audit.replaying import replay
from skillpath.agency.audit.verifying import verify
from skillpath.agency.audit.wanted import event_named
from skillpath.errors import UnknownName
from skillpath.reasoner.rounding import shown as rounded
from skillpath.web.current import workspace
from skillpath.web.language import gettext, gettext_noop
from skillpath.web.state import asked_day, asked_page
from skillpath.web.trying import Query

BLUEPRINT: Final = Blueprint("audit", __name__)

ON_A_PAGE: Final = 50
MOST_PAGES: Final = 100_000
"""Entries on one page of the log, and pages at most."""

QUERY: Final = ("event", "by", "role", "candidate", "certificate", "since", "until")
"""Fields of an address that say which entries are wanted."""

EVENTS: Final[Mapping[Event, str]] = MappingProxyType(
    {
        Event.RANKING: gettext_noop("ranking shown"),
        Event.EXPLANATION: gettext_noop("explanation opened"),
        Event.DECISION: gettext_noop("decision"),
        Event.OVERRIDE: gettext_noop("override"),
        Event.IDENTITY: gettext_noop("identity look"),
        Event.EXPORT: gettext_noop("export"),
        Event.DELETION: gettext_noop("deletion"),
        Event.LINK_MADE: gettext_noop("link made"),
        Event.LINK_OPENED: gettext_noop("link opened"),
        Event.LINK_WITHDRAWN: gettext_noop("link withdrawn"),
        Event.ATTRIBUTES: gettext_noop("protected attributes"),
        Event.FAIRNESS: gettext_noop("fairness audit"),
        Event.IMPACT: gettext_noop("impact shown"),
        Event.QUERY: gettext_noop("query of the book"),
        Event.PRUNED: gettext_noop("log pruned"),
    }
)
"""Kind of entry → how it is called."""

WORDS: Final = frozenset(
    (
        gettext_noop("via"),
        gettext_noop("page"),
        gettext_noop("desk"),
        gettext_noop("candidate"),
        gettext_noop("comparison"),
        gettext_noop("why not"),
        gettext_noop("what"),
        gettext_noop("reason"),
        gettext_noop("rows"),
        gettext_noop("roles"),
        gettext_noop("persons"),
        gettext_noop("link"),
        gettext_noop("outcome"),
        gettext_noop("changes"),
        gettext_noop("first"),
    )
)
"""Words with which the log itself tells its details: names, and where something was shown."""


OF_THE_LOG: Final = frozenset(("via", "what"))
"""Details whose values are words of the log; in others stand people's own."""


@BLUEPRINT.app_template_filter("logged_word")
def logged_word(word: Any, of: str = "via") -> Any:
    """A word of the log in the language of the page; anything else, and values of other details, as it is."""
    return gettext(word) if of in OF_THE_LOG and isinstance(word, str) and word in WORDS else word


@BLUEPRINT.get("/audit")
def index() -> str:
    """The log, the newest entry first, and with ``check`` whether it is whole."""
    page, wanted = asked_page(MOST_PAGES), _wanted()
    book, missing = workspace().book, ""
    try:
        found, total = (
            entries(book, wanted, first=(page - 1) * ON_A_PAGE, most=ON_A_PAGE),
            count(book, wanted),
        )
    except UnknownName as error:
        found, total, missing = [], 0, str(error)
    if page > 1 and not found:
        abort(404, gettext("The log ends before page %(page)s.", page=page))
    with book.read() as connection:
        last = head(connection)
    return render_template(
        "audit.html",
        found=found,
        total=total,
        missing=missing,
        page=page,
        more=page * ON_A_PAGE < total,
        first=(page - 1) * ON_A_PAGE,
        query=_query(),
        events=EVENTS,
        replayed=REPLAYED,
        head=last,
        anchor=request.args.get("head", "").strip(),
        verified=verify(book, anchor=request.args.get("head", "").strip() or None)
        if "check" in request.args
        else None,
    )


@BLUEPRINT.get("/audit/<int:number>")
def show(number: int) -> str:
    """One entry; of a ranking or an explanation what comes of it when it is worked out again."""
    found = entry(workspace().book, number)
    again = replay(workspace(), number) if found.event in REPLAYED and "again" in request.args else None
    return render_template(
        "audit_entry.html",
        entry=found,
        events=EVENTS,
        replayable=found.event in REPLAYED,
        replay=again,
        question=kept(workspace().book, found.question),
        rows=[(code, rounded(score)) for code, score in rows_shown(workspace().book, found)],
    )


def _wanted() -> Wanted:
    args = request.args
    said = {name: args.get(name, "").strip() or None for name in QUERY}
    event = said["event"]
    return Wanted(
        event=None if event is None else event_named(event),
        by=said["by"],
        role=said["role"],
        candidate=said["candidate"],
        since=asked_day(args, "since"),
        until=asked_day(args, "until"),
        certificate=said["certificate"],
        shown=True,
    )


def _query() -> Query:
    said: dict[str, Any] = {name: request.args.get(name) or None for name in QUERY}
    return said
