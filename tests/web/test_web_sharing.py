"""A reading is sent to a client by a link, as a consultant and as the client see it."""

import html
import re
import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from hostile import BEST, IMAGE, SCRIPT, print_path
from skillpath.agency.workspace import Workspace
from skillpath.web.app import create_app
from skillpath.web.forms import TOKEN

READING = print_path("client", "de")
MAKE = READING.replace("?", "/links?")


@pytest.fixture
def client(workspace: Workspace, tmp_path: Path) -> FlaskClient:
    """Of a workspace of its own: what is written stays there."""
    own = Workspace(shutil.copytree(workspace.folder, tmp_path / "workspace"))
    return create_app(own, config={"TESTING": True, TOKEN: "token"}).test_client()


def make(client: FlaskClient, **fields: str) -> str:
    """The path that a new link leads to."""
    answer = client.post(MAKE, data={"token": "token", "by": "K-1", "days": "14"} | fields)
    assert answer.status_code == 200
    found = re.search(r"http://localhost(/shared/[\w-]+)", answer.get_data(as_text=True))
    assert found is not None
    return found[1]


def test_a_client_sees_the_text_and_nothing_else(client: FlaskClient) -> None:
    link = make(client)
    answer = client.get(link)
    page = answer.get_data(as_text=True)
    assert (answer.status_code, answer.headers["Referrer-Policy"]) == (200, "no-referrer")
    assert '<html lang="de">' in page
    assert "<a " not in page
    assert "<form" not in page
    assert IMAGE not in page
    assert SCRIPT not in page
    told = client.get(READING).get_data(as_text=True)
    lines = re.findall(r"<p><bdi>(.*?)</bdi></p>", page)
    assert lines
    assert all(line in told for line in lines)


def test_a_link_ends_where_it_was_made(client: FlaskClient) -> None:
    link = make(client)
    page = client.get(READING).get_data(as_text=True)
    ending = re.search(r'action="([^"]*/end[^"]*)"', page)
    assert ending is not None
    answer = client.post(html.unescape(ending[1]), data={"token": "token", "by": "K-2"})
    assert answer.status_code == 303
    assert "Withdrawn on" in client.get(answer.headers["Location"]).get_data(as_text=True)
    assert client.get(link).status_code == 410


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        (MAKE, {"token": "another"}, 403),
        (MAKE, {"days": "0"}, 400),
        (MAKE, {"days": "1e1"}, 400),
        (MAKE, {"by": " "}, 400),
        (MAKE.replace("for=client", "for=consultant"), {}, 400),
        (MAKE.replace(BEST.replace('"', "%22"), "C-99"), {}, 404),
    ],
)
def test_what_makes_no_link_says_why(
    client: FlaskClient, path: str, fields: dict[str, str], status: int
) -> None:
    answer = client.post(path, data={"token": "token", "by": "K-1", "days": "14"} | fields)
    assert answer.status_code == status
    assert "/shared/" not in answer.get_data(as_text=True)


def test_an_unknown_link_has_ended(client: FlaskClient) -> None:
    answer = client.get("/shared/nothing")
    assert answer.status_code == 410
    assert "Ask the person who sent it" in answer.get_data(as_text=True)
