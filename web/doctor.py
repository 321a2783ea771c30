"""What the viewer needs: its files, and a port that is free or its own."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final
from urllib.error import HTTPError
from urllib.request import ProxyHandler, build_opener

from skillpath.agency.doctor import Check, Finding, first
from skillpath.data import bundled
from skillpath.errors import SkillPathError
from skillpath.web.assets import STATIC
from skillpath.web.serve import listen

NEEDED: Final = (
    *(STATIC / name for name in ("skillpath.css", "paper.css", "mark.svg")),
    *(STATIC / "vendor" / name for name in ("vis-network.min.js", "yasqe.min.css", "yasqe.min.js")),
    STATIC.parent / "translations" / "de.po",
    STATIC.parent / "translations" / "fr.po",
    bundled("vendor/json-resume.schema.json"),
)
"""Files beside the modules, some of which come from elsewhere when SkillPath is built."""

SECONDS: Final = 3.0
"""So long a viewer may take to answer, with many readers."""


def viewer_checks(host: str, port: int) -> dict[str, Check]:
    """The checks by name."""
    return {"files of the viewer": _files, "port": partial(_port, host, port)}


def _files() -> Finding:
    return first(_missing(NEEDED), otherwise=f"{len(NEEDED)} looked for, all there")


def _missing(needed: tuple[Path, ...]) -> Iterator[tuple[str, str]]:
    for path in needed:
        if not path.is_file() or not path.stat().st_size:
            yield f"{path.name} is missing", "install skillpath again; in a working copy: make setup"


def _port(host: str, port: int) -> Finding:
    try:
        listen(host, port).close()
    except SkillPathError as error:
        if _answers(host, port):
            return Finding(f"SkillPath serves on {host}:{port}")
        return Finding(str(error), "skillpath serve --port ANOTHER")
    return Finding(f"{host}:{port} is free")


def _answers(host: str, port: int) -> bool:
    """Whether what uses the port is a viewer."""
    named = f"[{host}]" if ":" in host else host
    address = f"http://{named}:{port}/api/v1/openapi.json"
    try:
        with build_opener(ProxyHandler({})).open(address, timeout=SECONDS) as answer:
            return b"SkillPath" in answer.read(1 << 16)
    except HTTPError as answer:  # it may ask who we are first
        return b"SkillPath" in answer.read(1 << 16)
    except OSError:
        return False
