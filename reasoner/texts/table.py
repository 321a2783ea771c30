"""The requirements of a match as a table: for the command line and for paper."""

from dataclasses import dataclass
from typing import Final

from skillpath.reasoner.texts.languages import Language
from skillpath.reasoner.texts.phrases import Document, by_points
from skillpath.reasoner.texts.voice import Voice
from skillpath.reasoner.texts.wordings import Message

COLUMNS: Final = (
    Message.T_REQUIREMENT,
    Message.T_KIND,
    Message.T_STRENGTH,
    Message.T_POINTS,
    Message.T_EVIDENCE,
)


@dataclass(frozen=True, slots=True)
class Table:
    """Cells as text; ``right`` are the columns that hold numbers, ``total`` is the last row."""

    columns: tuple[str, ...]
    right: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...]


def table(document: Document) -> Table:
    """One row for each requirement, those that bring most first, in the language of the document."""
    voice = Voice(Language(document["language"]))
    columns = tuple(voice.say(message) for message in COLUMNS)
    return Table(
        columns=columns,
        right=columns[2:4],
        rows=tuple(_row(r, voice) for r in by_points(document["requirements"])),
        total=(voice.say(Message.T_TOGETHER), "", "", voice.number(document["points"]), ""),
    )


def _row(requirement: Document, voice: Voice) -> tuple[str, ...]:
    asked = requirement["requirement"]
    return (
        asked["name"],
        asked["kind_name"],
        voice.number(requirement["strength"]),
        voice.number(requirement["points"]),
        _evidence(requirement, voice),
    )


def _evidence(requirement: Document, voice: Voice) -> str:
    """The path in one line; where there is no step, what was worked or claimed."""
    if requirement["source"] is None:
        return voice.say(Message.UNMET_CELL)
    return requirement["route"] or voice.apart([part["text"] for part in requirement["contributions"]])
