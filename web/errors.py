"""Pages and answers for what went wrong. They say what to do next, and never how the program looks inside."""

import json
import traceback
from typing import Final

import structlog
from flask import Flask, render_template, request
from werkzeug.exceptions import HTTPException

from skillpath.agency.shared_readings import LinkEnded
from skillpath.errors import InputError, SkillPathError, UnknownName, of_disk
from skillpath.web.api import ROOT
from skillpath.web.guard import NotAllowed
from skillpath.web.language import gettext, gettext_noop
from skillpath.web.metrics import metrics
from skillpath.web.request_log import request_id, route

TITLES: Final = {
    400: gettext_noop("This address cannot be answered"),
    401: gettext_noop("Please sign in"),
    403: gettext_noop("The form was not taken"),
    404: gettext_noop("There is no such page"),
    405: gettext_noop("This page only shows"),
    410: gettext_noop("This is no longer here"),
    413: gettext_noop("That is too big"),
    429: gettext_noop("Too many requests"),
    500: gettext_noop("Something went wrong here"),
    503: gettext_noop("The workspace cannot be read"),
}
"""Status → heading; of any other status its own name is the heading."""

NOT_YOURS: Final = gettext_noop("This is not yours to do")

ADVICE: Final = {
    400: gettext_noop(
        "The request does not make sense as it stands. Go back, or start again from the roles."
    ),
    404: gettext_noop("The address may be mistyped, or what it showed is no longer in the book."),
    405: gettext_noop("This page can be read, nothing can be sent to it."),
    413: gettext_noop("The files are too big to be sent at once: send fewer, or use `skillpath intake`."),
    500: gettext_noop(
        "The fault is ours and nothing was changed. Try again; if it stays, report the reference below."
    ),
}
"""Status → what to do, where the error itself does not say."""

DEEP: Final = 6
"""So many of the functions in which a defect happened are logged, the innermost last."""

PROBLEM: Final = "application/problem+json"
"""How the API tells of an error (RFC 9457)."""

ENDPOINT: Final = "/sparql"
"""Where errors are plain text, as its programs expect."""

PLAIN: Final = "text/plain; charset=utf-8"

Page = tuple[str, int, list[tuple[str, str]]]


def handle_errors(app: Flask) -> None:
    """Has the application answer every error with a page of its own."""
    app.register_error_handler(UnknownName, _unknown)
    app.register_error_handler(InputError, _unanswerable)
    app.register_error_handler(LinkEnded, _gone)
    app.register_error_handler(SkillPathError, _unreadable)
    app.register_error_handler(OSError, _disk)
    app.register_error_handler(NotAllowed, _not_allowed)
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(Exception, _failed)


def _page(status: int, message: str, *, title: str = "", error: HTTPException | None = None) -> Page:
    title = gettext(title or TITLES.get(status) or (error.name if error else TITLES[500]))
    headers = [] if error is None else [(k, v) for k, v in error.get_headers() if k != "Content-Type"]
    if request.path.startswith(ROOT):
        problem = {"title": title, "status": status, "detail": message, "request_id": request_id()}
        return json.dumps(problem), status, [*headers, ("Content-Type", PROBLEM)]
    if request.path == ENDPOINT:
        return f"{message}\n", status, [*headers, ("Content-Type", PLAIN)]
    page = render_template("error.html", status=status, title=title, message=message, reference=request_id())
    return page, status, headers  # "Allow" comes with 405


def _unknown(error: UnknownName) -> Page:
    return _page(404, str(error))


def _unanswerable(error: InputError) -> Page:
    return _page(400, str(error))


def _gone(error: LinkEnded) -> Page:
    return _page(410, str(error))


def _unreadable(error: SkillPathError) -> Page:
    structlog.get_logger().warning(
        "cannot be read", request_id=request_id(), route=route(), reason=str(error)
    )
    return _page(503, str(error))


def _disk(error: OSError) -> Page:
    told = of_disk(error)
    return _failed(error) if told is None else _unreadable(told)


def _not_allowed(error: NotAllowed) -> Page:
    return _page(403, str(error.description), title=NOT_YOURS, error=error)


def _refused(error: HTTPException) -> Page:
    status = error.code or 500
    own = error.description if error.description != type(error).description else None
    return _page(status, own or gettext(ADVICE.get(status, error.name)), error=error)


def _failed(error: Exception) -> Page:
    """A defect of ours: the log gets its kind and where it happened, and nothing of what the request held."""
    metrics().errors.labels(type(error).__name__).inc()
    inner = traceback.extract_tb(error.__traceback__)[-DEEP:]
    structlog.get_logger().error(
        "page failed",
        request_id=request_id(),
        route=route(),
        error=type(error).__name__,
        place=[f"{frame.name}, line {frame.lineno}" for frame in inner],
    )
    return _page(500, gettext(ADVICE[500]))
