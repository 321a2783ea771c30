"""How long queries of one user take while another one asks a hundred hostile ones at once, all the time."""

import threading
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection, HTTPException
from itertools import cycle
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import numpy as np

from skillpath.bench.hostile_queries import DIRECT, attacks
from skillpath.bench.load_server import serving
from skillpath.bench.own_process import own_process, received, timed
from skillpath.bench.scores import Progress, silent
from skillpath.bench.table import Table
from skillpath.errors import SkillPathError

NORMAL: Final = (
    'SELECT ?job { ?job a esco:Occupation ; skos:prefLabel ?label FILTER(LANG(?label) = "en") } LIMIT 50',
    "SELECT ?skill (COUNT(*) AS ?jobs) { ?job esco:relatedEssentialSkill ?skill } GROUP BY ?skill LIMIT 20",
    "SELECT ?class (COUNT(*) AS ?count) { ?thing a ?class } GROUP BY ?class",
    "SELECT ?a ?b { ?a skos:closeMatch ?b } LIMIT 100",
    "CONSTRUCT { ?a skos:broader ?b } WHERE { ?a skos:broader ?b } LIMIT 100",
    "ASK { ?job a esco:Occupation ; esco:relatedEssentialSkill ?skill }",
)
"""What somebody asks who works."""

USER: Final = "127.0.0.1"
ATTACKER: Final = "127.0.0.2"
"""Where both come from: where nobody signs in, an address is a user."""

AT_ONCE: Final = 100
PAUSE: Final = 1.0
"""So many hostile queries are asked at once; after each answer or refusal another, so many seconds later."""

PATIENCE: Final = 120


@dataclass(frozen=True, slots=True)
class Hostile:
    """The milliseconds of the normal queries without the others (``idle``) and beside them (``attacked``).

    ``unequal``: how many of the normal ones were answered otherwise than without the others; ``ended``: how
    the hostile ones ended, by status.
    """

    idle: Sequence[float]
    attacked: Sequence[float]
    unequal: int
    ended: Mapping[str, int]

    @property
    def ratio(self) -> float:
        """How many times as long the normal ones take, 95th percentiles."""
        return within(self.attacked, 95) / within(self.idle, 95)


def measure_hostile(folder: Path, *, seconds: float, progress: Progress = silent) -> Hostile:
    """Serves a workspace and asks normal queries, for so many seconds alone and then beside the others."""
    with serving(folder) as origin:
        expected = [_asked(origin, query) for query in NORMAL]
        progress("normal queries alone", 0, 2)
        idle, _ = _normal(origin, seconds, expected)
        progress("normal and hostile queries", 1, 2)
        with own_process(_attack, origin) as attack:
            received(attack)  # they have begun
            attacked, unequal = _normal(origin, seconds, expected)
            attack.send("over")
            ended: Mapping[str, int] = received(attack)
        progress("normal and hostile queries", 2, 2)
    return Hostile(idle, attacked, unequal, ended)


def within(ms: Sequence[float], percent: float) -> float:
    """The milliseconds within which this share was answered."""
    return float(np.percentile(ms, percent))


def hostile_document(found: Hostile) -> dict[str, Any]:
    """The run for programs; times in milliseconds."""
    times = {"idle": found.idle, "attacked": found.attacked}
    return {
        **{
            name: {"queries": len(ms), "p50_ms": within(ms, 50), "p95_ms": within(ms, 95), "max_ms": max(ms)}
            for name, ms in times.items()
        },
        "p95_ratio": found.ratio,
        "unequal": found.unequal,
        "hostile": dict(found.ended),
    }


def hostile_tables(found: Hostile) -> list[Table]:
    """The run for people."""
    rows = [
        [name, f"{len(ms):,}", *(f"{within(ms, percent):,.1f}" for percent in (50, 95, 100))]
        for name, ms in (("alone", found.idle), (f"beside {AT_ONCE} hostile ones", found.attacked))
    ]
    median = within(found.attacked, 50) / within(found.idle, 50)
    rows.append(["ratio", "", f"{median:.1f}", f"{found.ratio:.1f}", ""])
    ended = [[status, f"{count:,}"] for status, count in sorted(found.ended.items())]
    return [
        Table("Normal queries", ["", "queries", "median ms", "95 % ms", "longest ms"], rows),
        Table("How the hostile ones ended", ["status", "queries"], ended),
        Table("Normal queries that were answered otherwise", ["", "queries"], [["", f"{found.unequal:,}"]]),
    ]


def _normal(origin: str, seconds: float, expected: Sequence[bytes]) -> tuple[list[float], int]:
    """The milliseconds of queries one after the other, and how many of the answers are not as expected."""
    until, unequal = time.monotonic() + seconds, 0
    taken: list[float] = []
    for query, wanted in cycle(zip(NORMAL, expected, strict=True)):
        if time.monotonic() > until and len(taken) >= len(NORMAL):
            return taken, unequal
        answer, ms = timed(partial(_asked, origin, query))
        taken.append(ms)
        unequal += sorted(answer.split()) != sorted(wanted.split())
    raise AssertionError  # there is always a next query


def _asked(origin: str, query: str) -> bytes:
    status, answer = sent(origin, query.encode())
    if status != 200:
        raise SkillPathError(f"A normal query was not answered: status {status}, {answer[:200]!r}.")
    return answer


def _attack(connection: "Connection[Any, Any]", origin: str) -> None:
    """Asks hostile queries until it is told that it is over; how they ended."""
    over, ended, lock = threading.Event(), Counter[str](), threading.Lock()
    tried = attacks()

    def one(first: int) -> None:
        for attack in cycle([*tried[first:], *tried[:first]]):
            status = _ending(origin, attack.body, attack.kind)
            with lock:
                ended[status] += 1
            if over.wait(PAUSE):
                return

    threads = [threading.Thread(target=one, args=(n % len(tried),), daemon=True) for n in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    connection.send("begun")
    connection.recv()
    over.set()
    with lock:
        connection.send(dict(ended))


def _ending(origin: str, body: bytes, kind: str) -> str:
    try:
        return str(sent(origin, body, kind, source=ATTACKER)[0])
    except (OSError, HTTPException):
        return "connection closed"


def sent(origin: str, body: bytes, kind: str = DIRECT, *, source: str = USER) -> tuple[int, bytes]:
    """Status and text of the answer to what is sent as a type from an address."""
    connection = HTTPConnection(urlsplit(origin).netloc, timeout=PATIENCE, source_address=(source, 0))
    try:
        connection.request("POST", "/sparql", body, {"Content-Type": kind})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()
