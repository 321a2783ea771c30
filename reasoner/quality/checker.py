"""Checks some files, compiled together, against the rules about matching."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from skillpath.ontology.catalogue import read_catalogue
from skillpath.ontology.checks.checker import placed
from skillpath.ontology.checks.findings import Finding, Flaw
from skillpath.ontology.checks.rewriting import read_all
from skillpath.ontology.checks.rules import RULES
from skillpath.reasoner.quality.compiled import Compiled, Progress
from skillpath.reasoner.quality.conflicts import conflicting_requirements
from skillpath.reasoner.quality.hubs import hub_skills
from skillpath.reasoner.quality.odd_neighbours import odd_neighbours
from skillpath.reasoner.quality.unused_relations import unused_relations

FINDERS: Final[Mapping[str, Callable[[Compiled, Progress], Iterator[Flaw]]]] = {
    "conflicting-requirements": conflicting_requirements,
    "hub-skill": hub_skills,
    "odd-neighbour": odd_neighbours,
    "unused-relation": unused_relations,
}
"""Rule about matching → what looks for its breaches."""


def check_matching(files: Sequence[Path], *, progress: Callable[[str, int, int], None]) -> list[Finding]:
    """What the scores make of some Turtle files together: breaches of the rules about matching.

    ``progress`` is called with what is being done, how much of it is done, and of how much. Raises
    :class:`InputError` where the files cannot be compiled: for blank nodes, and weights that are none.
    """
    unlike = list(dict.fromkeys(files))
    compiled = _compile(unlike, progress)
    found = [
        (rule, flaw)
        for rule in RULES
        if rule.matching
        for flaw in FINDERS[rule.id](compiled, partial(progress, rule.id))
    ]
    names = {iri: concept.label for iri, concept in compiled.catalogue.concepts.items()}
    return placed(found, unlike, names)


def _compile(files: Sequence[Path], progress: Callable[[str, int, int], None]) -> Compiled:
    progress("reading the catalogue", 0, 1)
    catalogue = read_catalogue(read_all(files, refusal="Not files that can be compiled.").values())
    progress("reading the catalogue", 1, 1)
    progress("compiling the network", 0, 1)
    compiled = Compiled.of(catalogue)
    progress("compiling the network", 1, 1)
    return compiled
