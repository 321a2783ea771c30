"""The quality of paths, on matches whose paths can be counted."""

import json
import math
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from drawn import network
from skillpath.agency.address import file_url
from skillpath.agency.book import Book
from skillpath.bench.gold import read_gold
from skillpath.bench.paths import (
    DIRECT,
    OTHER_INDUSTRY,
    PathQuality,
    book_queries,
    gold_queries,
    path_quality,
)
from skillpath.bench.paths_report import MOST_KINDS, paths_document, paths_tables
from skillpath.ontology.catalogue import RelationKind as R
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.criteria import Changes
from skillpath.reasoner.profile import PROFILES
from skillpath.reasoner.role import Role, SkillRequirement
from skillpath.reasoner.transfer import AS_OF

# s3 is related to s2, s6 less so; j1 and j2 need s1 and s2; i1 teaches s4.
NETWORK = network(
    [
        ("j1", R.ESSENTIAL_SKILL, "s1"),
        ("j1", R.ESSENTIAL_SKILL, "s2"),
        ("j2", R.ESSENTIAL_SKILL, "s1"),
        ("j2", R.ESSENTIAL_SKILL, "s2"),
        ("j3", R.ESSENTIAL_SKILL, "s5"),
        ("s3", R.RELATED, "s2", 0.5),
        ("s6", R.RELATED, "s2", 0.4),
        ("i1", R.TEACHES, "s4"),
    ],
    alone=["i2"],
)
DAY = date(2026, 1, 1)
ROLE = Role("R-1", "a role", (SkillRequirement("s1"), SkillRequirement("s2")))


def measured(*matched: tuple[Role, list[Candidate]]) -> PathQuality:
    queries = [(role, PROFILES[role.profile], people) for role, people in matched]
    return path_quality(NETWORK, queries, as_of=DAY, progress=lambda _done, _total: None)


def claims(*skills: str) -> Candidate:
    return Candidate("C-1", claims=tuple(Claim(skill) for skill in skills))


def test_a_skill_itself_and_a_related_one() -> None:
    # s1 and s2 are needed alike, so weigh alike; s2 is met by half through s3: two thirds and one third.
    quality = measured((ROLE, [claims("s1", "s3")]))
    assert quality.matches == 1
    assert quality.top_share == pytest.approx(2 / 3)
    assert quality.by_kind == pytest.approx({DIRECT: 2 / 3, "related": 1 / 3})
    assert quality.by_channel["claim"] == pytest.approx(1.0)
    number = math.exp(-(2 / 3 * math.log(2 / 3) + 1 / 3 * math.log(1 / 3)))
    assert (quality.paths, quality.kinds, quality.channels) == pytest.approx((number, number, 1.0))
    assert quality.replaced == 0
    assert quality.deviation < 1e-12


def test_channels_are_told_apart() -> None:
    role = Role("R-2", "a role", (SkillRequirement("s1"), SkillRequirement("s4")))
    spell = Spell(None, "i1", date(1990, 1, 1))
    quality = measured((role, [Candidate("C-1", (spell,), (Claim("s1"),))]))
    claim, industry = quality.by_channel["claim"], quality.by_channel["industry"]
    assert claim + industry == pytest.approx(1.0)
    assert quality.channels == pytest.approx(claim**-claim * industry**-industry)
    assert list(quality.by_channel.values()) == sorted(quality.by_channel.values(), reverse=True)


def test_what_another_path_would_take_over_is_counted() -> None:
    # Without s1 nothing carries to s1; without s2 the related s3 does.
    role = Role("R-2", "a role", (SkillRequirement("s2"),))
    quality = measured((role, [claims("s2", "s3"), claims("s2")]))
    assert quality.replaced == 0.5
    assert quality.deviation < 1e-12
    # Of s1 and s2 the first is the strongest: that s6 would take over for the second does not count.
    assert measured((ROLE, [claims("s1", "s3", "s6")])).replaced == 0


def test_experience_elsewhere_rests_on_no_path() -> None:
    role = Role("R-2", "a role", industry="i2", profile="fresh eyes")
    quality = measured((role, [Candidate("C-1", (Spell(None, "i1", date(2010, 1, 1)),))]))
    assert quality.by_kind == {OTHER_INDUSTRY: 1.0}


def test_matches_without_a_score_are_counted_apart() -> None:
    calls: list[tuple[int, int]] = []
    quality = path_quality(
        NETWORK,
        [(ROLE, PROFILES[ROLE.profile], [claims("s1"), claims("s5"), claims()])],
        as_of=DAY,
        progress=lambda done, total: calls.append((done, total)),
    )
    assert (quality.matches, quality.without_score) == (1, 2)
    assert calls == [(1, 3), (2, 3), (3, 3)]


def test_queries_of_a_book_are_all_candidates_under_each_roles_own_criteria(tmp_path: Path) -> None:
    book = Book(file_url(tmp_path / "book.sqlite"))
    changed = replace(ROLE, changes=Changes(bottleneck=0.5))
    book.put([claims("s1")], [changed])
    ((role, profile, people),) = book_queries(book)
    assert (role, people) == (changed, [claims("s1")])
    assert profile.bottleneck == 0.5


def test_nothing_to_measure_is_undefined() -> None:
    document = paths_document(measured())
    assert (document["matches"], document["top_share"]) == (0, None)
    assert document["deletion"] == {"largest_deviation": None, "replaced": None}
    json.dumps(document, allow_nan=False)
    rows = dict(paths_tables(measured(), "nothing")[0].rows)
    assert rows["matches with a score"] == "0"
    assert list(rows.values()).count("–") == 6


def test_queries_of_a_gold_standard_are_its_pairs_of_job_types(tmp_path: Path) -> None:
    path = tmp_path / "gold.csv"
    path.write_text("origin_esco,dest_esco,tier\nj1|j2,j3,1\nj2,j1,2\nj3,j1,0\n", encoding="utf-8")
    gold = read_gold(NETWORK, path)
    queries = gold_queries(NETWORK, gold, most=10)
    pairs = [(c.spells[0].job_type, role.id) for role, _, candidates in queries for c in candidates]
    assert sorted(pairs) == [("j1", "j3"), ("j2", "j1"), ("j2", "j3")]
    assert all(c.spells[0].end in (None, AS_OF) for *_, candidates in queries for c in candidates)
    drawn = gold_queries(NETWORK, gold, most=2)
    assert sum(len(candidates) for *_, candidates in drawn) == 2
    assert drawn == gold_queries(NETWORK, gold, most=2)


def test_the_tables_say_what_the_document_says() -> None:
    quality = measured((ROLE, [claims("s1", "s3")]))
    first, channels, kinds = paths_tables(quality, "a test")
    assert first.title == "Paths (a test)"
    assert [value for _, value in first.rows[:3]] == ["1", "0", "0.667"]
    assert channels.rows[0] == ["claim", "1.000"]
    assert kinds.rows == [[DIRECT, "0.667"], ["related", "0.333"]]


def test_a_deviation_is_shown_unless_it_is_rounding() -> None:
    quality = measured((ROLE, [claims("s1", "s3")]))
    label = "largest deviation of a deletion"
    shown = [
        dict(paths_tables(replace(quality, deviation=d), "a test")[0].rows)[label] for d in (1e-13, 0.02)
    ]
    assert shown == ["below 1e-12", "2.0e-02"]


def test_rare_kinds_of_path_share_a_line() -> None:
    quality = measured((ROLE, [claims("s1")]))
    many = {f"kind {n}": 1 / 20 for n in range(20)}
    table = paths_tables(replace(quality, by_kind=many), "a test")[2]
    assert len(table.rows) == MOST_KINDS + 1
    assert table.rows[-1] == ["10 other kinds", "0.500"]
