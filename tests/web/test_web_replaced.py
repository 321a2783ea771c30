"""Pages say of what they name how it is understood where it is out of use."""

from datetime import date

import pytest
from flask.testing import FlaskClient

from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.role import Role, SkillRequirement
from skillpath.web.app import create_app
from workspaces import small_workspace

TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix esco: <http://data.europa.eu/esco/model#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix x: <https://x.example/> .
x:pay a esco:Skill ; skos:prefLabel "<i>pay</i>"@en ; owl:deprecated true ; dct:isReplacedBy x:wage .
x:wage a esco:Skill ; skos:prefLabel "wage"@en .
x:gross a esco:Skill ; skos:prefLabel "gross"@en .
x:both a esco:Skill ; skos:prefLabel "both"@en ; owl:deprecated true ; dct:isReplacedBy x:wage, x:gross .
x:gone a esco:Occupation ; skos:prefLabel "gone"@en ; owl:deprecated true .
"""
PAY, BOTH, GONE = (f"https://x.example/{name}" for name in ("pay", "both", "gone"))


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    made = small_workspace(tmp_path_factory.mktemp("replaced") / "workspace", TURTLE)
    person = Candidate("C-1", (Spell(GONE, "no IRI", date(2020, 1, 1)),), (Claim(PAY, 0.7),))
    made.book.put([person], [Role("R-1", "payroll", skills=(SkillRequirement(PAY), SkillRequirement(BOTH)))])
    return create_app(made, config={"TESTING": True}).test_client()


REPLACED = (
    '“<bdi>&lt;i&gt;pay&lt;/i&gt;</bdi>” was replaced by <a href="/concepts?iri=https://x.example/wage">'
)
SPLIT = "“<bdi>both</bdi>” was split. Choose which one is meant:"
RETIRED = "“<bdi>gone</bdi>” is retired, and nothing replaces it."


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/roles/R-1", (REPLACED, SPLIT)),
        ("/candidates/C-1", (REPLACED, RETIRED)),
        ("/roles/R-1/candidates/C-1", (REPLACED, SPLIT, RETIRED)),
        (f"/concepts?iri={PAY}", (REPLACED,)),
        ("/concepts?iri=wage", ()),
        (f"/concepts?iri={BOTH}", (SPLIT,)),
    ],
)
def test_a_page_says_how_what_is_out_of_use_is_understood(
    client: FlaskClient, address: str, said: tuple[str, ...]
) -> None:
    page = client.get(address).get_data(as_text=True)
    assert [words for words in (REPLACED, SPLIT, RETIRED) if words in page] == [*said]


def test_the_page_of_a_concept_says_what_it_replaces(client: FlaskClient) -> None:
    page = client.get("/concepts?iri=wage").get_data(as_text=True)
    assert "<dt>Replaces</dt><dd><bdi>&lt;i&gt;pay&lt;/i&gt;</bdi></dd>" in page


def test_programs_are_told_too(client: FlaskClient) -> None:
    for address in ("/api/v1/candidates/C-1", f"/api/v1/concepts?iri={PAY}"):
        (one, *_) = (old for old in client.get(address).get_json()["replaced"] if old["iri"] == PAY)
        assert [heir["label"] for heir in one["by"]] == ["wage"]
