"""A role that is tried and what is kept of it; decisions about a match; on the demonstration agency."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from skillpath.agency.comparison import comparison, side_by_side
from skillpath.agency.deciding import decide, decided, rate, take_back
from skillpath.agency.desk import desk
from skillpath.agency.facets import facets
from skillpath.agency.intake.draft import Content, Origin, Purpose
from skillpath.agency.intake.drafts import Drafts
from skillpath.agency.matching import ranking, standings
from skillpath.agency.role_changes import change_role, in_words, role_changes
from skillpath.agency.trial import NOTHING_TRIED, Trial, tried
from skillpath.agency.unscored import unscored
from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError, UnknownName
from skillpath.reasoner.criteria import Changes
from skillpath.reasoner.decision import Decision, Outcome
from skillpath.reasoner.profile import Dimension
from skillpath.reasoner.role import SkillRequirement
from skillpath.reasoner.shown import label
from skillpath.reasoner.texts.languages import Language

DAY = date(2026, 11, 1)


def test_what_is_tried_is_scored_as_if_it_were_kept(demo: Workspace) -> None:
    kept = demo.book.role_as_written("R-06")
    first, second = kept.skills[0].skill, kept.skills[1].skill
    trial = Trial(
        changes=Changes(share={Dimension.INDUSTRY: 0.4}),
        asked=(SkillRequirement(first, essential=False, level=0.5),),
        left_out=(second,),
        floor=True,
    )
    made = tried(demo.book, "R-06", trial)
    assert made.floor == kept.industry
    assert made.skills == (SkillRequirement(first, essential=False, level=0.5), *kept.skills[2:])
    asked = ranking(demo, made, as_of=DAY)
    found = standings(demo, made, as_of=DAY, top=20)
    assert [(one.candidate, one.rank, one.score, one.inside) for one in found] == [
        (row["candidate"], row["rank"], row["score"], not row["outside_filter"]) for row in asked["rows"][:20]
    ]
    assert demo.book.role_as_written("R-06") == kept
    assert change_role(demo.book, made, by="K-9")
    assert ranking(demo, "R-06", as_of=DAY) == asked
    assert not change_role(demo.book, made, by="K-9")
    (change,) = role_changes(demo.book, role="R-06")
    assert (change.by, len(in_words(demo.network, change))) == ("K-9", 4)
    wanted, left_out = (demo.network.label(iri) for iri in (first, second))
    assert sorted(in_words(demo.network, change)) == sorted(
        [
            "share of industry 0.4",
            "shop floor wanted",
            f"{wanted} optional at level 50%",
            f"{left_out} not asked for",
        ]
    )
    german = in_words(demo.network, change, Language.DE)
    assert german[0] == "Anteil Branche: 0,4"
    assert f"{label(demo.network, first, Language.DE)}: erwünscht, Niveau 50\xa0%" in german
    demo.book.put(roles=[kept])


def test_nothing_tried_is_the_role_as_it_is_and_another_profile_takes_changes_away(demo: Workspace) -> None:
    kept = demo.book.role_as_written("R-06")
    assert tried(demo.book, "R-06", NOTHING_TRIED) == kept
    plain = tried(demo.book, "R-06", Trial(kept.profile))
    assert (plain.profile, plain.changes) == (kept.profile, Changes())
    with pytest.raises(InputError, match="every share is 0"):
        tried(demo.book, "R-06", Trial(changes=Changes(share=dict.fromkeys(Dimension, 0.0))))
    with pytest.raises(UnknownName):
        tried(demo.book, "R-99", NOTHING_TRIED)
    with pytest.raises(InputError, match="no code of a consultant"):
        change_role(demo.book, plain, by="Jane Doe")


def test_the_counts_beside_choices_are_those_of_the_ranking(demo: Workspace) -> None:
    role = demo.book.role("R-04")
    found = facets(demo, role, as_of=DAY)
    assert found["looked_at"] == ranking(demo, role, as_of=DAY)["inside"]
    assert sum(one["count"] for one in found["bands"]) == found["looked_at"]
    for name in ("locations", "industries"):
        for one in found[name]:
            changed: dict[str, Any] = {name: (one["value"],)}
            narrowed = replace(role, filters=replace(role.filters, **changed))
            assert ranking(demo, narrowed, as_of=DAY, top=1)["inside"] == one["count"]
    assert {one["value"] for one in found["locations"] if one["chosen"]} == {"DE-BE", "DE-BB"}


def test_the_last_decision_can_be_taken_back_and_the_one_before_counts_again(demo: Workspace) -> None:
    def said(outcome: Outcome, reason: str) -> Decision:
        return Decision("C-050", "R-01", outcome, DAY, "K-1", reason)

    with pytest.raises(InputError, match="Nothing that counts"):
        take_back(demo.book, "C-050", "R-01", by="K-1", day=DAY)
    with pytest.raises(InputError, match="needs a reason"):
        decide(demo.book, said(Outcome.REJECTED, " "))
    decide(demo.book, said(Outcome.INTERVIEWED, "good talk"))
    decide(demo.book, said(Outcome.REJECTED, "too far"))
    with pytest.raises(InputError, match="said the same today"):
        decide(demo.book, said(Outcome.REJECTED, "too far"))
    assert take_back(demo.book, "C-050", "R-01", by="K-2", day=DAY).reason == "too far"
    rate(demo.book, "C-050", "R-01", higher=False, points=12.5, profile="skills first", by="K-2")
    found = decided(demo.book, "C-050", "R-01")
    assert found["counting"]["outcome"] == "interviewed"
    assert [one["outcome"] for one in found["all"]] == ["taken back", "rejected", "interviewed"]
    assert found["all"][0]["reason"] == "“rejected” of 2026-11-01 by K-1: too far"
    assert found["notes"][0]["text"] == "rates this match lower than its 12.50 points under “skills first”"
    take_back(demo.book, "C-050", "R-01", by="K-2", day=DAY)
    assert decided(demo.book, "C-050", "R-01")["counting"] is None


def test_side_by_side_each_pair_is_the_comparison_of_the_two(demo: Workspace) -> None:
    codes = ["C-002", "C-007", "C-040"]
    found = side_by_side(demo, codes, "R-01", as_of=DAY)
    assert [side["candidate"] for side in found["sides"]] == codes
    assert found["pairs"][1] == comparison(demo, "C-002", "C-040", "R-01", as_of=DAY)
    for place, side in enumerate(found["sides"]):
        points = sum(row["met"][place]["points"] for row in found["requirements"])
        assert round(points, 2) == side["points"]
    for wrong in (["C-002"], ["C-002", "C-002"], ["C-001", "C-002", "C-003", "C-004", "C-005"]):
        with pytest.raises(InputError, match="2 to 4 different candidates"):
            side_by_side(demo, wrong, "R-01")


def test_what_the_score_does_not_know_is_told_from_the_record(demo: Workspace) -> None:
    found = {one["topic"]: one for one in unscored(demo, "C-003", "R-04")}
    assert (found["location"]["asked"], found["location"]["known"]) == (["DE-BE", "DE-BB"], ["DE-BY"])
    assert found["location"]["fits"] is False
    assert found["notice"]["fits"] is True
    assert [found[topic]["fits"] for topic in ("licences", "pay", "team fit")] == [None] * 3
    assert (found["over-qualification"]["asked"], found["over-qualification"]["known"]) == (["4"], ["3"])
    assert found["over-qualification"]["fits"] is True


def test_the_desk_shows_whose_roles_they_are_and_what_is_new(demo: Workspace) -> None:
    day = date(2026, 8, 20)
    everything = desk(demo, as_of=day)
    assert everything["since"] == "2026-08-06"
    assert len(everything["roles"]) == everything["all_roles"] == 12
    own = desk(demo, by="K-3", as_of=day)
    decided_by = {one.role for one in demo.book.decisions() if one.by == "K-3"}
    assert {one["role"]["id"] for one in own["roles"]} == decided_by
    time_clerk = next(one for one in own["roles"] if one["role"]["id"] == "R-02")
    assert [one["candidate"] for one in time_clerk["decided"]] == ["C-006"]
    best = time_clerk["rows"][0]
    assert (best["candidate"], best["decision"]["outcome"]) == ("C-006", "placed")
    assert desk(demo, by="K-99", as_of=day)["roles"] == []


def test_who_came_into_the_book_and_into_the_best_is_news(demo: Workspace) -> None:
    drafts, best = Drafts(demo.book), demo.book.candidate("C-001")
    (number,) = drafts.take(
        Purpose.CANDIDATE,
        [(Origin("cv.txt", "ab" * 32, 0, "text", 2), Content("cv", {}))],
        notes=[],
        by="K-1",
        day=DAY,
    )
    assert [one["number"] for one in desk(demo, as_of=DAY)["waiting"]] == [number]
    drafts.confirm(number, replace(best, code="C-901"), answers={}, by="K-1", day=DAY)
    try:
        found = desk(demo, as_of=DAY)
        news = {one["role"]["id"]: [row["candidate"] for row in one["added"]] for one in found["roles"]}
        assert news["R-01"] == ["C-901"]
        assert found["waiting"] == news["R-12"] == []
        assert not any(one["added"] for one in desk(demo, as_of=date(2026, 12, 1))["roles"])
    finally:
        demo.forget("C-901")
