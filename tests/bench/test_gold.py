"""Reading gold standards: what is taken, what is left out, what is refused."""

from pathlib import Path

import pytest

from drawn import network
from skillpath.bench.gold import Gold, read_gold
from skillpath.errors import InputError
from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.network import Network
from skillpath.ontology.catalogue import Catalogue, Concept, ConceptKind, Relation
from skillpath.ontology.catalogue import RelationKind as R

NETWORK = network([("j1", R.ESSENTIAL_SKILL, "s1"), ("j2", R.ESSENTIAL_SKILL, "s1")], alone=["j3"])


def gold(folder: Path, text: str, *, grade: str | None = None, net: Network = NETWORK) -> Gold:
    path = folder / "gold.csv"
    path.write_text(text, encoding="utf-8")
    return read_gold(net, path, grade=grade)


def pairs(read: Gold) -> dict[tuple[str, str], float]:
    """Pairs by name: ``{("j1", "j2+j3"): 75.0}``."""
    names = ["+".join(NETWORK.nodes[job].iri for job in node) for node in read.nodes]
    places = zip(read.origin, read.dest, read.grade, strict=True)
    return {(names[origin], names[dest]): float(grade) for origin, dest, grade in places}


def test_without_a_grade_all_pairs_count_alike(tmp_path: Path) -> None:
    read = gold(tmp_path, "origin_esco,dest_esco\nj1,j2\nj2,j3\n")
    assert pairs(read) == {("j1", "j2"): 1.0, ("j2", "j3"): 1.0}
    assert read.grade_column is None


def test_the_usual_grade_is_found_and_another_can_be_named(tmp_path: Path) -> None:
    text = "origin_esco,dest_esco,fit,moves\nj1,j2,0.5,9\n"
    assert pairs(gold(tmp_path, text)) == {("j1", "j2"): 9.0}
    assert pairs(gold(tmp_path, text, grade="fit")) == {("j1", "j2"): 0.5}


def test_a_side_is_the_set_of_its_known_job_types(tmp_path: Path) -> None:
    text = "origin_esco,dest_esco\nj3|j2|j3|x9,j1\nj1| j2 |s1,j3\n"
    read = gold(tmp_path, text)
    assert pairs(read) == {("j2+j3", "j1"): 1.0, ("j1+j2", "j3"): 1.0}
    assert not any(read.skipped.values())


def test_two_names_of_one_concept_are_one_node(tmp_path: Path) -> None:
    jobs = {name: Concept(name, ConceptKind.JOB_TYPE, {"en": name}) for name in ("j1", "j2", "j22")}
    jobs["s1"] = Concept("s1", ConceptKind.SKILL, {"en": "s1"})
    taxonomy = Catalogue(jobs, (Relation("j1", R.ESSENTIAL_SKILL, "s1"),), (("j2", "j22"),))
    net = compile_network(build_graph(taxonomy))
    read = gold(tmp_path, "origin_esco,dest_esco\nj1,j2\nj1,j22\nj2,j22\n", net=net)
    assert len(read.grade) == 1
    assert (read.skipped["repeated"], read.skipped["same"]) == (1, 1)


def test_rows_left_out_are_counted(tmp_path: Path) -> None:
    text = (
        "origin_esco,dest_esco,tier\nj1,j2,1\nj1,j2,3\nj1,j2,2\nj1,x9,1\ns1,j1,1\nj1,j1,1\nj2,j1,\nj2,j3,2\n"
    )
    read = gold(tmp_path, text)
    assert pairs(read) == {("j1", "j2"): 3.0, ("j2", "j3"): 2.0}
    assert read.skipped == {"unknown": 2, "same": 1, "ungraded": 1, "repeated": 2}


def test_a_grade_of_zero_is_no_match(tmp_path: Path) -> None:
    read = gold(tmp_path, "origin_esco,dest_esco,moves\nj1,j2,0\nj1,j3,4\n")
    assert sorted(read.grade) == [0.0, 4.0]
    assert (read.gains > 0).sum() == 1


def test_groups_by_side_or_for_both(tmp_path: Path) -> None:
    sides = gold(tmp_path, "origin_esco,dest_esco,origin_group,dest_group\nj1,j2,a,x\nj3,j2,a,x\nj2,j1,b,\n")
    assert sides.origin_group[0] == sides.origin_group[2] != sides.origin_group[1]
    assert len(set(sides.dest_group)) == 3
    both = gold(tmp_path, "origin_esco,dest_esco,group\nj1,j2,a\nj1,j3,a\n")
    assert both.dest_group[1] == both.dest_group[2] != both.dest_group[0]


REFUSED = {
    "no column": ("from,to\nj1,j2\n", ["gold.csv:1", "'origin_esco'", "'dest_esco'", "'from', 'to'"]),
    "column twice": ("origin_esco,dest_esco,dest_esco\nj1,j2,j3\n", ["gold.csv:1", "one column 'dest_esco'"]),
    "empty": ("", ["needs one column 'origin_esco'"]),
    "header only": ("origin_esco,dest_esco\n", ["no rows below its header"]),
    "all unknown": ("origin_esco,dest_esco\nx1,x2\n", ["1 unknown", "skillpath import esco"]),
    "empty sides": ("origin_esco,dest_esco\n,j1\nj1,|\n", ["2 unknown"]),
    "no match": ("origin_esco,dest_esco,tier\nj1,j2,0\n", ["above 0"]),
    "every bad row": (
        "origin_esco,dest_esco,tier\nj1,j2,high\nj1,j2,inf\nj1,j2\n",
        ["gold.csv:2", "'high'", "gold.csv:3", "'inf'", "gold.csv:4"],
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused_with_place_and_remedy(case: str, tmp_path: Path) -> None:
    text, said = REFUSED[case]
    with pytest.raises(InputError) as caught:
        gold(tmp_path, text)
    for words in said:
        assert words in str(caught.value)


def test_a_grade_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="needs one column 'fit'"):
        gold(tmp_path, "origin_esco,dest_esco,tier\nj1,j2,1\n", grade="fit")


def test_a_file_that_is_not_there_or_a_folder_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(InputError, match="cannot be read"):
            read_gold(NETWORK, path)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "gold.csv"
    path.write_bytes(b"origin_esco,dest_esco\nj1,j2\nj\xff1,j2\n")
    with pytest.raises(InputError, match=r"gold\.csv:3"):
        read_gold(NETWORK, path)
