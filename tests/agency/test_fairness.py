"""Protected attributes: apart, gone with the person, and what rankings mean for groups."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from firms import DAY, claiming, firm, worked
from skillpath.agency.audit.entries import entries
from skillpath.agency.best import best
from skillpath.agency.deleting import delete_everywhere
from skillpath.agency.fairness import fairness
from skillpath.agency.matching import asked_of, matcher_for
from skillpath.agency.protected.attribute_file import read_attributes
from skillpath.agency.protected.categories import Attributes, Race, Sex
from skillpath.agency.protected.demonstration import load_demonstration
from skillpath.agency.protected.store import ProtectedStore
from skillpath.agency.protected.switch import allow, forbid, take
from skillpath.agency.workspace import Workspace
from skillpath.data import bundled
from skillpath.errors import InputError
from skillpath.reasoner.candidate import Spell
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.parameters import Recency
from skillpath.reasoner.top_k import top_k
from workspaces import Bundled


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory, bundled: Bundled) -> Workspace:
    """The demonstration agency with attributes."""
    made = bundled.demonstration(tmp_path_factory.mktemp("demo") / "workspace")
    load_demonstration(made)
    return made


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    """Men who did the job long ago, and women who do it now."""
    now = [worked(f"C-{n}", "clerk", "clinic", years=1) for n in range(1, 7)]
    spell = replace(now[0].spells[0], start=date(1985, 1, 1), end=date(1989, 1, 1))
    before = [replace(one, code=f"D-{one.code}", spells=(spell,)) for one in now]
    made = firm(tmp_path / "firm", *now, *before, claiming("E-1", "care"))
    allow(made, by="K-1", reason="the law")
    attributes = {one.code: Attributes(Sex.FEMALE, Race.ASIAN) for one in now}
    attributes |= {one.code: Attributes(Sex.MALE, Race.WHITE) for one in before}
    ProtectedStore(made.folder).put(attributes, known=made.book.codes())
    return made


# The store ----------------------------------------------------------------------------------------


def test_nothing_is_held_where_it_was_not_allowed(tmp_path: Path) -> None:
    made = firm(tmp_path / "firm", worked("C-1", "clerk"))
    store = ProtectedStore(made.folder)
    for attempt in (
        lambda: store.put({"C-1": Attributes(Sex.MALE, None)}, known=["C-1"]),
        lambda: store.all(known=["C-1"]),
        lambda: fairness(made, ["R-1"]),
    ):
        with pytest.raises(InputError, match="skillpath audit attributes allow"):
            attempt()
    with pytest.raises(InputError, match="by what law"):
        allow(made, by="K-1", reason=" ")
    delete_everywhere(made, "C-1")
    assert not store.path.parent.exists()


def test_what_is_held_is_told_in_the_log_and_goes_when_it_is_forbidden(small: Workspace) -> None:
    store = ProtectedStore(small.folder)
    assert store.path.stat().st_mode & 0o77 == 0
    forbid(small, by="K-2")
    assert not store.path.parent.exists()
    said = [(one.by, one.details["what"]) for one in entries(small.book, most=9)]
    assert said == [("K-2", "deleted"), ("K-1", "allowed")]


def test_attributes_go_with_the_candidate(small: Workspace) -> None:
    store = ProtectedStore(small.folder)
    delete_everywhere(small, "C-1")
    assert b"C-1\x00" not in store.path.read_bytes()
    small.forget("C-2")  # as another machine would, which has no store
    assert len(store.all(known=small.book.codes())) == 10
    held = store.path.read_bytes()
    assert b"D-C-2" in held
    assert b"C-1" not in held.replace(b"D-C-1", b"")
    assert b"C-2" not in held.replace(b"D-C-2", b"")


def test_a_file_is_taken_whole_or_not_at_all(small: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "attributes.csv"
    file.write_text("candidate,race,sex,more\nC-1,ASIAN,Female,x\nC-2,,unknown,\n", encoding="utf-8")
    assert read_attributes(file) == {"C-1": Attributes(Sex.FEMALE, Race.ASIAN), "C-2": Attributes(None, None)}
    assert take(small, file, by="K-1") == 2
    file.write_text("candidate,race,sex\nC-1,Martian,male\n,White,male\nC-2,,\nC-2,,\n", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        take(small, file, by="K-1")
    assert [(one.line, one.reason[:20]) for one in refused.value.problems] == [
        (2, "“Martian” is no race"),
        (3, "candidate: empty"),
        (5, "C-2 stands here a se"),
    ]
    file.write_text("candidate,race,sex\nC-9,White,male\n", encoding="utf-8")
    with pytest.raises(InputError, match="C-9"):
        take(small, file, by="K-1")
    assert ProtectedStore(small.folder).all(known=["C-2"]) == {"C-2": Attributes(None, None)}


def test_the_invented_attributes_are_of_the_invented_candidates(compiled: Workspace) -> None:
    found = read_attributes(bundled("agency/attributes.csv"))
    assert sorted(found) == compiled.book.codes()
    load_demonstration(compiled)
    assert ProtectedStore(compiled.folder).all(known=list(found)) == found


# What rankings mean -------------------------------------------------------------------------------


def test_selected_are_the_best_of_the_one_scorer(compiled: Workspace) -> None:
    (found,) = fairness(compiled, ["R-01"], as_of=DAY, least_persons=0)["roles"]
    codes = best(compiled, matcher_for(compiled, "R-01", None, DAY), top=10).codes
    known = ProtectedStore(compiled.folder).all(known=compiled.book.codes())
    for sex in Sex:
        (group,) = (g for g in found["divisions"][0]["selection"]["groups"] if g["group"] == sex)
        assert group["hits"] == sum(known[code].sex is sex for code in codes)
        assert group["persons"] == sum(one.sex is sex for one in known.values())
    assert [division["selection"]["unknown"] for division in found["divisions"]] == [3, 5, 8]


def test_of_few_persons_nothing_is_told_and_nobody_is_compared_with_them(compiled: Workspace) -> None:
    document = fairness(compiled, ["R-01"], as_of=DAY, least_persons=6)
    (role,) = document["roles"]
    groups = [g for division in role["divisions"] for g in division["selection"]["groups"]]
    hidden = [g for g in groups if g["few"]]
    assert hidden
    assert {value for g in hidden for key, value in g.items() if key not in ("group", "few", "left_out")} == {
        None,
        False,
    }
    assert all(g["persons"] >= 6 for g in groups if not g["few"])
    assert all(depth["matches"] >= 6 for depth in role["parity"])


def test_the_half_life_is_told_beside_none(small: Workspace) -> None:
    (role,) = fairness(small, ["R-1"], as_of=DAY, top=6)["roles"]
    by_sex = role["divisions"][0]
    rates = {name: {g["group"]: g["rate"] for g in by_sex[name]["groups"]} for name in by_sex if name != "by"}
    assert rates["selection"] == {"male": 0.0, "female": 1.0}
    assert rates["selection_unfading"] == {"male": 1.0, "female": 0.0}
    assert role["both_selected"] == 0
    assert (role["parity"][0]["group"], role["parity"][0]["met"]) == ("male", 1.0)


def test_experience_that_never_fades_is_scored_by_the_same_scorer_and_proved_by_nobody(
    small: Workspace,
) -> None:
    asked = asked_of(small, "R-1", as_of=DAY)
    lasting = Matcher.prepare(
        small.network, asked.role, asked.profile, as_of=DAY, recency=Recency(float("inf"))
    )
    usual = Matcher.prepare(small.network, asked.role, asked.profile, as_of=DAY)
    today = replace(
        worked("X", "clerk"),
        spells=(Spell(worked("X", "clerk").spells[0].job_type, None, DAY.replace(year=2025), DAY),),
    )
    old = replace(today, spells=(replace(today.spells[0], start=date(1990, 11, 1), end=date(1991, 11, 1)),))
    assert lasting.scores([old])[0] == pytest.approx(lasting.scores([today])[0])
    assert usual.scores([old])[0] < usual.scores([today])[0] < lasting.scores([today])[0]
    snapshot = small.pool.now().compiled
    with pytest.raises(ValueError, match="score all candidates"):
        top_k(lasting, snapshot, small.places(snapshot.histories.vocabulary), 3)
