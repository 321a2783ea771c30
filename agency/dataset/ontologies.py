"""What releases and working copies say, each in a graph of its own; and mappings, history and quality."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from sqlalchemy import func, select

from skillpath.agency.dataset.source import Change, Progress, Source, Version, Wanted
from skillpath.agency.editing import quality as kept
from skillpath.agency.editing import tables as t
from skillpath.agency.editing.provenance import history
from skillpath.agency.editing.working_copies import base, log, view, working_copies, working_copy
from skillpath.agency.workspace import Workspace
from skillpath.ontology.checks.kept import COUNTS, FINDINGS, kept_findings
from skillpath.ontology.dataset.changes import change_lines
from skillpath.ontology.dataset.mappings import mapping_lines
from skillpath.ontology.dataset.quality import quality_lines
from skillpath.ontology.editing.change_sets import replayed
from skillpath.ontology.editing.view import View, view_of
from skillpath.ontology.provenance import provenance_lines
from skillpath.ontology.releases import Release
from skillpath.ontology.revisions import find_release


def _same_release(workspace: Workspace, _wanted: Wanted) -> Version:
    return [workspace.release.name]


def _mappings(workspace: Workspace, _wanted: Wanted, _progress: Progress) -> Iterator[str]:
    return mapping_lines(workspace.store)


def _history_version(workspace: Workspace, _wanted: Wanted) -> Version:
    """Releases, and what is only ever added to; what became of working copies."""
    tables = (t.CHANGE_SET, t.REVIEW, t.RELEASE_TURN)
    with workspace.book.read() as connection:
        counts = [connection.execute(select(func.count()).select_from(one)).scalar_one() for one in tables]
    copies = [[one.name, one.release, one.became] for one in working_copies(workspace.book)]
    return [workspace.book.identity, [one.name for one in workspace.releases.all()], counts, copies]


def _provenance(workspace: Workspace, _wanted: Wanted, _progress: Progress) -> Iterator[str]:
    return provenance_lines(history(workspace))


def _changes(workspace: Workspace, _wanted: Wanted, _progress: Progress) -> Iterator[str]:
    became = {one.name: one.became for one in working_copies(workspace.book)}
    return change_lines((copy, became[copy.name]) for copy in history(workspace).copies)


def _quality_version(workspace: Workspace, _wanted: Wanted) -> Version:
    releases = workspace.releases
    files = [releases.path(one.name) / file for one in releases.all() for file in (COUNTS, FINDINGS)]
    return [workspace.release.name, [_written(file) for file in files]]


def _written(file: Path) -> list[int]:
    return [file.stat().st_mtime_ns, file.stat().st_size] if file.exists() else []


def _quality(workspace: Workspace, _wanted: Wanted, _progress: Progress) -> Iterator[str]:
    counted = [(one.release.name, one.counts) for one in kept.history(workspace) if one.counts is not None]
    current = workspace.release.name
    return quality_lines(counted, current, kept_findings(workspace.releases.path(current)))


def _release_version(workspace: Workspace, wanted: Wanted) -> Version:
    return [find_release(unquote(wanted.name), workspace.releases).name]


def _release(workspace: Workspace, wanted: Wanted, progress: Progress) -> Iterator[str]:
    release = find_release(unquote(wanted.name), workspace.releases)
    return _told(view_of(workspace.releases, release), release, progress)


def _copy_version(workspace: Workspace, wanted: Wanted) -> Version:
    copy = working_copy(workspace.book, unquote(wanted.name))
    return [workspace.book.identity, copy.release, copy.changes]


def _copy(workspace: Workspace, wanted: Wanted, progress: Progress) -> Iterator[str]:
    release = find_release(working_copy(workspace.book, unquote(wanted.name)).release, workspace.releases)
    return _told(view(workspace, unquote(wanted.name)), release, progress)


def _copy_changed(workspace: Workspace, wanted: Wanted, before: Version, now: Version) -> Change | None:
    """What change sets since came to. What another origin says too does not go."""
    if list(before[:2]) != list(now[:2]) or before[2] > now[2]:
        return None
    release, changes = (
        base(workspace, working_copy(workspace.book, unquote(wanted.name))),
        log(workspace.book, unquote(wanted.name)),
    )
    earlier, later = replayed(release, changes[: before[2]]), replayed(release, changes)
    edit, origins = earlier.until(later), later.origins
    gone = [triple for _, triple in edit.removed if not any((one, triple) in later for one in origins)]
    return Change(removed=map(str, gone), added=(str(triple) for _, triple in edit.added))


def _told(view: View, release: Release, progress: Progress) -> Iterator[str]:
    total = release.counts["triples"]
    for done, line in enumerate(view.lines()):
        if done % 10_000 == 0:
            progress(release.name, min(done, total), total)
        yield line


MAPPINGS: Final = Source(_same_release, _mappings)
PROVENANCE: Final = Source(_history_version, _provenance)
CHANGES: Final = Source(_history_version, _changes)
QUALITY: Final = Source(_quality_version, _quality)
RELEASE: Final = Source(_release_version, _release)
WORKING_COPY: Final = Source(_copy_version, _copy, _copy_changed)
