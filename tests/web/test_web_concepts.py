"""The page of a concept, and the picture that grows on it."""

import pytest
from flask.testing import FlaskClient

from hostile import concept_path, iri
from skillpath.agency.concepts import concept_document
from skillpath.agency.workspace import Workspace
from skillpath.ontology import vocabulary as v
from skillpath.web.neighbourhood import neighbourhood
from visits import Start

PAY, CLERK, TAX = iri(v.SKILL.pay), iri(v.JOB.clerk), iri(v.SKILL.tax)


def test_a_concept_is_told_with_its_bonds_and_its_use(workspace: Workspace) -> None:
    document = concept_document(workspace, CLERK)
    assert {role["id"] for role in document["used"]["roles"]} == {"R <b>1</b> & 'co'//2"}
    assert (document["used"]["workers"], document["used"]["claimants"]) == (1, 0)
    (teaches,) = (group for group in document["bonds"] if group["bond"] == "teaches")
    assert [one["weight"] for one in teaches["concepts"]] == [1.0, 1.0, 0.5]
    assert concept_document(workspace, iri(v.SKILL.sheets))["used"]["claimants"] == 1
    network = workspace.network
    pay = concept_document(workspace, PAY)
    assert pay["from"]
    assert pay["to"]
    for one in pay["from"]:
        assert one["transfer"] == network.transfer_between(network.index(one["iri"]), network.index(PAY))
    for one in pay["to"]:
        assert one["transfer"] == network.transfer_between(network.index(PAY), network.index(one["iri"]))


@pytest.mark.parametrize("named", ["urn:nothing", "", "no such skill", "\x00"])
def test_an_unknown_concept_is_said_to_be_so(client: FlaskClient, named: str) -> None:
    answer = client.get("/concepts", query_string={"iri": named})
    assert answer.status_code == 404
    assert "Traceback" not in answer.get_data(as_text=True)


def test_the_picture_grows_by_what_is_opened(workspace: Workspace) -> None:
    network = workspace.network
    alone = neighbourhood(network, PAY, [])
    grown = neighbourhood(network, PAY, [CLERK])
    assert alone.nodes.items() < grown.nodes.items()
    assert set(alone.edges) < set(grown.edges)
    assert (TAX,) in grown.nodes
    assert grown == neighbourhood(network, PAY, [CLERK, "urn:gone"])  # not in the picture: nothing to open
    for edge in grown.edges:
        assert grown.nodes[edge.source].column < grown.nodes[edge.target].column


def test_a_click_on_a_box_brings_its_neighbours(visit: Start) -> None:
    visited = visit(java_script_enabled=False)
    page = visited.open(concept_path(PAY))
    before = page.locator(".paper-picture .box").count()
    page.locator(".paper-picture a", has_text="clerk").first.click()
    page.wait_for_url("**open=**")
    assert page.locator(".paper-picture .box").count() > before


def test_the_picture_grows_in_place(visit: Start) -> None:
    visited = visit(viewport={"width": 1440, "height": 1000})
    page = visited.open(concept_path(PAY))
    picture = page.locator(".picture[data-nodes]")
    before = picture.get_attribute("data-nodes")
    picture.scroll_into_view_if_needed()
    place = page.locator(".paper-picture .box", has_text="clerk").first.bounding_box()
    assert place is not None
    page.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    page.wait_for_function("(n) => document.querySelector('.picture').dataset.nodes !== n", arg=before)
    assert "open=" in page.url
    visited.assert_clean()
