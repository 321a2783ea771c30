"""The workspace that the running application shows."""

from typing import Final, cast

from flask import current_app

from skillpath.agency.workspace import Workspace

EXTENSION: Final = "skillpath"


def workspace() -> Workspace:
    """The workspace of the application that answers this request."""
    return cast(Workspace, current_app.extensions[EXTENSION])
