"""The store that answers a query, by the graphs that it names."""

from pathlib import Path

from skillpath.agency.workspace import Workspace


def store_for(workspace: Workspace, named: frozenset[str], *, book: bool) -> Path:
    """A store with the release and, of the graphs that are ``named``, those that there are.

    Those of the book are in it only where ``book`` says so.
    """
    del named, book  # there are no other graphs yet
    return workspace.store
