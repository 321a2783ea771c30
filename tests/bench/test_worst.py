"""The lowest-ranked pairs: their ranks by hand, and each cause on a move drawn for it."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from drawn import Link, network
from skillpath.bench.causes import CAUSES, NEAR, Move, causes
from skillpath.bench.gold import read_gold
from skillpath.bench.worst import worst_pairs
from skillpath.graph.network import Network
from skillpath.ontology.catalogue import RelationKind as R


def needs(job: str, *skills: str) -> list[Link]:
    return [(job, R.ESSENTIAL_SKILL, skill) for skill in skills]


FIVE = ("s1", "s2", "s3", "s4", "s5")
NETWORK = network(
    [
        *needs("j1", *FIVE),
        *needs("j2", *FIVE),
        *needs("j3", "s6", "s7", "s8", "s9", "s10"),
        *needs("j4", "s6"),
        *(link for n in range(5, 10) for link in needs(f"j{n}", "s6")),
        *(link for n in range(6, 10) for link in needs(f"j{n}", "s11")),
    ]
)
"""Of nine job types seven need s6, four s11 (√9 = 3 and more are generic), two s1, one s7."""


def move(origin: str, dest: str, *, codes: tuple[str, str] = ("", ""), ahead: tuple[float, ...] = ()) -> Move:
    places = NETWORK.index(origin), NETWORK.index(dest)
    nodes = list(NETWORK.nodes)
    for place, code in zip(places, codes, strict=True):
        nodes[place] = replace(nodes[place], code=code)
    coded: Network = replace(NETWORK, nodes=tuple(nodes))
    return Move(coded, (places[0],), (places[1],), np.array(ahead))


def test_a_move_between_likes_has_no_cause() -> None:
    assert causes(move("j1", "j2", codes=("4313", "4311"), ahead=(0.1, 0.2, NEAR / 2))) == ()


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (move("j1", "j3"), {"no shared skill"}),
        (move("j4", "j3"), {"generic skills only"}),
        (move("j6", "j7"), {"generic skills only", "thin requirements"}),
        (move("j3", "j4"), {"generic skills only", "thin requirements"}),
        (move("j1", "j4"), {"no shared skill", "thin requirements"}),
        (move("j1", "j2", codes=("4313", "2411")), {"level differs"}),
        (move("j1", "j2", codes=("1411", "3313")), set()),  # managers of shops are of level 3
        (move("j1", "j2", codes=("1411", "4313")), {"level differs"}),
        (move("j1", "j2", codes=("1211", "3313")), {"level differs"}),
        (move("j1", "j2", codes=("", "2411")), set()),
        (move("j1", "j2", codes=("8160", "8332")), {"licence"}),
        (move("j1", "j2", codes=("8331", "8332")), set()),  # both drive
        (move("j1", "j2", codes=("8332", "8160")), set()),
        (move("j1", "j2", ahead=(NEAR / 2, NEAR / 3, 0.5)), {"near tie"}),
    ],
)
def test_causes(case: Move, expected: set[str]) -> None:
    assert set(causes(case)) == expected


def test_causes_come_in_the_order_of_their_table() -> None:
    found = causes(move("j1", "j4", codes=("9111", "2221"), ahead=(NEAR / 2,)))
    assert list(found) == [name for name in CAUSES if name != "generic skills only"]


def test_the_worst_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "gold.csv"
    path.write_text("origin_esco,dest_esco,tier\nj1,j3,2\nj2,j3,1\nj4,j3,0\nj1,j2,1\nj3,j4,1\n")
    gold = read_gold(NETWORK, path)
    names = [NETWORK.nodes[node[0]].iri for node in gold.nodes]
    assert names == ["j1", "j2", "j3", "j4"]
    # Role j3: j1 .1, j2 .4, j4 .4. Role j2: j1 .1 first of three (the role itself does not count).
    mine = np.array([[0, 0.1, 0.1, 0], [0, 1, 0.4, 0], [0, 0, 1, 0.5], [0, 0, 0.4, 0]])
    other = np.array([[0, 0, 0.3, 0], [0, 0, 0.4, 0], [0, 0, 0, 0.5], [0, 0, 0.2, 0]])
    worst = worst_pairs(NETWORK, gold, {"mine": mine, "flat": np.zeros((4, 4)), "other": other}, most=2)
    assert [(p.origin, p.dest, p.grade) for p in worst] == [
        (gold.nodes[0], gold.nodes[2], 2.0),
        (gold.nodes[1], gold.nodes[2], 1.0),
    ]
    first, second = worst
    assert (first.rank, first.candidates) == (3.0, 3)
    assert first.score == pytest.approx(0.1)
    assert (first.baseline, first.baseline_rank) == ("flat", 2.0)  # of equals the first
    assert (second.rank, second.baseline, second.baseline_rank) == (1.5, "other", 1.0)
    assert first.causes == ("no shared skill",)
    assert second.causes == ("no shared skill",)  # no near tie: nobody is ahead


def test_none_asked_for_is_none(tmp_path: Path) -> None:
    path = tmp_path / "gold.csv"
    path.write_text("origin_esco,dest_esco\nj1,j3\n")
    assert worst_pairs(NETWORK, read_gold(NETWORK, path), {"mine": np.eye(2)}, most=0) == ()
