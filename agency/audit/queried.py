"""A query that reads the book, put into the log: who asked, of which graphs. Not what the query says.

Its text may name candidates, who can be deleted, and the log cannot be changed: it holds a hash, by which
a text that somebody has is known again.
"""

from collections.abc import Iterable
from urllib.parse import unquote

from skillpath.agency.audit.chain import Happening, digest
from skillpath.agency.audit.kinds import Event
from skillpath.agency.audit.persons import persons
from skillpath.agency.workspace import Workspace
from skillpath.ontology.dataset.names import MATCHES
from skillpath.ontology.releases import graph_iri


def query_asked(
    workspace: Workspace, text: str, read: Iterable[str], *, by: str, rows: int | None
) -> Happening:
    """``read`` are the IRIs of the graphs of the book, and of functions over it, that the query names.

    ``rows``: how many it was answered with, ``None`` where nobody counted.
    """
    iris = sorted(read)
    codes = {iri: code for iri in iris if (code := _candidate(iri)) is not None}
    with workspace.book.read() as connection:
        known = persons(connection, codes.values())
    people = {code: known[code].pseudonym for code in codes.values() if code in known}
    return Happening(
        Event.QUERY,
        by,
        person=next(iter(people.values())) if len(people) == 1 else None,
        release=workspace.release.name,
        details={
            "query": digest(text),
            "read": [_told(iri, people.get(codes.get(iri, ""))) for iri in iris],
            "rows": rows,
        },
    )


def _candidate(iri: str) -> str | None:
    """The code of whose match a graph is the evidence."""
    return unquote(iri.removeprefix(MATCHES).partition("/")[0]) if iri.startswith(MATCHES) else None


def _told(iri: str, person: str | None) -> str:
    if not iri.startswith(MATCHES):
        return iri.removeprefix(graph_iri(""))
    role = unquote(iri.removeprefix(MATCHES).partition("/")[2])
    return f"match/{person or 'nobody'}/{role}"
