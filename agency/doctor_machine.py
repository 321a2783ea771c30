"""What an installation needs of the machine: Python, libraries, memory, room on the disk, a clock."""

import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import Final

from skillpath.agency.doctor import Check, Finding, first

OLDEST_PYTHON: Final = (3, 11)

LEAST_MEMORY: Final = 512
"""Megabytes that should be free: a query may take more, ranking takes less."""

LEAST_ROOM: Final = 256
"""Megabytes that should be free on the disk beside what a copy of the largest part of the workspace takes."""

LEEWAY: Final = 120.0
"""Seconds by which clocks of two machines may differ."""

_MEGABYTE: Final = 1 << 20


def machine_checks(workspace: Path) -> dict[str, Check]:
    """The checks by name."""
    return {
        "Python": _python,
        "libraries": _libraries,
        "extras": _extras,
        "memory": _memory,
        "disk": partial(_room, workspace),
        "clock": partial(_clock, workspace),
    }


def _python() -> Finding:
    version = sys.version.split()[0]
    if sys.version_info < OLDEST_PYTHON:
        return Finding(version, "install Python {}.{} or newer".format(*OLDEST_PYTHON))
    return Finding(version)


def _libraries() -> Finding:
    needed = [one for one in metadata.requires("skillpath") or () if "extra ==" not in one]
    return first(_missing(needed), otherwise=f"{len(needed)}, all there")


def _missing(needed: list[str]) -> Iterator[tuple[str, str]]:
    for requirement in needed:
        name, bounds = _parts(requirement)
        try:
            version = metadata.version(name)
        except metadata.PackageNotFoundError:
            yield f"{name} is not installed", f"pip install '{requirement.split(';')[0]}'"
            continue
        if not all(_holds(version, sign, bound) for sign, bound in bounds):
            yield f"{name} is {version}", f"pip install '{requirement.split(';')[0]}'"


def _parts(requirement: str) -> tuple[str, list[tuple[str, str]]]:
    """A requirement's name and bounds; only the signs that ``setup.cfg`` uses."""
    name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
    return name, re.findall(r"(>=|<)([\d.]+)", requirement)


def _holds(version: str, sign: str, bound: str) -> bool:
    """Whether a version is within a bound.

    >>> [_holds("2.10.1", *bound) for bound in ((">=", "2.9"), ("<", "3"), ("<", "2.10"))]
    [True, True, False]
    """
    found, asked = (
        tuple(int(number) for number in re.findall(r"\d+", text)[:3]) for text in (version, bound)
    )
    return found >= asked if sign == ">=" else found < asked


def _extras() -> Finding:
    by_extra: dict[str, list[str]] = {}
    for requirement in metadata.requires("skillpath") or ():
        if found := re.search(r'extra == "(\w+)"', requirement):
            by_extra.setdefault(found[1], []).append(requirement.split(";")[0].strip())
    there = [name for name, needed in by_extra.items() if not any(_missing(needed))]
    others = [name for name in by_extra if name not in there]
    return Finding(f"installed: {', '.join(there) or 'none'}; not asked for: {', '.join(others) or 'none'}")


def _memory() -> Finding:
    found = _numbers(Path("/proc/meminfo")).get("MemAvailable")
    if found is None:
        return Finding("this system does not say")
    free = found // 1024
    said = f"{free:,} MB free"
    return (
        Finding(said, f"stop other programs: {LEAST_MEMORY} MB are wanted")
        if free < LEAST_MEMORY
        else Finding(said)
    )


def _numbers(path: Path) -> Mapping[str, int]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    return {line.split(":")[0]: int(line.split()[1]) for line in lines if line.endswith("kB")}


def _room(workspace: Path) -> Finding:
    at = next(path for path in (workspace, *workspace.resolve().parents) if path.is_dir())
    free = shutil.disk_usage(at).free // _MEGABYTE
    wanted = LEAST_ROOM + _largest(workspace) // _MEGABYTE
    said = f"{free:,} MB free, {wanted:,} wanted"
    return Finding(said, f"make room on the disk of {at}") if free < wanted else Finding(said)


def _largest(workspace: Path) -> int:
    """Bytes of the largest part of a workspace: so much is needed once more while it is made anew."""
    parts = [*workspace.glob("*"), *workspace.glob("releases/*")] if workspace.is_dir() else []
    return max((_bytes(part) for part in parts if part.name != "releases"), default=0)


def _bytes(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())


def _clock(workspace: Path) -> Finding:
    now = datetime.now(UTC)
    times = [path.stat().st_mtime for path in workspace.glob("*")] if workspace.is_dir() else []
    ahead = max(times, default=0.0) - now.timestamp()
    said = f"{now.isoformat(timespec='seconds')}"
    if ahead > LEEWAY:
        return Finding(
            f"{said}: files of the workspace are {ahead / 3600:,.1f} hours younger",
            "set the clock of this machine, or wait: moments in the book would not be in their order",
        )
    return Finding(said)
