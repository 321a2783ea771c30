from datetime import date
from pathlib import Path

import pytest

from skillpath.agency.demonstration import read_candidates, read_roles
from skillpath.errors import InputError
from skillpath.reasoner.candidate import Claim
from skillpath.reasoner.criteria import Changes
from skillpath.reasoner.filters import Filters
from skillpath.reasoner.parameters import Channel, Level
from skillpath.reasoner.profile import Dimension
from skillpath.reasoner.role import SkillRequirement

BASE = "https://w3id.org/skillpath"


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "a.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_candidate(tmp_path: Path) -> None:
    (one,) = read_candidates(
        written(
            tmp_path,
            """
            [C-001]
            situation = "for readers"
            location = "DE-BE"
            available_from = 2026-12-01
            licences = ["ADR"]
            [[C-001.spells]]
            job = "clerk"
            industry = "C10"
            start = 2015-03-01
            level = "senior"
            on_floor = true
            [[C-001.claims]]
            skill = "http://x/s"
            level = 0.5
            source = "test"
            [[C-001.claims]]
            skill = "pay"
            """,
        )
    )
    (spell,) = one.spells
    assert (one.code, spell.job_type, spell.industry) == (
        "C-001",
        f"{BASE}/job/clerk",
        f"{BASE}/industry/C10",
    )
    assert (spell.level, spell.on_floor, spell.end) == (Level.SENIOR, True, None)
    assert (one.location, one.available_from, one.licences) == ("DE-BE", date(2026, 12, 1), ("ADR",))
    assert one.claims == (Claim("http://x/s", 0.5, "test"), Claim(f"{BASE}/skill/pay", 1.0, "CV"))


def test_a_role(tmp_path: Path) -> None:
    (one,) = read_roles(
        written(
            tmp_path,
            """
            [R-01]
            title = "Payroll clerk"
            job_type = "clerk"
            floor = "C10"
            profile = "fresh eyes"
            essential = ["pay"]
            optional = ["talk", "pay"]
            levels = { talk = 0.5 }
            criteria = { share = { skills = 0.5 }, development = { claim = 0.7 }, bottleneck = 0.1 }
            filters = { locations = ["DE"], available_by = 2026-12-31 }
            """,
        )
    )
    assert one.skills == (
        SkillRequirement(f"{BASE}/skill/pay", essential=True),
        SkillRequirement(f"{BASE}/skill/talk", essential=False, level=0.5),
    )
    assert (one.floor, one.industry, one.profile) == (f"{BASE}/industry/C10", None, "fresh eyes")
    assert one.changes == Changes({Dimension.SKILL: 0.5}, {Channel.CLAIM: 0.7}, 0.1)
    assert one.filters == Filters(("DE",), date(2026, 12, 31))


def test_everything_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    bad = """
    [C-1]
    spells = [{ job = "clerk", begin = 2015-03-01 }]
    [C-2]
    spells = [{ start = 2015-03-01, end = 2014-03-01 }]
    [C-3]
    spells = [{ start = 2015-03-01, level = "boss" }]
    [C-4]
    claims = [{ skill = 7 }]
    [C-5]
    claims = ["pay"]
    [C-6]
    claims = [{ skill = "pay", level = 2 }]
    [C-7]
    spells = [{ start = 2015-01-01T00:00:00 }]
    [C-8]
    claims = [{ skill = "pay", level = true }]
    [C-9]
    location = "Berlin"
    [C-10]
    licences = [""]
    [C-11]
    available_from = "soon"
    [C-12]
    """
    with pytest.raises(InputError) as caught:
        read_candidates(written(tmp_path, bad))
    problems = [str(problem) for problem in caught.value.problems]
    assert [problem.split()[1] for problem in problems] == [f"C-{n}:" for n in range(1, 12)]
    assert "start is missing" in problems[0]
    assert "unknown key begin" in problems[0]


@pytest.mark.parametrize(
    "text",
    [
        "[R-1]\n",
        "[R-1]\ntitle = 'x'\nprofile = 'none such'",
        "[R-1]\ntitle = 'x'\nlevels = { pay = 1.0 }",
        "[R-1]\ntitle = 'x'\ncriteria = { share = { skills = -1 } }",
        "[R-1]\ntitle = 'x'\ncriteria = { share = { skills = 0, 'job type' = 0 } }",
        "[R-1]\ntitle = 'x'\ncriteria = 0.5",
        "[R-1]\ntitle = 'x'\nfilters = { locations = ['Berlin'] }",
        "[R-1]\ntitle = 'x'\nfilters = { until = 2026-12-31 }",
        "[R-1]\ntitle = 'x'\nfilters = { available_by = 2026 }",
        "[R-1]\ntitle = 'x'\nessential = [1]",
        "[R-1]\ntitle = 'x'\nessential = ['pay']\nlevels = { pay = 2 }",
    ],
)
def test_roles_that_cannot_be(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match="R-1"):
        read_roles(written(tmp_path, text))


def test_a_file_that_is_no_toml(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Not a TOML file"):
        read_roles(written(tmp_path, "[R-1"))
    with pytest.raises(InputError, match="Cannot read"):
        read_roles(tmp_path / "none.toml")
