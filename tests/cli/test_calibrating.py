"""``criteria``, ``decide``, ``decisions`` and ``calibrate`` as a person or a program runs them."""

from pathlib import Path

import pytest

from commands import Ran, Run
from workspaces import Bundled


@pytest.fixture
def run(skillpath: Run, demo: Path) -> Run:
    def command(*arguments: str | Path) -> Ran:
        return skillpath(*arguments, "-w", demo)

    return command


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, bundled: Bundled) -> Path:
    return bundled.demonstration(tmp_path_factory.mktemp("calibrating") / "workspace").folder


def test_criteria_are_shown_changed_with_their_effect_and_cleared(run: Run) -> None:
    before = run("criteria", "R-01", "--json").document
    assert (before["name"], before["changes"]) == (before["base"], {})
    ran = run("criteria", "R-01", "--share", "job-type=0.4", "--channel", "claim=0.5", "--bottleneck", "0.3")
    assert "changed for this role" in ran.out
    assert f"before under “{before['base']}”" in ran.out
    after = run("criteria", "R-01", "--json").document
    assert after["changes"] == {"share": {"job type": 0.4}, "development": {"claim": 0.5}, "bottleneck": 0.3}
    cleared = run("criteria", "R-01", "--clear", "--json").document
    assert cleared["changes"] == {}
    earlier = {row["candidate"]: row["points"] for row in before["ranking"]}
    assert {row["candidate"]: row["points"] for row in cleared["ranking"]} == earlier
    assert any(row["points_before"] != row["points"] for row in cleared["ranking"])


def test_criteria_that_cannot_be_are_refused_and_nothing_is_changed(run: Run) -> None:
    before = run("criteria", "R-02", "--json").document
    ran = run("criteria", "R-02", "--share", "skills=-1", "--share", "floor=1", "--channel", "claim=x")
    assert ran.code == 1
    for part in ("share of skills is -1", "share has no floor", "development of claim = 'x'"):
        assert part in ran.err
    assert run("criteria", "R-02", "--json").document == before


def test_a_decision_is_recorded_and_listed(run: Run) -> None:
    count = len(run("decisions", "--json").document)
    ran = run(
        "decide", "C-001", "R-12", "interviewed", "--by", "K-9", "--reason", "so", "--day", "2026-05-04"
    )
    assert ran.out == "2026-05-04: C-001 interviewed for R-12, by K-9.\n"
    listed = run("decisions", "--role", "R-12", "--json").document
    assert [one for one in listed if one["by"] == "K-9"] == [
        {
            "candidate": "C-001",
            "role": "R-12",
            "outcome": "interviewed",
            "day": "2026-05-04",
            "by": "K-9",
            "reason": "so",
        }
    ]
    assert len(run("decisions", "--json").document) == count + 1
    assert "K-9" in run("decisions", "--role", "R-12").out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("decide", "C-001", "R-01", "hired", "--by", "K-1"), "known: placed, interviewed"),
        (("decide", "C-999", "R-01", "placed", "--by", "K-1"), "no candidate C-999"),
        (("decide", "C-001", "R-01", "placed", "--by", "Ada L"), "is no code"),
        (("decisions", "--role", "R-99"), "no role R-99"),
        (("calibrate", "--role", "R-01"), "Too few decisions"),
        (("calibrate", "--withdraw", "house", "--by", "K-1"), "no adopted profile “house”"),
        (("calibrate", "--base", "none such"), "no criteria profile “none such”"),
    ],
)
def test_what_cannot_be_done_is_one_message(run: Run, arguments: tuple[str, ...], says: str) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (1, "")
    assert says in ran.err


def test_calibrate_adopts_only_what_is_better_and_says_who(run: Run) -> None:
    learned = run("calibrate", "--base", "fresh eyes", "--json").document
    assert run("calibrate", "--base", "fresh eyes", "--adopt", "house").code == 2  # by whom?
    ran = run("calibrate", "--base", "fresh eyes", "--adopt", "house", "--by", "K-1")
    assert ran.code == (0 if learned["improves"] else 1)
    (adopted,) = run("calibrate", "--profiles", "--json").document or [None]
    if learned["improves"]:
        assert adopted["by"] == "K-1"
        assert adopted["decisions_hash"] == learned["decisions_hash"]
        assert "house" in run("match", "R-01", "--profile", "house").out
        assert run("calibrate", "--withdraw", "house", "--by", "K-2").code == 0
        assert run("match", "R-01", "--profile", "house").code == 1
        assert "K-2" in run("calibrate", "--profiles").out


def test_calibrate_reads_decisions_from_a_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "few.csv"
    file.write_text("candidate,role,outcome,day,by\nC-001,R-01,placed,2026-05-04,K-1\n")
    ran = run("calibrate", "--decisions", file)
    assert "Too few decisions to learn from: 0 roles" in ran.err


def test_ranking_and_explanation_say_the_score_in_words(run: Run) -> None:
    rows = run("match", "R-01", "--top", "60", "--json").document
    order = [band["word"] for band in rows["bands"]]
    inside = [order.index(row["band"]["word"]) for row in rows["rows"] if not row["outside_filter"]]
    assert inside == sorted(inside)
    text = run("match", "R-01").out
    for band in rows["bands"]:
        assert f"{band['word']}: {band['meaning']}" in text
    explained = run("explain", rows["rows"][0]["candidate"], "R-01")
    assert f"In words: {order[0]}. {rows['bands'][0]['meaning']}" in explained.out
    assert "does not know the person" in explained.out
