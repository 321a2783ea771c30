"""Throw bytes at every parser, led by which branches they reach: ``make fuzz``.

Each parser is a process of its own under atheris (libFuzzer for Python), which mutates whole inputs and
keeps those that reach something new, in ``.fuzz/`` for the next run. An input that raises anything but an
error of ours, takes longer or needs more memory than allowed is kept there too, and is a defect. What a
parser does in a library that is no Python (PDFium, Oxigraph, calamine) is run, but not watched.
"""

import argparse
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / ".fuzz"

SECONDS_OF_ONE = 20
"""An input that takes longer is a defect."""

MEGABYTES = 2048
"""Of memory that a parser may hold."""

LONGEST = 1 << 16
"""Bytes of an input at most: longer ones are tried by the tests of the limits."""

TRIED = re.compile(r"stat::number_of_executed_units:\s+(\d+)")
REACHED = re.compile(r"cov: (\d+)")
RAISED = re.compile(r"=== Uncaught Python exception: ===\n(?:.*\n)*?(?=\n)")
WRONG = re.compile(r"(?:crash|timeout|oom|leak|slow-unit)-[0-9a-f]+")


@dataclass(frozen=True)
class Result:
    """How many inputs were tried, how many branches they reached, and the files with what broke a parser."""

    parser: str
    tried: int
    reached: int
    wrong: Sequence[str]


def main() -> None:
    """Fuzz all parsers, or the one that is named in this process."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=int, default=60, help="for each parser")
    asked.add_argument("--write", type=Path, help="file to write the table into as well")
    asked.add_argument("--only", action="append", help="only this parser; repeatable")
    asked.add_argument("--one", help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.one is not None:
        fuzz(options.one, options.seconds)
        return
    from parsers import PARSERS  # noqa: PLC0415 (atheris watches what is imported after it)

    results = []
    for name in options.only or PARSERS:
        results.append(in_own_process(name, options.seconds))
        print(row(results[-1]), flush=True)
    text = table(results, options.seconds)
    if options.write is not None:
        options.write.write_text(text, encoding="utf-8")
    sys.exit(any(result.wrong for result in results))


def fuzz(name: str, seconds: int) -> None:
    """Fuzz one parser; libFuzzer ends the process."""
    import atheris  # noqa: PLC0415 (only here)

    with atheris.instrument_imports(include=["skillpath", "striprtf", "defusedxml", "html", "json", "csv"]):
        from parsers import PARSERS  # noqa: PLC0415

    parser = PARSERS[name]
    corpus = folder(name)
    for number, seed in enumerate(parser.seeds):
        (corpus / f"seed-{number}").write_bytes(seed)
    limits = [f"-max_total_time={seconds}", f"-timeout={SECONDS_OF_ONE}", f"-rss_limit_mb={MEGABYTES}"]
    rest = [f"-max_len={LONGEST}", "-print_final_stats=1", f"-artifact_prefix={corpus.parent}/", "-seed=1"]
    atheris.Setup([sys.argv[0], *limits, *rest, str(corpus)], parser.attempt)
    atheris.Fuzz()


def in_own_process(name: str, seconds: int) -> Result:
    """Fuzz one parser beside this process."""
    command = [sys.executable, __file__, "--one", name, "--seconds", str(seconds)]
    ran = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    said = ran.stdout + ran.stderr
    tried = TRIED.search(said)
    wrong = list(dict.fromkeys(WRONG.findall(said)))
    if tried is None and not wrong:
        raise SystemExit(f"{name}: the fuzzer did not run\n{said[-2000:]}")
    if wrong:
        print(RAISED.findall(said)[-1:] or said[-2000:], file=sys.stderr)
    reached = REACHED.findall(said)
    return Result(name, int(tried[1]) if tried else 0, int(reached[-1]) if reached else 0, wrong)


def folder(name: str) -> Path:
    """Where the inputs of a parser are kept."""
    made = KEPT / re.sub(r"\W+", "-", name.lower()) / "corpus"
    made.mkdir(parents=True, exist_ok=True)
    return made


def row(result: Result) -> str:
    """A line of the table."""
    wrong = ", ".join(result.wrong) or "none"
    return f"{result.parser:<20}{result.tried:>12,}{result.reached:>10,}  {wrong}"


def table(results: Sequence[Result], seconds: int) -> str:
    """What was tried, for the documents."""
    head = [
        f"make fuzz SECONDS={seconds}, on {date.today().isoformat()}",  # noqa: DTZ011 (the day on the wall)
        f"{sum(result.tried for result in results):,} inputs in all, {len(results)} parsers",
        "",
        f"{'parser':<20}{'inputs':>12}{'branches':>10}  defects",
    ]
    return "\n".join([*head, *map(row, results), ""])


if __name__ == "__main__":
    main()
