"""Small networks drawn by hand, and random ones, for the tests of every room."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from random import Random
from types import MappingProxyType

from hypothesis import strategies as st

from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.network import Network
from skillpath.graph.relations import EDGE_RULES, FORWARD, INVERSE, LEARNING_RULES
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


def compiled(taxonomy: Catalogue) -> Network:
    return compile_network(build_graph(taxonomy))


def network(links: Sequence[Link], *, alone: Sequence[str] = ()) -> Network:
    return compiled(catalogue(links, alone=alone))


SKILLS = [f"s{n}" for n in range(32)]
JOBS = [f"j{n}" for n in range(10)]
INDUSTRIES = [f"i{n}" for n in range(6)]
PAIRS = [f"p{n}" for n in range(4)]
FEW = 12
"""The skills of small ontologies; the others are in them too, unlinked."""

AMONG_SKILLS = (
    RelationKind.BROADER,
    RelationKind.RELATED,
    RelationKind.CLOSE_MATCH,
    RelationKind.ESSENTIAL_SKILL,
    RelationKind.OPTIONAL_SKILL,
)
_AMONG_SKILLS = st.sampled_from(AMONG_SKILLS)
_NEEDS = st.sampled_from([RelationKind.ESSENTIAL_SKILL, RelationKind.OPTIONAL_SKILL])
_TEACHES = st.sampled_from([RelationKind.TEACHES, RelationKind.FLOOR_TEACHES])
_HIERARCHY = st.just(RelationKind.BROADER)
_WEIGHT = st.floats(0.05, 1.0)


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    """Random taxonomies of 58 nodes, shop floors included: any links at all, cycles too, some with weights.

    In half of them 27 of the nodes hold all the links and shrink link by link; the others are drawn from
    one number, with as many links as a real taxonomy of that size has.
    """
    if draw(st.booleans()):
        return crowded(Random(draw(st.integers(0, 2**32))))

    def links(
        subjects: list[str], kinds: st.SearchStrategy[RelationKind], objects: list[str], most: int
    ) -> list[Link]:
        triple = st.tuples(st.sampled_from(subjects), kinds, st.sampled_from(objects))
        weighted = st.tuples(st.sampled_from(subjects), kinds, st.sampled_from(objects), _WEIGHT)
        return draw(st.lists(triple | weighted, max_size=most, unique_by=lambda link: link[:3]))

    skills, jobs, industries, pairs = SKILLS[:FEW], JOBS[:5], INDUSTRIES[:4], PAIRS[:2]
    return catalogue(
        [
            *links(skills, _AMONG_SKILLS, skills, 20),
            *links(jobs, _HIERARCHY, jobs, 3),
            *links(jobs, _NEEDS, skills, 20),
            *links(industries, _HIERARCHY, industries, 4),
            *links(industries, _TEACHES, skills, 8),
            *links(pairs, st.just(RelationKind.OF_JOB_TYPE), jobs, 2),
            *links(pairs, st.just(RelationKind.IN_INDUSTRY), industries, 2),
            *links(pairs, st.just(RelationKind.TEACHES), skills, 4),
        ],
        alone=[*SKILLS, *JOBS, *INDUSTRIES, *PAIRS],
        same=draw(st.lists(st.sampled_from(_same_of(skills, jobs, industries)), max_size=2)),
        headings=draw(st.sets(st.sampled_from(jobs), max_size=1)),
    )


def crowded(chance: Random) -> Catalogue:
    """All nodes linked at random: hierarchies that are nearly trees, and what lies across them."""

    def some(subjects: list[str], kinds: list[RelationKind], objects: list[str], count: int) -> list[Link]:
        return [
            _weighted(chance, (chance.choice(subjects), chance.choice(kinds), chance.choice(objects)))
            for _ in range(chance.randrange(count + 1))
        ]

    def tree(names: list[str]) -> list[Link]:
        parents = [(name, chance.choice(names[:i])) for i, name in enumerate(names) if i]
        return [
            _weighted(chance, (name, RelationKind.BROADER, parent))
            for name, parent in parents
            if chance.random() < 0.7
        ]

    needs = [RelationKind.ESSENTIAL_SKILL, RelationKind.OPTIONAL_SKILL]
    teaches = [RelationKind.TEACHES, RelationKind.FLOOR_TEACHES]
    pairs: list[Link] = []
    for pair in PAIRS:
        pairs += [(pair, RelationKind.OF_JOB_TYPE, chance.choice(JOBS))]
        pairs += [(pair, RelationKind.IN_INDUSTRY, chance.choice(INDUSTRIES))]
    drawn = [
        *tree(SKILLS),
        *tree(INDUSTRIES),
        *(tree(JOBS) if chance.random() < 0.3 else []),
        *some(SKILLS, list(AMONG_SKILLS), SKILLS, 40),
        *some(JOBS, needs, SKILLS, 60),
        *some(INDUSTRIES, teaches, SKILLS, 16),
        *some(PAIRS, [RelationKind.TEACHES], SKILLS, 8),
        *pairs,
    ]
    once = {link[:3]: link for link in drawn}
    same = _same_of(SKILLS, JOBS, INDUSTRIES)
    return catalogue(
        list(once.values()),
        alone=[*SKILLS, *JOBS, *INDUSTRIES, *PAIRS],
        same=chance.sample(same, chance.randrange(4)),
    )


def _weighted(chance: Random, link: tuple[str, RelationKind, str]) -> Link:
    return (*link, chance.uniform(0.05, 1.0)) if chance.random() < 0.3 else link


def _same_of(*kinds: list[str]) -> list[tuple[str, str]]:
    return [(one, other) for names in kinds for one in names for other in names if one < other]


# What may be done to a taxonomy without a change, or for the better -----------------------------------


def stating_more(taxonomy: Catalogue, chance: Random) -> Catalogue:
    """Some links state a weight that is larger than what they carried or taught before, in any direction."""

    def more(relation: Relation) -> Relation:
        least = _carried_before(relation)
        return (
            replace(relation, weight=least + chance.random() * (1 - least))
            if chance.random() < 0.3
            else relation
        )

    return replace(taxonomy, relations=tuple(more(relation) for relation in taxonomy.relations))


def _carried_before(relation: Relation) -> float:
    if relation.weight is not None:
        return relation.weight
    if relation.kind not in FORWARD:
        return LEARNING_RULES[relation.kind].strength if relation.kind in LEARNING_RULES else 1.0
    there, back = FORWARD[relation.kind], INVERSE[FORWARD[relation.kind]]
    weights = [EDGE_RULES[edge].weight for edge in (there, back)]
    taught = LEARNING_RULES[relation.kind].strength if relation.kind in LEARNING_RULES else 0.0
    return max(taught, *(1.0 if weight is None else weight for weight in weights))


def renamed(taxonomy: Catalogue, chance: Random) -> tuple[Catalogue, dict[str, str]]:
    """The same taxonomy in which concepts of a kind have swapped their names, its links in another order."""
    names: dict[str, str] = {}
    for kind in ConceptKind:
        iris = [c.iri for c in taxonomy.of_kind(kind)]
        names |= dict(zip(iris, chance.sample(iris, len(iris)), strict=True))
    concepts = {names[iri]: replace(c, iri=names[iri]) for iri, c in taxonomy.concepts.items()}
    relations = [replace(r, subject=names[r.subject], object=names[r.object]) for r in taxonomy.relations]
    chance.shuffle(relations)
    return Catalogue(concepts, tuple(relations), tuple((names[a], names[b]) for a, b in taxonomy.same)), names


def cloned(taxonomy: Catalogue, chance: Random) -> tuple[Catalogue, dict[str, str]]:
    """The same taxonomy with some concepts said twice, each link at either or both; and concept → clone."""
    some = chance.sample(sorted(taxonomy.concepts), 6)
    clone_of = {iri: f"{iri}-clone" for iri in some}
    concepts = {clone_of[iri]: replace(taxonomy.concepts[iri], iri=clone_of[iri]) for iri in some}

    def ends(iri: str) -> list[str]:
        return chance.choice([[iri], [clone_of[iri]], [iri, clone_of[iri]]]) if iri in clone_of else [iri]

    relations = tuple(
        replace(r, subject=u, object=v)
        for r in taxonomy.relations
        for u in ends(r.subject)
        for v in ends(r.object)
    )
    same = (*taxonomy.same, *((clone_of[iri], iri) for iri in some))
    return Catalogue({**taxonomy.concepts, **concepts}, relations, same), clone_of
