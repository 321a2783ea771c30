"""The intake of a workspace: processes that look in files for what its release knows."""

from datetime import date

from skillpath.agency.intake.draft import Purpose
from skillpath.agency.intake.finding import Finding
from skillpath.agency.intake.limits import LIMITS, Limits
from skillpath.agency.intake.sandbox import Sandbox
from skillpath.agency.workspace import Workspace


def sandbox(
    workspace: Workspace, *, purpose: Purpose, day: date, jobs: int, limits: Limits = LIMITS
) -> Sandbox:
    """A sandbox that reads files and looks for the concepts of the current release in them."""
    network = workspace.releases.path(workspace.release.name) / "network"
    return Sandbox(jobs=jobs, limits=limits, finding=Finding(str(network), purpose, day))
