"""The workers that answer queries: kept, killed and replaced; and whose turn it is."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox
import pytest

from skillpath.errors import NobodyWaits, QueryError, QueryTooLarge, QueryTooLong, TooManyQueries
from skillpath.ontology.sparql.process import BEHIND, SHORT
from skillpath.ontology.sparql.question import Functions, Limits, Question
from skillpath.ontology.sparql.queue import Queue
from skillpath.ontology.sparql.workers import Workers

ENDLESS = Question("SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(40)) + " }")
DOUBLED = " ".join(f"BIND(CONCAT(?t{n}, ?t{n}) AS ?t{n + 1})" for n in range(40))
GREEDY = Question(f'SELECT (STRLEN(?t40) AS ?n) {{ BIND("0123456789" AS ?t0) {DOUBLED} }}')
DEEP = Question("SELECT * " + "{" * 20_000 + "}" * 20_000)
COUNT = Question("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("numbers") / "store"
    db = ox.Store(str(path))
    p, g = ox.NamedNode("http://example.org/p"), ox.NamedNode("http://example.org/g")
    db.extend(ox.Quad(ox.NamedNode(f"http://example.org/{n}"), p, ox.Literal(n), g) for n in range(40))
    db.flush()
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("answers")


@pytest.fixture(scope="module")
def workers(folder: Path) -> Iterator[Workers]:
    with Workers(count=2, folder=folder) as opened:
        yield opened


def counted(workers: Workers, store: Path, user: str = "") -> str:
    with workers.answer(COUNT, store, user=user) as answer:
        ((number,),) = answer.read().rows
    return str(number)


@pytest.mark.parametrize(
    ("question", "seconds", "error"),
    [
        (ENDLESS, 0.5, QueryTooLong),
        (GREEDY, 60, QueryTooLarge),
        (DEEP, 60, QueryTooLarge),
        (Question("ASK {"), 60, QueryError),
    ],
)
def test_after_a_query_that_failed_the_next_is_answered_and_no_file_is_left(
    workers: Workers, store: Path, folder: Path, question: Question, seconds: float, error: type[QueryError]
) -> None:
    with pytest.raises(error):
        workers.answer(question, store, limits=Limits(seconds, 300))
    assert [counted(workers, store) for _ in range(3)] == ["40"] * 3
    assert list(folder.iterdir()) == []


def test_whoever_asks_what_takes_long_leaves_a_place_to_others(workers: Workers, store: Path) -> None:
    ended: list[type[Exception]] = []

    def ask() -> None:
        try:
            workers.answer(ENDLESS, store, user="hostile", limits=Limits(seconds=1))
        except QueryError as error:
            ended.append(type(error))

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    answered = counted(workers, store)
    assert (answered, ended) == ("40", [])  # while the three still wait or are being answered
    for thread in threads:
        thread.join()
    assert ended == [QueryTooLong] * 3


def test_what_takes_long_has_the_processor_after_others_and_the_next_query_has_it_again(
    workers: Workers, store: Path
) -> None:
    asking = threading.Thread(target=_ask_endlessly, args=(workers, store))
    asking.start()
    try:
        assert counted(workers, store, user="somebody else") == "40"
        while BEHIND not in _priorities(workers) and asking.is_alive():
            time.sleep(0.01)
        assert BEHIND in _priorities(workers)
    finally:
        asking.join()
    assert counted(workers, store) == "40"
    assert BEHIND not in _priorities(workers)


def test_who_asks_alone_keeps_the_processor(store: Path) -> None:
    with Workers(count=1) as alone:
        asking = threading.Thread(target=_ask_endlessly, args=(alone, store))
        asking.start()
        seen = set[int]()
        while asking.is_alive():
            seen |= _priorities(alone)
            time.sleep(0.02)
        asking.join()
    assert BEHIND not in seen


def test_what_nobody_waits_for_is_stopped_and_the_next_query_is_answered(
    workers: Workers, store: Path, folder: Path
) -> None:
    looks = iter([False, True])
    with workers.turn("somebody", lambda: next(looks)) as turn, pytest.raises(NobodyWaits):
        turn.answer(ENDLESS, store, limits=Limits(seconds=60))
    assert list(folder.iterdir()) == []
    assert counted(workers, store) == "40"


def _ask_endlessly(workers: Workers, store: Path) -> None:
    with pytest.raises(QueryTooLong):
        workers.answer(ENDLESS, store, limits=Limits(seconds=SHORT + 1))


def _priorities(workers: Workers) -> set[int]:
    found = set[int]()
    for one in list(workers._all):
        with suppress(ProcessLookupError):  # it may end while it is looked at
            found.add(os.getpriority(os.PRIO_PROCESS, one._process.pid))
    return found


def test_what_a_function_is_imported_from_takes_nothing_of_the_time(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "slow.py").write_text(
        "import time\ntime.sleep(1.5)\ndef functions(said):\n    return {'urn:f': lambda: said}\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    functions = Functions("slow", ("urn:f",), "called")
    with (
        Workers(count=1) as workers,
        workers.answer(
            Question("SELECT (<urn:f>() AS ?x) {}"), store, limits=Limits(seconds=1), functions=functions
        ) as answer,
    ):
        assert str(answer.read().rows[0][0]) == "called"


def test_a_whole_answer_has_all_rows_and_a_cut_one_says_so(workers: Workers, store: Path) -> None:
    rows = "SELECT ?s { ?s ?p ?o }"
    with workers.answer(Question(rows, max_rows=39), store) as answer:
        assert (len(answer.read().rows), answer.rows, answer.truncated) == (39, 39, True)
    with workers.answer(Question(rows, max_rows=None), store) as answer:
        assert (len(answer.read().rows), answer.truncated) == (40, False)


def test_a_process_that_nobody_needs_ends_and_the_next_query_has_another(store: Path) -> None:
    with Workers(count=1, idle=0.02) as workers:
        assert counted(workers, store) == "40"
        for _ in range(500):
            if not workers._all:
                break
            time.sleep(0.01)
        assert not workers._all
        assert counted(workers, store) == "40"


def test_what_a_dead_process_left_of_its_answers_is_cleared_away(store: Path, tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    left, others = (tmp_path / f".skillpath-answer.x.{number}" for number in (dead.pid, os.getpid()))
    for path in (left, others):
        path.touch()
    with Workers(count=1, folder=tmp_path) as workers:
        counted(workers, store)
    assert list(tmp_path.iterdir()) == [others]


def test_closed_workers_leave_no_process(store: Path) -> None:
    with Workers(count=1) as workers:
        counted(workers, store)
        (process,) = workers._all
        assert process.alive
    assert not process.alive


# Whose turn it is ------------------------------------------------------------------------------------


class Scene:
    """Users who ask for places of a queue; ``served`` is the order in which they get one."""

    def __init__(self, queue: Queue) -> None:
        self.queue = queue
        self.served: list[str] = []
        self._leave: dict[str, threading.Event] = {}
        self._threads: list[threading.Thread] = []

    def comes(self, name: str) -> None:
        """Somebody, named by a user and a number, comes and is waiting or has a place when this returns."""
        before, leave = self._seen(), threading.Event()
        self._leave[name] = leave

        def stay() -> None:
            with self.queue.place(name[0]):
                self.served.append(name)
                leave.wait(10)

        self._threads.append(threading.Thread(target=stay))
        self._threads[-1].start()
        while self._seen() == before:
            pass

    def goes(self, name: str) -> None:
        """Gives the place back, and waits until the next has it, if anybody waits who may."""
        self._leave[name].set()
        self._threads[list(self._leave).index(name)].join()

    def ends(self) -> None:
        """All go."""
        for leave in self._leave.values():
            leave.set()
        for thread in self._threads:
            thread.join()

    def _seen(self) -> int:
        return len(self.served) + len(self.queue._waiting)


def test_a_free_place_goes_to_who_holds_the_fewest_then_to_who_waited_longest() -> None:
    scene = Scene(Queue(places=2, waiting=8))
    for name in ("a1", "a2", "a3", "b1", "c1"):  # a may hold one of two: a2 and a3 wait, b1 has the other
        scene.comes(name)
    assert scene.served == ["a1", "b1"]
    scene.goes("b1")  # a holds its share, so c is next though a2 came before
    scene.goes("c1")
    assert scene.served == ["a1", "b1", "c1"]
    scene.goes("a1")
    scene.goes("a2")
    scene.ends()
    assert scene.served == ["a1", "b1", "c1", "a2", "a3"]


def test_the_queue_is_bounded_for_all_and_for_each() -> None:
    scene = Scene(Queue(places=1, waiting=4))
    for name in ("a1", "a2", "a3"):
        scene.comes(name)
    with pytest.raises(TooManyQueries, match="are waiting"), scene.queue.place("a"):
        pass  # the third of a in a queue for four
    for name in ("b1", "b2"):
        scene.comes(name)
    with pytest.raises(TooManyQueries) as refused, scene.queue.place("c"):
        pass  # the fifth of all
    assert refused.value.seconds > 0
    scene.ends()
    assert scene.queue.free == 1


def test_who_waits_too_long_is_told_and_leaves_no_trace() -> None:
    scene = Scene(Queue(places=1, waiting=4))
    scene.comes("a1")
    with pytest.raises(TooManyQueries, match="took all places"), scene.queue.place("b", patience=0.01):
        pass
    scene.ends()
    with scene.queue.place("b"):
        assert scene.queue.free == 0
