"""Advice on the demonstration agency: improvements, comparisons and why-not agree with the ranking."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise, product
from typing import Any, Final

import pytest

from databases import NewDatabase
from skillpath.agency.comparison import comparison
from skillpath.agency.improvement import Case, improvement
from skillpath.agency.matching import explanation, matcher_for, ranking
from skillpath.agency.surprises import surprising
from skillpath.agency.why_not import why_not
from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError, UnknownName
from skillpath.reasoner.counterfactual import Verdict
from skillpath.reasoner.options import learned
from skillpath.reasoner.profile import PROFILES
from skillpath.reasoner.shown import Document
from skillpath.reasoner.texts.languages import Language
from skillpath.reasoner.texts.voice import Voice
from workspaces import Bundled

AS_OF: Final = date(2026, 11, 1)
ROLES: Final = ("R-01", "R-06", "R-12")
FILTERED: Final = ("R-12", "industry only")


@pytest.fixture(scope="module")
def workspace(
    tmp_path_factory: pytest.TempPathFactory, new_database: NewDatabase, bundled: Bundled
) -> Workspace:
    return bundled.demonstration(tmp_path_factory.mktemp("advice") / "workspace", database=new_database())


def hundredths(value: float) -> int:
    return round(100 * value)


def score_with(workspace: Workspace, code: str, role: str, goal: Document) -> float:
    """The scorer's own score of the candidate with the skills of a goal."""
    matcher = matcher_for(workspace, workspace.book.role(role), None, AS_OF)
    known = Case(workspace, matcher, workspace.book.candidate(code)).known
    nodes = [workspace.network.index(step["skill"]["iri"]) for step in goal["skills"]]
    return float(matcher.scores_of([learned(known, nodes)])[0])


# Improvement --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("role", "code"), list(product(ROLES, ("C-003", "C-020", "C-050"))))
def test_goals_are_reached_by_the_scorer(workspace: Workspace, role: str, code: str) -> None:
    document = improvement(workspace, code, role, to=30, overtake=["C-009"], as_of=AS_OF)
    assert document["points"] == explanation(workspace, code, role, as_of=AS_OF)["points"]
    assert [goal["kind"] for goal in document["goals"]] == ["points", "overtake"]
    for goal in document["goals"]:
        if goal["verdict"] in (Verdict.PROVED, Verdict.FOUND):
            assert goal["skills"][-1]["score"] == score_with(workspace, code, role, goal)
            assert goal["points"] >= goal["goal_points"]
            assert goal["claimed_points"] <= goal["points"]
            gains = sum(hundredths(step["gain_points"]) for step in goal["skills"])
            assert hundredths(document["points"]) + gains == hundredths(goal["points"])
        else:
            assert goal["skills"] == []


def test_without_a_goal_ten_points_more_are_the_goal(workspace: Workspace) -> None:
    document = improvement(workspace, "C-003", "R-01", as_of=AS_OF)
    (goal,) = document["goals"]
    assert goal["goal_points"] == document["points"] + 10
    assert f"{goal['goal_points']:.2f} points" in goal["sentence"]


def test_what_no_skill_changes_makes_up_what_is_missing(workspace: Workspace) -> None:
    """All skills learned, only the job type and the industry keep the score below 100."""
    (goal,) = improvement(workspace, "C-020", "R-01", to=100, as_of=AS_OF)["goals"]
    assert goal["verdict"] == Verdict.UNREACHABLE
    assert goal["most_points"] + sum(part["points"] for part in goal["beyond"]) == pytest.approx(
        100, abs=0.02
    )
    assert {part["dimension"] for part in goal["beyond"]} == {"job type", "industry"}
    assert "Skills alone do not bring C-020" in goal["sentence"]
    assert f"{goal['most_points']:.2f}" in goal["sentence"]


def test_the_full_score_is_reached_already(workspace: Workspace) -> None:
    best = ranking(workspace, "R-01", as_of=AS_OF)["rows"][0]["candidate"]
    document = improvement(workspace, best, "R-01", as_of=AS_OF)
    (goal,) = document["goals"]
    assert (goal["verdict"], goal["goal_points"]) == (Verdict.REACHED, 100.0)
    assert goal["sentence"] == f"{best} already has 100.00 points."
    assert document["skills"] == []


def test_a_filter_is_no_matter_of_skills(workspace: Workspace) -> None:
    role, profile = FILTERED
    rows = ranking(workspace, role, profile=profile, as_of=AS_OF)["rows"]
    inside, outside = rows[0]["candidate"], rows[-1]["candidate"]
    document = improvement(workspace, outside, role, overtake=[inside], profile=profile, as_of=AS_OF)
    (goal,) = document["goals"]
    assert goal["verdict"] == Verdict.UNREACHABLE
    assert rows[-1]["outside_filter"] in goal["sentence"]
    assert "No skill brings" in goal["sentence"]
    (other,) = improvement(workspace, inside, role, overtake=[outside], profile=profile, as_of=AS_OF)["goals"]
    assert other["verdict"] == Verdict.REACHED


@pytest.mark.parametrize("goal", [{"to": 0.0}, {"to": 100.5}, {"overtake": ["C-003"]}])
def test_a_goal_that_is_none_is_refused(workspace: Workspace, goal: dict[str, float | list[str]]) -> None:
    with pytest.raises(InputError):
        improvement(workspace, "C-003", "R-01", **goal)  # type: ignore[arg-type]


def test_unknown_rivals_are_refused(workspace: Workspace) -> None:
    with pytest.raises(UnknownName, match="C-999"):
        improvement(workspace, "C-003", "R-01", overtake=["C-999"])


# Comparison ---------------------------------------------------------------------------------------


PAIRS: Final = [
    (role, *pair) for role in ROLES for pair in pairwise(("C-001", "C-007", "C-009", "C-020", "C-050"))
]


@pytest.mark.parametrize(("role", "first", "second"), PAIRS)
@pytest.mark.parametrize("profile", PROFILES)
def test_shown_differences_add_up(
    workspace: Workspace, role: str, first: str, second: str, profile: str
) -> None:
    document = comparison(workspace, first, second, role, profile=profile, as_of=AS_OF)
    rows = document["requirements"]
    assert sum(row["score"] for row in rows) == pytest.approx(document["score"], abs=1e-12)
    assert sum(hundredths(row["points"]) for row in rows) == hundredths(document["points"])
    assert hundredths(document["first"]["points"]) - hundredths(document["second"]["points"]) == hundredths(
        document["points"]
    )
    assert all(abs(100 * row["score"] - row["points"]) < 0.0101 for row in rows)
    assert all((row["points"] == 0) or row["score"] for row in rows)
    for row in rows:
        if row["main"]:
            assert row["requirement"]["label"] in document["sentence"]


def test_one_candidate_is_not_compared_with_itself(workspace: Workspace) -> None:
    with pytest.raises(InputError, match="name two"):
        comparison(workspace, "C-001", "C-001", "R-01")


# Why not ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("profile", ["skills first", "industry only"])
def test_why_not_agrees_with_the_ranking(workspace: Workspace, role: str, profile: str) -> None:
    rows = ranking(workspace, role, profile=profile, as_of=AS_OF)["rows"]
    best = [row for row in rows[:10] if not row["outside_filter"]]
    for row in rows[::7]:
        document = why_not(workspace, row["candidate"], role, profile=profile, as_of=AS_OF)
        assert (document["rank"], document["points"]) == (row["rank"], row["points"])
        assert document["outside_filter"] == row["outside_filter"]
        if row in best:
            assert document["last"] is document["change"] is document["comparison"] is None
            assert "is among the best 10" in document["sentence"]
            continue
        last = best[-1]
        assert document["last"] == {key: last[key] for key in ("candidate", "rank", "points")}
        assert hundredths(document["behind_points"]) == hundredths(last["points"]) - hundredths(row["points"])
        assert document["comparison"]["first"]["candidate"] == last["candidate"]
        assert document["comparison"]["points"] == document["behind_points"]
        barred = document["change"]["verdict"] == Verdict.UNREACHABLE
        assert barred or not row["outside_filter"]
        if document["change"]["skills"]:
            assert document["change"]["points"] >= last["points"]
        assert row["outside_filter"] in document["sentence"]


def test_where_nobody_passes_the_filter_there_is_nobody_to_compare_with(workspace: Workspace) -> None:
    asked = workspace.book.role("R-12")
    coal = "https://w3id.org/skillpath/industry/B05"
    workspace.book.put(roles=[replace(asked, id="R-90", industry=coal)])
    document = why_not(workspace, "C-050", "R-90", profile="industry only", as_of=AS_OF)
    assert document["last"] is document["comparison"] is document["change"] is None
    assert document["outside_filter"] == "no spell in mining of coal and lignite"
    assert document["sentence"].endswith("points, and so are all others.")


# Languages ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", Language)
def test_all_advice_is_told_in_a_language_with_the_same_numbers(
    workspace: Workspace, language: Language
) -> None:
    """English last and first: what is kept of one language is not told in another."""
    english, told = advice(workspace, Language.EN), advice(workspace, language)
    assert sorted(numbers(told)) == sorted(numbers(english))
    (goal, _), change = told["improve"]["goals"], told["why not"]["change"]
    for one in (goal, change):
        for step in one["skills"]:
            assert step["skill"]["language"] == language
            assert step["skill"]["label"] in one["sentence"]
    voice = Voice(language)
    assert voice.number(change["points"]) in change["sentence"]
    for row in told["compare"]["requirements"]:
        assert not row["main"] or f"{row['requirement']['name']} (" in told["compare"]["sentence"]
    for surprise in (row["surprise"] for row in told["surprise"]["rows"]):
        assert surprise["usual"]["family"] in surprise["reason"]
        for carried in surprise["carried"]:
            assert f"{carried['requirement']['label']} (" in surprise["reason"]
            assert voice.number(carried["points"], decimals=1) in surprise["reason"]
    band = told["surprise"]["bands"][0]
    assert voice.percent(workspace.thresholds.thresholds.bands[0].known, decimals=1) in band["meaning"]
    assert voice.day(workspace.thresholds.day) in band["basis"]
    if language is not Language.EN:
        assert not {*texts(told)} & {*texts(english)}


def advice(workspace: Workspace, language: Language) -> Document:
    def asked(answer: Callable[..., Document], *names: str, **more: Any) -> Document:
        return answer(workspace, *names, as_of=AS_OF, language=language, **more)

    return {
        "improve": asked(improvement, "C-003", "R-01", to=70, overtake=["C-006"]),
        "compare": asked(comparison, "C-001", "C-007", "R-01"),
        "why not": asked(why_not, "C-050", "R-01"),
        "surprise": asked(surprising, "R-03"),
    }


def numbers(value: Any) -> Iterator[float]:
    """All numbers of a document; ties of labels are in the order of a language."""
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from numbers(part)
    elif isinstance(value, float):
        yield value


def texts(value: Any) -> Iterator[str]:
    """All sentences of a document."""
    for key, part in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(part, dict | list):
            yield from texts(part)
        elif key in ("sentence", "reason", "meaning", "basis"):
            yield part
