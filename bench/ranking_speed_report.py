"""How fast ranking is, as a document for programs and as tables for people."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

import numpy as np

from skillpath.bench.answers import TOP
from skillpath.bench.book_times import BookTimes
from skillpath.bench.own_process import THREADS
from skillpath.bench.ranking_speed import EXPLANATION, PACKAGES, PRODUCT, SAMPLED, TRUTH, RankingSpeed, Speed
from skillpath.bench.table import Table
from skillpath.reasoner.texts.languages import listed

INSTALL: Final = f"pip install --no-deps {' '.join(PACKAGES)}"
"""What adds the methods that are left out without it."""


def speed_document(found: RankingSpeed) -> dict[str, Any]:
    """The run for programs; times in milliseconds, memory in 2^20 bytes."""
    product = found.speed(PRODUCT)
    return {
        "candidates": found.candidates,
        "roles": found.roles,
        "seed": found.seed,
        "top": TOP,
        "threads": THREADS,
        "equal": found.equal,
        "compared": found.compared,
        "peak_mb": product.peak_mb,
        "read_once_ms": found.read_once_ms,
        "spells": found.spells,
        "spell_bytes": found.spell_bytes,
        "steps": {step: _spread(counts) for step, counts in product.steps.items()},
        "methods": [_entry(found, speed) for speed in found.ranking],
        "explanation": _entry(found, found.speed(EXPLANATION)),
        "book": None if found.book is None else asdict(found.book),
        "left_out": list(found.left_out),
    }


def speed_tables(found: RankingSpeed) -> list[Table]:
    """The run for people: the methods, the steps of the product, and what it is to be held to."""
    book = [] if found.book is None else [_book_table(found.book)]
    return [_methods_table(found), _steps_table(found), _limits_table(found), *book]


def speed_notes(found: RankingSpeed) -> list[str]:
    """What is to be said besides."""
    if not found.left_out:
        return []
    return [f"Left out: {listed(found.left_out)}. To add them: {INSTALL}"]


def growth_document(runs: Sequence[RankingSpeed]) -> dict[str, Any]:
    """Runs of several sizes for programs."""
    return {"runs": [speed_document(run) for run in runs]}


def growth_table(runs: Sequence[RankingSpeed]) -> Table:
    """Runs of several sizes for people: the median of each method, by size."""
    methods = [speed.method for speed in runs[0].ranking]
    return Table(
        f"How the cost of the best {TOP} grows: median milliseconds a role",
        ["candidates", *methods, f"{PRODUCT} 95 %", f"{PRODUCT} peak MB", "reading once", "equal"],
        [
            [
                f"{run.candidates:,}",
                *(_ms(run.speed(method).within(50)) for method in methods),
                _ms(run.speed(PRODUCT).within(95)),
                f"{run.speed(PRODUCT).peak_mb:,.0f}",
                _ms(run.read_once_ms),
                _yes(run.equal),
            ]
            for run in runs
        ],
        texts=0,
    )


def _entry(found: RankingSpeed, speed: Speed) -> dict[str, Any]:
    return {
        "method": speed.method,
        "p50_ms": speed.within(50),
        "p95_ms": speed.within(95),
        "max_ms": speed.within(100),
        "times_cascade": found.times_product(speed.method),
        "queries": len(speed.ms),
        "build_ms": speed.built.build_ms,
        "peak_mb": speed.peak_mb,
        "sampled": speed.method in SAMPLED,
    }


def _spread(counts: "np.typing.NDArray[np.int64]") -> dict[str, int]:
    return {"median": int(np.median(counts)), "max": int(counts.max())}


def _methods_table(found: RankingSpeed) -> Table:
    return Table(
        f"The best {TOP} of {found.candidates:,} candidates ({found.spells:,} spells), {found.roles} roles, "
        f"{THREADS} threads",
        ["method", "roles", "median ms", "95 % ms", "longest ms", f"× {PRODUCT}", "build s", "peak MB"],
        [
            [
                f"{speed.method} (from a sample)" if speed.method in SAMPLED else speed.method,
                f"{len(speed.ms)}",
                *(_ms(speed.within(percent)) for percent in (50, 95, 100)),
                f"{found.times_product(speed.method):,.1f}",
                f"{speed.built.build_ms / 1000:,.1f}",
                f"{speed.peak_mb:,.0f}",
            ]
            for speed in found.ranking
        ],
    )


def _steps_table(found: RankingSpeed) -> Table:
    return Table(
        f"Candidates that each step of the {PRODUCT} looks at",
        ["step", "median", "most"],
        [
            [step, f"{np.median(counts):,.0f}", f"{counts.max():,}"]
            for step, counts in found.speed(PRODUCT).steps.items()
        ],
    )


def _limits_table(found: RankingSpeed) -> Table:
    product, explained = found.speed(PRODUCT), found.speed(EXPLANATION)
    size = found.spell_bytes / 1e6
    return Table(
        "What it is held to",
        ["measure", "value"],
        [
            [f"same candidates, scores and order as {TRUTH} ({found.compared} roles)", _yes(found.equal)],
            [f"reading the table of spells once ({size:,.1f} MB), ms", _ms(found.read_once_ms)],
            [f"median of the {PRODUCT} / reading once", f"{product.within(50) / found.read_once_ms:,.1f}"],
            [f"median of {TRUTH} / of the {PRODUCT}, same roles", f"{found.times_product(TRUTH):,.1f}"],
            ["one explanation, median ms", _ms(explained.within(50))],
            [f"one explanation / median of the {PRODUCT}", f"{found.times_product(EXPLANATION):.2f}"],
        ],
    )


def _book_table(book: BookTimes) -> Table:
    return Table(
        "The same candidates in a book",
        ["measure", "value"],
        [
            ["writing all into the database, s", f"{book.write_ms / 1000:,.1f}"],
            ["compiling the pool from it, s", f"{book.compile_ms / 1000:,.1f}"],
            ["most memory while compiling, MB", f"{book.peak_mb:,.0f}"],
            ["opening the pool, ms", _ms(book.open_ms)],
            ["taking in a changed candidate, ms", _ms(book.update_ms)],
        ],
    )


def _ms(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"


def _yes(value: bool) -> str:
    return "yes" if value else "no"
