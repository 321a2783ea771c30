"""SkillPath: whose experience transfers to this role, and exactly why?"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from skillpath.notebook.workbench import Workbench


def open(  # noqa: A001 (as a file is opened, so is a workspace)
    workspace: "str | Path | None" = None, *, database: str | None = None, language: str = "en"
) -> "Workbench":
    """Opens a workspace for a notebook or program; see :class:`skillpath.notebook.workbench.Workbench`.

    ``workspace`` is its folder, else the one that SKILLPATH_WORKSPACE names; ``database``: where the book is,
    if not in the folder. Raises :class:`skillpath.errors.WorkspaceError` where there is no workspace.
    """
    from skillpath.notebook.workbench import Workbench  # noqa: PLC0415 (every start would pay for it)

    return Workbench(workspace, database=database, language=language)


def __getattr__(name: str) -> str:
    """``skillpath.__version__``, looked up when asked for: every start of the command would pay for it."""
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415 (the point of this function)

        return version("skillpath")
    raise AttributeError(name)
