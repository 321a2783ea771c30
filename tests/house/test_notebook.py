"""The notebook of the documentation gives what it shows; texts of others are shown as text in one."""

import json
from datetime import date
from pathlib import Path

import pytest

import notebook
import skillpath
from firms import claiming, firm, worked
from hostile import HOSTILE, IMAGE
from skillpath.agency.audit.entries import entries
from skillpath.agency.matching import explanation, ranking
from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError, QueryError, UnknownName, WorkspaceError
from skillpath.notebook.table import Table
from skillpath.notebook.workbench import Workbench
from workspaces import Bundled

DAY = date(2026, 11, 1)


def test_its_cells_give_what_it_shows(bundled: Bundled, tmp_path: Path) -> None:
    stored = notebook.NOTEBOOK.read_text(encoding="utf-8")
    workspace = bundled.demonstration(tmp_path / "workspace")
    made = notebook.executed(json.loads(stored), workspace.folder)
    assert notebook.written(made) == stored, "run `make docs`"


@pytest.fixture
def desk(tmp_path: Path) -> Workbench:
    firm(tmp_path / "firm", worked("C-1", "clerk", "clinic"), claiming("C-2", "tax")).book.close()
    return skillpath.open(tmp_path / "firm")


def test_what_is_asked_is_plain(desk: Workbench) -> None:
    with desk:
        assert desk.query("ASK { ?job a esco:Occupation }") is True
        assert "esco:Occupation" in str(desk.query("CONSTRUCT WHERE { ?job a esco:Occupation }"))
        found = desk.query("SELECT ?a ?b ?c ?d { BIND(1 AS ?a) BIND(0.5 AS ?b) BIND(true AS ?c) }", rows=None)
        assert isinstance(found, Table)
        assert (found[0], len(found), found.truncated) == ({"a": 1, "b": 0.5, "c": True, "d": None}, 1, False)
        taught = desk.query("where-a-skill-is-learned", skill="tax")
        assert isinstance(taught, Table)
        assert [desk.label(where) for where in taught.column("where")] == ["cashier", "pay clerk"]
        with pytest.raises(UnknownName, match="Did you mean"):
            desk.query("where-a-skill-is-learnt")
        with pytest.raises(InputError, match="no such parameter"):
            desk.query("hub-skills", many=1)
        with pytest.raises(QueryError, match="update"):
            desk.query("DROP ALL")


def test_rankings_and_explanations_are_those_of_the_pages_and_are_logged(
    desk: Workbench, tmp_path: Path
) -> None:
    with desk:
        ranked = desk.rank("R-1", as_of=DAY)
        match = desk.explain("C-1", "R-1", as_of=DAY)
    workspace = Workspace.open(tmp_path / "firm")
    rows = ranking(workspace, "R-1", as_of=DAY)["rows"]
    assert [(row["candidate"], row["score"]) for row in ranked] == [
        (r["candidate"], r["score"]) for r in rows
    ]
    assert match.document == explanation(workspace, "C-1", "R-1", as_of=DAY)
    assert match.score == rows[0]["score"]
    assert match.requirements.rows[-1]["points"] == f"{match.points:.2f}"
    told = [(str(one.event), one.details["via"]) for one in entries(workspace.book, most=9)]
    assert sorted(told) == [("explanation opened", "a notebook"), ("ranking shown", "a notebook")]


def test_a_table_shows_texts_as_texts() -> None:
    rows = tuple({"text": text, "iri": "urn:a"} for text in HOSTILE)
    shown = Table(IMAGE, ("text", "iri"), rows, {"urn:a": IMAGE})._repr_html_()
    assert "<img" not in shown
    assert "<script" not in shown
    assert shown.count("&lt;img") == len(HOSTILE) + 2
    many = Table("", ("n",), tuple({"n": number} for number in range(30)), truncated=True)
    assert repr(many).endswith("24\n[30 rows, the first 25 shown, cut: there are more]")


def test_a_table_is_one_of_arrow_with_the_types_of_its_values() -> None:
    rows = ({"n": 1, "when": DAY, "iri": "urn:a"}, {"n": None, "when": None, "iri": None})
    arrow = Table("", ("n", "when", "iri"), rows).to_arrow()
    assert [str(one.type) for one in arrow.schema] == ["int64", "date32[day]", "string"]
    assert arrow.to_pylist() == list(rows)


def test_there_must_be_a_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SKILLPATH_WORKSPACE", str(tmp_path / "none"))
    with pytest.raises(WorkspaceError, match=r"There is no workspace in .*none"):
        skillpath.open()
