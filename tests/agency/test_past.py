"""A match of before, worked out on what was known then; and what of the difference comes from what."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, select, update

from skillpath.agency import version_tables as was
from skillpath.agency.audit.entries import entries
from skillpath.agency.audit.replaying import replay
from skillpath.agency.editing.going_back import back
from skillpath.agency.matching import explanation
from skillpath.agency.past import standing_now, standing_on, standing_under
from skillpath.agency.role_changes import change_role
from skillpath.agency.then_and_now import Cause, both_shown, then_and_now
from skillpath.agency.workspace import BUNDLED, Workspace
from skillpath.errors import InputError, SkillPathError, UnknownName, WorkspaceError
from skillpath.ontology.turtle import read_turtle
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.criteria import Changes
from skillpath.reasoner.parameters import Channel, Level
from skillpath.reasoner.role import Role, SkillRequirement
from workspaces import small_workspace

TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix esco: <http://data.europa.eu/esco/model#> .
@prefix job: <https://w3id.org/skillpath/job/> .
@prefix skill: <https://w3id.org/skillpath/skill/> .
job:clerk a esco:Occupation ; skos:prefLabel "clerk"@en ; esco:relatedEssentialSkill skill:pay, skill:tax .
job:judge a esco:Occupation ; skos:prefLabel "judge"@en ; esco:relatedEssentialSkill skill:law .
skill:pay a esco:Skill ; skos:prefLabel "pay"@en .
skill:tax a esco:Skill ; skos:prefLabel "tax"@en .
skill:law a esco:Skill ; skos:prefLabel "law"@en .
"""
NEAR = "skill:law skos:closeMatch skill:pay ."
PAY, TAX, LAW = (f"https://w3id.org/skillpath/skill/{name}" for name in ("pay", "tax", "law"))
CLERK = "https://w3id.org/skillpath/job/clerk"

THEN, NOW = date(2026, 3, 1), date(2026, 11, 1)
WORKED = Candidate("C-1", (Spell(CLERK, None, date(2025, 6, 1), level=Level.JUNIOR),))
ROLE = Role("R-1", "payroll", skills=(SkillRequirement(PAY), SkillRequirement(LAW)))


@pytest.fixture
def workspace(tmp_path: Path, database: URL) -> Workspace:
    folder = small_workspace(tmp_path / "workspace", TURTLE).folder
    opened = Workspace.open(folder, database=database)
    opened.book.put([WORKED], [ROLE])
    return opened


def was_on(workspace: Workspace, day: date) -> None:
    """Has all that is there have happened on a day, as far as it did not happen before."""
    at, since = f"{day.isoformat()}T12:00:00+00:00", datetime.now().astimezone() - timedelta(days=1)
    for file in workspace.releases.folder.glob("*/release.json"):
        found = json.loads(file.read_text(encoding="utf-8"))
        if datetime.fromisoformat(found["created"]) > since:
            file.write_text(json.dumps(found | {"created": at}), encoding="utf-8")
    with workspace.book.write() as connection:
        for column in (was.BOOK_CHANGE.c.at, was.ROLE_VERSION.c.until):
            recent = column > since.astimezone().isoformat()
            connection.execute(update(column.table).where(recent).values({column: at}))


def told(workspace: Workspace, on: date = THEN) -> Any:
    before = standing_on(workspace, "C-1", "R-1", day=on)
    return then_and_now(before, standing_now(workspace, "C-1", "R-1", day=NOW))


def parts(document: Mapping[str, Any]) -> Mapping[str, tuple[bool, float]]:
    return {one["cause"]: (one["differs"], one["part"]) for one in document["parts"]}


def take(workspace: Workspace, turtle: str) -> None:
    file = workspace.folder / "taken.ttl"
    file.write_text(turtle, encoding="utf-8")
    workspace.take(BUNDLED, read_turtle(file))


def change_everything(workspace: Workspace) -> None:
    take(workspace, TURTLE + NEAR)
    workspace.book.put([replace(WORKED, claims=(Claim(TAX, 0.5),))])
    harder = replace(ROLE, skills=(SkillRequirement(PAY), SkillRequirement(LAW), SkillRequirement(TAX)))
    change_role(
        workspace.book, replace(harder, changes=Changes(development={Channel.JOB_TYPE: 0.5})), by="K-1"
    )


def test_it_is_the_same_to_the_digit_after_everything_has_changed(workspace: Workspace) -> None:
    was_on(workspace, THEN)
    before = explanation(workspace, "C-1", "R-1", as_of=THEN)
    change_everything(workspace)
    found = told(workspace)
    assert found["then"]["certificate"] == before["certificate"]
    assert found["then"]["score"] == before["score"]
    now = explanation(workspace, "C-1", "R-1", as_of=NOW)
    assert found["now"]["certificate"] == now["certificate"] != before["certificate"]


def test_the_parts_add_up_to_the_difference_to_the_last_digit_and_the_link_is_named(
    workspace: Workspace,
) -> None:
    was_on(workspace, THEN)
    change_everything(workspace)
    found = told(workspace)
    assert [one["cause"] for one in found["parts"]] == list(Cause)
    assert all(one["differs"] for one in found["parts"])
    assert round(sum(one["part"] for one in found["parts"]) * 100) == round(found["difference"] * 100)
    assert round((found["now"]["points"] - found["then"]["points"]) * 100) == round(found["difference"] * 100)
    ends = [found["parts"][0]["score_before"], found["parts"][-1]["score_after"]]
    assert ends == [found["then"]["score"], found["now"]["score"]]
    assert found["parts"][0]["part"] > 0  # pay carries to law by now
    assert found["moved"]["requirement"] == "law"
    assert [link["link"] for link in found["moved"]["links"]] == ["pay is nearly the same as law"]


@pytest.mark.parametrize("cause", list(Cause))
def test_what_alone_has_changed_alone_has_a_part(workspace: Workspace, cause: Cause) -> None:
    was_on(workspace, THEN)
    match cause:
        case Cause.RELEASE:
            take(workspace, TURTLE + NEAR)
        case Cause.CANDIDATE:
            workspace.book.put([replace(WORKED, claims=(Claim(LAW, 0.5),))])
        case Cause.ROLE:
            workspace.book.put(roles=[replace(ROLE, skills=ROLE.skills[:1])])
        case Cause.CRITERIA:
            change_role(
                workspace.book, replace(ROLE, changes=Changes(development={Channel.JOB_TYPE: 0.5})), by="K-1"
            )
    before = standing_on(workspace, "C-1", "R-1", day=THEN)
    now = standing_now(workspace, "C-1", "R-1", day=NOW if cause is Cause.DAY else THEN)
    found = parts(then_and_now(before, now))
    assert [one for one, (differs, _) in found.items() if differs] == [cause]
    assert [one for one, (_, part) in found.items() if part] == [cause]


def test_a_release_that_was_current_by_a_turn_counts_on_its_days(workspace: Workspace) -> None:
    was_on(workspace, date(2026, 1, 1))
    (first,) = workspace.releases.all()
    take(workspace, TURTLE + NEAR)
    was_on(workspace, date(2026, 2, 1))
    second = workspace.release
    back(workspace, first.name, by="E-1", why="a test")
    on = {day: standing_on(workspace, "C-1", "R-1", day=day) for day in (date(2026, 1, 5), date(2026, 2, 5))}
    assert [one.workspace.release.name for one in on.values()] == [first.name, second.name]
    today = standing_on(workspace, "C-1", "R-1", day=date.today() + timedelta(1))  # noqa: DTZ011
    assert today.workspace.release.name == first.name
    under = standing_under(workspace, "C-1", "R-1", release=second.name[:9], day=NOW)
    assert parts(then_and_now(under, standing_now(workspace, "C-1", "R-1", day=NOW)))["release"][0]


def test_what_was_looked_at_is_logged_and_can_be_worked_out_again(workspace: Workspace) -> None:
    was_on(workspace, THEN)
    change_everything(workspace)
    before, now = (
        standing_on(workspace, "C-1", "R-1", day=THEN),
        standing_now(workspace, "C-1", "R-1", day=NOW),
    )
    workspace.book.log(*both_shown(before, now, then_and_now(before, now), by="K-1", via="a test"))
    shown = [one for one in entries(workspace.book, most=9) if one.details.get("via") == "a test"]
    assert [replay(workspace, one.number).same for one in shown] == [True, True]


def test_what_is_not_kept_is_said_and_not_guessed(workspace: Workspace) -> None:
    was_on(workspace, THEN)
    change_everything(workspace)

    def refused(error: type[SkillPathError], words: str, day: date = THEN, code: str = "C-1") -> None:
        with pytest.raises(error, match=words):
            standing_on(workspace, code, "R-1", day=day)

    refused(InputError, "is not kept: that is known from 2026-03-01 on", date(2026, 2, 1))
    workspace.book.put([Candidate("C-2")])
    refused(InputError, "C-2 was not in the book yet on 2026-03-01", code="C-2")
    release = standing_on(workspace, "C-1", "R-1", day=THEN).workspace.release.name
    for file in sorted((workspace.releases.path(release) / "network").iterdir()):
        file.unlink()
    refused(WorkspaceError, f"cannot be worked out on release {release}")
    workspace.forget("C-1")
    refused(UnknownName, "C-1")
    with workspace.book.read() as connection:
        assert connection.execute(select(was.CANDIDATE_VERSION)).all() == []
