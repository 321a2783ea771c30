"""Every answer of the viewer: its headers, its errors, its numbers."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from structlog.testing import capture_logs
from werkzeug.test import TestResponse

from hostile import AS_OF, BEST, PAGES, ROLE, candidate_path, match_path, print_path, role_path
from skillpath.agency.matching import explanation
from skillpath.agency.workspace import Workspace
from skillpath.errors import WorkspaceError
from skillpath.reasoner.criteria import Changes
from skillpath.reasoner.profile import PROFILES
from skillpath.reasoner.role import Role
from skillpath.reasoner.texts.audiences import Audience
from skillpath.reasoner.texts.languages import RULES, Language
from skillpath.web.app import create_app
from skillpath.web.roles import ON_A_PAGE
from skillpath.web.security import HEADERS
from skillpath.web.state import MOST_PAGES

ADDRESSES = {
    "roles.index": PAGES["roles"],
    "roles.show": PAGES["role"],
    "matches.show": PAGES["match"],
    "comparing.show": PAGES["comparison"],
    "comparing.of_two": f"/roles/R-2/candidates/C-3/compare/C-4?as_of={AS_OF}",
    "readings.show": PAGES["print for the consultant"],
    "api.roles": "/api/v1/roles",
    "api.ranked": "/api/v1" + role_path().replace("?", "/candidates?"),
    "api.explained": f"/api/v1{PAGES['match']}",
    "api.candidate": "/api/v1/candidates/C-3",
    "api.found": "/api/v1/search?q=clerk",
    "api.told": f"/api/v1{PAGES['concept']}",
    "api.compared": "/api/v1" + role_path(more="/comparison") + "&code=C-3&code=C-4",
    "api.drafts": "/api/v1/drafts",
    "api.draft": "/api/v1/drafts/1",
    "api.described": "/api/v1/openapi.json",
    "concepts.show": PAGES["concept"],
    "scores.show": PAGES["what a score means"],
    "candidates.index": PAGES["candidates"],
    "candidates.show": PAGES["candidate"],
    "candidates.ask_to_delete": candidate_path(more="/delete"),
    "duplicates.index": PAGES["duplicates"],
    "search.index": PAGES["search"],
    "search.hits": "/search/hits?q=clerk",
    "search.names": "/search/names?kind=skill&q=tax",
    "standings.show": PAGES["where one stands"],
    "past.show": PAGES["then and now"],
    "golden.show": PAGES["golden matches"],
    "releases.index": PAGES["releases"],
    "releases.show": PAGES["release"],
    "standings.choose": f"/standing?{urlencode({'role': ROLE, 'candidate': BEST})}",
    "audit.index": PAGES["log"],
    "audit.show": PAGES["entry of the log"],
    "fairness.show": PAGES["fairness"],
    "notice.show": PAGES["notice"],
    "notice.on_paper": "/print/notice",
    "editing.index": PAGES["working copies"],
    "editing.show": PAGES["working copy"],
    "editing.change": PAGES["change set"],
    "history.show": PAGES["history of the ontology"],
    "concept_form.show": PAGES["form of a concept"],
    "concept_form.names": f"{PAGES['working copy']}/names?kind=skill&q=tax",
    "operations.show": PAGES["operations on a concept"],
    "tree.show": PAGES["tree"],
    "grid.show": PAGES["table"],
    "impact.show": PAGES["impact of a working copy"],
    "editing_quality.releases": PAGES["quality of the releases"],
    "editing_quality.of_copy": PAGES["quality of a working copy"],
    "editing_suggestions.show": PAGES["suggestions for a working copy"],
    "editing_sheets.show": PAGES["a working copy as a spreadsheet"],
    "editing_sheets.file": f"{PAGES['a working copy as a spreadsheet']}/file?scheme=skills&form=csv",
    "contents.show": PAGES["what is in here"],
    "browse.show": PAGES["browsed claims"],
    "sparql.show": "/sparql?query=ASK+%7B%7D",
    "workbench.show": PAGES["answer"],
    "workbench.as_workbook": PAGES["answer"].replace("/query?", "/query/workbook?"),
    "workbench.offered": "/query/terms?q=clerk",
    "queries.index": PAGES["query library"],
    "queries.show": PAGES["query of the library"],
    "saved_queries.begin": PAGES["form of a new query"],
    "saved_queries.edit": PAGES["form of a saved query"],
    "intake.index": PAGES["intake"],
    "intake.show": PAGES["draft of a candidate"],
    "account.show": PAGES["your account where nobody signs in"],
    "users.index": PAGES["accounts"],
    "users.show": PAGES["account"],
    "health.alive": "/healthz",
    "health.ready": "/readyz",
    "metrics.show": "/metrics",
    "static": "/static/skillpath.css",
}
"""Endpoint → an address of it."""


FORMS = {
    "sparql.send",
    "golden.act",
    "releases.go_back",
    "intake.upload",
    "intake.answer",
    "candidates.act",
    "candidates.delete",
    "duplicates.answer",
    "api.shared",
    "sharing.make",
    "sharing.end",
    "sharing.show",
    "roles.keep",
    "decisions.decided",
    "decisions.taken_back",
    "decisions.rated",
    "api.noted",
    "signing_in.show",
    "signing_in.enter",
    "signing_in.leave",
    "single_sign_on.start",
    "single_sign_on.back",
    "account.change_password",
    "account.end",
    "account.make",
    "account.revoke",
    "users.add",
    "users.change",
    "editing.begin",
    "editing.act",
    "concept_form.save",
    "operations.act",
    "tree.move_to",
    "grid.save",
    "editing_quality.look",
    "editing_quality.mend",
    "editing_suggestions.answer",
    "editing_sheets.send",
    "saved_queries.save",
    "saved_queries.act",
}
"""Endpoints that take what is sent to them, and what comes of it; tests of their own look at them."""

TAKING = {
    "saved_queries.begin",
    "sparql.show",
    "golden.show",
    "releases.index",
    "intake.index",
    "intake.show",
    "candidates.show",
    "candidates.ask_to_delete",
    "duplicates.index",
    "users.index",
    "users.show",
    "editing.index",
    "editing.show",
    "history.show",  # as that of a working copy, which none can be called
    "concept_form.show",
    "operations.show",
    "tree.show",
    "grid.show",
    "editing_quality.releases",
    "editing_quality.of_copy",
    "editing_suggestions.show",
    "editing_sheets.show",
}
"""Pages at whose address forms are taken."""


def text(response: TestResponse) -> str:
    """The page's text without tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", response.get_data(as_text=True)))


def test_every_route_is_looked_at(client: FlaskClient) -> None:
    endpoints = {rule.endpoint for rule in client.application.url_map.iter_rules()}
    assert endpoints - FORMS == set(ADDRESSES)


@pytest.mark.parametrize("path", [*ADDRESSES.values(), *PAGES.values(), "/nowhere", "/static/nothing.css"])
def test_every_answer_carries_the_headers(client: FlaskClient, path: str) -> None:
    headers = client.get(path, buffered=True).headers
    assert {name: headers.get(name) for name in HEADERS} == HEADERS


def test_the_policy_lets_nothing_in_from_elsewhere_or_from_the_page() -> None:
    policy = dict(part.split(" ", 1) for part in HEADERS["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert "unsafe" not in HEADERS["Content-Security-Policy"]


class Tags(HTMLParser):
    """Every start tag of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("path", PAGES.values())
def test_pages_hold_no_script_style_or_handler_of_their_own(client: FlaskClient, path: str) -> None:
    tags = Tags(client.get(path).get_data(as_text=True)).found
    assert len(tags) > 20
    assert not [name for _, attrs in tags for name in attrs if name == "style" or name.startswith("on")]
    assert "style" not in [tag for tag, _ in tags]
    scripts = [attrs for tag, attrs in tags if tag == "script"]
    assert all("src" in attrs or attrs.get("type") == "application/json" for attrs in scripts)


@pytest.mark.parametrize("path", PAGES.values())
def test_no_copy_of_a_page_is_kept(client: FlaskClient, path: str) -> None:
    assert client.get(path).headers["Cache-Control"] == "no-store"


def test_static_files_are_kept_under_an_address_that_names_their_version(client: FlaskClient) -> None:
    page = client.get(PAGES["match"]).get_data(as_text=True)
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    assert {Path(file.partition("?")[0]).name for file in files} == {
        "mark.svg", "picture.js", "search.js", "skillpath.css", "vis-network.min.js",
    }  # fmt: skip
    for file in files:
        answer = client.get(file, buffered=True)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
    unversioned = client.get("/static/skillpath.css", buffered=True)
    assert unversioned.headers["Cache-Control"] == "no-cache"


# Errors --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/nowhere", "may be mistyped"),
        (role_path("R-9"), "There is no role R-9 in the book."),
        (match_path("C-9"), "There is no candidate C-9 in the book."),
        (match_path(role="R-9"), "There is no role R-9 in the book."),
        (role_path(profile="skils first"), "no criteria profile “skils first”. Did you mean: skills first"),
        (PAGES["roles"] + "&profile=x", "no criteria profile “x”"),
        (match_path(profile="x"), "no criteria profile “x”"),
        (print_path("rival", "en"), "“rival” is nothing to choose for “for”. Did you mean: consultant"),
        (print_path("client", "la"), "“la” is nothing to choose for “lang”. Did you mean: en"),
    ],
)
def test_an_unknown_name_is_answered_with_what_is_known(client: FlaskClient, path: str, said: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert said in text(answer)
    assert "See all roles" in text(answer)


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "<b>"])
def test_a_day_that_is_none_is_refused_with_an_example(client: FlaskClient, day: str) -> None:
    answer = client.get(f"/?as_of={day}")
    assert answer.status_code == 400
    assert "such as 2026-07-31" in text(answer)


@pytest.mark.parametrize("host", ["rebound.example", "127.0.0.1.rebound.example", "localhost.example:80"])
def test_a_foreign_host_is_refused(client: FlaskClient, host: str) -> None:
    answer = client.get(PAGES["match"], headers={"Host": host})
    assert answer.status_code == 400
    assert "answers only to the name" in text(answer)
    assert BEST not in text(answer)
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]:8000"])
def test_this_machine_is_answered(client: FlaskClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    ("method", "path"),
    [
        (method, path)
        for method in ("POST", "PUT", "PATCH", "DELETE")
        for name, path in ADDRESSES.items()
        if method != "POST" or name not in TAKING
    ],
)
def test_nothing_can_be_sent_to_pages_that_only_show(client: FlaskClient, method: str, path: str) -> None:
    answer = client.open(path, method=method)
    assert answer.status_code == 405
    assert "nothing can be sent" in text(answer)
    assert "GET" in answer.headers["Allow"]


class Broken(Workspace):
    """A workspace whose book cannot be reached."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def __getattr__(self, name: str) -> object:
        raise self.error


def broken(error: Exception) -> Flask:
    return create_app(Broken(error), config={"TESTING": True})


def test_a_defect_gives_a_reference_and_no_insides() -> None:
    with capture_logs() as logs:
        answer = broken(RuntimeError("secret insides")).test_client().get("/")
    (entry,) = [one for one in logs if one["event"] == "page failed"]
    assert answer.status_code == 500
    assert entry["request_id"] in text(answer)
    assert entry["error"] == "RuntimeError"
    assert "secret insides" not in str(entry)
    for inside in ("secret", "Traceback", "RuntimeError", ".py"):
        assert inside not in answer.get_data(as_text=True)


def test_a_workspace_that_cannot_be_read_says_why() -> None:
    answer = broken(WorkspaceError("The book is damaged: restore it from a backup.")).test_client().get("/")
    assert answer.status_code == 503
    assert "restore it from a backup" in text(answer)


def test_an_empty_agency_says_what_to_do(tmp_path: Path, workspace: Workspace) -> None:
    empty = Workspace(tmp_path)
    empty.release = workspace.release
    answer = create_app(empty).test_client().get("/")
    assert answer.status_code == 200
    assert "skillpath init --demo" in text(answer)


# What the pages say --------------------------------------------------------------------------------


def links(page: str) -> set[str]:
    return {attrs["href"] or "" for tag, attrs in Tags(page).found if tag == "a" and "href" in attrs}


WHATEVER_DAY = (
    "/intake", "/concepts", "/scores", "/account", "/users", "/audit", "/notice", "/print/notice", "/edit",
    "/query", "/queries", "/sparql", "/dataset", "/browse",
)  # fmt: skip
"""Pages that show nothing that depends on a day."""

ANY_DAY = {"/", "/candidates"}
"""Where the top of every page leads, whatever day it is of."""


@pytest.fixture(scope="module")
def status(client: FlaskClient) -> Callable[[str], int]:
    """The status of what a link leads to, each opened once: many pages have the same ones."""
    return cache(lambda link: client.get(link, buffered=True).status_code)


@pytest.mark.parametrize("path", PAGES.values())
def test_every_link_leads_somewhere_and_stays_on_the_same_day(
    client: FlaskClient, status: Callable[[str], int], path: str
) -> None:
    found = links(client.get(path).get_data(as_text=True))
    assert len(found) >= 2
    for link in found:
        if not link.startswith("#"):
            assert status(link) == 200, link
            if not path.startswith(WHATEVER_DAY):
                assert link in ANY_DAY or link.startswith(WHATEVER_DAY) or f"as_of={AS_OF}" in link


@pytest.mark.parametrize("path", [role_path(), match_path()])
def test_the_profile_switch_offers_every_profile_and_marks_one(client: FlaskClient, path: str) -> None:
    page = client.get(path).get_data(as_text=True)
    switch = re.search(r'<nav class="profiles".*?</nav>', page, re.DOTALL)
    assert switch is not None
    for profile in PROFILES.values():
        assert profile.name in switch[0]
        assert profile.summary in switch[0]
    assert len(links(switch[0])) == len(PROFILES)
    assert switch[0].count('aria-current="true"') == 1
    assert "industry only" in switch[0].split('aria-current="true"')[1].split("</a>")[0]
    assert "set for this role" in switch[0].split('aria-current="true"')[1].split("</a>")[0]


@pytest.fixture
def changed_role(workspace: Workspace) -> Iterator[Role]:
    """The hostile role with a criterion of its own, put back afterwards."""
    role = workspace.book.role(ROLE)
    changed = replace(role, changes=Changes(bottleneck=0.25))
    workspace.book.put(roles=[changed])
    yield changed
    workspace.book.put(roles=[role])


def test_a_role_with_criteria_of_its_own_says_so_wherever_they_are_named(
    client: FlaskClient, changed_role: Role
) -> None:
    name = f"{changed_role.profile}, changed for this role"
    assert name in text(client.get(PAGES["roles"]))
    own_role, own_match = f"/roles/{ROLE}?as_of={AS_OF}", f"/roles/{ROLE}/candidates/{BEST}?as_of={AS_OF}"
    for path in (own_role, own_match):
        page = client.get(path).get_data(as_text=True)
        switch = page.split('<nav class="profiles"')[1].split("</nav>")[0]
        assert len(links(switch)) == len(PROFILES) + 1
        marked = switch.split('aria-current="true"')[1].split("</a>")[0]
        assert name in marked
        assert "bottleneck 0.25 instead of 0" in marked
        assert "set for this role" in marked
        assert f"under “{name}”" in page
    plain = client.get(role_path(profile=changed_role.profile)).get_data(as_text=True)
    assert f"under “{changed_role.profile}”" in plain


def test_points_stand_beside_a_word_that_says_what_it_means(
    client: FlaskClient, workspace: Workspace
) -> None:
    best = explanation(workspace, BEST, ROLE, profile="industry only", as_of=date.fromisoformat(AS_OF))[
        "band"
    ]
    for path in (role_path(profile="industry only"), match_path(profile="industry only")):
        page = client.get(path).get_data(as_text=True)
        tag = re.search(rf'<span class="band [^>]*title="([^"]*)">{best["word"]}</span>', page)
        assert tag is not None
        assert best["meaning"] in tag[1]
        assert "does not know the person" in tag[1]
        assert best["meaning"] in text(client.get(path))


def test_the_role_page_shows_those_outside_the_filter_last_and_why(client: FlaskClient) -> None:
    page = client.get(role_path(profile="industry only")).get_data(as_text=True)
    inside, outside = page.split("Outside the filter", 1)
    assert "no spell in finance" in outside.split("</tr>")[0]
    assert "C-3" not in inside.split("<table", 1)[1]
    assert "C-3" in outside
    assert "C-4" in outside


def test_the_role_page_shows_the_filters_of_the_role_and_who_is_outside(client: FlaskClient) -> None:
    page = text(client.get(role_path("R-3")))
    facts, ranking = page.partition("Intake")[2].split("Candidates", 1)
    for fact in ("Location DE-BE", "Licences licence &lt;img", "Available by 2027-01-01"):
        assert fact in facts
    inside, outside = ranking.split("Outside the filters:", 1)
    assert "3 of them outside the filters" in inside
    assert outside.startswith(" location not known; availability not known; licence missing: licence &lt;img")
    assert "Outside the filters: location not known" in text(client.get(match_path("C-3", "R-3")))


def test_a_long_ranking_is_cut_and_says_so(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ON_A_PAGE >= 100
    monkeypatch.setattr("skillpath.web.roles.ON_A_PAGE", 3)
    first = client.get(role_path())
    assert "1 to 3 of 4 candidates" in text(first)
    assert "Next in rank" in text(first)
    second = client.get(f"{role_path()}&page=2")
    assert "4 to 4 of 4 candidates" in text(second)
    assert "Better ranked" in text(second)
    assert "Next in rank" not in text(second)
    assert client.get(f"{role_path()}&page=3").status_code == 404
    for page in ("0", "x", str(MOST_PAGES + 1)):
        assert client.get(f"{role_path()}&page={page}").status_code == 400


def test_a_requirement_that_nothing_reaches_is_said_to_be_so(client: FlaskClient) -> None:
    page = client.get(match_path()).get_data(as_text=True)
    row = next(row for row in page.split("<tr") if "a very long skill" in row and "unmet" in row)
    assert "Nothing in the history carries to this." in row
    assert "0.00" in row


def test_the_nearest_thing_and_the_next_best_are_on_the_match_page(client: FlaskClient) -> None:
    said = text(client.get(PAGES["match"]))
    assert "Next best: " in said
    assert "Nothing on record is connected to it at all." in said


def test_the_match_page_leads_to_every_reading_in_every_language(client: FlaskClient) -> None:
    found = links(client.get(match_path()).get_data(as_text=True))
    prints = [link for link in found if link.startswith("/print/")]
    chosen = {(parse_qs(link.partition("?")[2])["for"][0], parse_qs(link)["lang"][0]) for link in prints}
    assert chosen == {(str(one), str(tongue)) for one in Audience for tongue in Language}


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("tongue", Language)
def test_a_page_to_print_is_in_its_language_and_marks_what_it_is(
    client: FlaskClient, audience: Audience, tongue: Language
) -> None:
    page = client.get(print_path(audience, tongue)).get_data(as_text=True)
    tags = Tags(page).found
    assert dict(tags)["html"]["lang"] == tongue
    here = [attrs["href"] or "" for tag, attrs in tags if attrs.get("aria-current") == "page"]
    assert len(here) == 2
    for link in here:
        assert parse_qs(link.partition("?")[2]) == {"for": [audience], "lang": [tongue], "as_of": [AS_OF]}
    assert (RULES[tongue].name in page) is True


@pytest.mark.parametrize("audience", [Audience.CLIENT, Audience.CANDIDATE])
def test_paper_for_others_shows_no_score_and_no_inner_workings(
    client: FlaskClient, workspace: Workspace, audience: Audience
) -> None:
    score = re.search(r'class="figure"><strong>([\d.]+)', client.get(match_path()).get_data(as_text=True))
    assert score is not None
    page = client.get(print_path(audience, "en"))
    for inner in (score[1], workspace.release.name, "industry only", "100"):
        assert inner not in text(page)
    assert score[1] in text(client.get(print_path("consultant", "en")))


def test_unknown_concepts_are_named(client: FlaskClient) -> None:
    assert "https://elsewhere.example/&lt;i&gt;gone&lt;/i&gt;" in text(client.get(match_path()))


def test_a_page_says_what_the_score_leaves_out_and_where_it_comes_from(
    client: FlaskClient, workspace: Workspace
) -> None:
    for path in (PAGES["roles"], PAGES["role"], PAGES["match"]):
        said = text(client.get(path))
        assert "location, pay, licences and over-qualification" in said
        assert "Names and personal details are hidden" in said
        assert workspace.release.name in said
        assert AS_OF in said


def test_what_was_left_out_of_the_picture_is_said_and_drawn_when_asked_for(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("skillpath.web.matches.FEW_NODES", 6)
    page = client.get(match_path())
    assert re.search(r"[1-9]\d* contributions worth [\d.]+ points do not fit", text(page))
    (every,) = [link for link in links(page.get_data(as_text=True)) if "picture=all" in link]
    whole = client.get(every)
    assert "do not fit" not in text(whole)
    assert "Draw only the strongest paths" in text(whole)
    assert whole.get_data(as_text=True).count('class="box box-') > page.get_data(as_text=True).count(
        'class="box box-'
    )


def test_rows_link_to_the_match_under_the_same_profile(client: FlaskClient) -> None:
    page = client.get(role_path(ROLE, profile="fresh eyes")).get_data(as_text=True)
    to_matches = [link for link in links(page) if "/candidates/" in link]
    assert len(to_matches) == 4
    assert all("profile=fresh+eyes" in link for link in to_matches)


@pytest.mark.parametrize("path", ["/intake/{}", "/audit/{}", "/api/v1/drafts/{}", "/api/v1/drafts/-{}"])
@pytest.mark.parametrize("number", [1 << 31, 1 << 63, 1 << 80])
def test_a_number_that_nothing_has_is_not_found_however_large(
    client: FlaskClient, path: str, number: int
) -> None:
    assert client.get(path.format(number)).status_code == 404
