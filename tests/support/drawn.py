"""Small networks drawn by hand, and random ones, for the tests of every room."""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from hypothesis import strategies as st

from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.network import Network
from skillpath.ontology.catalogue import Catalogue, Concept, ConceptKind, Relation, RelationKind

Link = tuple[str, RelationKind, str] | tuple[str, RelationKind, str, float]

KINDS = {
    "s": ConceptKind.SKILL,
    "j": ConceptKind.JOB_TYPE,
    "i": ConceptKind.INDUSTRY,
    "p": ConceptKind.JOB_IN_INDUSTRY,
}
"""The first letter of a drawn concept's name says what it is: s1, j-clerk, i1, p1."""


def concept(name: str, *, group: bool = False, code: str = "") -> Concept:
    return Concept(name, KINDS[name[0]], {"en": name.removeprefix("=")}, group=group, code=code)


def catalogue(
    links: Sequence[Link],
    *,
    alone: Sequence[str] = (),
    same: Sequence[tuple[str, str]] = (),
    headings: Collection[str] = (),
    codes: Mapping[str, str] = MappingProxyType({}),
) -> Catalogue:
    """A catalogue of the concepts that the links name, and of those that stand alone."""
    names = sorted({name for link in links for name in (link[0], link[2])} | set(alone))
    relations = tuple(Relation(*link) for link in sorted(links) if link[0] != link[2])
    concepts = {name: concept(name, group=name in headings, code=codes.get(name, "")) for name in names}
    return Catalogue(concepts, relations, tuple(same))


def network(links: Sequence[Link], *, alone: Sequence[str] = ()) -> Network:
    return compile_network(build_graph(catalogue(links, alone=alone)))


SKILLS = [f"s{n}" for n in range(12)]
JOBS = [f"j{n}" for n in range(5)]
INDUSTRIES = [f"i{n}" for n in range(4)]
PAIRS = ["p0", "p1"]

_AMONG_SKILLS = st.sampled_from(
    [
        RelationKind.BROADER,
        RelationKind.RELATED,
        RelationKind.CLOSE_MATCH,
        RelationKind.ESSENTIAL_SKILL,
        RelationKind.OPTIONAL_SKILL,
    ]
)
_NEEDS = st.sampled_from([RelationKind.ESSENTIAL_SKILL, RelationKind.OPTIONAL_SKILL])
_TEACHES = st.sampled_from([RelationKind.TEACHES, RelationKind.FLOOR_TEACHES])
_WEIGHT = st.floats(0.05, 1.0)


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    """Random taxonomies: any links at all, cycles included, some with weights of their own."""

    def links(
        subjects: list[str], kinds: st.SearchStrategy[RelationKind], objects: list[str], most: int
    ) -> list[Link]:
        triple = st.tuples(st.sampled_from(subjects), kinds, st.sampled_from(objects))
        weighted = st.tuples(st.sampled_from(subjects), kinds, st.sampled_from(objects), _WEIGHT)
        return draw(st.lists(triple | weighted, max_size=most, unique_by=lambda link: link[:3]))

    return catalogue(
        [
            *links(SKILLS, _AMONG_SKILLS, SKILLS, 20),
            *links(JOBS, _NEEDS, SKILLS, 20),
            *links(INDUSTRIES, st.just(RelationKind.BROADER), INDUSTRIES, 4),
            *links(INDUSTRIES, _TEACHES, SKILLS, 8),
            *links(PAIRS, st.just(RelationKind.OF_JOB_TYPE), JOBS, 2),
            *links(PAIRS, st.just(RelationKind.IN_INDUSTRY), INDUSTRIES, 2),
            *links(PAIRS, st.just(RelationKind.TEACHES), SKILLS, 4),
        ],
        alone=[*SKILLS, *JOBS, *INDUSTRIES, *PAIRS],
        same=draw(
            st.lists(st.tuples(st.sampled_from(SKILLS), st.sampled_from(SKILLS)), max_size=2).map(
                lambda pairs: [pair for pair in pairs if pair[0] != pair[1]]
            )
        ),
    )
