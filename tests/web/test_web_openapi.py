"""The API is what its description says: schemathesis tries what it promises, and what it does not."""

import re
import shutil
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode, checks

from hostile import BEST, PAGES, ROLE, iri, match_path, role_path
from skillpath.agency.workspace import Workspace
from skillpath.ontology import vocabulary as v
from skillpath.web.api import ROOT, SHARED
from skillpath.web.app import create_app
from skillpath.web.openapi import OPERATIONS, SENDING, WRITES, description

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


PROMISED = (
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
)
"""What holds of the answer to a question that makes no sense, which may be passed over."""


@pytest.fixture(scope="module")
def sharing(workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """A viewer whose firm shares its profiles."""
    folder = shutil.copytree(workspace.folder, tmp_path_factory.mktemp("sharing") / "workspace")
    shared = Workspace(folder)
    shared.book.set_firm(replace(shared.book.firm(), shares=True))
    return create_app(shared)


ASKED = [
    (path, mode)
    for path, (_, _, parameters) in OPERATIONS.items()
    for mode in GenerationMode
    if parameters or mode is GenerationMode.POSITIVE
]
"""Path, and whether what is asked makes sense: where nothing is asked, nothing can be wrong."""


@pytest.mark.parametrize(("path", "mode"), ASKED)
def test_nothing_is_answered_but_what_is_described(app: Flask, path: str, mode: GenerationMode) -> None:
    schema = schemathesis.openapi.from_wsgi(f"{ROOT}/openapi.json", app)

    @settings(max_examples=25 if mode is GenerationMode.POSITIVE else 10, deadline=None)
    @given(schema[path]["GET"].as_strategy(generation_mode=mode), st.booleans(), st.data())
    def tried(case: Any, known: bool, data: st.DataObject) -> None:
        for place in (case.path_parameters, case.query):
            for name in KNOWN.keys() & set(place or ()) if known else ():
                if place is case.path_parameters:
                    place[name] = quote(str(data.draw(st.sampled_from(KNOWN[name]))), safe="")
                elif isinstance(place[name], list):
                    place[name] = data.draw(st.permutations(KNOWN[name]))
                else:
                    place[name] = data.draw(st.sampled_from(KNOWN[name]))
        if mode is GenerationMode.POSITIVE:
            case.call_and_validate()
        else:
            case.call_and_validate(checks=PROMISED)

    tried()


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("path", SENDING)
def test_nothing_is_answered_to_what_is_sent_but_what_is_described(
    sharing: Flask, path: str, mode: GenerationMode
) -> None:
    schema = schemathesis.openapi.from_wsgi(f"{ROOT}/openapi.json", sharing)

    statuses = set()

    @settings(max_examples=15, deadline=None)
    @given(schema[path]["POST"].as_strategy(generation_mode=mode))
    def tried(case: Any) -> None:
        statuses.add(case.call_and_validate(checks=PROMISED).status_code)

    tried()
    assert (200 in statuses) or mode is GenerationMode.NEGATIVE


def test_the_description_is_of_every_address(app: Flask) -> None:
    rules = {
        (method, re.sub(r"<[^:<>]*:(\w+)>", r"{\1}", rule.rule.removeprefix(ROOT)))
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) & {"GET", "POST"}
        if rule.endpoint.startswith("api.")
    }
    read, written = {*OPERATIONS, "/openapi.json"}, {*WRITES, SHARED}  # that one is between firms
    assert rules == {("GET", path) for path in read} | {("POST", path) for path in written}
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
