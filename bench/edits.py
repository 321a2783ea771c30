"""Typical edits of an ontology, drawn from what is in it; the same ontology gives the same edits."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeVar

import numpy as np

from skillpath.errors import InputError
from skillpath.ontology.catalogue import Catalogue, Concept, ConceptKind, Relation, RelationKind

T = TypeVar("T")

Chance = np.random.Generator

Edit = Callable[[Catalogue, Chance], Catalogue]

STATED: Final = 0.6
"""What a new related link states."""

RESTATED: Final = 0.4
"""What an old one is restated to."""


def edited(catalogue: Catalogue, name: str, *, seed: int) -> Catalogue:
    """A catalogue after one of the :data:`EDITS`; raises :class:`InputError` where it has too few concepts
    or links for it."""
    return EDITS[name](catalogue, np.random.default_rng(seed))


def _relate(catalogue: Catalogue, chance: Chance) -> Catalogue:
    one, other = _some(_concepts(catalogue, ConceptKind.SKILL), 2, chance)
    return _with(catalogue, Relation(one, RelationKind.RELATED, other, STATED, "bench"))


def _restate(catalogue: Catalogue, chance: Chance) -> Catalogue:
    (link,) = _some(_links(catalogue, RelationKind.RELATED), 1, chance)
    return _with(_without(catalogue, link), replace(link, weight=RESTATED))


def _part(catalogue: Catalogue, chance: Chance) -> Catalogue:
    return _without(catalogue, *_some(_links(catalogue, RelationKind.RELATED), 1, chance))


def _narrow(catalogue: Catalogue, chance: Chance) -> Catalogue:
    one, other = _some(_concepts(catalogue, ConceptKind.SKILL), 2, chance)
    return _with(catalogue, Relation(one, RelationKind.BROADER, other))


def _detach(catalogue: Catalogue, chance: Chance) -> Catalogue:
    return _without(catalogue, *_some(_links(catalogue, RelationKind.BROADER), 1, chance))


def _require(catalogue: Catalogue, chance: Chance) -> Catalogue:
    (job,) = _some(_concepts(catalogue, ConceptKind.JOB_TYPE), 1, chance)
    (skill,) = _some(_concepts(catalogue, ConceptKind.SKILL), 1, chance)
    return _with(catalogue, Relation(job, RelationKind.ESSENTIAL_SKILL, skill))


def _add(catalogue: Catalogue, chance: Chance) -> Catalogue:
    (parent,) = _some(_concepts(catalogue, ConceptKind.SKILL), 1, chance)
    iri = f"{parent}-new"
    new = Concept(iri, ConceptKind.SKILL, {"en": "new skill"})
    grown = replace(catalogue, concepts={**catalogue.concepts, iri: new})
    return _with(grown, Relation(iri, RelationKind.BROADER, parent))


EDITS: Final[Mapping[str, Edit]] = {
    "related link added": _relate,
    "related link restated": _restate,
    "related link removed": _part,
    "new skill below another": _add,
    "broader link added": _narrow,
    "broader link removed": _detach,
    "essential skill added": _require,
}
"""Name of an edit → what it makes of a catalogue."""


def _some(among: Sequence[T], count: int, chance: Chance) -> list[T]:
    if len(among) < count:
        raise InputError("The ontology has too few skills, job types or links among skills to edit.")
    return [among[i] for i in chance.choice(len(among), size=count, replace=False)]


def _concepts(catalogue: Catalogue, kind: ConceptKind) -> list[str]:
    return [concept.iri for concept in catalogue.of_kind(kind) if not concept.group]


def _links(catalogue: Catalogue, kind: RelationKind) -> list[Relation]:
    """The links of a kind between skills."""
    skills = {concept.iri for concept in catalogue.of_kind(ConceptKind.SKILL)}
    return [r for r in catalogue.relations if r.kind is kind and {r.subject, r.object} <= skills]


def _with(catalogue: Catalogue, relation: Relation) -> Catalogue:
    return replace(catalogue, relations=(*catalogue.relations, relation))


def _without(catalogue: Catalogue, relation: Relation) -> Catalogue:
    return replace(catalogue, relations=tuple(r for r in catalogue.relations if r is not relation))
