"""Forms that change something: only those that this viewer itself has shown are taken, and no bigger ones.

There are no accounts, hence no sessions: the token is one for each run of the viewer. A page of somebody
else can have a browser send a form here, but cannot read the token.
"""

import hmac
import secrets
from typing import Final

from flask import Flask, abort, current_app, request

from skillpath.web.language import gettext, gettext_noop

TOKEN: Final = "FORM_TOKEN"  # noqa: S105 (the name of a setting)
"""Setting of the application: what every form must send as the field ``token``."""

NO_FORMS: Final = frozenset(("api.shared",))
"""Endpoints that take no forms but JSON, which a browser sends nowhere else without being asked first."""

OLD_PAGE: Final = gettext_noop(
    "The page is older than this run of the viewer: load it again, and send the form again."
)

_READING: Final = frozenset(("GET", "HEAD", "OPTIONS"))
_OWN: Final = frozenset((None, "same-origin", "none"))


def guard_forms(app: Flask) -> None:
    """Has the application refuse forms that are not its own; templates get ``form_token``."""
    app.config.setdefault(TOKEN, secrets.token_urlsafe(32))
    app.jinja_env.globals["form_token"] = app.config[TOKEN]
    app.before_request(_refuse_foreign_form)


def _refuse_foreign_form() -> None:
    if request.method in _READING or request.url_rule is None:
        return
    if request.headers.get("Sec-Fetch-Site") not in _OWN:
        abort(403, gettext("The form was sent by another site: nothing was changed."))
    if request.endpoint in NO_FORMS:
        return
    if not hmac.compare_digest(request.form.get("token", "").encode(), current_app.config[TOKEN].encode()):
        abort(403, gettext(OLD_PAGE))
