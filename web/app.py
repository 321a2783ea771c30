"""The viewer as a Flask application."""

from collections.abc import Mapping
from typing import Any, Final

from flask import Flask
from jinja2 import StrictUndefined

from skillpath.agency.workspace import Workspace
from skillpath.web import assets, metrics
from skillpath.web.acting import ACCOUNTS, tell_who_acts
from skillpath.web.analyst.kept_answers import keep_answers
from skillpath.web.asking import QUERIES, QuerySettings, answer_queries
from skillpath.web.bars import segments, strip
from skillpath.web.blueprints import BLUEPRINTS
from skillpath.web.current import show
from skillpath.web.editing.previews import keep_previews
from skillpath.web.errors import handle_errors
from skillpath.web.exposure import EXPOSURE, LOCAL
from skillpath.web.forms import guard_forms
from skillpath.web.guard import guard, identify
from skillpath.web.kept_sandbox import keep_sandbox
from skillpath.web.language import speak
from skillpath.web.rate_limits import limit_rates
from skillpath.web.request_log import log_requests
from skillpath.web.security import HOSTS, LOOPBACK, secure
from skillpath.web.signing_in import PROVIDER
from skillpath.web.text import FILTERS, legible

DEFAULTS: Final[Mapping[str, Any]] = {
    HOSTS: LOOPBACK,
    EXPOSURE: LOCAL,
    ACCOUNTS: False,
    PROVIDER: None,
    QUERIES: QuerySettings(),
}


def create_app(workspace: Workspace, *, config: Mapping[str, Any] | None = None) -> Flask:
    """The viewer of a workspace; ``config`` goes over :data:`DEFAULTS` and Flask's own settings."""
    app = Flask(__name__)
    app.config.from_mapping({**DEFAULTS, **(config or {})})
    log_requests(app)
    metrics.measure(app)
    show(app, workspace)
    app.jinja_options = {
        "finalize": legible,
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    app.jinja_env.filters.update(FILTERS, segments=segments, strip=strip)
    speak(app)
    app.jinja_env.globals["asset"] = assets.addresses()
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    handle_errors(app)
    secure(app)
    limit_rates(app, app.config[EXPOSURE])
    identify(app)
    tell_who_acts(app)
    guard(app)
    guard_forms(app)
    keep_sandbox(app)
    keep_previews(app)
    answer_queries(app, app.config[QUERIES])
    keep_answers(app)
    return app
