"""The workspace that the running application shows, and the one state of it that a page is made from."""

import threading
from contextlib import ExitStack
from typing import Final, cast

from flask import Flask, current_app, g

from skillpath.agency.workspace import Workspace

EXTENSION: Final = "skillpath"

_TURN: Final = threading.Lock()
"""Requests that find another release become current take turns: one of them opens it."""


def show(app: Flask, workspace: Workspace) -> None:
    """Has an application show a workspace."""
    app.extensions[EXTENSION] = workspace
    app.teardown_appcontext(_let_go)


def unheld() -> Workspace:
    """The workspace, for requests that write: what they read is as it is, and they keep nobody waiting."""
    with _TURN:
        renewed: Workspace = current_app.extensions[EXTENSION].renewed()
        current_app.extensions[EXTENSION] = renewed
    return renewed


def workspace() -> Workspace:
    """The workspace of the application, as it was when this request began.

    A release that takes the place of its release meanwhile, and what is written to the book meanwhile, are
    shown by the next request.
    """
    if "workspace" not in g:
        g.workspace = unheld()
        g.state = ExitStack()
        g.state.enter_context(g.workspace.pool.still())
    return cast(Workspace, g.workspace)


def _let_go(_: BaseException | None) -> None:
    if "state" in g:
        g.state.close()
