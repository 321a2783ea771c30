"""How long analysts wait for their queries: here, beside plain Oxigraph, and rdflib's engine."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Final

from skillpath.agency.asking import Asking
from skillpath.agency.workspace import Workspace
from skillpath.bench.own_process import own_process, received, timed
from skillpath.bench.scores import Progress, silent
from skillpath.bench.sparql_engines import Oxigraph, rdflib_answers, triples_in
from skillpath.bench.sparql_queries import QUERIES
from skillpath.bench.table import Table
from skillpath.ontology.sparql.prefixes import QUERY_PREFIXES
from skillpath.ontology.sparql.question import Limits, Question

NOTHING: Final = "ASK {}"
"""The query that takes no time: what is left is the way to the process and back."""


PATIENT: Final = Limits(seconds=300)
"""What a query may use here: it is measured, not stopped."""


@dataclass(frozen=True, slots=True)
class Timed:
    """Milliseconds that a query takes, medians: of plain Oxigraph, here, and of rdflib.

    ``rows``: as many as it found; ``rdflib`` is ``None`` where it was stopped; ``agreed``: all who answered
    found as many.
    """

    name: str
    rows: int
    plain: float
    ours: float
    rdflib: float | None
    agreed: bool


@dataclass(frozen=True, slots=True)
class QuerySpeed:
    """A run: ``hop`` are the milliseconds to a process and back, ``reading`` the seconds in which rdflib
    reads the release into memory, ``limit`` those after which it was stopped."""

    queries: Sequence[Timed]
    hop: float
    reading: float
    limit: float

    def ratio(self, one: Timed) -> float:
        """How many times as long as plain Oxigraph a query takes here, without the hop."""
        return (one.ours - self.hop) / one.plain


def measure_sparql(
    workspace: Workspace, *, repeats: int, limit: float, progress: Progress = silent
) -> QuerySpeed:
    """Asks every query in every way, so many times but of rdflib once."""
    plain = Oxigraph(workspace.store, QUERY_PREFIXES)
    with TemporaryDirectory(prefix="skillpath-bench-") as folder, Asking(limits=PATIENT) as asking:
        into = Path(folder) / "answer"
        files: list[Path] = []
        for graph in workspace.releases.graphs(workspace.release).values():
            files.append(Path(folder) / f"{len(files)}.ttl")
            files[-1].write_bytes(graph.serialize(format="turtle", encoding="utf-8"))
        with own_process(rdflib_answers, files, dict(QUERY_PREFIXES), list(QUERIES.values()), limit) as rdf:
            reading = received(rdf)
            slow = []
            for done, _ in enumerate(QUERIES):
                progress("rdflib", done, len(QUERIES))
                slow.append(received(rdf))
        hop = _ours(asking, workspace, NOTHING, repeats * 3)[0] - _plain(plain, NOTHING, into, repeats * 3)[0]
        found = []
        for done, ((name, query), theirs) in enumerate(zip(QUERIES.items(), slow, strict=True)):
            progress("queries", done, len(QUERIES))
            _plain(plain, query, into, 1)  # both have read from the disk what they need
            _ours(asking, workspace, query, 1)
            took, rows = _plain(plain, query, into, repeats)
            ours, mine = _ours(asking, workspace, query, repeats)
            agreed = rows == mine and (theirs is None or theirs[1] == rows)
            found.append(Timed(name, rows, took, ours, None if theirs is None else theirs[0], agreed))
    return QuerySpeed(found, hop, reading, limit)


def sparql_document(measured: QuerySpeed) -> dict[str, Any]:
    """The run for programs; times in milliseconds."""
    return {
        "hop_ms": measured.hop,
        "rdflib_reading_s": measured.reading,
        "rdflib_limit_s": measured.limit,
        "median_ratio": _median_ratio(measured),
        "queries": [
            {
                "name": one.name,
                "rows": one.rows,
                "plain_ms": one.plain,
                "ours_ms": one.ours,
                "ratio": measured.ratio(one),
                "rdflib_ms": one.rdflib,
                "agreed": one.agreed,
            }
            for one in measured.queries
        ],
    }


def sparql_tables(measured: QuerySpeed) -> list[Table]:
    """The run for people."""
    stopped = f"> {measured.limit * 1000:,.0f}"
    rows = [
        [
            one.name,
            f"{one.rows:,}",
            f"{one.plain:,.1f}",
            f"{one.ours:,.1f}",
            f"{measured.ratio(one):.2f}",
            stopped if one.rdflib is None else f"{one.rdflib:,.0f}",
            _faster(one, measured.limit),
            "yes" if one.agreed else "no",
        ]
        for one in measured.queries
    ]
    columns = [
        "query",
        "rows",
        "Oxigraph ms",
        "here ms",
        "ratio",
        "rdflib ms",
        "times as fast",
        "as many rows",
    ]
    summed = [
        ["to the process and back, ms", f"{measured.hop:.1f}"],
        ["ratio to plain Oxigraph without that, median", f"{_median_ratio(measured):.2f}"],
        ["all queries together, without that: ratio", f"{_total_ratio(measured):.2f}"],
        [
            "as fast as rdflib, median",
            f"{median(_times(one, measured.limit) for one in measured.queries):,.0f} times",
        ],
        ["queries at which rdflib was stopped", str(sum(one.rdflib is None for one in measured.queries))],
        ["rdflib reads the release into memory in, s", f"{measured.reading:,.0f}"],
    ]
    return [Table("Queries of analysts", columns, rows), Table("Together", ["measure", "value"], summed)]


def _ours(asking: Asking, workspace: Workspace, query: str, repeats: int) -> tuple[float, int]:
    """The median milliseconds, and how many rows or triples there are."""
    taken = []
    for _ in range(repeats):
        answer, ms = timed(lambda: asking.ask(workspace, Question(query), user="bench", book=False))
        taken.append(ms)
        with answer:
            rows = _count(answer.path)
    return median(taken), rows


def _plain(engine: Oxigraph, query: str, into: Path, repeats: int) -> tuple[float, int]:
    taken = [timed(lambda: engine.ask(query, into))[1] for _ in range(repeats)]
    return median(taken), _count(into)


def _count(answer: Path) -> int:
    """The rows or the triples of an answer."""
    text = answer.read_bytes()
    if text.startswith(b"{"):
        said: Mapping[str, Any] = json.loads(text)
        return len(said["results"]["bindings"]) if "results" in said else 1
    return triples_in(text)


def _median_ratio(measured: QuerySpeed) -> float:
    return median(measured.ratio(one) for one in measured.queries)


def _total_ratio(measured: QuerySpeed) -> float:
    ours = sum(one.ours - measured.hop for one in measured.queries)
    return ours / sum(one.plain for one in measured.queries)


def _times(one: Timed, limit: float) -> float:
    return (limit * 1000 if one.rdflib is None else one.rdflib) / one.ours


def _faster(one: Timed, limit: float) -> str:
    return f"{'> ' if one.rdflib is None else ''}{_times(one, limit):,.0f}"
