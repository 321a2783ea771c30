"""The workspace that the running application shows."""

from typing import Final, cast

from flask import current_app, g

from skillpath.agency.workspace import Workspace

EXTENSION: Final = "skillpath"


def workspace() -> Workspace:
    """The workspace of the application, on the release that was current when this request began.

    A release that takes its place meanwhile is shown by the next request.
    """
    if "workspace" not in g:
        g.workspace = current_app.extensions[EXTENSION] = current_app.extensions[EXTENSION].renewed()
    return cast(Workspace, g.workspace)
