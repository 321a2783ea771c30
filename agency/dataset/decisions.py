"""Decisions as plain facts: about whom, for which role, with what outcome, when, by whom and why."""

from collections.abc import Iterator, Mapping
from typing import Final

from sqlalchemy import Row, Select, func, select, tuple_

from skillpath.agency import schema as t
from skillpath.agency.dataset.source import Change, Progress, Source, Version, Wanted
from skillpath.agency.workspace import Workspace
from skillpath.ontology.dataset import names, terms
from skillpath.ontology.dataset.statements import Iri, Node, lines
from skillpath.reasoner.decision import Decision, standing

MOST: Final = 1_000
"""Where more was decided since, all is written anew."""

_Rows = list[tuple[int, Decision]]


def version(workspace: Workspace, _wanted: Wanted) -> Version:
    """How often candidates were removed, which records are parts of others, how many decisions there are."""
    book = workspace.book
    with book.read() as connection:
        merged = connection.execute(
            select(func.count()).select_from(t.CANDIDATE).where(~t.IS_CURRENT)
        ).scalar_one()
        number, last = connection.execute(select(func.count(), func.max(t.DECISION.c.number))).one()
    return [book.identity, book.state().removals, merged, number, last or 0]


def decision_lines(workspace: Workspace, _wanted: Wanted, _progress: Progress) -> Iterator[str]:
    """All decisions, as they were made."""
    return _of(workspace, _rows(workspace, select(t.DECISION)))


def changed(workspace: Workspace, _wanted: Wanted, before: Version, now: Version) -> Change | None:
    """What was decided since, and all about the same matches: what counts of it may be another now."""
    same, more = list(before[:3]) == list(now[:3]), now[4] - before[4]
    if not same or not 0 <= now[3] - before[3] <= MOST or more < 0:
        return None
    own = t.DECISION.c
    pairs = select(own.candidate, own.role).where(own.number > before[4])
    rows = _rows(workspace, select(t.DECISION).where(tuple_(own.candidate, own.role).in_(pairs)))
    known = [names.named(names.DECISION, number) for number, _ in rows]
    return Change(nodes=known, added=_of(workspace, rows))


DECISIONS: Final = Source(version, decision_lines, changed)


def _rows(workspace: Workspace, query: Select[tuple[object, ...]]) -> _Rows:
    with workspace.book.read() as connection:
        found = connection.execute(query.order_by(t.DECISION.c.day, t.DECISION.c.number))
        return [(row.number, _decision(row)) for row in found]


def _decision(row: Row[tuple[object, ...]]) -> Decision:
    return Decision(**{name: getattr(row, name) for name in Decision.__dataclass_fields__})


def _of(workspace: Workspace, rows: _Rows) -> Iterator[str]:
    counting = set(map(id, standing(one for _, one in rows).values()))
    merged = _merged(workspace)
    return lines(_node(number, one, merged, counts=id(one) in counting) for number, one in rows)


def _merged(workspace: Workspace) -> Mapping[str, str]:
    """Records that are part of a candidate, and of which."""
    query = select(t.CANDIDATE.c.code, t.CANDIDATE.c.merged_into).where(~t.IS_CURRENT)
    with workspace.book.read() as connection:
        return {row.code: row.merged_into for row in connection.execute(query)}


def _node(number: int, decision: Decision, merged: Mapping[str, str], *, counts: bool) -> Node:
    code = merged.get(decision.candidate, decision.candidate)
    return Node(
        names.named(names.DECISION, number),
        (
            (terms.TYPE, Iri(terms.DECISION_CLASS)),
            (terms.CANDIDATE, Iri(names.named(names.CANDIDATE, code))),
            (terms.ROLE, Iri(names.named(names.ROLE, decision.role))),
            (terms.OUTCOME, str(decision.outcome)),
            (terms.DAY, decision.day),
            (terms.CREATOR, decision.by),
            (terms.DESCRIPTION, decision.reason or None),
            (terms.COUNTS, counts),
        ),
    )
