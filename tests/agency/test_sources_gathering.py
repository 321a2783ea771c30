"""Rows of strangers: what can be read is taken, what cannot is named and leaves the rest as it is."""

from datetime import date

import pytest

from firms import DAY
from skillpath.agency.sources.answer import Found, Person, State
from skillpath.agency.sources.gathering import NAMED, Gathering
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.parameters import Level

GOOD: dict[str, object] = {"code": "C-1", "job_type": "j1", "start": "2020-01-01"}
SPELL = Spell("j1", None, date(2020, 1, 1))


def gathered(*spells: dict[str, object], most: int = 10) -> Found:
    gathering = Gathering(day=DAY, most=most)
    for number, row in enumerate(spells, start=1):
        gathering.spell(f"row {number}", row)
    return gathering.found()


def test_facts_spells_and_claims_make_a_candidate() -> None:
    gathering = Gathering(day=DAY, most=10)
    gathering.facts("1", {"code": "C-1", "location": "DE-BE", "licences": "ADR|forklift", "same_as": "k"})
    gathering.spell("2", {**GOOD, "end": "2024-05-31T00:00:00", "level": "senior", "on_floor": "true"})
    gathering.claim("3", {"code": "C-1", "skill": "s1", "level": "0.5", "source": "test"})
    spell = Spell("j1", None, date(2020, 1, 1), date(2024, 5, 31), Level.SENIOR, True)
    claims = (Claim("s1", 0.5, "test"),)
    candidate = Candidate("C-1", (spell,), claims, "DE-BE", licences=("ADR", "forklift"))
    assert gathering.found() == Found((Person(candidate, "k"),))


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"code": ""}, "no code"),
        ({"code": None}, "no text"),
        ({"code": "C\x1b[31m"}, "no text"),
        ({"code": "C" * 501}, "no text"),
        ({"start": None}, "no start"),
        ({"start": "yesterday"}, "start: “yesterday” is no day"),
        ({"start": 2020}, "start: no text"),
        ({"start": "2027-01-01"}, "begins in the future, on 2027-01-01"),
        ({"end": "2019-01-01"}, "ends (2019-01-01) before it starts"),
        ({"level": "wizard"}, "level: “wizard” is no level (known: trainee"),
        ({"on_floor": "perhaps"}, "on_floor: neither true nor false"),
        ({"job_type": ["j1"]}, "job_type: no text"),
    ],
)
def test_a_row_that_is_wrong_is_named_and_the_others_count(wrong: dict[str, object], reason: str) -> None:
    found = gathered(GOOD, {"code": "C-2", **{k: v for k, v in GOOD.items() if k != "code"}, **wrong}, GOOD)
    assert found.people[0] == Person(Candidate("C-1", (SPELL,)))
    assert found.state is State.PARTIAL
    assert reason in found.reasons[0]
    assert "(row 2: " in found.reasons[0]


@pytest.mark.parametrize("level", ["nan", "inf", "-0.1", "0", "1.5", "x", "1e999", 10**400, True, {"a": 1}])
def test_a_claim_has_a_level(level: object) -> None:
    gathering = Gathering(day=DAY, most=10)
    gathering.claim("row 1", {"code": "C-1", "skill": "s1", "level": level})
    assert gathering.found().state is State.PARTIAL
    assert gathering.found().people == ()


@pytest.mark.parametrize("facts", [{"location": "Berlin"}, {"licences": " "}])
def test_a_candidate_who_cannot_be_is_left_out(facts: dict[str, object]) -> None:
    gathering = Gathering(day=DAY, most=10)
    gathering.facts("row 1", {"code": "C-1", **facts})
    gathering.facts("row 2", {"code": "C-2"})
    found = gathering.found()
    assert [one.candidate.code for one in found.people] == ["C-2"]
    assert "C-1: " in found.reasons[0]


def test_a_spell_that_comes_twice_counts_once() -> None:
    assert gathered(GOOD, GOOD).people == (Person(Candidate("C-1", (SPELL,))),)


def test_no_more_candidates_are_taken_than_agreed() -> None:
    found = gathered(GOOD, {**GOOD, "code": "C-2"}, {**GOOD, "job_type": "j2"}, most=1)
    assert [(one.candidate.code, len(one.candidate.spells)) for one in found.people] == [("C-1", 2)]
    assert found.reasons == ("it has more than 1 candidates",)


def test_many_wrong_rows_are_counted_and_few_named() -> None:
    (reason,) = gathered(*[{**GOOD, "start": ""}] * 9).reasons
    assert reason.startswith("9 rows were not understood (row 1: no start")
    assert reason.endswith(f"and {9 - NAMED} more)")
