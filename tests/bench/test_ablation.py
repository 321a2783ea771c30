"""Taking the model apart on a network where one kind of edge carries everything."""

import numpy as np
import pytest

from drawn import catalogue
from skillpath.bench.ablation import FULL, PARTS, Ablation, ablation, similar_labels
from skillpath.bench.ablation_report import ablation_document, ablation_tables
from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.ontology.catalogue import RelationKind as R

# Only the link s1 – s3 tells that j1 carries to j3: all job types need different skills.
CATALOGUE = catalogue(
    [
        *((f"j{n}", R.ESSENTIAL_SKILL, f"s{n}") for n in range(1, 6)),
        ("s1", R.RELATED, "s3"),
        ("s2", R.BROADER, "s5"),
    ]
)
NETWORK = compile_network(build_graph(CATALOGUE))
RELATED = {"without related skills", "without any edge between skills", "the job type as a whole alone"}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Ablation:
    path = tmp_path_factory.mktemp("gold") / "moves.csv"
    path.write_text("origin_esco,dest_esco,tier\nj1,j3,1\nj2,j4,0\nj4,j5,0\n", encoding="utf-8")
    (one,) = ablation(NETWORK, CATALOGUE, [path], resamples=10)
    return one


def test_the_part_that_carries_everything_is_missed(found: Ablation) -> None:
    maps = {row.method: row.map for row in found.fixed_role}
    assert maps[FULL] == 1.0
    # Without the link all four origins tie for the role j3, of which one is right.
    assert {name for name, value in maps.items() if value < 1.0} == RELATED
    assert all(maps[name] == pytest.approx(1 / 4) for name in RELATED)


def test_similar_wording_is_tried_only_where_labels_can_be_read(found: Ablation) -> None:
    assert {row.method for row in found.fixed_role} == {FULL, *PARTS} - {"with similar wording of skills"}


def test_the_table_says_what_a_change_does(found: Ablation) -> None:
    (table,) = ablation_tables([found])
    rows = {row[0]: row for row in table.rows}
    assert rows[FULL] == [FULL, "1.000", "", "", "1.000", "", ""]
    assert rows["without related skills"][1:4] == ["0.250", "-0.750", "-0.750 … -0.750"]
    assert rows["without close matches"][1:4] == ["1.000", "+0.000", "+0.000 … +0.000"]
    (document,) = ablation_document([found])
    entry = next(e for e in document["fixed_role"] if e["model"] == "without related skills")
    assert (entry["change"], entry["change_ci"]) == (-0.75, [-0.75, -0.75])


def test_similar_labels_are_found_both_ways() -> None:
    vectors = np.array([[1, 0], [0.8, 0.6], [0, 1], [1, 0]], dtype=np.float32)
    source, target, cosine = similar_labels(vectors, np.array([0, 1, 2], dtype=np.int32))
    assert list(zip(source.tolist(), target.tolist(), cosine.round(6).tolist(), strict=True)) == [
        (0, 1, 0.8),
        (1, 0, 0.8),
        (1, 2, 0.6),
        (2, 1, 0.6),
    ]
