"""The benchmark of speed: methods are asked in turn, in processes of their own. No time is tested."""

from dataclasses import replace
from importlib import util
from xml.etree import ElementTree

import numpy as np
import pytest

from skillpath.agency.pool_files import save_pool
from skillpath.agency.workspace import Workspace
from skillpath.bench.answers import TOP, Answer
from skillpath.bench.bandwidth import read_once_ms, spell_table
from skillpath.bench.book_times import BookTimes
from skillpath.bench.growth_picture import COLOURS, growth_svg
from skillpath.bench.labour_market import LabourMarket
from skillpath.bench.ranking_speed import (
    ASKED,
    EXPLANATION,
    RankingSpeed,
    Speed,
    ask_all,
    available,
    same,
    turns_of,
)
from skillpath.bench.ranking_speed_report import (
    growth_document,
    growth_table,
    speed_document,
    speed_notes,
    speed_tables,
)
from skillpath.bench.ranking_worker import METHODS, Built, Place, workers
from skillpath.bench.synthetic_pool import synthetic_pool
from skillpath.bench.synthetic_roles import synthetic_roles
from skillpath.errors import UnknownName
from skillpath.reasoner.histories import SPELL_COLUMNS
from skillpath.reasoner.role import Role
from workspaces import Bundled


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, bundled: Bundled) -> Workspace:
    return bundled(tmp_path_factory.mktemp("speed") / "workspace")


@pytest.fixture(scope="module")
def market(workspace: Workspace) -> LabourMarket:
    return LabourMarket.of(workspace.network)


@pytest.fixture(scope="module")
def place(workspace: Workspace, market: LabourMarket, tmp_path_factory: pytest.TempPathFactory) -> Place:
    folder = tmp_path_factory.mktemp("pool")
    save_pool(synthetic_pool(market, 300), folder)
    return Place(workspace.folder, folder)


def test_methods_in_their_processes_answer_the_same_roles(
    workspace: Workspace, market: LabourMarket, place: Place
) -> None:
    roles = synthetic_roles(workspace.network, market, 12)
    built: list[tuple[int, int]] = []
    asked: list[tuple[int, int]] = []
    with workers(["cascade", "exhaustive"], place, lambda *done: built.append(done)) as ready:
        timed = ask_all(ready, roles, lambda *done: asked.append(done))
        assert [worker.method for worker in ready] == ["cascade", "exhaustive"]
        assert all(worker.built.peak_mb > 10 for worker in ready)
        with pytest.raises(UnknownName, match="no criteria profile “none”"):
            ready[0].ask(Role("R-1", "a role", profile="none"))
    assert built == [(0, 2), (1, 2), (2, 2)]
    assert asked == [(n, 12) for n in range(1, 13)]
    assert set(timed["cascade"]) == {role.id for role in roles}
    assert len(timed["exhaustive"]) == 12 < ASKED["exhaustive"]
    for role, whole in timed["exhaustive"].items():
        assert same(timed["cascade"][role].answer, whole.answer)
        assert whole.ms > 0


def test_what_cannot_be_built_is_raised_here(place: Place) -> None:
    missing = replace(place, pool=place.pool / "nowhere")
    with pytest.raises(FileNotFoundError), workers(["cascade"], missing, lambda *_: None):
        pass


@pytest.mark.parametrize(
    ("rows", "scores", "expected"),
    [
        ([3, 1], [0.5, 0.25], True),
        ([1, 3], [0.5, 0.25], False),
        ([3, 1], [0.5, np.nextafter(0.25, 1)], False),
        ([3], [0.5], False),
    ],
)
def test_the_same_is_the_same_to_the_last_bit(rows: list[int], scores: list[float], expected: bool) -> None:
    whole = Answer(np.array([3, 1]), np.array([0.5, 0.25]))
    assert same(Answer(np.array(rows), np.array(scores)), whole) is expected


def test_slow_methods_are_asked_for_some_roles_from_first_to_last() -> None:
    turns = sorted(turns_of("exhaustive", 200))
    assert (len(turns), turns[0], turns[-1]) == (ASKED["exhaustive"], 0, 199)
    assert turns_of("exhaustive", 3) == turns_of("cascade", 3) == {0, 1, 2}


def test_methods_without_their_packages_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert available() == list(METHODS)
    monkeypatch.setattr(util, "find_spec", lambda _: None)
    assert available() == [name for name in METHODS if name not in {"bm25", "dense"}]


def test_the_table_of_spells_is_read_byte_by_byte(market: LabourMarket) -> None:
    histories = synthetic_pool(market, 50).histories
    table = spell_table(histories)
    assert len(table) == len(SPELL_COLUMNS)
    assert sum(map(len, table)) == (4 * 4 + 2) * int(histories.spell_starts[-1])
    assert read_once_ms(table) > 0


# What is printed ------------------------------------------------------------------------------------


def speed(method: str, *ms: float, peak: float = 100.0) -> Speed:
    steps = {"inside the filters": np.array([1000, 500]), "scored": np.array([10, 30])}
    return Speed(
        method,
        Built(1500.0, 90.0),
        ("R-1", "R-2")[: len(ms)],
        np.array(ms),
        peak,
        steps if method == "cascade" else {},
    )


def run(candidates: int = 1000, *, times: float = 1.0) -> RankingSpeed:
    methods = {"cascade": 2.0, "exhaustive": 80.0, "bm25": 6.0, "dense": 8.0, "networkx": 9e5}
    return RankingSpeed(
        candidates=candidates,
        roles=2,
        seed=0,
        spells=3500,
        spell_bytes=63_000,
        read_once_ms=0.1 * times,
        methods=(
            *(speed(name, ms * times, ms * times * 3) for name, ms in methods.items()),
            speed(EXPLANATION, 0.1, 0.3),
        ),
        book=None,
        compared=2,
        equal=True,
        left_out=(),
    )


def test_the_document_has_what_is_asked_of_it() -> None:
    document = speed_document(run())
    assert {"candidates", "equal", "peak_mb", "read_once_ms", "methods"} <= set(document)
    assert (document["equal"], document["peak_mb"], document["top"]) == (True, 100.0, TOP)
    assert [row["method"] for row in document["methods"]] == [m for m in METHODS if m != EXPLANATION]
    cascade = document["methods"][0]
    assert (cascade["p50_ms"], cascade["max_ms"], cascade["queries"]) == (4.0, 6.0, 2)
    assert cascade["p95_ms"] == pytest.approx(5.8)
    assert [row["method"] for row in document["methods"] if row["sampled"]] == ["networkx"]
    assert document["explanation"]["p50_ms"] == pytest.approx(0.2)
    assert document["steps"]["scored"] == {"median": 20, "max": 30}


def test_the_tables_say_what_is_held_to_what() -> None:
    methods, steps, limits = speed_tables(run())
    assert methods.rows[0] == ["cascade", "2", "4.00", "5.80", "6.00", "1.0", "1.5", "100"]
    assert methods.rows[-1][0] == "networkx (from a sample)"
    assert steps.rows == [["inside the filters", "750", "1,000"], ["scored", "20", "30"]]
    values = [value for _, value in limits.rows]
    assert values == ["yes", "0.10", "40.0", "40.0", "0.20", "0.05"]
    *_, book = speed_tables(replace(run(), book=BookTimes(2e5, 3e4, 45.0, 5.5, 700.0)))
    assert [value for _, value in book.rows] == ["200.0", "30.0", "700", "45.00", "5.50"]
    assert speed_tables(replace(run(), equal=False))[2].rows[0][1] == "no"
    assert speed_notes(run()) == []
    (note,) = speed_notes(replace(run(), left_out=("bm25", "dense")))
    assert note.startswith("Left out: bm25 and dense. To add them: pip install --no-deps bm25s faiss-cpu")


def test_methods_are_compared_on_the_same_roles() -> None:
    found = run()
    slow = replace(found.speed("exhaustive"), roles=("R-2",), ms=np.array([60.0]))
    found = replace(found, methods=(found.speed("cascade"), slow))
    assert found.times_product("exhaustive") == 10.0  # 60 against the 6 of the cascade for that role


def test_growth_is_a_table_and_a_picture() -> None:
    runs = [run(1000), run(10_000, times=10), run(100_000, times=50)]
    table = growth_table(runs)
    assert table.rows[1][:3] == ["10,000", "40.00", "1,600"]
    assert [one["candidates"] for one in growth_document(runs)["runs"]] == [1000, 10_000, 100_000]
    svg = growth_svg(runs)
    assert svg == growth_svg(runs)
    picture = ElementTree.fromstring(svg)
    paths = [shape for shape in picture if shape.tag.endswith("path")]
    names = [shape.text for shape in picture if shape.tag.endswith("text")]
    assert len(paths) == len(COLOURS)
    assert set(COLOURS) <= set(names)
    assert {"1,000", "10,000", "100,000"} <= set(names)
    heights = [shape.get("y") for shape in picture if shape.text in COLOURS]
    assert len(set(heights)) == len(COLOURS)


def test_a_single_size_is_drawn_too() -> None:
    assert growth_svg([run()]).startswith("<svg")
