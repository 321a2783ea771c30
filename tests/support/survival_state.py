"""What a workspace says, so that two can be compared; and what is wrong with it, whatever it says."""

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyoxigraph as ox
from sqlalchemy import Connection, select

from pools import told
from skillpath.agency.audit.verifying import verify
from skillpath.agency.backup_reading import open_backup
from skillpath.agency.dataset.candidates import candidate_nodes
from skillpath.agency.dataset.folder import FOLDER
from skillpath.agency.dataset.stores import store_for
from skillpath.agency.dialects import WORDS
from skillpath.agency.schema import METADATA
from skillpath.agency.workspace import Workspace
from skillpath.ontology.dataset.names import CANDIDATES
from skillpath.ontology.dataset.statements import lines
from skillpath.reasoner.pool import joined_pools
from survival_writes import Place

CHANGING = re.compile(
    r"\d{4}-\d\d-\d\dT[\d:.]+(\+00:00|Z)?|\b[0-9a-f]{64}\b|\b[0-9a-f]{32}\b|\$argon2id\$[^\"]+|skp_[\w-]{6}"
)
"""Moments, pseudonyms, secrets, and what is hashed of secrets and moments: no two runs have the same."""

HIDDEN = {".lock"}
"""Files whose names begin with a dot and that belong in a workspace."""


def said(place: Place) -> dict[str, Any]:
    """All that a workspace keeps: every row of its book, its releases, and what was measured on them."""
    workspace = Workspace.open(place.workspace)
    with workspace.book.read() as connection:
        book = {table.name: _rows(connection, table) for table in METADATA.sorted_tables}
    releases = workspace.releases
    return {
        "book": book,
        "release": releases.current_name(),
        "releases": {one.name: _digest(releases.path(one.name)) for one in releases.all()},
        "backup": _verified(place.backup),
    }


def _verified(backup: Path) -> str:
    if not backup.exists():
        return "none"
    with open_backup(backup) as opened:
        opened.verify()
    return "whole"


def _rows(connection: Connection, table: Any) -> list[str]:
    order = table.primary_key.columns or table.columns
    found = connection.execute(select(table).order_by(*order))
    texts = (json.dumps(list(row), default=str, ensure_ascii=False) for row in found)
    return sorted(CHANGING.sub("·", row) for row in texts)  # what is kept by its hash is in no order


def _digest(release: Path) -> str:
    """Of all files of a release but its index, whose bytes differ from run to run, and of what is indexed."""
    digest = hashlib.sha256(str(len(ox.Store.read_only(str(release / "store")))).encode())
    for path in sorted(release.rglob("*")):
        if path.is_file() and path.parent.name != "store" and not path.name.startswith((".", "release.json")):
            digest.update(path.relative_to(release).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def faults(folder: Path) -> Iterator[str]:
    """What is wrong with a workspace, whatever it should say."""
    workspace = Workspace.open(folder)
    with workspace.book.write() as connection:
        yield from _book_faults(connection)
    for release in workspace.releases.all():
        for origin, digest in release.graphs.items():
            text = (workspace.releases.path(release.name) / "graphs" / f"{origin}.ttl").read_bytes()
            if hashlib.sha256(text).hexdigest() != digest:
                yield f"release {release.name}: the graph {origin} is not what was hashed"
    yield from verify(workspace.book).findings
    if not len(workspace.network):
        yield "the network is empty"
    if not _pool_agrees(workspace):
        yield "the pool is not what the book says"
    if (folder / FOLDER).exists() and not _dataset_agrees(workspace):
        yield "the dataset is not what the book says"


def _book_faults(connection: Connection) -> Iterator[str]:
    for check in ("integrity_check", "foreign_key_check"):
        rows = connection.exec_driver_sql(f"PRAGMA {check}").fetchall()
        if [tuple(row) for row in rows] not in ([], [("ok",)]):
            yield f"{check}: {rows}"
    for words in WORDS.values():  # raises where an index of words is not that of its table
        connection.exec_driver_sql(f"INSERT INTO {words} ({words}, rank) VALUES ('integrity-check', 1)")


def _pool_agrees(workspace: Workspace) -> bool:
    """Whether the compiled pool holds what one made anew of the book does."""
    snapshot, fresh = workspace.pool.now(), workspace.book.pool(day=date(2026, 11, 1))
    parts = [pool.take(np.flatnonzero(counts)) for pool, counts in snapshot.parts]
    return told(joined_pools(parts, day=fresh.terms.day)) == told(fresh)


def _dataset_agrees(workspace: Workspace) -> bool:
    """Whether a store for queries holds the candidates that the book does, each with all that is said."""
    store = ox.Store.read_only(str(store_for(workspace, (), book=True)))
    graph = ox.NamedNode(CANDIDATES)
    found = {str(quad.triple) for quad in store.quads_for_pattern(None, None, None, graph)}
    return found == set(lines(node for one in workspace.book.candidates() for node in candidate_nodes(one)))


def left_behind(folder: Path) -> list[str]:
    """Files that were being made and are not wanted any more."""
    return [
        path.relative_to(folder).as_posix()
        for path in sorted(folder.rglob(".*"))
        if path.name not in HIDDEN and "store" not in path.parts and ".replaced-" not in str(path)
    ]


def holds(folder: Path, words: str) -> bool:
    """Whether some words are in any file of a folder."""
    return any(words.encode() in path.read_bytes() for path in folder.rglob("*") if path.is_file())
