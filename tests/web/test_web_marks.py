"""The marks beside a score: surprising, stable, and the weakest link."""

import re
from datetime import date

from flask.testing import FlaskClient
from markupsafe import escape

from hostile import candidates, match_path, role_path
from skillpath.agency.matching import ranking
from skillpath.agency.surprises import surprising
from skillpath.agency.workspace import Workspace
from skillpath.web.app import create_app

DAY = "as_of=2026-11-01"


def cells(page: str) -> dict[str, str]:
    """The rows of the ranking by candidate."""
    table = page.split('class="stack ranking"')[1].split("</table>", maxsplit=1)[0]
    return {row.split("<bdi>")[1].split("</bdi>")[0]: row for row in table.split("<tr>") if "<bdi>" in row}


def test_a_surprising_match_is_marked_with_the_reason_for_eyes_and_ears(demo: Workspace) -> None:
    found = surprising(demo, "R-03", as_of=date(2026, 11, 1))["rows"]
    client = create_app(demo, config={"TESTING": True}).test_client(use_cookies=False)
    page = client.get(f"/roles/R-03?{DAY}").get_data(as_text=True)
    rows, reasons = cells(page), {row["candidate"]: row["surprise"]["reason"] for row in found}
    assert reasons
    assert {code for code, row in rows.items() if "surprising" in row} == set(reasons)
    for code, reason in reasons.items():
        assert f'title="{escape(reason)}"' in rows[code]
        assert f"<bdi>{escape(reason)}</bdi></span>" in rows[code]
        match = client.get(f"/roles/R-03/candidates/{code}?{DAY}").get_data(as_text=True)
        assert str(escape(reason)) in match


def test_every_score_inside_the_filter_has_its_interval(demo: Workspace) -> None:
    client = create_app(demo, config={"TESTING": True}).test_client(use_cookies=False)
    rows = cells(client.get(f"/roles/R-12?{DAY}").get_data(as_text=True))
    ranked = ranking(demo, "R-12", as_of=date(2026, 11, 1))["rows"]
    for row in ranked:
        interval = re.search(r"([\d.]+)–([\d.]+)", rows[row["candidate"]])
        assert (interval is None) == bool(row["outside_filter"])
        if interval:
            assert float(interval[1]) - 0.05 <= row["points"] <= float(interval[2]) + 0.05
    assert "stable 100%" in rows[ranked[0]["candidate"]]


def test_hostile_labels_are_harmless_in_the_marks(client: FlaskClient) -> None:
    cashier = candidates()[1].code
    page = client.get(match_path(cashier, profile="skills first")).get_data(as_text=True)
    link = page.split("Weakest link")[1].split("</section>")[0]
    assert "Without this link" in link
    assert "&lt;img" in link
    assert "<img" not in link
    assert "stable" in client.get(role_path()).get_data(as_text=True)
