"""The rooms of the analyst, one beside the other."""

from typing import Final

from flask import current_app, request, url_for

from skillpath.web.language import gettext, gettext_noop

ROOMS: Final = (
    ("workbench.show", ("workbench",), gettext_noop("Query")),
    ("queries.index", ("queries", "saved_queries"), gettext_noop("Library")),
    ("browse.show", ("browse",), gettext_noop("Browse")),
    ("contents.show", ("contents",), gettext_noop("What is in here")),
)
"""Where a room begins, the blueprints of its pages, and what it is called."""


def tabs() -> list[tuple[str, str, bool]]:
    """Address and name of each room, and whether the page is one of its."""
    found = [(where(first), gettext(called), request.blueprint in pages) for first, pages, called in ROOMS]
    return [room for room in found if room[0]]


def where(endpoint: str) -> str:
    """The address of a room or form; "" where the viewer has none."""
    return url_for(endpoint) if endpoint in current_app.view_functions else ""
