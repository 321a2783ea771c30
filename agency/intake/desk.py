"""The intake of a workspace: processes that look in files for what its release knows."""

from collections.abc import Callable
from datetime import date
from typing import Final

from skillpath.agency.intake.draft import Purpose
from skillpath.agency.intake.finding import Finding
from skillpath.agency.intake.kept_lexicon import KeptLexicon
from skillpath.agency.intake.lexicon import Lexicon
from skillpath.agency.intake.limits import LIMITS, Limits
from skillpath.agency.intake.sandbox import Sandbox
from skillpath.agency.workspace import Workspace

LEXICON: Final = "cache/lexicon"
"""Where in a workspace the lexicon of its current release is kept; it may be deleted."""


def sandbox(
    workspace: Workspace,
    *,
    purpose: Purpose,
    day: date,
    jobs: int,
    limits: Limits = LIMITS,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> Sandbox:
    """A sandbox that reads files and looks for the concepts of the current release in them.

    What is looked for is prepared first where it is not kept: once a release. ``progress`` is told how many
    parts are.
    """
    release, lexicon = workspace.release.name, workspace.folder / LEXICON
    KeptLexicon(lexicon, release).keep(lambda: Lexicon.of(workspace.network), progress=progress)
    finding = Finding(str(workspace.releases.path(release)), str(lexicon), purpose, day)
    return Sandbox(jobs=jobs, limits=limits, finding=finding)
