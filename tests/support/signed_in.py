"""Browsers and programs that are signed in to a viewer with accounts."""

from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from skillpath.agency.accounts.scope import Scope
from skillpath.agency.accounts.sessions import begin_session
from skillpath.agency.accounts.tokens import make_token
from skillpath.agency.workspace import Workspace
from skillpath.web.acting import ACCOUNTS
from skillpath.web.app import create_app
from skillpath.web.cookies import SESSION
from skillpath.web.forms import form_token


def with_accounts(workspace: Workspace, **config: Any) -> Flask:
    """The viewer of a workspace, in which one signs in."""
    return create_app(workspace, config={"TESTING": True, ACCOUNTS: True, **config})


class Browser:
    """A browser that an account is signed in with; "" for nobody."""

    def __init__(self, app: Flask, workspace: Workspace, name: str = "") -> None:
        self.client: FlaskClient = app.test_client()
        self.token = ""
        """What the forms of its pages send."""
        if name:
            secret = begin_session(workspace.book, name, device="Firefox, Linux")
            self.client.set_cookie(SESSION, secret)
            with app.test_request_context(headers={"Cookie": f"{SESSION}={secret}"}):
                self.token = form_token()

    def get(self, path: str, **more: Any) -> TestResponse:
        return self.client.get(path, **more)

    def post(self, path: str, **fields: Any) -> TestResponse:
        """Sends a form."""
        return self.client.post(path, data={"token": self.token, **fields})


def bearer(workspace: Workspace, name: str, scope: Scope = Scope.READ) -> dict[str, str]:
    """The headers of a program with a token of an account."""
    token = make_token(workspace.book, name, label="test", scope=scope, days=1)
    return {"Authorization": f"Bearer {token}"}
