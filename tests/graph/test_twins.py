"""Which concepts may mean the same: those that share neighbours, and nearly a name."""

from dataclasses import replace

import pytest

from drawn import Link, catalogue, compiled
from skillpath.graph.twins import twins
from skillpath.ontology.catalogue import RelationKind as R

LINKS: list[Link] = [
    *((f"j{n}", R.ESSENTIAL_SKILL, skill) for n in range(5) for skill in ("s1", "s2")),
    ("j5", R.OPTIONAL_SKILL, "s1"),
    *((job, R.ESSENTIAL_SKILL, f"s{n}") for job in ("j8", "j9") for n in range(3, 8)),
]
"""s1 and s2 are asked for by five job types, s1 by a sixth; j8 and j9 ask for the same five skills."""


@pytest.mark.parametrize(
    ("names", "pairs"),
    [
        ({}, []),
        ({"s1": ("payroll", "wages"), "s2": ("pay", "Wages")}, [("s1", "s2")]),
        ({"s1": ("accounts payable",), "s2": ("payable accounts",)}, [("s1", "s2")]),
        ({"s1": ("payroll",), "s2": ("recruiting",)}, []),
        ({"s1": ("wages",), "s3": ("wages",)}, []),  # a name alone is not enough
        ({"j8": ("clerk",), "j9": ("cashier", "clerk"), "s1": ("tax",)}, [("j8", "j9")]),
    ],
)  # fmt: skip
def test_twins_share_neighbours_and_a_name(
    names: dict[str, tuple[str, ...]], pairs: list[tuple[str, str]]
) -> None:
    taxonomy = catalogue(LINKS)
    called = {
        iri: replace(one, labels={"en": names[iri][0]}, alt_labels=names[iri][1:]) if iri in names else one
        for iri, one in taxonomy.concepts.items()
    }
    assert twins(compiled(replace(taxonomy, concepts=called))) == pairs


def test_a_link_that_one_of_two_lacks_too_often_makes_them_strangers() -> None:
    both = [*LINKS, *((f"j{n}", R.ESSENTIAL_SKILL, "s1") for n in (6, 7))]
    taxonomy = catalogue(both)
    called = {iri: replace(one, labels={"en": iri[0]}) for iri, one in taxonomy.concepts.items()}
    assert ("s1", "s2") not in twins(compiled(replace(taxonomy, concepts=called)))
