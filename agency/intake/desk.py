"""The intake of a workspace: processes that look in files for what its release knows."""

from datetime import date
from typing import Final

from skillpath.agency.intake.draft import Purpose
from skillpath.agency.intake.finding import Finding
from skillpath.agency.intake.kept_lexicon import KeptLexicon, Progress
from skillpath.agency.intake.label_vectors import kept_minilm
from skillpath.agency.intake.lexicon import Lexicon
from skillpath.agency.intake.limits import LIMITS, Limits
from skillpath.agency.intake.sandbox import Sandbox
from skillpath.agency.workspace import Workspace

LEXICON: Final = "cache/lexicon"
VECTORS: Final = "cache/label-vectors.npz"
"""Where in a workspace the lexicon of its current release is kept, and what the language model made of its
labels; both may be deleted."""


def prepare(workspace: Workspace, *, meaning: bool, progress: Progress) -> None:
    """Keeps what is looked for in files, where it is not kept: once a release, in seconds a language.

    With ``meaning`` also what the language model makes of all labels, where it is installed: in minutes for
    ESCO, the first time; later releases cost their new labels.
    """
    vectors = workspace.folder / VECTORS
    KeptLexicon(workspace.folder / LEXICON, workspace.release.name).keep(
        lambda: Lexicon.of(workspace.network),
        embed=kept_minilm(vectors) if meaning or vectors.exists() else None,
        progress=progress,
    )


def sandbox(
    workspace: Workspace,
    *,
    purpose: Purpose,
    day: date,
    jobs: int,
    limits: Limits = LIMITS,
    progress: Progress = lambda _what, _done, _of: None,
) -> Sandbox:
    """A sandbox that reads files and looks for the concepts of the current release in them.

    It suggests by meaning where that was once prepared.
    """
    prepare(workspace, meaning=False, progress=progress)
    release = str(workspace.releases.path(workspace.release.name))
    finding = Finding(release, str(workspace.folder / LEXICON), purpose, day)
    return Sandbox(jobs=jobs, limits=limits, finding=finding)
