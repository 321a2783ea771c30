"""The steps of a review."""

from enum import StrEnum


class Step(StrEnum):
    """What somebody says of a working copy."""

    PROPOSED = "proposed"
    COMMENTED = "commented"
    APPROVED = "approved"
    SENT_BACK = "sent back"
