"""``skillpath improve``, ``compare`` and ``why-not`` as a person or a program runs them."""

import re
from pathlib import Path

import pytest

from commands import Ran, Run

DAY = ("--as-of", "2026-11-01")


@pytest.fixture
def run(skillpath: Run, demo: Path) -> Run:
    def command(*arguments: str | Path) -> Ran:
        return skillpath(*arguments, "-w", demo)

    return command


def test_improve_prints_values_and_the_way_to_a_goal(run: Run) -> None:
    document = run("improve", "C-003", "R-01", "--to", "70", *DAY, "--json").document
    text = run("improve", "C-003", "R-01", "--to", "70", "--top", "2", *DAY).out
    (goal,) = document["goals"]
    assert goal["sentence"] in text
    for step in goal["skills"]:
        assert f"{step['gain_points']:+.2f}" in text
    assert f"{document['skills'][1]['points']:.2f}" in text
    assert len([line for line in text.split("\n\n")[0].splitlines() if " yes " in line]) == 2
    assert f"{goal['claimed_points']:.2f}" in text


def test_improve_takes_several_rivals(run: Run) -> None:
    ran = run("improve", "C-003", "R-01", "--overtake", "C-006", "--overtake", "C-001", *DAY, "--json")
    assert [goal["rival"] for goal in ran.document["goals"]] == ["C-006", "C-001"]


def test_compare_marks_the_main_reasons(run: Run) -> None:
    document = run("compare", "C-001", "C-007", "R-01", *DAY, "--json").document
    text = run("compare", "C-001", "C-007", "R-01", *DAY).out
    assert document["sentence"] in text
    marked = [line for line in text.splitlines() if line.startswith("*")]
    assert len(marked) == document["main"] == sum(row["main"] for row in document["requirements"])
    assert f"{document['points']:+.2f}" in text


def test_why_not_of_one_behind_and_of_one_among_the_best(run: Run) -> None:
    document = run("why-not", "C-020", "R-01", *DAY, "--json").document
    text = run("why-not", "C-020", "R-01", *DAY).out
    assert text.startswith(document["sentence"])
    assert document["change"]["sentence"] in text
    assert document["comparison"]["sentence"] in text
    among = run("why-not", "C-020", "R-01", "--top", str(document["rank"]), *DAY)
    assert among.out.count("\n") == 1
    assert "is among the best" in among.out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            ("improve", "C-003", "R-01", "--top", "1"),
            ("Fähigkeit", "verlangt", "oder mehr Arbeit", "genüg(en|t), um"),
        ),
        (("compare", "C-001", "C-007", "R-01"), ("Unterschied", "wie C-007 es erfüllt", "zusammen")),
        (("why-not", "C-020", "R-01"), ("steht auf Rang", "Punkte mehr als", "auf einen Platz vor")),
        (("surprise", "R-03"), ("bekannt als", "Dem Titel nach", "Was trägt")),
        (("explain", "C-001", "R-01"), ("In Worten: stark. Von Paaren", "Von zufälligen Paaren")),
    ],
)
def test_advice_speaks_german(run: Run, arguments: tuple[str, ...], says: tuple[str, ...]) -> None:
    text = run(*arguments, *DAY, "--lang", "de").out
    assert [one for one in says if not re.search(one, text)] == []
    assert not re.search(r"[-+]\d+\.\d|\b(skill|points|would|which|together|with)\b", text)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("improve", "C-003", "R-01", "--to", "120"), "at most 100 points, not 120"),
        (("improve", "C-003", "R-01", "--overtake", "C-003"), "C-003 cannot overtake C-003"),
        (("improve", "C-003", "R-01", "--overtake", "C-1"), "There is no candidate C-1"),
        (("compare", "C-001", "C-001", "R-01"), "name two"),
        (("why-not", "C-020", "R-99"), "There is no role R-99"),
    ],
)
def test_what_cannot_be_answered_is_one_message(run: Run, arguments: tuple[str, ...], says: str) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (1, "")
    assert says in ran.err
    assert ran.err.count("\n") == 1
