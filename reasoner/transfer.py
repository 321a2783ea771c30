"""How far experience carries from one job type to another: the product's own score, on a standard pair."""

from datetime import date
from typing import Final

from skillpath.graph.network import Network
from skillpath.reasoner.candidate import Candidate, Spell

LONG_SPELL: Final = 10
"""Years in the origin's job type: long enough to have mastered all that it teaches."""


def typical_candidate(network: Network, job_type: int, *, as_of: date) -> Candidate:
    """A candidate with one long spell in a job type, in no industry in particular, up to the day."""
    node = network.nodes[job_type]
    start = date(as_of.year - LONG_SPELL, as_of.month, min(as_of.day, 28))
    return Candidate(
        code=f"One with {LONG_SPELL} years as {node.label}",
        spells=(Spell(job_type=node.iri, industry=None, start=start),),
    )
