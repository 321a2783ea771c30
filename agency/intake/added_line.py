"""An item added by hand, written in one line: ``skill: WORDS = LABEL``."""

import re
from datetime import date
from typing import Final

from skillpath.agency.intake.adding import new_item
from skillpath.agency.intake.item import Item, ItemKind
from skillpath.agency.intake.review import concept_named
from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError

_LINE: Final = re.compile(
    r"\s*(?P<kind>skill|job)(?:\s+(?P<start>[\d-]+))?(?:\s+(?P<end>[\d-]+))?\s*:(?P<words>.*)=(?P<label>[^=]+)",
    re.DOTALL,
)


def item_said(workspace: Workspace, line: str, *, text: str) -> Item:
    """The item that a line says; ``text`` is that of the draft, where the words may stand.

    Raises :class:`InputError` for a line that cannot be read, :class:`UnknownName` for the label.
    """
    said = _LINE.fullmatch(line)
    if said is None:
        raise InputError(
            f"“{line}” adds nothing: write it as “skill: WORDS = LABEL” or "
            "“job 2015-01-01 2018-06-30: WORDS = LABEL”."
        )
    kind = ItemKind(said["kind"])
    concept = concept_named(workspace, kind, said["label"].strip())
    return new_item(kind, said["words"], concept, text=text, start=_day(said["start"]), end=_day(said["end"]))


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise InputError(f"“{text}” is not a day: write year-month-day, such as 2019-04-01.") from None
