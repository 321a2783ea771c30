"""A line of the log for every request, and the id by which it is found again.

The line names the route and never the address: an address holds codes of candidates and what was searched.
"""

import re
import time
from typing import Final
from uuid import uuid4

import structlog
from flask import Flask, Response, g, has_request_context, request

HEADER: Final = "X-Request-ID"
"""By which the one who asks, such as a proxy, may name the request, and by which the answer names it."""

NO_ROUTE: Final = "-"
"""The route of an address that leads nowhere."""

QUIET: Final = frozenset(("static", "health.alive", "health.ready", "metrics.show"))
"""Endpoints that are asked all the time and have nothing to tell."""

METHODS: Final = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
"""Any other is logged and counted as ``OTHER``: whoever asks may invent names."""

_WELL_FORMED: Final = re.compile(r"[A-Za-z0-9._-]{8,64}")


def log_requests(app: Flask) -> None:
    """Has an application name and log its requests; to be called before all else that answers them."""
    app.before_request(_begin)
    app.after_request(_end)


def request_id() -> str:
    """The id of the request; "" outside of one."""
    if not has_request_context():
        return ""
    if "request_id" not in g:
        sent = request.headers.get(HEADER, "")
        g.request_id = sent if _WELL_FORMED.fullmatch(sent) else uuid4().hex
    named: str = g.request_id
    return named


def route() -> str:
    """The pattern that the address of the request fits, such as ``/roles/<path:role_id>``."""
    return NO_ROUTE if request.url_rule is None else request.url_rule.rule


def method() -> str:
    """The method of the request, if it is one."""
    return request.method if request.method in METHODS else "OTHER"


def seconds() -> float:
    """How long the request has been worked on."""
    return time.perf_counter() - float(g.get("began", time.perf_counter()))


def _begin() -> None:
    g.began = time.perf_counter()


def _end(response: Response) -> Response:
    response.headers[HEADER] = request_id()
    log = structlog.get_logger()
    write = log.debug if request.endpoint in QUIET and response.status_code < 400 else log.info
    write(
        "request",
        request_id=request_id(),
        method=method(),
        route=route(),
        status=response.status_code,
        ms=round(seconds() * 1000, 1),
        bytes=response.content_length or response.calculate_content_length(),
    )
    return response
