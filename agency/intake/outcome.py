"""What comes of a file: documents, or the reason why not and what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from skillpath.agency.intake.document import Document
from skillpath.errors import SkillPathError


class Why(StrEnum):
    """Why a file was not read."""

    UNKNOWN = "unknown format"
    OLD_WORD = "old Word format"
    PICTURE = "picture"
    ARCHIVE = "archive"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    EMPTY = "empty"
    NO_TEXT = "no text"
    NO_JOBS = "no table of candidates"
    INVALID = "invalid"
    ENTITIES = "entities"
    BOMB = "unpacks to too much"
    TOO_BIG = "too big"
    TOO_LONG = "too long"
    TOO_SLOW = "too slow"
    TOO_HUNGRY = "too much memory"
    BROKE = "broke its reader"
    UNREADABLE = "cannot be opened"


REMEDIES: Final[Mapping[Why, str]] = MappingProxyType(
    {
        Why.UNKNOWN: "Send a PDF, DOCX, ODT, RTF, HTML, text, JSON Resume, Europass, CSV or XLSX file.",
        Why.OLD_WORD: "Open it in Word or LibreOffice and save it as DOCX.",
        Why.PICTURE: "Ask for the text: characters in pictures (OCR) are not read.",
        Why.ARCHIVE: "Unpack it and send the files in it.",
        Why.ENCRYPTED: "Ask for the file without a password.",
        Why.DAMAGED: "Ask for the file again.",
        Why.EMPTY: "Ask for the file again.",
        Why.NO_TEXT: "Ask for the text: characters in pictures (OCR) are not read.",
        Why.NO_JOBS: "Say which column is which, as in --map title=Jobtitel.",
        Why.INVALID: "Mend the file, or send the CV as a PDF or DOCX.",
        Why.ENTITIES: "No CV needs them, and they can be an attack: ask for a PDF or DOCX.",
        Why.BOMB: "No CV is packed so: do not open it, and ask where it comes from.",
        Why.TOO_BIG: "Ask for a smaller file, without pictures.",
        Why.TOO_LONG: "Send the CV alone, or raise the limit.",
        Why.TOO_SLOW: "Ask for the file in another format.",
        Why.TOO_HUNGRY: "Ask for the file in another format.",
        Why.BROKE: "It may be an attack: ask for the file in another format.",
        Why.UNREADABLE: "Check the name, and that it may be read.",
    }
)
"""Why a file was not read → what to do."""


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read: one document, or several of a sheet.

    ``notes`` say what was odd about it, and what was left out. ``found`` is what was found in each document,
    as plain data, where that was asked for.
    """

    documents: tuple[Document, ...]
    notes: tuple[str, ...] = ()
    found: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not read; ``reason`` is a clause that says what was found."""

    why: Why
    reason: str

    @property
    def remedy(self) -> str:
        """What to do about it, as a sentence."""
        return REMEDIES[self.why]

    def __str__(self) -> str:
        return f"{self.reason}. {self.remedy}"


Outcome = Read | Refused


class Refusal(SkillPathError):
    """Raised by a reader that cannot read a file; becomes a :class:`Refused`."""

    def __init__(self, why: Why, reason: str) -> None:
        self.refused = Refused(why, reason)
        super().__init__(str(self.refused))
