"""What a look at the log tells, and how it is told in another language."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any


class Text(StrEnum):
    """Everything that is told, in English, with places for what it is about."""

    MISSING = "Before entry %(number)s rows are missing: %(first)s to %(last)s."
    OUT_OF_PLACE = "Before entry %(number)s rows are missing: out of place."
    DOES_NOT_FOLLOW = "Entry %(number)s does not follow the one before it: one of them was changed."
    CHANGED = "Entry %(number)s was changed: its hash is that of another row."
    CUT_OFF = "No row has the hash %(hash)s that was noted: rows were cut off or replaced."
    PRUNED_WHEN = "Entry %(number)s does not say when what it pruned was written."
    PRUNED_EARLY = "Entry %(number)s pruned rows that were only %(days)s days old."
    KEPT_CHANGED = "What is kept as %(hash)s was changed; it is of entry %(number)s."
    KEPT_OF_NONE = "What is kept as %(hash)s was changed; it is of no entry."
    KEPT_MISSING = "What entry %(number)s keeps as %(hash)s is missing."

    NOT_KEPT = "what was asked is not kept in the log: see `skillpath audit verify`"
    NO_RELEASE = "the release %(release)s is not in the workspace any more"
    UNREADABLE = "the release %(release)s cannot be read any more: `skillpath doctor` says why"
    DELETED = "the candidate was deleted, and with the record all that the score followed from"
    ROWS_DELETED = "%(deleted)s of %(rows)s candidates were deleted since: their rows"
    SOME_ROWS = "only some rows of the ranking were shown: whether others belonged among them"
    MERGED = "records were merged or parted since: whether others belonged among the rows"

    SAME_CERTIFICATE = "the certificate, digit by digit: %(score)s"
    SAME_ROWS = "scores and order of %(count)s rows, digit by digit"
    SAME_ROLES = "scores and order of %(count)s roles, digit by digit"
    NOBODY_ELSE = "that nobody else belonged among them"

    OTHER_CERTIFICATE = "the certificate is another one: some digit of it differs"
    OTHER_SCORE = "%(of)s: shown %(was)s, now %(now)s"
    ORDER_OF_ROWS = "the order of the rows"
    ORDER_OF_ROLES = "the order of the roles"
    BELONGS = "%(code)s belongs among them"


class Told(str):
    """What is told, in English; ``text`` is without what ``values`` put into it.

    >>> told = Told(Text.BELONGS, code="C-1")
    >>> told, str(told.text), told.values
    ('C-1 belongs among them', '%(code)s belongs among them', {'code': 'C-1'})
    """

    text: Text
    values: Mapping[str, Any]

    def __new__(cls, text: Text, **values: Any) -> "Told":
        """The text with the values put in."""
        told = super().__new__(cls, text % values if values else str(text))
        told.text, told.values = text, values
        return told
