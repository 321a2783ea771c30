"""What is shown, put into the log: the one way there for the pages, the API and the command line."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from skillpath.agency.audit.chain import Happening
from skillpath.agency.audit.kinds import Event
from skillpath.agency.audit.persons import persons
from skillpath.agency.audit.questions import Asked, question_of
from skillpath.agency.criteria import own_criteria
from skillpath.agency.matching import asked_of, certified
from skillpath.agency.sources.source import OWN
from skillpath.agency.workspace import Workspace
from skillpath.reasoner.certificate import certificate_hash
from skillpath.reasoner.filters import NO_FILTERS, Filters
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.role import Role
from skillpath.reasoner.shown import Document

DECIMALS: Final = 12
"""Decimals of a score in the log: all that is the same on every machine."""


def ranking_shown(
    workspace: Workspace,
    document: Document,
    role: str | Role,
    *,
    by: str,
    via: str,
    profile: str | None = None,
    as_of: date | None = None,
    filters: Filters = NO_FILTERS,
    first: int | None = 1,
) -> Happening:
    """A ranking (:func:`skillpath.agency.matching.ranking`, with the arguments of which it was asked for).

    ``via``: where it was shown; ``first``: the place of its first row, ``None`` where rows in between are
    left out. Of rows from other databases only the number is told: they are not in the book.
    """
    asked = asked_of(workspace, role, profile=profile, as_of=as_of, filters=filters)
    rows = [row for row in document["rows"] if row["rank"] is not None]
    return _ranked(workspace, asked, [(row["candidate"], row["score"]) for row in rows if _own(row)], by, {
        "via": via,
        "first": first,
        **({"elsewhere": elsewhere} if (elsewhere := sum(not _own(row) for row in rows)) else {}),
    })  # fmt: skip


def placed_shown(
    workspace: Workspace, asked: Asked, placed: Sequence[tuple[str, float]], *, by: str, via: str
) -> Happening:
    """The best for a role as codes and scores, the best first."""
    return _ranked(workspace, asked, placed, by, {"via": via, "first": 1})


def roles_shown(workspace: Workspace, document: Document, *, by: str, via: str) -> Happening:
    """The best roles for a candidate (:func:`skillpath.agency.best_roles.roles_for`)."""
    book = workspace.book
    roles = [book.role(row["role"]["id"]) for row in document["rows"]]
    day = date.fromisoformat(document["as_of"])
    asked = (Asked(role, own, day) for role, own in zip(roles, own_criteria(book, roles), strict=True))
    with book.read() as connection:
        person = persons(connection, [document["candidate"]])[document["candidate"]]
    return Happening(
        Event.RANKING,
        by,
        person=person.pseudonym,
        release=document["release"],
        question={"roles": [question_of(one) for one in asked]},
        answer={"roles": [[row["role"]["id"], round(row["score"], DECIMALS)] for row in document["rows"]]},
        details={"via": via, **_state(workspace)},
    )


def explanation_shown(
    workspace: Workspace,
    document: Document,
    role: str | Role,
    *,
    by: str,
    via: str,
    profile: str | None = None,
    as_of: date | None = None,
) -> Happening:
    """A match with all its evidence (:func:`skillpath.agency.matching.explanation`)."""
    asked = asked_of(workspace, role, profile=profile, as_of=as_of)
    sealed = [(document["candidate"], document["certificate"])]
    return next(iter(_explained(workspace, asked, sealed, by, {"via": via})))


def past_shown(
    workspace: Workspace, asked: Asked, document: Document, *, changes: int, by: str, via: str
) -> Happening:
    """A match as it was when the book had changed so often; ``workspace`` is on the release of then."""
    sealed = [(document["candidate"], document["certificate"])]
    return next(iter(_explained(workspace, asked, sealed, by, {"via": via, "changes": changes})))


def matches_shown(
    workspace: Workspace,
    codes: Iterable[str],
    role: str | Role,
    *,
    by: str,
    via: str,
    profile: str | None = None,
    as_of: date | None = None,
) -> list[Happening]:
    """Matches whose evidence is shown in another form: side by side, as advice."""
    asked = asked_of(workspace, role, profile=profile, as_of=as_of)
    matcher = Matcher.prepare(workspace.network, asked.role, asked.profile, as_of=asked.as_of)
    sealed = []
    for code in dict.fromkeys(codes):
        candidate = workspace.book.candidate(code)
        match = matcher.explain(candidate, workspace.finder)
        sealed.append((code, certificate_hash(certified(workspace, matcher, match, candidate))))
    return _explained(workspace, asked, sealed, by, {"via": via})


def impact_shown(workspace: Workspace, document: Document, *, by: str, via: str) -> Happening:
    """What the release of a working copy would change (:func:`skillpath.agency.editing.impact.impact`).

    Kept of it are those whose scores are told, with their points afterwards, and who enters or leaves which
    shortlist.
    """
    moved = [(row["candidate"], row["points_after"]) for row in document["moved"]]
    lists = {
        row["role"]["id"]: {side: row[side] for side in ("entered", "left")} for row in document["roles"]
    }
    listed = [code for sides in lists.values() for codes in sides.values() for code in codes]
    with workspace.book.read() as connection:
        known = persons(connection, [*(code for code, _ in moved), *listed])
    return Happening(
        Event.IMPACT,
        by,
        release=document["release"],
        question={name: document[name] for name in ("working_copy", "as_of", "top")},
        answer={
            "shown": [[known[code].pseudonym, points] for code, points in moved if code in known],
            "lists": {
                role: {
                    side: [known[code].pseudonym for code in codes if code in known]
                    for side, codes in sides.items()
                }
                for role, sides in lists.items()
            },
        },
        details={"via": via, "working_copy": document["working_copy"], **_state(workspace)},
    )


def _own(row: Mapping[str, Any]) -> bool:
    """Whether a row is of a candidate of the book."""
    sources = row.get("sources") or []
    return not sources or {"source": OWN, "code": row["candidate"]} in sources


def _ranked(
    workspace: Workspace,
    asked: Asked,
    placed: Sequence[tuple[str, float]],
    by: str,
    details: Mapping[str, Any],
) -> Happening:
    with workspace.book.read() as connection:
        known = persons(connection, [code for code, _ in placed])
    shown = [[known[code].pseudonym, round(score, DECIMALS)] for code, score in placed if code in known]
    return Happening(
        Event.RANKING,
        by,
        role=asked.role.id,
        release=workspace.release.name,
        question=question_of(asked),
        answer={"shown": shown},
        details={**details, **_state(workspace)},
    )


def _explained(
    workspace: Workspace,
    asked: Asked,
    sealed: Iterable[tuple[str, str]],
    by: str,
    details: Mapping[str, Any],
) -> list[Happening]:
    certificates = dict(sealed)
    with workspace.book.read() as connection:
        known = persons(connection, certificates)
    return [
        Happening(
            Event.EXPLANATION,
            by,
            role=asked.role.id,
            person=known[code].pseudonym,
            release=workspace.release.name,
            question=question_of(asked),
            seal=known[code].sealed(certificate),
            details={**_state(workspace), **details},
        )
        for code, certificate in certificates.items()
    ]


def _state(workspace: Workspace) -> Mapping[str, int]:
    """How often the book had changed: candidates are replayed as they were then."""
    return {"changes": workspace.pool.now().state.changes}
