"""What is examined of a workspace: its folder, its releases, and what was left in it."""

import hashlib
import os
import shlex
import stat
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from sqlalchemy import URL

from skillpath.agency.address import database_url
from skillpath.agency.dataset.folder import BOOK, FOLDER, ONTOLOGY, shelf
from skillpath.agency.doctor import Check, Finding, first
from skillpath.agency.doctor_book import book_checks
from skillpath.agency.workspace import Workspace
from skillpath.graph.fingerprint import fingerprint
from skillpath.ontology.dataset.snapshots import Snapshot, size_of
from skillpath.ontology.files import left_behind


def workspace_checks(folder: Path, database: str | URL | None = None) -> dict[str, Check]:
    """The checks by name; of a workspace that cannot be opened only that."""
    checks: dict[str, Check] = {"workspace": partial(_workspace, folder)}
    if not (folder / "workspace.json").exists():
        return checks
    return checks | {
        "rights": partial(_rights, folder),
        "releases": partial(_releases, folder),
        "deletions": partial(_deletions, folder),
        "dataset": partial(_dataset, folder),
        "left behind": partial(_left, folder),
        **book_checks(database_url(database, folder), folder),
    }


def _workspace(folder: Path) -> Finding:
    if not (folder / "workspace.json").exists():
        return Finding(f"there is none in {folder}", f"skillpath init --workspace {shlex.quote(str(folder))}")
    Workspace.open(folder)
    return Finding(str(folder))


def _rights(folder: Path) -> Finding:
    return first(_wrong_rights(folder), otherwise="its owner only, who may write")


def _wrong_rights(folder: Path) -> Iterator[tuple[str, str]]:
    named = shlex.quote(str(folder))
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        yield f"this user may not write in {folder}", f"chown -R $USER {named}"
    if folder.stat().st_mode & (stat.S_IRWXO | stat.S_IWGRP):
        yield "other users of the machine can reach what is held on persons", f"chmod go-rwx {named}"


def _releases(folder: Path) -> Finding:
    workspace = Workspace.open(folder)
    found = workspace.releases.all()
    damaged = list(_damaged(workspace))
    init = f"skillpath init --workspace {shlex.quote(str(folder))}"
    if damaged:
        return Finding(f"damaged: {', '.join(damaged)}", "restore the workspace from a backup")
    if workspace.release.compiler != fingerprint():
        return Finding(f"{workspace.release.name} was compiled by another SkillPath", init)
    return Finding(f"{len(found)}, {workspace.release.name} is current; {len(workspace.network):,} concepts")


def _damaged(workspace: Workspace) -> Iterator[str]:
    """The graphs that do not have the hash that their release states."""
    for release in workspace.releases.all():
        for origin, stated in release.graphs.items():
            path = workspace.releases.path(release.name) / "graphs" / f"{origin}.ttl"
            if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != stated:
                yield f"{release.name}/graphs/{origin}.ttl"


def _deletions(folder: Path) -> Finding:
    return Finding(f"{len(Workspace.open(folder).deletions.all())} listed")


def _dataset(folder: Path) -> Finding:
    kept = [one for which in (ONTOLOGY, BOOK) for one in shelf(folder, which).all()]
    clear = f"rm -r {shlex.quote(str(folder / FOLDER))}"
    return first(
        (
            (f"a snapshot for queries is damaged: {one.store.parent.name}", clear)
            for one in kept
            if not _opens(one)
        ),
        otherwise=f"{len(kept)} snapshots"
        if kept
        else "not written yet: the first query that needs it does it",
    )


def _opens(snapshot: Snapshot) -> bool:
    try:
        return size_of(snapshot.store).statements > 0
    except OSError:
        return False


def _left(folder: Path) -> Finding:
    left = [*left_behind(folder), *left_behind(folder.parent, of=folder.name)]
    aside = sorted(folder.parent.glob(f"{folder.name}.replaced-*"))
    if aside:
        return Finding(
            f"{aside[0]} is a workspace that a backup has replaced, with all that is held on persons",
            f"rm -r {shlex.quote(str(aside[0]))}",
        )
    if left:
        said = f"{len(left)} unfinished files of commands that were killed, such as {left[0].name}"
        return Finding(said, f"skillpath init --workspace {shlex.quote(str(folder))}")
    return Finding("nothing")
