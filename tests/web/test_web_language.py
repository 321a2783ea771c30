"""The viewer in the reader's language."""

import re

import pytest
from flask.testing import FlaskClient

from hostile import PAGES
from skillpath.agency.workspace import Workspace
from skillpath.reasoner.texts.languages import Language
from skillpath.web.app import create_app

PREFERS_GERMAN = {"Accept-Language": "de-AT,de;q=0.9,en;q=0.5"}


def spoken(answer_text: str) -> str:
    return answer_text.split('<html lang="', 1)[1].split('"', 1)[0]


@pytest.mark.parametrize(
    ("path", "headers", "expected"),
    [
        (PAGES["roles"], {}, "en"),
        (PAGES["roles"], PREFERS_GERMAN, "de"),
        (PAGES["roles"], {"Accept-Language": "pt"}, "en"),
        (PAGES["roles"] + "&lang=fr", PREFERS_GERMAN, "fr"),
        (PAGES["roles"] + "&lang=tlh", PREFERS_GERMAN, "de"),
        ("/no-such-page", PREFERS_GERMAN, "de"),
    ],
)
def test_the_address_comes_before_the_browser(
    client: FlaskClient, path: str, headers: dict[str, str], expected: str
) -> None:
    assert spoken(client.get(path, headers=headers).get_data(as_text=True)) == expected


def test_a_choice_is_remembered_but_not_that_of_a_reading(workspace: Workspace) -> None:
    reader = create_app(workspace, config={"TESTING": True}).test_client()
    reader.get(PAGES["print for the client in French"])
    assert spoken(reader.get(PAGES["roles"]).get_data(as_text=True)) == "en"
    reader.get(PAGES["roles"] + "&lang=de")
    page = reader.get(PAGES["match"]).get_data(as_text=True)
    assert spoken(page) == "de"
    assert "lang=fr" in page  # the way to another one


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/roles/R-01/candidates/C-003?", ("einen Platz vor", "bekannte Berufswechsel")),
        ("/roles/R-01/compare?code=C-003&code=C-020&", ("Punkte mehr als", "bekannte Berufswechsel")),
        ("/roles/R-01/why-not/C-020?", ("steht auf Rang", "um C-020 auf einen Platz vor")),
        ("/roles/R-03?", ("Dem Titel nach", "Von zufälligen Paaren")),
        ("/candidates/C-003?", ("bekannte Berufswechsel",)),
    ],
)
def test_sentences_are_in_the_language_of_their_page(
    demo: Workspace, path: str, said: tuple[str, ...]
) -> None:
    reader = create_app(demo, config={"TESTING": True}).test_client(use_cookies=False)
    page = reader.get(f"{path}as_of=2026-11-01", headers=PREFERS_GERMAN).text
    for one in said:
        assert re.search(one, page), one
    assert not re.search(r"points more|to bring C|is rank|By title|known job moves|Of random", page)


NAVIGATION = re.compile(r"<nav\b.*?</nav>", re.DOTALL)
LINK = re.compile(r'<a\b[^>]*href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)

WITH_WAYS = ("roles", "candidate", "working copy", "query", "what is in here", "log")
"""Pages that lead to others of their room."""


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", WITH_WAYS)
def test_what_leads_elsewhere_is_called_otherwise(client: FlaskClient, name: str, language: Language) -> None:
    page = client.get(PAGES[name], headers={"Accept-Language": language})
    navigations = NAVIGATION.findall(page.text)
    assert navigations
    for one in navigations:
        called: dict[str, str] = {}
        for address, text in LINK.findall(one):
            assert called.setdefault(" ".join(text.split()), address) == address, text
