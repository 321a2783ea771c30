"""A network compiled from the one before equals the one compiled anew, concepts come and go."""

from dataclasses import fields, replace
from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from drawn import Link, catalogue, catalogues, compiled, concept, network
from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.network import Network
from skillpath.graph.succession import MovedRow, moved_rows
from skillpath.ontology.catalogue import Catalogue, Relation
from skillpath.ontology.catalogue import RelationKind as R

LINKS: list[Link] = [("s1", R.RELATED, "s3", 0.8), ("s3", R.RELATED, "s5", 0.5)]


def rounded(rows: list[MovedRow]) -> list[MovedRow]:
    """Without the last digits, ordered as what is left says."""
    some = [replace(row, largest=round(row.largest, 9)) for row in rows]
    return sorted(some, key=lambda row: (-row.largest, row.iri))


def succeeded(base: Network, taxonomy: Catalogue) -> Network:
    """The network of a catalogue, once it is seen that the base makes no difference to it."""
    anew, after = compiled(taxonomy), compile_network(build_graph(taxonomy), base=base)
    assert after.nodes == anew.nodes
    for part in ("indptr", "indices", "data"):
        mine, its = getattr(after.transfer, part), getattr(anew.transfer, part)
        assert (mine.dtype, mine.tobytes()) == (its.dtype, its.tobytes())
    for field in fields(anew.edges):
        assert np.array_equal(getattr(after.edges, field.name), getattr(anew.edges, field.name))
    return after


def test_a_concept_that_comes_between_shifts_the_numbers_and_nothing_else() -> None:
    base = network(LINKS)
    after = succeeded(base, catalogue([*LINKS, ("s3", R.RELATED, "s2", 0.9)]))
    assert [node.iri for node in after.nodes] == ["s1", "s2", "s3", "s5"]
    assert rounded(moved_rows(base, after)) == [
        MovedRow("s2", "s2", appeared=4, vanished=0, changed=0, largest=1.0),  # to itself and all others
        MovedRow("s3", "s3", appeared=1, vanished=0, changed=0, largest=0.9),
        MovedRow("s1", "s1", appeared=1, vanished=0, changed=0, largest=0.72),
        MovedRow("s5", "s5", appeared=1, vanished=0, changed=0, largest=0.45),
    ]


def test_a_concept_that_goes_takes_what_led_through_it() -> None:
    base = network(LINKS, alone=["s9"])
    after = succeeded(base, catalogue([], alone=["s1", "s5", "s9"]))
    assert rounded(moved_rows(base, after)) == [
        MovedRow("s3", "s3", appeared=0, vanished=3, changed=0, largest=1.0),
        MovedRow("s1", "s1", appeared=0, vanished=2, changed=0, largest=0.8),
        MovedRow("s5", "s5", appeared=0, vanished=2, changed=0, largest=0.5),
    ]


def test_a_link_that_carries_less_moves_both_ends() -> None:
    base = network(LINKS)
    after = succeeded(base, catalogue([("s1", R.RELATED, "s3", 0.8), ("s3", R.RELATED, "s5", 0.4)]))
    both = [
        MovedRow("s3", "s3", appeared=0, vanished=0, changed=1, largest=0.1),
        MovedRow("s5", "s5", appeared=0, vanished=0, changed=2, largest=0.1),
        MovedRow("s1", "s1", appeared=0, vanished=0, changed=1, largest=0.08),
    ]
    assert rounded(moved_rows(base, after)) == both
    assert rounded(moved_rows(base, after, least=0.09)) == [both[0], replace(both[1], changed=1)]


def test_a_concept_is_called_as_it_is_now_and_one_that_is_gone_as_it_was() -> None:
    taxonomy = catalogue(LINKS)
    named = {iri: replace(c, labels={"en": f"old {iri}"}) for iri, c in taxonomy.concepts.items()}
    now = {iri: replace(c, labels={"en": f"new {iri}"}) for iri, c in named.items() if iri != "s5"}
    old, new = (
        compiled(replace(taxonomy, concepts=named)),
        compiled(Catalogue(now, tuple(r for r in taxonomy.relations if r.object != "s5"))),
    )
    assert {row.label for row in moved_rows(old, new)} == {"new s1", "new s3", "old s5"}


def test_nothing_moves_where_nothing_is_edited() -> None:
    assert moved_rows(network(LINKS), network(LINKS)) == []


def test_the_first_release_has_an_empty_one_before_it() -> None:
    succeeded(compiled(catalogue([])), catalogue(LINKS))
    succeeded(network(LINKS), catalogue([]))


@given(catalogues(), st.integers(0, 2**32).map(Random))
def test_any_edit_of_a_catalogue(taxonomy: Catalogue, chance: Random) -> None:
    base, after = compiled(taxonomy), succeeded(compiled(taxonomy), edited(taxonomy, chance))
    told = {row.iri: row for row in moved_rows(base, after)}
    for iri in {node.iri for net in (base, after) for node in net.nodes}:
        was, is_now = carried(base, iri), carried(after, iri)
        assert (was != is_now) == (iri in told)
        if iri in told:
            assert told[iri].appeared == len(is_now.keys() - was.keys())
            assert told[iri].vanished == len(was.keys() - is_now.keys())
            gaps = [abs(was.get(t, 0.0) - is_now.get(t, 0.0)) for t in was.keys() | is_now.keys()]
            assert told[iri].largest == max(gaps)
            assert told[iri].changed == sum(was[t] != is_now[t] for t in was.keys() & is_now.keys())


def carried(net: Network, iri: str) -> dict[str, float]:
    """What a concept carries to, and how much; nothing where the network has no such node."""
    source = next((i for i, node in enumerate(net.nodes) if node.iri == iri), None)
    if source is None:
        return {}
    row = net.transfer[[source]].tocoo()
    return {net.nodes[target].iri: t for target, t in zip(row.coords[1], row.data, strict=True)}


def edited(taxonomy: Catalogue, chance: Random) -> Catalogue:
    """Concepts and links taken away, concepts and links added, at random."""
    gone = set(chance.sample(sorted(taxonomy.concepts), chance.randrange(4)))
    concepts = {iri: c for iri, c in taxonomy.concepts.items() if iri not in gone}
    concepts |= {name: concept(name) for name in ("s10a", "j3a", "i2a") if chance.random() < 0.5}
    names = {kind: [iri for iri in concepts if iri.startswith(kind)] for kind in "sj"}
    added = [
        Relation(chance.choice(names[subject]), kind, chance.choice(names["s"]), weight)
        for subject, kind in (("s", R.BROADER), ("s", R.RELATED), ("j", R.ESSENTIAL_SKILL))
        for weight in (None, 0.7)
        if chance.random() < 0.5
    ]
    kept = [r for r in taxonomy.relations if not {r.subject, r.object} & gone and chance.random() < 0.95]
    same = tuple(pair for pair in taxonomy.same if not set(pair) & gone)
    return replace(taxonomy, concepts=concepts, relations=(*kept, *added), same=same)
