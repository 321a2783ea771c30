"""What advice says in words, on documents written by hand."""

import re
from typing import Any

import pytest

from skillpath.reasoner.comparison_sentences import comparison_sentence
from skillpath.reasoner.counterfactual import Verdict
from skillpath.reasoner.improvement_sentences import VERDICTS, WORK, change_sentence, work_name
from skillpath.reasoner.texts.languages import Language
from skillpath.reasoner.texts.voice import ENGLISH, Voice
from skillpath.reasoner.why_not_sentences import why_not_sentence
from skillpath.reasoner.work_change import Work


def goal(verdict: Verdict, *skills: str, **more: Any) -> dict[str, Any]:
    return {
        "kind": "points",
        "rival": None,
        "goal_points": 70.0,
        "verdict": str(verdict),
        "skills": [{"skill": {"label": skill}} for skill in skills],
        "points": 71.5,
        "at_least": 2,
        "most_points": 65.0,
        "considered": 9,
        "beyond": [
            {"label": "payroll clerk", "dimension": "job type", "inverted": False, "points": 30.0},
            {"label": "steel", "dimension": "industry", "inverted": True, "points": 2.0},
        ],
        "outside_filter": "",
        **more,
    }


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (
            goal(Verdict.PROVED, "tax"),
            "One skill is enough to bring C-1 to 70.00 points: tax. Then it is 71.50 points. "
            "No other single skill brings more.",
        ),
        (
            goal(Verdict.PROVED, "tax", "pay"),
            "2 skills are enough to bring C-1 to 70.00 points: tax and pay. Then it is 71.50 points. "
            "Proved smallest: no set of 1 reaches it.",
        ),
        (
            goal(Verdict.FOUND, "tax", "pay", "cost"),
            "3 skills are enough to bring C-1 to 70.00 points: tax, pay and cost. Then it is 71.50 points. "
            "Found step by step: at least 2 are needed, and there is no proof that fewer than 3 do not "
            "suffice.",
        ),
        (goal(Verdict.REACHED), "C-1 already has 70.00 points."),
        (
            goal(Verdict.PROVED, *(f"s{n}" for n in range(13)), at_least=13),
            "13 skills are enough to bring C-1 to 70.00 points: s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, "
            "s11 and 1 more. Then it is 71.50 points. Proved smallest: no set of 12 reaches it.",
        ),
        (
            goal(
                Verdict.UNREACHABLE,
                beyond=[
                    {"label": "steel", "dimension": "industry", "inverted": False, "points": 0.01},
                    {"label": "floor", "dimension": "shop floor", "inverted": False, "points": 0.0},
                ],
            ),
            "Skills alone do not bring C-1 to 70.00 points: even all 9 that would help bring 65.00. "
            "What no skill changes: steel (industry, 0.01 points).",
        ),
        (
            goal(Verdict.UNREACHABLE, kind="overtake", rival="C-2"),
            "Skills alone do not bring C-1 to a place above C-2 (70.00 points): even all 9 that would help "
            "bring 65.00. What no skill changes: payroll clerk (job type, 30.00 points) "
            "and other industries than steel (industry, 2.00 points).",
        ),
        (
            goal(Verdict.UNREACHABLE, kind="overtake", rival="C-2", outside_filter="no spell in steel"),
            "No skill brings C-1 to a place above C-2 (70.00 points): the filters leave C-1 out "
            "(no spell in steel).",
        ),
    ],
)
def test_every_verdict_is_said(document: dict[str, Any], said: str) -> None:
    assert change_sentence("C-1", document, ENGLISH) == said


def test_more_work_has_a_name() -> None:
    assert [work_name(work, ENGLISH, job_type="clerk", industry="steel") for work in Work] == [
        "one more year in the present work",
        "2 years as clerk",
        "2 years in steel",
        "2 years as clerk in steel",
    ]


def test_no_verdict_is_without_words() -> None:
    assert set(VERDICTS) == set(Verdict)
    assert set(WORK) == set(Work)


def comparison(points: float, *rows: tuple[str, float, bool], covered: float = 1.0) -> dict[str, Any]:
    side = {"outside_filter": "", "points": 50.0}
    return {
        "first": {"candidate": "A"} | side | {"points": 50.0 + points},
        "second": {"candidate": "B"} | side,
        "role": {"title": "clerk"},
        "profile": "skills first",
        "score": points / 100,
        "points": points,
        "covered": covered,
        "requirements": [
            {"requirement": {"name": label}, "points": part, "main": main} for label, part, main in rows
        ],
    }


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (
            comparison(9.0, ("tax", 8.0, True), ("pay", 1.0, False), covered=8 / 9),
            "A has 9.00 points more than B (59.00 and 50.00) for clerk under “skills first”. "
            "89% of the difference comes from tax (+8.00).",
        ),
        (
            comparison(-4.0, ("tax", -6.0, True), ("pay", 2.0, False), covered=1.5),
            "B has 4.00 points more than A (50.00 and 46.00) for clerk under “skills first”. "
            "More than the whole difference comes from tax (+6.00). In favour of A: pay (+2.00).",
        ),
        (
            comparison(9.0, *((f"s{n}", 1.5, True) for n in range(6)), ("pay", 0.0, False), covered=1.004),
            "A has 9.00 points more than B (59.00 and 50.00) for clerk under “skills first”. "
            "100% of the difference comes from s0 (+1.50), s1 (+1.50), s2 (+1.50), s3 (+1.50), s4 (+1.50) "
            "and s5 (+1.50).",
        ),
        (
            comparison(9.0, ("tax", 9.1, True), ("pay", -0.1, False), covered=1.011),
            "A has 9.00 points more than B (59.00 and 50.00) for clerk under “skills first”. "
            "More than the whole difference comes from tax (+9.10). In favour of B: pay (+0.10).",
        ),
        (
            comparison(0.0, ("tax", 0.0, False), covered=0.0),
            "A and B both have 50.00 points for clerk under “skills first”.",
        ),
    ],
)
def test_who_is_above_and_why_is_said(document: dict[str, Any], said: str) -> None:
    assert comparison_sentence(document, ENGLISH) == said


def standing(**more: Any) -> dict[str, Any]:
    return {
        "candidate": "C-1",
        "rank": 23,
        "total": 60,
        "top": 10,
        "points": 25.86,
        "behind_points": 4.5,
        "outside_filter": "",
        "unknown": [],
        "last": {"candidate": "C-2", "rank": 9, "points": 30.36},
        **more,
    }


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (standing(), "C-1 is rank 23 of 60 with 25.86 points, 4.50 behind C-2 on rank 9 (30.36)."),
        (
            standing(last=None, rank=3, unknown=["s"]),
            "C-1 is among the best 10: rank 3 of 60 with 25.86 points. 1 of what is asked for or on record "
            "is not in this release and counts as nothing.",
        ),
        (
            standing(outside_filter="no spell in steel"),
            "The filters leave C-1 out: no spell in steel. So it is rank 23 of 60 with 25.86 points, where "
            "C-2 on rank 9 has 30.36.",
        ),
        (
            standing(outside_filter="no spell in steel", last=None),
            "The filters leave C-1 out: no spell in steel. So it is rank 23 of 60 with 25.86 points, and so "
            "are all others.",
        ),
    ],
)
def test_where_one_stands_is_said(document: dict[str, Any], said: str) -> None:
    assert why_not_sentence(document, ENGLISH) == said


# Other languages -----------------------------------------------------------------------------------


@pytest.mark.parametrize("tongue", [Language.DE, Language.FR])
def test_other_languages_say_the_same_numbers_and_names_in_words_of_their_own(tongue: Language) -> None:
    for english, said in zip(sentences(ENGLISH), sentences(Voice(tongue)), strict=True):
        assert NAMES & words(said) == NAMES & words(english), said
        assert numbers(said.replace(",", ".")) == numbers(english), said
        assert words(said) & words(english) <= NAMES | SHARED, said


NAMES = {"A", "B", "C", "tax", "pay", "clerk", "steel", *(f"s{n}" for n in range(13))}
SHARED = {"points", "place", "score", "a", "on", "in", "so"}
"""Words that are the same in another language, or mean something else there."""


def words(said: str) -> set[str]:
    return set(re.findall(r"[^\W\d]\w*", said))


def numbers(said: str) -> list[str]:
    """In the order of their size: a sentence puts them in an order of its own."""
    return sorted(re.findall(r"\d+(?:\.\d+)?", said))


def sentences(voice: Voice) -> list[str]:
    skills = [f"s{n}" for n in range(13)]
    return [
        *(
            change_sentence("C-1", document, voice)
            for document in (
                goal(Verdict.REACHED),
                goal(Verdict.PROVED, "tax"),
                goal(Verdict.PROVED, "tax", "pay"),
                goal(Verdict.FOUND, *skills, at_least=7),
                goal(
                    Verdict.UNREACHABLE,
                    beyond=[{"label": "clerk", "dimension": "job type", "inverted": False, "points": 3.5}],
                ),
                goal(Verdict.UNREACHABLE, kind="overtake", rival="C-2", outside_filter="steel"),
            )
        ),
        *(work_name(work, voice, job_type="clerk", industry="steel") for work in Work),
        comparison_sentence(comparison(-4.0, ("tax", -6.0, True), ("pay", 2.0, False), covered=1.5), voice),
        comparison_sentence(comparison(9.0, ("tax", 8.0, True), ("pay", 1.0, False), covered=8 / 9), voice),
        comparison_sentence(comparison(0.0, ("tax", 0.0, False), covered=0.0), voice),
        *(
            why_not_sentence(document, voice)
            for document in (
                standing(),
                standing(last=None, unknown=["s"]),
                standing(outside_filter="steel"),
                standing(outside_filter="steel", last=None),
            )
        ),
    ]
