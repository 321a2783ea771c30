"""Edits are what they are called, and an update that goes wrong is found out."""

from dataclasses import replace

import pytest

from drawn import catalogue, compiled
from skillpath.bench.edits import EDITS, RESTATED, edited
from skillpath.bench.updates import MeasuredEdit, measure_updates
from skillpath.bench.updates_report import updates_document, updates_table
from skillpath.errors import InputError
from skillpath.ontology.catalogue import Relation
from skillpath.ontology.catalogue import RelationKind as R

SMALL = catalogue(
    [
        ("s1", R.BROADER, "s0"),
        ("s2", R.BROADER, "s0"),
        ("s1", R.RELATED, "s2", 0.5),
        ("s3", R.RELATED, "s4", 0.5),
        ("j1", R.ESSENTIAL_SKILL, "s1"),
        ("j2", R.ESSENTIAL_SKILL, "s3"),
    ]
)
NETWORK = compiled(SMALL)


def difference(name: str, seed: int) -> tuple[set[Relation], set[Relation], set[str]]:
    """What an edit adds to the links, takes from them, and adds to the concepts."""
    after = edited(SMALL, name, seed=seed)
    old, new = set(SMALL.relations), set(after.relations)
    return new - old, old - new, set(after.concepts) - set(SMALL.concepts)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize(
    ("name", "added", "removed", "concepts"),
    [
        ("related link added", [R.RELATED], [], 0),
        ("related link restated", [R.RELATED], [R.RELATED], 0),
        ("related link removed", [], [R.RELATED], 0),
        ("new skill below another", [R.BROADER], [], 1),
        ("broader link added", [R.BROADER], [], 0),
        ("broader link removed", [], [R.BROADER], 0),
        ("essential skill added", [R.ESSENTIAL_SKILL], [], 0),
    ],
)
def test_an_edit_is_what_it_is_called(
    name: str, added: list[R], removed: list[R], concepts: int, seed: int
) -> None:
    new, gone, grown = difference(name, seed)
    assert {r.kind for r in new} <= set(added)  # it may draw a link that is there
    assert [r.kind for r in gone] == removed
    assert len(grown) == concepts
    assert edited(SMALL, name, seed=seed) == edited(SMALL, name, seed=seed)


def test_restating_changes_the_weight_alone() -> None:
    (new,), (old,), _ = difference("related link restated", 0)
    assert replace(new, weight=old.weight) == old
    assert new.weight == RESTATED


@pytest.mark.parametrize("name", EDITS)
def test_there_must_be_something_to_edit(name: str) -> None:
    with pytest.raises(InputError, match="too few"):
        edited(catalogue([]), name, seed=0)


def measured() -> list[MeasuredEdit]:
    return measure_updates(NETWORK, SMALL, progress=lambda _, __: None)


def test_every_edit_is_measured_and_equals_a_rebuild() -> None:
    seen: list[tuple[int, int]] = []
    found = measure_updates(NETWORK, SMALL, progress=lambda *at: seen.append(at))
    assert [edit.edit for edit in found] == list(EDITS)
    assert seen == [(done, len(EDITS)) for done in range(1, len(EDITS) + 1)]
    assert all(edit.equal for edit in found)
    assert all(edit.noticeably <= edit.moved <= edit.searched for edit in found)
    assert all(min(edit.update_ms, edit.rebuild_ms, edit.graph_ms) > 0 for edit in found)
    restated = found[1]
    assert (restated.edges, restated.moved, restated.noticeably) == (2, 2, 2)  # both ends of one link


def test_an_update_from_something_wrong_is_not_equal() -> None:
    wrong = NETWORK.transfer.copy()
    wrong.data[wrong.data < 1] /= 2
    found = measure_updates(replace(NETWORK, transfer=wrong), SMALL, progress=lambda _, __: None)
    assert not all(edit.equal for edit in found)
    assert updates_document(NETWORK, found)["equal"] is False


def test_the_report_tells_each_edit() -> None:
    found = measured()
    document = updates_document(NETWORK, found)
    assert document["equal"] is True
    assert document["nodes"] == len(NETWORK)
    assert [row["edit"] for row in document["edits"]] == list(EDITS)
    for row in document["edits"]:
        assert row["ratio"] == pytest.approx(row["rebuild_ms"] / row["update_ms"])
    table = updates_table(NETWORK, found)
    assert [row[0] for row in table.rows] == list(EDITS)
    assert {row[table.columns.index("equal")] for row in table.rows} == {"yes"}
    assert all(len(row) == len(table.columns) for row in table.rows)
