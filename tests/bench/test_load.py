"""The viewer under load: what counts as wrong, and the real server read by the real tool."""

import random
from dataclasses import replace
from importlib import util
from pathlib import Path

import pytest

from skillpath.agency.demonstration import read_candidates, read_roles
from skillpath.agency.workspace import Workspace
from skillpath.bench.labour_market import LabourMarket
from skillpath.bench.load import measure_load
from skillpath.bench.load_book import invented_book
from skillpath.bench.load_pages import Page, page_of, ranking_on
from skillpath.bench.load_readers import PACKAGE, Reading, Visit, drawn, require_tool
from skillpath.bench.load_report import load_document, load_notes, load_tables
from skillpath.bench.load_states import Change, Changes, State, wrong
from skillpath.bench.load_writer import CODE, guest
from skillpath.bench.other_release import other_release
from skillpath.bench.synthetic_pool import candidate, synthetic_pool
from skillpath.data import bundled as file
from skillpath.errors import InputError
from skillpath.reasoner.candidate import Candidate, Claim
from workspaces import Bundled

OLD, NEW = "0" * 16, "1" * 16

EXPECTED = {
    ("/r", State(release, in_top)): f"{release} {in_top}"
    for release in (OLD, NEW)
    for in_top in (False, True)
}

CHANGES = Changes(
    State(OLD, in_top=False),
    releases=[Change(10, 11, NEW), Change(30, 31, OLD)],
    in_top=[Change(20, 21, True)],
)


def visit(sent: float, there: float, release: str, *, in_top: bool) -> Visit:
    return Visit("role", "/r", sent, there, Page(release, f"{release} {in_top}"))


@pytest.mark.parametrize(
    ("seen", "right"),
    [
        (visit(1, 2, OLD, in_top=False), True),
        (visit(1, 2, NEW, in_top=False), False),  # not yet
        (visit(10.5, 12, OLD, in_top=False), True),  # it became so meanwhile
        (visit(10.5, 12, NEW, in_top=False), True),
        (visit(12, 13, OLD, in_top=False), False),  # no longer
        (visit(12, 13, NEW, in_top=True), False),
        (visit(19, 22, NEW, in_top=True), True),
        (visit(22, 23, NEW, in_top=False), False),
        (visit(32, 33, OLD, in_top=True), True),
        (replace(visit(32, 33, OLD, in_top=True), page=None), False),  # not whole
        (replace(visit(32, 33, OLD, in_top=True), page=Page(NEW, f"{OLD} {True}")), False),
    ],
)
def test_a_page_is_right_where_it_was_so_between_question_and_answer(seen: Visit, right: bool) -> None:
    assert wrong([seen], EXPECTED, CHANGES) == ([] if right else [seen])


def test_a_page_is_whole_and_of_one_release() -> None:
    text = f"<html>Ontology release <code>{OLD}</code>.</html>\n"
    assert page_of(text) == page_of(text)
    assert page_of(text) != page_of(text.replace(".", "!"))
    assert page_of(text.removesuffix("ml>\n")) is None
    assert page_of(text.replace("<html>", f"<html>Ontology release <code>{NEW}</code>")) is None
    assert page_of("</html>") is None


def test_readers_draw_from_their_own_seeds() -> None:
    reading = Reading(1, 1, "", {"role": ["/a", "/b"], "match": ["/c"]}, {"role": 0.8, "match": 0.2})
    first, same, other = (
        [drawn(reading, chance) for _ in range(50)] for chance in map(random.Random, (0, 0, 1))
    )
    assert first == same != other
    assert set(first) == {("role", "/a"), ("role", "/b"), ("match", "/c")}


def test_the_guest_is_like_the_best_or_has_no_experience() -> None:
    best = Candidate("C-1", claims=(Claim("s"),))
    assert guest(best, in_top=True) == replace(best, code=CODE)
    assert guest(best, in_top=False) == Candidate(CODE)


def test_a_missing_tool_is_named_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(util, "find_spec", lambda _: None)
    with pytest.raises(InputError, match="pip install locust"):
        require_tool()


ROLES = ("R-01", "R-04", "R-06", "R-07")
"""One as roles mostly are, two with filters, one with its own criteria."""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, bundled: Bundled) -> Workspace:
    """Some roles of the demonstration agency and its candidates, with three hundred more."""
    made = bundled(tmp_path_factory.mktemp("load") / "workspace")
    roles = [role for role in read_roles(file("agency/roles.toml")) if role.id in ROLES]
    made.book.put(read_candidates(file("agency/candidates.toml")), roles)
    pool = synthetic_pool(LabourMarket.of(made.network), 300)
    made.book.put(candidate(pool, row) for row in range(len(pool)))
    return made


def test_the_other_release_has_one_link_less(workspace: Workspace) -> None:
    before = workspace.release
    after = other_release(Workspace.open(workspace.folder))
    try:
        releases = {release.name: release for release in workspace.releases.all()}
        assert releases[after].counts["links"] == before.counts["links"] - 1
    finally:
        workspace.releases.use(before.name)
    assert workspace.releases.current_name() == before.name


@pytest.mark.skipif(util.find_spec(PACKAGE) is None, reason="locust is not installed")
def test_nothing_wrong_is_shown_by_the_real_server_to_many_readers(workspace: Workspace) -> None:
    book, release = workspace.book.candidates(), workspace.release.name
    found = measure_load(workspace.folder, readers=4, seconds=3)
    document = load_document(found)
    assert (document["errors"], document["wrong"], load_notes(found)) == (0, 0, [])
    assert document["rankings"] == {"compared": 4 * document["roles"], "unequal": 0}
    assert document["candidates"] == len(book)
    static, one, many, writer, meanwhile = document["phases"]
    assert [set(phase["kinds"]) for phase in (static, one)] == [{"static"}, {"role", "match"}]
    assert many["readers"] == meanwhile["readers"] == 4
    assert meanwhile["written"]["transactions"] > meanwhile["written"]["into_and_out_of_the_best"] > 0
    assert [phase["written"]["releases"] for phase in (many, writer, meanwhile)] == [0, 0, 2]
    phases, ratios = load_tables(found)
    assert len(phases.rows) == 9
    assert ["of these unequal", "0"] in ratios.rows
    assert (workspace.book.candidates(), workspace.releases.current_name()) == (book, release)


def test_a_small_book_is_refused(tmp_path: Path, bundled: Bundled) -> None:
    made = bundled.demonstration(tmp_path / "workspace")
    with pytest.raises(InputError, match="more than 200 candidates"):
        measure_load(made.folder, readers=1, seconds=1)


def test_an_invented_book_is_beside_the_own_one_and_gone_afterwards(workspace: Workspace) -> None:
    before = workspace.book.codes()
    with invented_book(workspace.folder, 300) as folder:
        made = Workspace.open(folder)
        assert made.release.name == workspace.release.name
        assert len(made.book.codes()) == 360
    assert not folder.exists()
    assert workspace.book.codes() == before


def test_rankings_are_read_off_a_page() -> None:
    candidate_cell = '<th data-label="Candidate"><a href="/x"><bdi>C&amp;1</bdi></a></th>'
    score_cell = '<td data-label="Score"><span class="band">far</span> 7.50</td>'
    row = f"<tr>{candidate_cell}\n{score_cell}</tr>"
    assert ranking_on(row + row.replace("C&amp;1", "C-2")) == [("C&1", "7.50"), ("C-2", "7.50")]
