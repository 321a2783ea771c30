"""How fast files become drafts: read by processes of their own, looked through, and kept in a book."""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from skillpath.agency.address import file_url
from skillpath.agency.book import Book
from skillpath.agency.intake.draft import Purpose
from skillpath.agency.intake.drafts import Drafts
from skillpath.agency.intake.finding import Finding
from skillpath.agency.intake.kept_lexicon import KeptLexicon
from skillpath.agency.intake.lexicon import Lexicon
from skillpath.agency.intake.sandbox import Sandbox
from skillpath.agency.intake.source import Source
from skillpath.agency.intake.taking import Taker
from skillpath.bench.cv_gold import AnnotatedCv
from skillpath.bench.cvs import AS_OF
from skillpath.bench.table import Table
from skillpath.bench.typeset import typeset
from skillpath.errors import InputError
from skillpath.graph.storage import load_network

LANGUAGE: Final = "en"

BY: Final = "K-1"

MAKERS: Final[Mapping[str, Callable[[AnnotatedCv], bytes]]] = {
    "text": lambda cv: cv.text.encode(),
    "PDF": lambda cv: typeset(cv.text),
}
"""Format → the file of a CV."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Files a second by the clock on the wall, and seconds of processor time that one took of all of us."""

    files: float
    spent: float


@dataclass(frozen=True, slots=True)
class IntakeSpeed:
    """Seconds of processor time to make a lexicon anew, and to open one that is kept, for one language;
    the ``rates`` of each format, by so many processes at once."""

    made: float
    opened: float
    jobs: int
    rates: Mapping[str, Rate]


def measure_speed(
    cvs: Sequence[AnnotatedCv], release: Path, *, jobs: int, progress: Callable[[str, int, int], None]
) -> IntakeSpeed:
    """The same CVs in each format, the processes being ready: what is paid once is measured apart.

    Raises :class:`InputError` for too few CVs.
    """
    if len(cvs) <= jobs:
        raise InputError(f"{len(cvs)} CVs for {jobs} processes: give more CVs, or fewer --jobs.")
    with TemporaryDirectory(prefix="skillpath-bench-") as folder:
        kept = KeptLexicon(Path(folder) / "lexicon", release.name)
        made = _seconds(lambda: Lexicon.of(load_network(release / "network")).names(LANGUAGE))
        kept.keep(
            lambda: Lexicon.of(load_network(release / "network")),
            progress=progress,
        )
        opened = _seconds(lambda: _open(kept))
        finding = Finding(str(release), str(kept.folder), Purpose.CANDIDATE, AS_OF)
        rates = {}
        for name, make in MAKERS.items():
            (books := Path(folder) / name).mkdir()
            files = [Source(f"{cv.name}.{name}", make(cv)) for cv in cvs]
            rates[name] = _rate(files, books, finding, jobs, partial(progress, f"files of {name}"))
        return IntakeSpeed(made, opened, jobs, rates)


def speed_document(speed: IntakeSpeed) -> dict[str, Any]:
    """The report for ``--json``."""
    return {
        "lexicon_made_seconds": speed.made,
        "lexicon_opened_seconds": speed.opened,
        "processes": speed.jobs,
        "formats": {name: asdict(rate) for name, rate in speed.rates.items()},
    }


def speed_table(speed: IntakeSpeed) -> Table:
    """One row a figure."""
    rows = [
        ["labels made ready anew, one language", f"{speed.made:.2f} s"],
        ["the same, kept", f"{speed.opened:.2f} s"],
        *(
            [f"a draft of {name}, processor time", f"{1000 * rate.spent:.1f} ms"]
            for name, rate in speed.rates.items()
        ),
        *(
            [f"drafts of {name}, {speed.jobs} at once", f"{rate.files:.0f} a second"]
            for name, rate in speed.rates.items()
        ),
    ]
    return Table("How fast files become drafts", ["", "measured"], rows)


def _open(kept: KeptLexicon) -> None:
    lexicon = kept.open()
    if lexicon is not None:
        lexicon.names(LANGUAGE)


def _seconds(do: Callable[[], object]) -> float:
    started = time.process_time()
    do()
    return time.process_time() - started


def _rate(
    sources: Sequence[Source], folder: Path, finding: Finding, jobs: int, progress: Callable[[int, int], None]
) -> Rate:
    """What the rest of the files take when each process has had one, which makes it ready."""
    first = _run(sources[:jobs], folder / "first.sqlite", finding, jobs, lambda _done, _of: None)
    whole = _run(sources, folder / "whole.sqlite", finding, jobs, progress)
    took, spent = (b - a for a, b in zip(first, whole, strict=True))
    rest = len(sources) - jobs
    return Rate(rest / took, spent / rest)


def _run(
    sources: Sequence[Source], book: Path, finding: Finding, jobs: int, progress: Callable[[int, int], None]
) -> tuple[float, float]:
    """Seconds by the clock, and of processor time of this process and those it starts."""
    taker = Taker(Drafts(Book(file_url(book))), finding.purpose, BY, finding.today)
    files = [(source.name, partial(_same, source)) for source in sources]
    started, spent = time.perf_counter(), _spent()
    with Sandbox(jobs=jobs, finding=finding) as sandbox:
        for done, _ in enumerate(taker.take(sandbox, files), start=1):
            progress(done, len(files))
    return time.perf_counter() - started, _spent() - spent


def _spent() -> float:
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def _same(source: Source) -> Source:
    return source
