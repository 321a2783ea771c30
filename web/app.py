"""The viewer as a Flask application."""

from collections.abc import Mapping
from typing import Any, Final

from flask import Flask
from jinja2 import StrictUndefined

from skillpath.agency.workspace import Workspace
from skillpath.web import (
    api,
    assets,
    candidates,
    comparing,
    concepts,
    decisions,
    duplicates,
    health,
    intake,
    matches,
    metrics,
    readings,
    roles,
    scores,
    search,
    sharing,
    standings,
)
from skillpath.web.bars import segments, strip
from skillpath.web.current import show
from skillpath.web.errors import handle_errors
from skillpath.web.exposure import EXPOSURE, LOCAL
from skillpath.web.forms import guard_forms
from skillpath.web.kept_sandbox import keep_sandbox
from skillpath.web.language import speak
from skillpath.web.rate_limits import limit_rates
from skillpath.web.request_log import log_requests
from skillpath.web.security import HOSTS, LOOPBACK, secure
from skillpath.web.text import FILTERS, legible

DEFAULTS: Final[Mapping[str, Any]] = {HOSTS: LOOPBACK, EXPOSURE: LOCAL}


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
    people = (candidates, duplicates, search, standings)
    matching = (comparing, decisions, matches, readings, scores, sharing)
    watching = (health, metrics)
    for room in (roles, *matching, concepts, intake, *people, api, *watching):
        app.register_blueprint(room.BLUEPRINT)
    handle_errors(app)
    secure(app)
    limit_rates(app, app.config[EXPOSURE])
    guard_forms(app)
    keep_sandbox(app)
    return app
