"""What a consultant finds in the morning: the roles with their best, what is new, and what waits."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import select

from skillpath.agency import schema as t
from skillpath.agency.book import Book
from skillpath.agency.consultants import all_consultants
from skillpath.agency.intake.draft import State
from skillpath.agency.intake.drafts import Drafts
from skillpath.agency.intake.review import draft_table
from skillpath.agency.matching import ranking, today
from skillpath.agency.role_changes import in_words, role_changes
from skillpath.agency.routing import goes_to
from skillpath.agency.workspace import Workspace
from skillpath.reasoner.decision import Decision, standing
from skillpath.reasoner.shown import Document
from skillpath.reasoner.texts.languages import Language

SINCE: Final = 14
"""Days that news are told for."""

TOP: Final = 10
"""Who has come into the book is news for a role where they are among so many of its best."""

BEST: Final = 3
"""So many candidates are named beside each role."""

News = Mapping[str, Sequence[Any]]
Counting = Mapping[tuple[str, str], Decision]


def desk(
    workspace: Workspace,
    *,
    by: str | None = None,
    as_of: date | None = None,
    language: Language = Language.EN,
) -> Document:
    """The roles of a consultant (``None``: all), each with its best and its news; and what waits.

    A role is a consultant's where the consultant decided about it, or is the nearest to it by specialisms.
    """
    day = today() if as_of is None else as_of
    since, book = day - timedelta(SINCE), workspace.book
    decided = book.decisions()
    own = _own_roles(workspace, decided)
    added, changed = _added(book, since, day), _changed(workspace, since, day, language)
    recent = [one for one in decided if since <= one.day <= day]
    counting = standing(one for one in decided if one.day <= day)
    release, drafts = workspace.release, Drafts(book).all(state=State.DRAFT)
    return {
        "by": by,
        "since": since.isoformat(),
        "as_of": day.isoformat(),
        "consultants": sorted({code for codes in own.values() for code in codes}),
        "total": len(workspace.pool.now()),
        "all_roles": len(own),
        "roles": [
            _role(
                ranking(workspace, role.id, as_of=day, top=TOP, language=language),
                counting,
                {"added": added, "changed": changed[role.id]},
            )
            | {"decided": [_decision(one) for one in recent if one.role == role.id]}
            for role in book.roles()
            if by is None or by in own[role.id]
        ],
        "decided": [_decision(one) for one in reversed(recent) if by in (None, one.by)],
        "waiting": [draft_table(one) for one in drafts],
        "release": {
            "name": release.name,
            "day": release.created[:10],
            "new": since.isoformat() <= release.created[:10] <= day.isoformat(),
        },
    }


def _own_roles(workspace: Workspace, decided: Sequence[Decision]) -> dict[str, set[str]]:
    """Role → the consultants whose it is."""
    consultants = all_consultants(workspace.book)
    own: dict[str, set[str]] = {}
    for role in workspace.book.roles():
        nearest = goes_to(workspace, role, consultants)
        own[role.id] = {one.by for one in decided if one.role == role.id} | ({nearest} if nearest else set())
    return own


def _role(ranked: Document, counting: Counting, news: News) -> Document:
    """A role with its best of a ranking, each with the decision that counts, and with what is new."""
    role = ranked["role"]["id"]
    first = {row["candidate"]: row for row in ranked["rows"] if not row["outside_filter"]}
    return ranked | {
        "rows": [
            row | {"decision": _decision(counting[role, code]) if (role, code) in counting else None}
            for code, row in list(first.items())[:BEST]
        ],
        "added": [first[code] for code in news["added"] if code in first],
        "changed": news["changed"],
    }


def _added(book: Book, since: date, until: date) -> list[str]:
    """Candidates whose drafts were confirmed in between, the latest first."""
    column = t.INTAKE.c.decided_on
    query = select(t.INTAKE.c.candidate).where(
        t.INTAKE.c.candidate.is_not(None), column >= since, column <= until
    )
    with book.read() as connection:
        found = connection.execute(query.order_by(column.desc(), t.INTAKE.c.number.desc())).scalars()
        return list(dict.fromkeys(found))


def _changed(
    workspace: Workspace, since: date, until: date, language: Language
) -> defaultdict[str, list[Document]]:
    """Role → what was changed of it in between, the latest first."""
    found: defaultdict[str, list[Document]] = defaultdict(list)
    for change in role_changes(workspace.book):
        if since.isoformat() <= change.at[:10] <= until.isoformat():
            what = in_words(workspace.network, change, language)
            found[change.role].append({"day": change.at[:10], "by": change.by, "what": what})
    return found


def _decision(decision: Decision) -> Document:
    return asdict(decision) | {"outcome": str(decision.outcome), "day": decision.day.isoformat()}
