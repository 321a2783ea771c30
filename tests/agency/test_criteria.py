"""Which criteria hold for a role, on the demonstration agency."""

from dataclasses import replace
from pathlib import Path

import pytest

from skillpath.agency.criteria import choices, criteria, named_profile, own_criteria, with_criteria
from skillpath.agency.matching import explanation, ranking
from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError, UnknownName
from skillpath.reasoner.criteria import UNCHANGED, Changes
from skillpath.reasoner.profile import PROFILES, Dimension


def test_a_role_with_changes_is_ranked_under_them_and_says_so(demo: Workspace) -> None:
    role = next(role for role in demo.book.roles() if role.changes != UNCHANGED)
    own = criteria(demo.book, role)
    assert own.name == f"{role.profile}, changed for this role"
    found = ranking(demo, role.id)
    assert found["profile"] == found["role"]["profile"] == own.name
    plain = ranking(demo, role.id, profile=role.profile)
    assert plain["profile"] == role.profile
    assert [row["score"] for row in plain["rows"]] != [row["score"] for row in found["rows"]]
    best = found["rows"][0]["candidate"]
    assert own.name in explanation(demo, best, role.id)["reading"]["sections"][0]["lines"][0]
    assert ranking(demo, role.id, profile=own.name) == found
    assert [one.name for one in choices(demo.book, role)] == [own.name, *PROFILES]


def test_changes_add_up_until_they_are_cleared(demo: Workspace) -> None:
    role = replace(demo.book.role("R-01"), changes=UNCHANGED)
    once = with_criteria(demo.book, role, base=None, changes=Changes(bottleneck=0.1))
    twice = with_criteria(demo.book, once, base=None, changes=Changes(share={Dimension.SKILL: 0.6}))
    assert twice.changes == Changes(share={Dimension.SKILL: 0.6}, bottleneck=0.1)
    idle = with_criteria(demo.book, twice, base=None, changes=Changes(bottleneck=0.0))
    assert idle.changes == Changes(share={Dimension.SKILL: 0.6})
    cleared = with_criteria(demo.book, twice, base="fresh eyes", changes=UNCHANGED, clear=True)
    assert cleared == replace(role, profile="fresh eyes")


def test_what_makes_no_criteria_is_refused(demo: Workspace) -> None:
    role = demo.book.role("R-01")
    with pytest.raises(UnknownName, match="skills frist"):
        with_criteria(demo.book, role, base="skills frist", changes=UNCHANGED)
    with pytest.raises(InputError, match="every share is 0"):
        with_criteria(demo.book, role, base=None, changes=Changes(share=dict.fromkeys(Dimension, 0.0)))
    with pytest.raises(UnknownName, match="changed for this role"):
        named_profile(demo.book, "skills first, changed for this role")


def test_thresholds_of_the_release_come_before_those_that_ship(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "workspace")
    shipped = workspace.thresholds
    assert shipped.release != workspace.release.name  # measured on one with public occupations in it
    workspace.thresholds_file.write_text("{}")
    with pytest.raises(Exception, match=r"thresholds\.json is damaged"):
        _ = Workspace.open(workspace.folder).thresholds


def test_the_criteria_of_many_roles_are_those_of_each(demo: Workspace) -> None:
    roles = demo.book.roles()
    assert own_criteria(demo.book, roles) == [criteria(demo.book, role) for role in roles]
    with pytest.raises(UnknownName, match="no such"):
        own_criteria(demo.book, [replace(roles[0], profile="no such")])
