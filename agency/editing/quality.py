"""How good the releases and working copies of a workspace are: what breaks the rules, counted and kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from skillpath.agency.editing.working_copies import base, view, working_copy
from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError
from skillpath.ontology.checks.checker import check
from skillpath.ontology.checks.findings import Finding, worst_first
from skillpath.ontology.checks.kept import keep, kept_counts, kept_findings
from skillpath.ontology.checks.rules import RULES
from skillpath.ontology.editing.quality import Quality, quality
from skillpath.ontology.releases import Release
from skillpath.ontology.revisions import find_release

Progress = Callable[[str, int, int], None]

NOT_COUNTED: Final = "What breaks the rules in release {} is not counted yet: `skillpath check --release {}`."


@dataclass(frozen=True, slots=True)
class Counted:
    """A release and how many findings of each rule it has: ``None`` where nobody has counted them yet.

    A rule that is not in ``counts`` was not asked.
    """

    release: Release
    counts: Mapping[str, int] | None


def history(workspace: Workspace) -> list[Counted]:
    """All releases, the oldest first."""
    return [counted(workspace, release) for release in workspace.releases.all()]


def counted(workspace: Workspace, release: Release) -> Counted:
    """What is kept of a release."""
    return Counted(release, kept_counts(workspace.releases.path(release.name)))


def found(workspace: Workspace, release: Release) -> list[Finding]:
    """What breaks the rules in a release, worst first; raises :class:`InputError` where it is not counted."""
    if counted(workspace, release).counts is None:
        raise InputError(NOT_COUNTED.format(release.name, release.name))
    return kept_findings(workspace.releases.path(release.name))


def count(
    workspace: Workspace,
    release: Release,
    *,
    matching: bool = False,
    progress: Progress = lambda _part, _done, _total: None,
) -> list[Finding]:
    """Looks for all that breaks the rules in a release, and keeps it.

    Rules about ``matching`` too where that is wanted: the whole network is searched for them.
    """
    folder = workspace.releases.path(release.name)
    files = [folder / "graphs" / f"{origin}.ttl" for origin in release.graphs]
    findings = check(files)
    if matching:
        # networkx is slow to import, and only this needs it.
        from skillpath.reasoner.quality.checker import check_matching  # noqa: PLC0415

        findings = worst_first([*findings, *check_matching(files, progress=progress)])
    keep(folder, findings, [rule for rule in RULES if matching or not rule.matching])
    return findings


def quality_of(workspace: Workspace, name: str) -> Quality:
    """What is wrong in a working copy, and what its changes brought and mended.

    Raises :class:`UnknownName`, and :class:`InputError` where its release is not counted.
    """
    copy = working_copy(workspace.book, name)
    known = found(workspace, find_release(copy.release, workspace.releases))
    return quality(base(workspace, copy), view(workspace, name, at=copy.changes), known)
