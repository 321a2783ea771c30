"""The rooms of the analyst, one beside the other."""

from typing import Final

from flask import request, url_for

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
    return [(url_for(first), gettext(called), request.blueprint in pages) for first, pages, called in ROOMS]
