"""Take the pictures of the documentation: every page of the viewer, wide and narrow, in both themes.

``python tools/screenshots.py [WORKSPACE]`` shows a workspace, by default a fresh one with the
demonstration agency, and writes PNG files to ``docs/screenshots/``.
"""

import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

import chromium
from skillpath.agency.intake.desk import sandbox
from skillpath.agency.intake.draft import Purpose
from skillpath.agency.intake.drafts import Drafts
from skillpath.agency.intake.source import Source
from skillpath.agency.intake.taking import Taker
from skillpath.agency.workspace import Workspace
from skillpath.web.serve import address, listen, server_on

TARGET = Path(__file__).resolve().parent.parent / "docs" / "screenshots"

AS_OF = "as_of=2026-11-01"
"""The day of reckoning, so that the same workspace gives the same pictures."""

SIZES = {"1440": (1440, 900), "390": (390, 780)}
THEMES = ("light", "dark")
HOST = "127.0.0.1"


def demonstration(folder: Path) -> Workspace:
    """A workspace with the demonstration agency."""
    workspace = Workspace.create(folder)
    workspace.load_demonstration()
    file, day = Source("cv.txt", CV.encode()), date.fromisoformat(AS_OF.partition("=")[2])
    with sandbox(workspace, purpose=Purpose.CANDIDATE, day=day, jobs=1) as reading:
        taker = Taker(Drafts(workspace.book), Purpose.CANDIDATE, "K-1", day)
        list(taker.take(reading, [(file.name, lambda: file)]))
    return workspace


@contextmanager
def viewer(workspace: Workspace) -> Iterator[str]:
    """The address of a viewer that runs meanwhile."""
    listener = listen(HOST, 0)
    server = server_on(listener, workspace)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield address(listener, HOST)
    server.close()
    thread.join(timeout=10)


PAGES: Final = {
    "desk": "/",
    "role": "/roles/R-01",
    "role-tried": "/roles/R-01?share-skills=30&share-industry=50",
    "match": "/roles/R-01/candidates/C-007",
    "compare": "/roles/R-01/compare?code=C-001&code=C-007&code=C-002",
    "why-not": "/roles/R-01/why-not/C-040",
    "candidates": "/candidates",
    "candidate": "/candidates/C-007",
    "duplicates": "/candidates/duplicates",
    "search": "/search?q=payroll",
    "concept": "/concepts?iri=payroll+clerk",
    "scores": "/scores",
    "intake": "/intake",
    "draft": "/intake/1",
    "print-client": "/print/roles/R-01/candidates/C-007?for=client&lang=de",
    "print-consultant": "/print/roles/R-01/candidates/C-007?for=consultant&lang=en",
    "match-in-german": "/roles/R-01/candidates/C-007?lang=de",
    "error": "/roles/R-99",
}
"""Name of a picture → page of the demonstration agency; ``C-007`` and so on are its invented candidates."""

CV: Final = """Payroll clerk, Northwind Hospital, 2016 to today
Payroll software, collective agreements, client confidentiality.
Cashier, garden centre, 2012 to 2015
Willing to learn gross-to-net pay calculation.
"""
"""An invented CV: what a draft is shown of."""


def walk(page: Page, viewer_address: str) -> Iterator[str]:
    """Leads the browser from page to page, and names each."""
    for name, path in PAGES.items():
        page.goto(f"{viewer_address.rstrip('/')}{path}{'&' if '?' in path else '?'}{AS_OF}")
        if page.locator(".picture").count():
            page.locator(".picture[data-nodes]").wait_for()
        yield name


def take(browser: Browser, viewer_address: str, size: str, theme: str) -> None:
    """One picture of every page at a size in a theme."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if theme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    for name in walk(page, viewer_address):
        path = TARGET / f"{name}-{size}-{theme}.png"
        page.screenshot(path=path)
        print(f"{path.relative_to(TARGET.parent.parent)}  {path.stat().st_size // 1024} kB", flush=True)
    context.close()


def take_all(workspace: Workspace) -> None:
    """Every page at every size in every theme."""
    program = chromium.find()
    if program is None:
        raise SystemExit("No browser to take pictures with: `make test` installs one or says how.")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium refuses root with one
    TARGET.mkdir(parents=True, exist_ok=True)
    with viewer(workspace) as viewer_address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--disable-gpu", *sandbox])
        for size in SIZES:
            for theme in THEMES:
                take(browser, viewer_address, size, theme)
        browser.close()


def main() -> None:
    """Show the workspace that the command line names, or a fresh demonstration."""
    if len(sys.argv) > 1:
        take_all(Workspace.open(Path(sys.argv[1])))
        return
    with tempfile.TemporaryDirectory(prefix="skillpath-screenshots-") as folder:
        take_all(demonstration(Path(folder) / "workspace"))


if __name__ == "__main__":
    main()
