"""The crosswalk from O*NET to ESCO (https://esco.ec.europa.eu/en/use-esco/other-crosswalks)."""

import re
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass
from typing import Final

from rdflib import SKOS, URIRef

from skillpath.ontology import vocabulary as v
from skillpath.ontology.importers.intake import Cells, RowError
from skillpath.ontology.importers.onet_tables import ONET

CROSSWALK: Final = "crosswalk"

_ONET, _ESCO, _TYPE = COLUMNS = ("O*NET Id", "ESCO or ISCO URI", "Type of Match")

_ESCO_IRI: Final = re.compile(r"http://data\.europa\.eu/esco/(?:occupation|isco)/[\w.-]+", re.ASCII)

PREDICATES: Final = {
    "exactMatch": v.EXACT_MATCH,
    "closeMatch": v.CLOSE_MATCH,
    "broadMatch": SKOS.narrowMatch,
    "narrowMatch": SKOS.broadMatch,
    "exactISCO": v.CLOSE_MATCH,
}
"""Type of match, said of the ESCO occupation → what is said of the O*NET occupation.

An ISCO group is a heading and never the same as a job type, however exact the match.
"""


@dataclass(frozen=True, slots=True)
class Match:
    """A row: the O*NET-SOC code, the IRI in ESCO, and the type of match as the crosswalk has it."""

    code: str
    esco: str
    type: str


class Crosswalk:
    """The rows taken so far, for these O*NET-SOC codes only where they are given."""

    def __init__(self, occupations: Container[str] | None = None) -> None:
        self.matches: list[Match] = []
        self._occupations = occupations
        self._pairs: set[tuple[str, str]] = set()

    def take(self, cells: Cells) -> bool:
        """Take a match; false where the pair was matched before. Raises :class:`RowError`."""
        match = Match(cells[_ONET], cells[_ESCO], cells[_TYPE])
        wrong = []
        if self._occupations is not None and match.code not in self._occupations:
            wrong.append(f"{_ONET} {match.code!r} is no occupation of this O*NET")
        if not _ESCO_IRI.fullmatch(match.esco):
            wrong.append(f"{_ESCO} {match.esco!r} is no IRI of an occupation or ISCO group")
        if match.type not in PREDICATES:
            wrong.append(f"{_TYPE} {match.type!r} is none of {', '.join(PREDICATES)}")
        if wrong:
            raise RowError("; ".join(wrong))
        if (match.code, match.esco) in self._pairs:
            return False
        self._pairs.add((match.code, match.esco))
        self.matches.append(match)
        return True

    def triples(self) -> list[tuple[URIRef, URIRef, URIRef]]:
        """The matches. Exact ones that are not one-to-one are close ones: exact makes two concepts one."""
        exact = [match for match in self.matches if PREDICATES[match.type] == v.EXACT_MATCH]
        ends = Counter(end for match in exact for end in (match.code, match.esco))
        return [
            (
                ONET[match.code],
                v.CLOSE_MATCH
                if match.type == "exactMatch" and max(ends[match.code], ends[match.esco]) > 1
                else PREDICATES[match.type],
                URIRef(match.esco),
            )
            for match in self.matches
        ]
