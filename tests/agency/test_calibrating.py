"""Decisions from files, and learning from the demonstration agency's."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import URL

from skillpath.agency.calibrating import Learning, adopt, learn
from skillpath.agency.criteria import named_profile
from skillpath.agency.decision_file import read_decisions
from skillpath.agency.matching import ranking
from skillpath.agency.workspace import Workspace
from skillpath.data import bundled
from skillpath.errors import InputError, UnknownName
from skillpath.reasoner.decision import GRADE, Decision, Outcome
from workspaces import Bundled

HEADER = "candidate,role,outcome,day,by,reason"


@pytest.fixture
def demo(tmp_path: Path, database: URL, bundled: Bundled) -> Workspace:
    return bundled.demonstration(tmp_path / "workspace", database=database)


def test_the_demonstration_decisions_are_loaded_once_and_say_that_they_are_invented(demo: Workspace) -> None:
    file = bundled("agency/decisions.csv")
    decisions = read_decisions(file)
    assert sorted(demo.book.decisions(), key=repr) == sorted(decisions, key=repr)
    demo.load_demonstration()
    assert len(demo.book.decisions()) == len(decisions) > 100
    assert {one.outcome for one in decisions} >= set(GRADE)
    assert {one.role for one in decisions} == {role.id for role in demo.book.roles()}
    assert "Every row of this file is invented" in file.read_text(encoding="utf-8").splitlines()[1]


def test_a_file_is_refused_with_all_that_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "d.csv"
    file.write_text(
        f"{HEADER}\nC-1,R-1,hired,2026-01-01,K-1,\nC-1,R-1,placed,1.1.2026,K-1,\n"
        "C-1,R-1,placed,2026-01-01,Ada L,\n,R-1,placed,2026-01-01,K-1,\nC-1,R-1\n"
    )
    with pytest.raises(InputError) as caught:
        read_decisions(file)
    assert [problem.line for problem in caught.value.problems] == [2, 3, 4, 5, 6]
    for part in ("no outcome “hired”", "“1.1.2026” is not a day", "“Ada L” is no code", "candidate: empty"):
        assert part in str(caught.value)
    file.write_text("candidate,role\n")
    with pytest.raises(InputError, match="needs one column 'outcome'"):
        read_decisions(file)
    with pytest.raises(InputError, match="Cannot read"):
        read_decisions(tmp_path / "none.csv")


def test_too_few_decisions_say_why(demo: Workspace) -> None:
    with pytest.raises(InputError, match="Too few decisions to learn from: 2 roles"):
        learn(demo, base="skills first", roles=["R-01", "R-02"])
    with pytest.raises(UnknownName):
        learn(demo, base="skills first", roles=["R-99"])


@pytest.fixture(scope="session")
def learned(tmp_path_factory: pytest.TempPathFactory, bundled: Bundled) -> Learning:
    """What the demonstration's own decisions teach; the same from every database."""
    folder = tmp_path_factory.mktemp("learned") / "workspace"
    return learn(bundled.demonstration(folder), base="fresh eyes")


def test_what_is_adopted_says_from_what_and_is_a_profile_like_any_other(
    demo: Workspace, learned: Learning
) -> None:
    """Decisions that follow another profile's scores: only then is there something to learn for sure."""
    wanted = "same industry preferred"
    decisions = [
        replace(one, outcome=outcome)
        for role in demo.book.roles()
        for decided in [[d for d in demo.book.decisions(role=role.id) if d.outcome != Outcome.WITHDREW]]
        for rank, one in _ranked(demo, role.id, wanted, {d.candidate: d for d in decided})
        for outcome in [Outcome.PLACED if rank < 2 else Outcome.INTERVIEWED if rank < 5 else Outcome.REJECTED]
    ]
    learning = learn(demo, base="fresh eyes", decisions=decisions)
    adopted = adopt(demo, learning, name="house", by="K-1")
    made = adopted.provenance
    assert (made.base, made.by, made.decisions) == ("fresh eyes", "K-1", len(decisions))
    assert made.roles == len(demo.book.roles())
    assert made.after > made.before
    assert made.gain_low > 0
    assert made.decisions_hash == learning.decisions_hash != learned.decisions_hash
    assert demo.book.adopted_profiles() == [adopted]
    assert named_profile(demo.book, "house") == adopted.profile
    assert ranking(demo, "R-01", profile="house")["profile"] == "house"
    demo.book.withdraw("house", by="K-2", day=made.day)
    with pytest.raises(UnknownName):
        ranking(demo, "R-01", profile="house")


def test_what_is_not_surely_better_is_not_adopted(demo: Workspace, learned: Learning) -> None:
    unsure = replace(learned, calibration=replace(learned.calibration, gain_ci=(-0.01, 0.2)))
    with pytest.raises(InputError, match="Not adopted"):
        adopt(demo, unsure, name="house", by="K-1")
    with pytest.raises(InputError, match="code"):
        adopt(demo, learned, name="house", by="Ada L")
    assert demo.book.adopted_profiles() == []


def _ranked(
    demo: Workspace, role: str, profile: str, decided: dict[str, Decision]
) -> list[tuple[int, Decision]]:
    """The decided candidates as a profile ranks them, whatever its filter says."""
    rows = [row for row in ranking(demo, role, profile=profile)["rows"] if row["candidate"] in decided]
    by_score = sorted(rows, key=lambda row: -row["score"])
    return [(rank, decided[row["candidate"]]) for rank, row in enumerate(by_score)]
