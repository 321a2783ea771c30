"""NAICS, as the employment tables of the U.S. Bureau of Labor Statistics write its codes."""

import re
from collections.abc import Mapping
from typing import Final

from rdflib import Namespace, URIRef

from skillpath.ontology import vocabulary as v

NAICS: Final = Namespace("https://w3id.org/skillpath/naics/")
"""Industries of NAICS by code: ``23``, ``236``, ``2361``."""

CODE: Final = re.compile(r"\d\d-{1,2}\d+|[0-9A-Z]{6}")
"""An industry's code in the tables: a sector's, or one of six places."""

ECONOMY: Final = "000000"
"""The table's code of the whole economy."""

LEVELS: Final = frozenset({"2", "3", "4"})
"""Levels that become industries: sectors, subsectors, industry groups. Deeper ones are cells too small,
higher ones are totals."""

SECTIONS: Final[Mapping[str, tuple[tuple[URIRef, str], ...]]] = {
    "11": ((v.CLOSE_MATCH, "A"),),
    "21": ((v.CLOSE_MATCH, "B"),),
    "22": ((v.CLOSE_MATCH, "D"), (v.RELATED, "E")),
    "23": ((v.CLOSE_MATCH, "F"),),
    "31": ((v.CLOSE_MATCH, "C"),),
    "42": ((v.BROADER, "G"),),
    "44": ((v.BROADER, "G"),),
    "48": ((v.CLOSE_MATCH, "H"),),
    "51": ((v.RELATED, "J"), (v.RELATED, "K")),
    "52": ((v.CLOSE_MATCH, "L"),),
    "53": ((v.CLOSE_MATCH, "M"),),
    "54": ((v.CLOSE_MATCH, "N"),),
    "55": ((v.BROADER, "N"),),
    "56": ((v.CLOSE_MATCH, "O"),),
    "61": ((v.CLOSE_MATCH, "Q"),),
    "62": ((v.CLOSE_MATCH, "R"),),
    "71": ((v.CLOSE_MATCH, "S"),),
    "72": ((v.CLOSE_MATCH, "I"),),
    "81": ((v.CLOSE_MATCH, "T"),),
    "99": ((v.CLOSE_MATCH, "P"),),
}
"""First two digits of a sector → its NACE Rev. 2.1 sections, and how they relate.

Close where both cut nearly the same piece; broader where NACE's section holds more than one sector
(wholesale and retail trade; head offices); related where NACE divides differently (information).
"""

_MERGED: Final = {"32": "31", "33": "31", "45": "44", "49": "48"}
"""First digits of subsectors → those of their sector, where they differ."""

_SECTOR: Final = re.compile(r"(\d\d)-{1,2}\d+")
_TITLE: Final = re.compile(r"^Sectors? [\d, and]+ - ")


def naics_code(code: str) -> str:
    """The NAICS code: ``23--24`` is 23, ``236000`` is 236; a sector is called by its first two digits."""
    sector = _SECTOR.fullmatch(code)
    return sector[1] if sector is not None else code.rstrip("0")


def above(code: str, known: Mapping[str, object]) -> str:
    """The next industry above a NAICS code that is known, or empty."""
    sector = _MERGED.get(code[:2], code[:2])
    return next((up for up in (code[:3], sector) if up != code and len(up) < len(code) and up in known), "")


def title(name: str) -> str:
    """An industry's name without the words ``Sector 23 -``."""
    return _TITLE.sub("", name)
