"""Forms that change something: only those that this viewer itself has shown are taken, and no bigger ones.

A page of somebody else can have a browser send a form here, with its cookies, but cannot read the token. The
token is bound to the session, or before there is one to the visit; where nobody signs in it is one for each
run of the viewer, since cookies on this machine are shared with its other servers.
"""

import hashlib
import hmac
import secrets
from typing import Final

from flask import Flask, abort, current_app, request

from skillpath.web.acting import has_accounts
from skillpath.web.cookies import session_secret, visit_secret
from skillpath.web.language import gettext, gettext_noop

TOKEN: Final = "FORM_TOKEN"  # noqa: S105 (the name of a setting)
"""Setting of the application: what every form must send as the field ``token`` where nobody signs in."""

NO_FORMS: Final = frozenset(("api.shared", "api.noted"))
"""Endpoints that take no forms but JSON, which a browser sends nowhere else without being asked first."""

GUARDED: Final = frozenset(("sparql",))
"""Blueprints that change nothing, and refuse pages of other sites themselves."""

OLD_PAGE: Final = gettext_noop(
    "The page is older than this run of the viewer: load it again, and send the form again."
)

OLD_SESSION: Final = gettext_noop(
    "The page was loaded before you signed in, or by somebody else: load it again, and send the form again."
)

_READING: Final = frozenset(("GET", "HEAD", "OPTIONS"))
_OWN: Final = frozenset((None, "same-origin", "none"))


def guard_forms(app: Flask) -> None:
    """Has the application refuse forms that are not its own; templates get ``form_token``."""
    app.config.setdefault(TOKEN, secrets.token_urlsafe(32))
    app.context_processor(lambda: {"form_token": form_token()})
    app.before_request(_refuse_foreign_form)


def form_token() -> str:
    """What the forms of this request's page send; "" where none can be sent."""
    if not has_accounts():
        return str(current_app.config[TOKEN])
    secret = session_secret() or visit_secret()
    return hmac.new(secret.encode(), b"form", hashlib.sha256).hexdigest() if secret else ""


def _refuse_foreign_form() -> None:
    if request.method in _READING or request.url_rule is None or request.blueprint in GUARDED:
        return
    if request.headers.get("Sec-Fetch-Site") not in _OWN:
        abort(403, gettext("The form was sent by another site: nothing was changed."))
    if request.endpoint in NO_FORMS:
        return
    wanted, sent = form_token(), request.form.get("token", "")
    if not wanted or not hmac.compare_digest(sent.encode(), wanted.encode()):
        abort(403, gettext(OLD_SESSION if has_accounts() else OLD_PAGE))
