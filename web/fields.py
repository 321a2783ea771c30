"""What the forms about people send: lines of text, cleaned."""

from datetime import date
from typing import Final

from flask import request

from skillpath.agency.intake.text import clean, clean_line
from skillpath.errors import InputError
from skillpath.web.language import gettext

LINE: Final = 300
TEXT: Final = 4000
"""Characters at most of a field with one line, and of one with several."""


class FieldError(InputError):
    """What one field says cannot be; ``field`` is its name."""

    def __init__(self, field: str, reason: str) -> None:
        self.field = field
        super().__init__(reason)


def line(name: str) -> str:
    """A field as one clean line; "" where it is empty or missing."""
    return clean_line(request.form.get(name, ""), LINE)


def text(name: str) -> str:
    """A field as clean text of several lines."""
    return clean(request.form.get(name, "")).strip()[:TEXT]


def day(said: str | None) -> date | None:
    """A day, ``None`` where nothing is said; raises :class:`ValueError` for what is none, with an example."""
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        raise ValueError(
            gettext("“%(day)s” is not a day: write year-month-day, such as 2019-04-01.", day=said)
        ) from None


def needed(name: str, said: str, reason: str) -> str:
    """What a field says; raises :class:`FieldError` with a reason where it says nothing."""
    if not said:
        raise FieldError(name, reason)
    return said
