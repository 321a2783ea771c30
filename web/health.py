"""Whether the viewer lives, and whether it can work: for those who watch over it.

Neither says more than a word on what is wrong: the log does, and `skillpath serve` on the machine itself.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

import structlog
from flask import Blueprint

from skillpath.agency.workspace import Workspace
from skillpath.errors import SkillPathError
from skillpath.web.current import unheld
from skillpath.web.request_log import request_id

BLUEPRINT: Final = Blueprint("health", __name__)

CHECKS: Final[Mapping[str, tuple[Callable[[Workspace], object], str]]] = MappingProxyType(
    {
        "book": (lambda opened: opened.book.state(), "the book cannot be reached"),
        "ontology": (lambda opened: opened.network, "the release cannot be loaded, or is of another version"),
        "pool": (lambda opened: opened.pool.now(), "the compiled candidates cannot be loaded"),
    }
)
"""What must work for pages to be shown, in this order → how it is tried, and what is wrong where it fails."""

WELL: Final = "ok"


@BLUEPRINT.get("/healthz")
def alive() -> tuple[str, dict[str, str]]:
    """The process answers."""
    return f"{WELL}\n", {"Content-Type": "text/plain; charset=utf-8"}


@BLUEPRINT.get("/readyz")
def ready() -> tuple[dict[str, Any], int]:
    """Book, ontology and candidates can be used; 503 where one of them cannot, and which."""
    told = {name: _told(name) for name in CHECKS}
    well = all(said == WELL for said in told.values())
    return {"ready": well, "checks": told}, 200 if well else 503


def _told(name: str) -> str:
    attempt, wrong = CHECKS[name]
    try:
        attempt(unheld())
    except (SkillPathError, OSError) as error:
        structlog.get_logger().warning(
            "not ready", check=name, error=type(error).__name__, request_id=request_id()
        )
        return wrong
    return WELL
