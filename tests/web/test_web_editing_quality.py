"""The bench's pages on quality and spreadsheets: counted, mended by one click, sent and taken."""

import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from sqlalchemy import insert

from skillpath.agency.editing.releasing import release
from skillpath.agency.editing.review_step import Step
from skillpath.agency.editing.reviewing import say
from skillpath.agency.editing.working_copies import begin, change, log, view
from skillpath.agency.schema import LABEL_SUGGESTION
from skillpath.agency.workspace import BUNDLED, Workspace
from skillpath.ontology import vocabulary as v
from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.turtle import read_turtle
from skillpath.web.app import create_app
from skillpath.web.forms import TOKEN
from workspaces import small_workspace

TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix esco: <http://data.europa.eu/esco/model#> .
@prefix sp: <https://w3id.org/skillpath/ns#> .
@prefix x: <https://x.example/> .
x:all a sp:SkillGroup ; skos:prefLabel "all"@en ; skos:definition "All."@en .
x:pay a esco:Skill ; skos:prefLabel " pay"@en ; skos:altLabel "wages "@en, "payslips"@en .
x:pay skos:broader x:all .
x:clerk a esco:Occupation ; skos:prefLabel "clerk"@en ; esco:relatedEssentialSkill x:pay .
"""

PAY = "https://x.example/pay"


@pytest.fixture
def bench(tmp_path: Path) -> Workspace:
    made = small_workspace(tmp_path / "workspace", TURTLE)
    begin(made, "pay", by="E-1")
    return made


@pytest.fixture
def client(bench: Workspace) -> FlaskClient:
    return create_app(bench, config={"TESTING": True, TOKEN: "token"}).test_client(use_cookies=False)


def send(client: FlaskClient, path: str, **fields: Any) -> str:
    """Sends a form; the address that the answer leads to, or its page where it leads nowhere."""
    answer = client.post(path, data={"token": "token", **fields})
    return answer.location if answer.status_code == 303 else answer.text


def test_what_breaks_rules_is_counted_and_mended_by_one_click(client: FlaskClient, bench: Workspace) -> None:
    assert "is not counted yet" in client.get("/edit/quality").text
    assert "is not counted yet" in client.get("/edit/pay/quality").text
    assert send(client, "/edit/quality", release="current") == "/edit/quality"
    page = client.get("/edit/quality?rule=label-spaces").text
    assert re.search(r"label-spaces</a></th>\s*<td[^>]*>warning</td>\s*<td[^>]*>2</td>", page)
    assert "odd-neighbour" in page.split("Not asked:")[1]
    assert 'href="/edit/pay/quality?rule=label-spaces#findings"' in page
    page = client.get("/edit/pay/quality?rule=label-spaces").text
    assert "Mend all 2" in page
    (first, _) = re.findall(r'name="key" value="(\w+)"', page)
    assert "done=1" in send(client, "/edit/pay/quality", rule="label-spaces", key=first, by="E-1")
    assert "Mend it<" in client.get("/edit/pay/quality?rule=label-spaces").text
    assert "done=2" in send(client, "/edit/pay/quality", rule="label-spaces", by="E-1")
    assert "Nothing breaks this rule any more." in client.get("/edit/pay/quality?rule=label-spaces").text
    assert "Nothing here can be mended" in send(client, "/edit/pay/quality", rule="label-spaces", by="E-1")
    assert [one.why for one in log(bench.book, "pay")] == ["mends label-spaces (1)"] * 2


def test_releases_are_compared_over_time(client: FlaskClient, bench: Workspace) -> None:
    send(client, "/edit/quality", release="current")
    assert "<rect" not in client.get("/edit/quality").text
    state = view(bench, "pay").part(BUNDLED)
    better = "".join(f"{triple} .\n" for _, triple in state).replace('"wages "', '"wages"')
    (bench.folder / "better.ttl").write_text(better, encoding="utf-8")
    bench.take(BUNDLED, read_turtle(bench.folder / "better.ttl"))
    assert "is not counted yet" in client.get("/edit/quality").text
    send(client, "/edit/quality", release="current")
    assert len(re.findall("<rect", client.get("/edit/quality").text)) == 6


def test_what_does_not_fit_onto_a_new_release_is_told_with_both_sides_in_the_language_of_the_page(
    client: FlaskClient, bench: Workspace
) -> None:
    payslips = ox.Literal("payslips", language="en")
    says = ox.Triple(ox.NamedNode(PAY), ox.NamedNode(v.ALT_LABEL), payslips)
    gone = Edit(removed=frozenset(((BUNDLED, says),)))
    begin(bench, "late", by="E-2")
    for name in ("pay", "late"):
        change(bench, name, gone, by="E-1", why="slang", source="test")
    say(bench.book, "pay", Step.PROPOSED, by="E-1")
    say(bench.book, "pay", Step.APPROVED, by="R-1")
    made = release(bench, "pay", by="R-1")
    told = send(client, "/edit/late?lang=de", action="rebase")
    assert told.count("heißt nicht mehr “payslips” (en)") == 3  # mine, theirs, and the difference of the page
    assert f"Was die Ausgabe {made.name} darüber anders sagt" in told
    assert "done=undo" in send(client, "/edit/late", action="undo", number="1", said="gone", by="E-2")
    assert "done=rebase" in send(client, "/edit/late", action="rebase")
    assert "ne s’appelle plus “payslips” (en)" in client.get("/edit/late/changes/1?lang=fr").text
    page = client.get("/edit/history").text
    assert f'href="/edit/releases/{made.name}">How it differs from' in page
    assert re.search(r"\d+ <span[^>]*>triples</span> \(−1\)", page)
    assert (
        "Eine Bezeichnung beginnt oder endet mit einem Leerzeichen"
        in client.get("/edit/quality?lang=de").text
    )


def test_a_sheet_is_seen_before_it_is_taken(client: FlaskClient, bench: Workspace) -> None:
    assert "skills</option>" in client.get("/edit/pay/sheet").text
    sheet = client.get("/edit/pay/sheet/file?scheme=skills&as=csv")
    assert sheet.headers["Content-Disposition"] == "attachment; filename=skills-after-0.csv"
    edited = sheet.get_data(as_text=True).replace("payslips", "salaries").encode()

    def upload(data: bytes, name: str = "skills-after-0 (1).csv") -> str:
        return send(client, "/edit/pay/sheet", sheet=(io.BytesIO(data), name))

    place = upload(edited)
    page = client.get(place).text
    assert "is now also called “salaries”" in page
    key = re.search(r'name="sheet" value="(\w+)"', page)
    assert key is not None
    take = {"action": "take", "sheet": key[1], "seen": "0", "by": "E-1", "origin": BUNDLED}
    assert "A change says who makes it, and why" in send(client, "/edit/pay/sheet", **take)
    assert send(client, "/edit/pay/sheet", **take, why="clearer") == "/edit/pay?done=save&number=1"
    (made,) = log(bench.book, "pay")
    assert (made.by, made.why, made.source) == ("E-1", "clearer", "skills-after-0-1-.csv")
    assert "is not kept any more" in client.get(place).text
    late = client.get(upload(edited.replace(b"salaries", b"earnings"))).text
    key = re.search(r'name="sheet" value="(\w+)"', late)
    assert key is not None
    refused = send(client, "/edit/pay/sheet", **take | {"sheet": key[1]}, why="clearer")
    assert "Others have changed the same" in refused
    assert 'name="merge"' in refused
    wrong = client.get(upload(b"IRI,code,broader\nhttps://x.example/pay,,nobody\n", "b.csv")).text
    assert "b.csv:2: column C (broader): no concept is called" in wrong
    assert client.get("/edit/pay/sheet?sheet=../../book").status_code == 200


def test_suggestions_are_seen_side_by_side_taken_and_rejected(client: FlaskClient, bench: Workspace) -> None:
    with bench.book.write() as connection:
        for words in ("wage desk", "wage work"):
            row = {"text": words, "language": "en", "concept": PAY, "day": date(2026, 11, 2), "by": "K-1"}
            connection.execute(insert(LABEL_SUGGESTION), row)
    page = client.get("/edit/pay/suggestions").text
    assert "“wage desk” is said for pay" in page
    assert "Near duplicates are looked for once its release is" in page
    (desk, work) = re.findall(r'name="key" value="(\w+)"', page)
    assert "Who rejects a suggestion" in send(client, "/edit/pay/suggestions", key=desk, reject="1", by="E-1")
    rejected = send(client, "/edit/pay/suggestions", key=desk, reject="1", by="E-1", why="slang")
    assert "done=rejected" in rejected
    assert "done=1" in send(client, "/edit/pay/suggestions", key=work, way="name", by="E-1")
    page = client.get("/edit/pay/suggestions").text
    assert "Nothing is suggested." in page
    assert "slang" in page
    assert "done=back" in send(client, "/edit/pay/suggestions", key=desk, back="1")
    assert "“wage desk” is said for pay" in client.get("/edit/pay/suggestions").text
    assert "„wage desk“ wird für pay gesagt" in client.get("/edit/pay/suggestions?lang=de").text
    assert client.post("/edit/pay/suggestions", data={"token": "token", "way": "drop"}).status_code == 400
