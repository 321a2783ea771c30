"""Who a match is told to, and the parts of what is told."""

from dataclasses import dataclass
from enum import StrEnum


class Audience(StrEnum):
    """Who a match is told to."""

    CONSULTANT = "consultant"
    CLIENT = "client"
    CANDIDATE = "candidate"


@dataclass(frozen=True, slots=True)
class Section:
    """Some lines under a heading; ``name`` says what they are about, ``heading`` may be ""."""

    name: str
    heading: str
    lines: tuple[str, ...]
