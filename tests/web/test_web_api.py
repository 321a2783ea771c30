"""The API: the documents that pages, commands and SPARQL show, and problems that say what to do."""

from datetime import date

import pytest
from flask.testing import FlaskClient

from hostile import AS_OF, BEST, ROLE, match_path, role_path
from skillpath.agency.matching import explanation, ranking
from skillpath.agency.workspace import Workspace

API = "/api/v1"
RANKED = API + role_path().replace("?", "/candidates?")


def test_a_ranking_is_that_of_the_pages_to_the_last_digit(client: FlaskClient, workspace: Workspace) -> None:
    answer = client.get(RANKED).get_json()
    document = ranking(workspace, ROLE, as_of=date.fromisoformat(AS_OF))
    assert [(row["candidate"], row["score"]) for row in answer["rows"]] == [
        (row["candidate"], row["score"]) for row in document["rows"]
    ]
    assert (answer["page"], answer["total"]) == (1, document["total"])


def test_an_explanation_is_that_of_the_pages_to_the_last_digit(
    client: FlaskClient, workspace: Workspace
) -> None:
    answer = client.get(API + match_path(profile="fresh eyes")).get_json()
    assert (
        answer["score"]
        == explanation(workspace, BEST, ROLE, profile="fresh eyes", as_of=date.fromisoformat(AS_OF))["score"]
    )
    assert sum(one["points"] for one in answer["requirements"]) == pytest.approx(answer["points"])


def test_all_roles_are_listed(client: FlaskClient, workspace: Workspace) -> None:
    listed = client.get(f"{API}/roles").get_json()["roles"]
    assert [role["id"] for role in listed] == [role.id for role in workspace.book.roles()]


@pytest.mark.parametrize(
    ("path", "status", "detail"),
    [
        ("/roles/R-99/candidates", 404, "R-99"),
        (match_path("C-99"), 404, "C-99"),
        (RANKED.removeprefix(API) + "&page=0", 400, "write a number from 1"),
        ("/nowhere", 404, "mistyped"),
    ],
)
def test_a_problem_says_what_to_do(client: FlaskClient, path: str, status: int, detail: str) -> None:
    answer = client.get(API + path)
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    assert answer.get_json(force=True)["status"] == status
    assert detail in answer.get_json(force=True)["detail"]
