"""What stands beside a concept."""

from hypothesis import given

from drawn import catalogues, compiled, network
from skillpath.graph.neighbours import Bond, neighbours
from skillpath.graph.network import Network
from skillpath.ontology.catalogue import Catalogue, RelationKind

DRAWN = network(
    [
        ("s-wages", RelationKind.BROADER, "s-payroll"),
        ("s-wages", RelationKind.RELATED, "s-tax", 0.7),
        ("s-wages", RelationKind.CLOSE_MATCH, "s-pay"),
        ("j-clerk", RelationKind.ESSENTIAL_SKILL, "s-wages"),
        ("j-cashier", RelationKind.OPTIONAL_SKILL, "s-wages"),
        ("i-care", RelationKind.TEACHES, "s-wages"),
        ("i-steel", RelationKind.FLOOR_TEACHES, "s-wages"),
    ]
)


def told(drawn: Network, iri: str) -> list[tuple[str, str, float]]:
    found = neighbours(drawn, drawn.index(iri))
    return [(str(one.bond), drawn.nodes[one.node].iri, one.weight) for one in found]


def test_neighbours_are_told_by_bond_and_then_by_strength() -> None:
    assert told(DRAWN, "s-wages") == [
        ("broader", "s-payroll", 1.0),
        ("learned in", "j-clerk", 1.0),
        ("learned in", "i-steel#floor", 0.8),
        ("learned in", "i-care", 0.6),
        ("learned in", "j-cashier", 0.5),
        ("close match", "s-pay", 0.9),
        ("related", "s-tax", 0.7),
    ]
    assert told(DRAWN, "s-payroll")[0][:2] == ("narrower", "s-wages")
    assert told(DRAWN, "i-steel") == []
    assert told(DRAWN, "i-steel#floor") == [("teaches", "s-wages", 0.8)]


@given(catalogues())
def test_what_is_learned_is_told_at_both_ends_alike(taxonomy: Catalogue) -> None:
    drawn = compiled(taxonomy)
    taught: set[tuple[int, int, float, str]] = set()
    learned: set[tuple[int, int, float, str]] = set()
    for position in range(len(drawn)):
        for one in neighbours(drawn, position):
            assert one.node != position
            if one.bond is Bond.TEACHES:
                taught.add((position, one.node, one.weight, one.kind))
            elif one.bond is Bond.LEARNED_IN:
                learned.add((one.node, position, one.weight, one.kind))
    assert taught == learned
