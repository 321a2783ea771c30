"""CVs with annotated entities: XML files with ``<label type="…">`` around what people found."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Final

from skillpath.agency.intake.document import Span
from skillpath.errors import InputError, Problem

ENTITIES: Final[Mapping[str, tuple[str, ...]]] = {
    "job titles": ("Designation",),
    "skills": ("Job Specific Skills", "Soft Skills", "Tech Tools"),
    "companies": ("Companies worked at",),
    "dates": ("Years of Experience",),
}
"""What is compared → types of label."""

_MARK: Final = re.compile(r'<label type="([^"]*)">|</label>|<[^>]*>')
_ESCAPED: Final = re.compile(r"(?:\\x[0-9a-fA-F]{2})+")


@dataclass(frozen=True, slots=True)
class AnnotatedCv:
    """The text of a CV and the characters of its entities, by what is compared."""

    name: str
    text: str
    entities: Mapping[str, frozenset[Span]]


def read_cvs(folder: Path) -> list[AnnotatedCv]:
    """All ``*.xml`` files of a folder and those below it, by name; raises :class:`InputError` for none."""
    paths = sorted(folder.rglob("*.xml"))
    if not paths:
        raise InputError("No CVs.", [Problem(str(folder), None, "there is no XML file in it")])
    return [_read(path) for path in paths]


def _read(path: Path) -> AnnotatedCv:
    marked = path.read_text(encoding="utf-8", errors="replace")
    parts: list[str] = []
    found: dict[str, set[Span]] = {name: set() for name in ENTITIES}
    length, end = 0, 0
    open_: tuple[str, int] | None = None
    for match in _MARK.finditer(marked):
        piece = _plain(marked[end : match.start()])
        parts.append(piece)
        length, end = length + len(piece), match.end()
        if match[1] is not None:
            open_ = (match[1], length)
        elif open_ is not None:
            for name, types in ENTITIES.items():
                if open_[0] in types and length > open_[1]:
                    found[name].add(Span(open_[1], length))
            open_ = None
    text = "".join([*parts, _plain(marked[end:])])
    return AnnotatedCv(path.name, text, {name: frozenset(spans) for name, spans in found.items()})


def _plain(text: str) -> str:
    """Entities and escaped bytes undone."""
    undone = _ESCAPED.sub(
        lambda m: bytes.fromhex(m.group().replace("\\x", "")).decode("utf-8", errors="replace"), text
    )
    return unescape(undone)
