"""The API is what its description says: schemathesis tries what it promises, and what it does not."""

import re
from typing import Any
from urllib.parse import quote

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from hostile import BEST, PAGES, ROLE, iri, match_path, role_path
from skillpath.agency.workspace import Workspace
from skillpath.ontology import vocabulary as v
from skillpath.web.api import ROOT
from skillpath.web.app import create_app
from skillpath.web.openapi import OPERATIONS, description

KNOWN: dict[str, list[Any]] = {
    "role_id": [ROLE, "R-2", "R-3"],
    "code": [BEST, "C-3", "C-4"],
    "number": [1],
    "iri": [iri(v.JOB.clerk), iri(v.SKILL.pay)],
    "q": ["clerk", "C-3", "pay"],
}
"""What the hostile agency has: half of what is tried names it, or all answers would be 404."""


@pytest.fixture(scope="module")
def app(workspace: Workspace) -> Flask:
    return create_app(workspace)


@pytest.mark.parametrize("path", OPERATIONS)
def test_nothing_is_answered_but_what_is_described(app: Flask, path: str) -> None:
    schema = schemathesis.openapi.from_wsgi(f"{ROOT}/openapi.json", app)

    @settings(max_examples=25, deadline=None)
    @given(schema[path]["GET"].as_strategy(), st.booleans(), st.data())
    def tried(case: Any, known: bool, data: st.DataObject) -> None:
        for place in (case.path_parameters, case.query):
            for name in KNOWN.keys() & set(place or ()) if known else ():
                if place is case.path_parameters:
                    place[name] = quote(str(data.draw(st.sampled_from(KNOWN[name]))), safe="")
                elif isinstance(place[name], list):
                    place[name] = data.draw(st.permutations(KNOWN[name]))
                else:
                    place[name] = data.draw(st.sampled_from(KNOWN[name]))
        case.call_and_validate()

    tried()


def test_the_description_is_of_every_address(app: Flask) -> None:
    rules = {
        re.sub(r"<[^:<>]*:(\w+)>", r"{\1}", rule.rule.removeprefix(ROOT))
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("api.") and "GET" in (rule.methods or ())
    }
    assert rules == {*OPERATIONS, "/openapi.json"}
    assert description(ROOT, "1")["openapi"] == "3.1.0"


def test_an_answer_that_still_holds_is_not_sent_again(client: FlaskClient) -> None:
    for path in ("/roles", match_path(), role_path().replace("?", "/candidates?"), PAGES["concept"]):
        first = client.get(ROOT + path)
        assert first.status_code == 200
        again = client.get(ROOT + path, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
        other = client.get(ROOT + path, headers={"If-None-Match": '"other"'})
        assert other.data == first.data
        assert other.headers["Cache-Control"] == "private, no-cache"
