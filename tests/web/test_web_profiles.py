"""Two firms, each with its SkillPath: one asks the other for the best for a role, and scores them itself."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from firms import DAY, ROLE, claiming, firm, iri, worked
from skillpath.agency.accounts.register import add_account
from skillpath.agency.accounts.scope import Scope
from skillpath.agency.accounts.tokens import make_token
from skillpath.agency.firm import Firm
from skillpath.agency.matching import matcher_for
from skillpath.agency.sources.exchange import question_document, question_of
from skillpath.agency.sources.register import add_source, all_sources
from skillpath.agency.sources.same_person import set_keys
from skillpath.agency.sources.search import search
from skillpath.agency.sources.source import Kind, Source
from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError
from skillpath.reasoner.filters import Filters
from skillpath.reasoner.role import SkillRequirement
from skillpath.web.app import create_app
from skillpath.web.exposure import Exposure
from viewers import serving

SCRIPT = "<script>alert(1)</script>"
THEIRS = (
    worked("P-1", "clerk", "clinic"),
    replace(worked("P-2", "cashier", "hotel"), location="DE-BE", licences=("ADR",)),
    claiming(SCRIPT, "pay", "tax"),
    worked("P-4", "nurse"),
)
PROFILES = "/api/v1/profiles"


@pytest.fixture(scope="module")
def partner(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    made = firm(tmp_path_factory.mktemp("partner") / "workspace", *THEIRS)
    made.book.set_firm(Firm("Partner", industry=iri("hotel"), shares=True))
    set_keys(made.book, {"P-1": "ada"})
    return made


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory, partner: Workspace) -> Iterator[Workspace]:
    made = firm(tmp_path_factory.mktemp("ours") / "workspace", worked("C-1", "cashier", "clinic", years=1))
    with serving(partner) as address:
        add_source(made.book, Source("partner", Kind.SKILLPATH, f"{address}/", seconds=60))
        yield made


@pytest.fixture(scope="module")
def client(partner: Workspace) -> FlaskClient:
    return create_app(partner, config={"TESTING": True}).test_client(use_cookies=False)


def question(workspace: Workspace, *, top: int = 2) -> dict[str, Any]:
    return question_document(matcher_for(workspace, ROLE, None, DAY), top=top)


def test_all_are_ranked_by_our_own_matcher(ours: Workspace) -> None:
    found = search(ours, "R-1", top=9, as_of=DAY)
    everybody = [replace(one, code=f"partner:{one.code}") for one in THEIRS] + ours.book.candidates()
    expected = matcher_for(ours, ROLE, None, DAY).rank(everybody)
    assert [(row["candidate"], row["score"]) for row in found["rows"]] == [
        (match.candidate, match.score) for match in expected
    ]
    assert [(one["source"], one["state"], one["candidates"]) for one in found["sources"]] == [
        ("own", "all", 1),
        ("partner", "all", 4),
    ]


def test_the_page_of_a_role_asks_the_sources_and_says_where_each_candidate_is_from(ours: Workspace) -> None:
    viewer = create_app(ours, config={"TESTING": True}).test_client()
    plain = viewer.get(f"/roles/R-1?as_of={DAY}").text
    assert ">From<" not in plain
    page = viewer.get(re.findall(r'<a href="([^"]*sources=all)"', plain)[0].replace("&amp;", "&")).text
    table = page.split('class="stack ranking"')[1].split("</table>")[0]
    rows = [row for row in table.split("<tr>") if 'data-label="From"' in row]
    expected = [row["candidate"] for row in search(ours, "R-1", top=9, as_of=DAY)["rows"]]
    assert [unescape(row.split("<bdi>")[1].split("</bdi>")[0]) for row in rows] == expected
    for row in rows:
        own = "own book" in row
        assert own == ("/candidates/C-1" in row) == ('name="code"' in row)
        assert own != ("<bdi>partner</bdi>" in row)
    assert "<strong><bdi>partner</bdi></strong>: 4 candidates" in page


def test_of_many_come_their_best_and_it_is_said(ours: Workspace) -> None:
    found = search(ours, "R-1", top=2, as_of=DAY)
    assert [row["candidate"] for row in found["rows"]] == ["partner:P-1", f"partner:{SCRIPT}"]
    assert found["sources"][1] | {"seconds": 0} == {
        "source": "partner",
        "state": "its best",
        "candidates": 2,
        "reasons": ["its best 2 of 4"],
        "seconds": 0,
    }


def test_who_is_in_both_books_is_one_row(ours: Workspace, tmp_path: Path) -> None:
    knowing = firm(tmp_path / "workspace", *ours.book.candidates())
    add_source(knowing.book, *all_sources(ours.book))
    set_keys(knowing.book, {"C-1": "ada"})
    found = search(knowing, "R-1", top=9, as_of=DAY)
    (row,) = [row for row in found["rows"] if row["candidate"] == "C-1"]
    assert row["sources"] == [{"source": "own", "code": "C-1"}, {"source": "partner", "code": "P-1"}]
    assert "partner:P-1" not in [row["candidate"] for row in found["rows"]]


def test_a_role_is_told_without_its_code_and_title(ours: Workspace) -> None:
    asked = question(ours)
    assert "R-1" not in json.dumps(asked)
    assert ROLE.title not in json.dumps(asked)
    back = question_of(json.loads(json.dumps(asked)))
    assert back.role == replace(ROLE, id="", title="", profile=back.role.profile)
    assert (back.as_of, back.top) == (DAY, 2)


def test_criteria_and_filters_go_along(ours: Workspace) -> None:
    filters = Filters(("DE",), DAY, ("ADR",))
    role = replace(ROLE, filters=filters, skills=(SkillRequirement(iri("tax"), False, 0.5),))
    matcher = matcher_for(ours, role, "fresh eyes", DAY)
    back = question_of(json.loads(json.dumps(question_document(matcher, top=1))))
    assert (back.role.filters, back.role.skills) == (filters, role.skills)
    asked, meant = matcher.profile, back.profile
    assert (meant.share, meant.development) == (asked.share, asked.development)
    assert (meant.other_industry, meant.industry_only, meant.bottleneck) == (True, False, 0.0)


def test_a_profile_tells_what_was_done_and_nothing_else(client: FlaskClient, ours: Workspace) -> None:
    answer = client.post(PROFILES, json=question(ours, top=1)).get_json()
    (person,) = answer["candidates"]
    (spell,) = THEIRS[0].spells
    assert answer["total"] == 4
    assert person == {
        "code": "P-1",
        "same_as": "ada",
        "location": None,
        "available_from": None,
        "licences": [],
        "spells": [
            {
                "job_type": iri("clerk"),
                "industry": iri("clinic"),
                "start": spell.start.isoformat(),
                "end": None,
                "level": "professional",
                "on_floor": False,
            }
        ],
        "claims": [],
    }


def test_a_firm_that_shares_nothing_refuses(tmp_path: Path, ours: Workspace) -> None:
    private = firm(tmp_path / "workspace", *THEIRS)
    answer = (
        create_app(private, config={"TESTING": True})
        .test_client(use_cookies=False)
        .post(PROFILES, json=question(ours))
    )
    assert (answer.status_code, answer.content_type) == (403, "application/problem+json")
    assert "skillpath agency --share" in answer.get_json(force=True)["detail"]
    with serving(private) as address:
        add_source(private.book, Source("itself", Kind.SKILLPATH, address, seconds=60))
        (told,) = search(private, "R-1", names=["itself"], top=2)["sources"]
    assert told["state"] == "nothing"
    assert "refuses with status 403: This firm shares no profiles" in told["reasons"][0]


def test_a_firm_where_one_signs_in_is_shown_the_token_it_gave(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = firm(tmp_path / "workspace", *THEIRS)
    theirs.book.set_firm(Firm(shares=True))
    add_account(theirs.book, "P-1", roles=["analyst"], password=None)
    token = make_token(theirs.book, "P-1", label="partner", scope=Scope.READ, days=1)
    with serving(theirs, Exposure(accounts=True)) as address:
        add_source(theirs.book, Source("west-side", Kind.SKILLPATH, address, seconds=60))
        for shown, state in (("", "nothing"), (token, "its best")):
            monkeypatch.setenv("SKILLPATH_TOKEN_WEST_SIDE", shown)
            (told,) = search(theirs, "R-1", names=["west-side"], top=2)["sources"]
            assert told["state"] == state, told


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_only_json_is_taken_as_a_page_of_another_site_cannot_send_it(
    client: FlaskClient, ours: Workspace, kind: str
) -> None:
    answer = client.post(PROFILES, data=json.dumps(question(ours)), content_type=kind)
    assert answer.status_code == 415
    assert client.get(PROFILES).status_code == 405


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"top": 0}, "from 1 to 1000"),
        ({"top": True}, "from 1 to 1000"),
        ({"top": 1001}, "from 1 to 1000"),
        ({"as_of": None}, "no text"),
        ({"as_of": "soon"}, "is no day"),
        ({"role": 3}, "“role” is not a table"),
        ({"role": {"skills": 3}}, "skills of a role are a list"),
        ({"role": {"skills": [{"skill": "s"}] * 501}}, "a list, of 500 at most"),
        ({"role": {"skills": [3]}}, "“skill” is not a table"),
        ({"role": {"skills": [{"level": 1}]}}, "no skill"),
        ({"role": {"skills": [{"skill": "s", "level": 2}]}}, "at most 1, not 2"),
        ({"role": {"filters": {"locations": ["Berlin"]}}}, "no ISO 3166 code"),
        ({"criteria": [3]}, "“criteria” is not a table"),
        ({"criteria": {"share": {"skills": "much"}}}, "is not a number"),
        ({"criteria": {"bottleneck": 2}}, "the bottleneck is 2"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(
    client: FlaskClient, ours: Workspace, change: dict[str, Any], said: str
) -> None:
    asked = {**question(ours), **change}
    answer = client.post(PROFILES, json=asked)
    assert answer.status_code == 400
    assert said in answer.get_json(force=True)["detail"]
    with pytest.raises(InputError):
        question_of(asked)


def test_a_question_may_be_long_and_not_endless(client: FlaskClient, ours: Workspace) -> None:
    asked = question(ours) | {"note": "x" * 200_000}
    assert client.post(PROFILES, json=asked).status_code == 200
    assert client.post(PROFILES, json=asked | {"note": "x" * 300_000}).status_code == 413


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 50_000, b"3", b"null", b"\xff"])
def test_what_is_no_question_is_refused(client: FlaskClient, body: bytes) -> None:
    assert client.post(PROFILES, data=body, content_type="application/json").status_code == 400
