"""Job types and industries of a network as common as in published tables of employment."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import numpy as np

from skillpath.bench.labour_market import Floats, LabourMarket, Positions, work
from skillpath.errors import InputError
from skillpath.graph.network import Network
from skillpath.ontology.importers.industries import Employment, read_employment
from skillpath.ontology.importers.naics import ECONOMY, NAICS, SECTIONS, above, naics_code
from skillpath.ontology.vocabulary import INDUSTRY

SUBSECTOR: Final = 3
"""Digits of the NAICS codes that are read: of narrower industries many are not published."""


def labour_market(
    network: Network,
    source: Path | None,
    *,
    crosswalk: Path | None,
    progress: Callable[[str, int, int], None],
) -> LabourMarket:
    """The labour market of a network, as in tables of employment where they are given.

    Raises :class:`InputError` where one of both is missing, and for files that are no such tables.
    """
    if (source is None) != (crosswalk is None):
        raise InputError("Employment by industry needs the crosswalk and the other way round: give both.")
    if source is None or crosswalk is None:
        return LabourMarket.of(network)
    return LabourMarket.of(
        network, employment_matrix(network, source, crosswalk=crosswalk, progress=progress)
    )


def employment_matrix(
    network: Network, source: Path, *, crosswalk: Path, progress: Callable[[str, int, int], None]
) -> Floats:
    """Numbers of employed, job types × industries in the order of :func:`work`.

    The employed of an occupation are shared out evenly among the job types that it stands for, those of an
    industry that the network lacks among the industries in the NACE section that is nearest to it. Those in
    other job types or industries are left out. Raises :class:`InputError` for files that are no such tables.
    """
    read = read_employment(source, crosswalk=crosswalk, progress=progress)
    job_types, industries, _ = work(network)
    matrix = np.zeros((len(job_types), len(industries)))
    jobs = {soc: _places(network, sorted(iris), job_types) for soc, iris in read.job_types.items()}
    for code, soc, number in _subsectors(read):
        rows, columns = jobs.get(soc, []), _industries(network, code, industries)
        if rows and columns:
            matrix[np.ix_(rows, columns)] += number / (len(rows) * len(columns))
    return matrix


def _subsectors(read: Employment) -> Iterator[tuple[str, str, float]]:
    for industry, employed in read.employed.items():
        code = naics_code(industry)
        if industry != ECONOMY and len(code) == SUBSECTOR:
            for soc, number in employed.items():
                yield code, soc, number


def _industries(network: Network, code: str, industries: Positions) -> list[int]:
    """The industry of a NAICS code, else all in the NACE sections near it."""
    own = _places(network, [str(NAICS[code])], industries)
    sections = [str(INDUSTRY[section]) for _, section in SECTIONS.get(above(code, SECTIONS), ())]
    return own or _places(network, sections, industries, within=True)


def _places(network: Network, iris: list[str], among: Positions, *, within: bool = False) -> list[int]:
    """Where concepts stand among some positions, each once; ``within``: with all that is in them (T = 1)."""
    found = [node for iri in iris if (node := network.find(iri)) is not None]
    if within:
        columns = [network.transfers_to(node) for node in found]
        found = [int(node) for sources, transfer in columns for node in sources[transfer == 1.0]]
    return np.flatnonzero(np.isin(among, found)).tolist()
