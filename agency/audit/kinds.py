"""What the log tells of, and for how long at least."""

from enum import StrEnum
from typing import Final

LEAST_DAYS: Final = 183
"""So many days a row is kept at least: six months (Regulation (EU) 2024/1689, articles 19 and 26)."""

LOCAL: Final = "local"
"""Who does what nobody signed in for: whoever uses this machine."""

OUTSIDE: Final = "outside"
"""Who opens a link, or asks for another firm: nobody knows who, only that they were let in."""


class Event(StrEnum):
    """What happened."""

    RANKING = "ranking shown"
    EXPLANATION = "explanation opened"
    DECISION = "decision"
    OVERRIDE = "override"
    IDENTITY = "identity look"
    EXPORT = "export"
    DELETION = "deletion"
    LINK_MADE = "link made"
    LINK_OPENED = "link opened"
    LINK_WITHDRAWN = "link withdrawn"
    ATTRIBUTES = "protected attributes"
    FAIRNESS = "fairness audit"
    IMPACT = "impact shown"
    QUERY = "query of the book"
    PRUNED = "log pruned"


REPLAYED: Final = (Event.RANKING, Event.EXPLANATION)
"""What can be worked out again."""
