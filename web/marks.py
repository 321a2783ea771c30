"""The marks beside a score: surprising, stable, and the link that most hangs on."""

from skillpath.agency.robustness import mark_robustness, weakest_link_document
from skillpath.agency.surprises import mark_surprises
from skillpath.reasoner.role import Role
from skillpath.reasoner.shown import Document
from skillpath.web.current import workspace
from skillpath.web.language import language
from skillpath.web.state import State


def marked(ranked: Document, role: Role, state: State) -> Document:
    """A ranking for a role whose rows have their ``surprise`` and ``robustness``."""
    surprises = mark_surprises(workspace(), ranked, role=role, as_of=state.as_of, language=language())
    return mark_robustness(workspace(), surprises, role=role, as_of=state.as_of)


def standing(ranked: Document, code: str, role: Role, state: State) -> Document:
    """What the page of one match says of where it stands: its ``surprise`` and its ``weakest_link``."""
    own = ranked | {"rows": [row for row in ranked["rows"] if row["candidate"] == code]}
    spoken = language()
    (row,) = mark_surprises(workspace(), own, role=role, as_of=state.as_of, language=spoken)["rows"]
    link = weakest_link_document(workspace(), code, role, as_of=state.as_of, language=spoken)
    return {"surprise": row["surprise"], "weakest_link": link}
