"""What every room's tests may use: a real browser; and how hard the laws are tried."""

import gc
import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings
from playwright.sync_api import Browser, expect, sync_playwright

import chromium
from skillpath.agency.audit import views
from visits import PATIENCE
from workspaces import Bundled

# No deadline: how fast a machine is makes no law true or false. `pytest --hypothesis-profile nightly`
# tries thousands of ontologies; `ci` the same ones each time, so that a change is judged by what it changes;
# `mutants` a few, always the same ones, too, and does not look for the smallest.
_ANY_SPEED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("default", _ANY_SPEED, max_examples=50)
settings.register_profile("ci", _ANY_SPEED, max_examples=50, derandomize=True, database=None, print_blob=True)
settings.register_profile("nightly", _ANY_SPEED, max_examples=3000)
settings.register_profile(
    "mutants",
    _ANY_SPEED,
    max_examples=6,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
)
settings.load_profile("default")

LONGEST_FIRST = (
    "web/test_web_browser.py",
    "real/test_full_esco.py",
    "bench/test_load.py",
    "house/test_docs.py",
    "web/test_web_flows.py",
    "reasoner/test_axioms.py",
    "agency/test_migration.py",
    "web/test_web_pages.py",
    "web/test_web_attacks.py",
    "cli/test_edit.py",
    "cli/test_bench.py",
    "web/test_web_rights.py",
    "cli/test_rank.py",
    "cli/test_commands.py",
    "web/test_web_editing.py",
    "agency/test_book.py",
    "web/test_web_intake.py",
    "survive/test_kills.py",
    "web/test_web_openapi.py",
    "agency/test_spark.py",
    "web/test_web_single_sign_on.py",
    "web/test_sparql_hostile.py",
    "web/test_web_workbench.py",
    "web/test_web_signed_in.py",
    "web/test_web_operations.py",
)
"""Files that take longest: begun first, so that no worker is left with one of them at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sorts the files; within one, tests stay in their order."""

    def place(item: pytest.Item) -> int:
        name = item.path.as_posix()
        found = (number for number, ending in enumerate(LONGEST_FIRST) if name.endswith(ending))
        return next(found, len(LONGEST_FIRST))

    items.sort(key=place)


def pytest_collection_finish() -> None:
    """What is there by now stays: Python need not look through it again and again for what does not."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)  # nor that often through what soon goes


@pytest.fixture(scope="session", autouse=True)
def _java_of_a_minute() -> Iterator[None]:
    """Java does not make its programs fast, nor collect with many threads: the tests of Spark are short."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        yield


@pytest.fixture(scope="session", autouse=True)
def _rows_of_the_log_before_the_page() -> Iterator[None]:
    """However slow the disk is: what a page showed is in the log once it is shown.

    Tests of who writes meanwhile set their own patience.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(views, "PATIENCE", 30)
        yield


QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
"""A browser that opens no connection of its own."""


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Bundled:
    """Workspaces with the bundled ontology."""
    own = tmp_path_factory.getbasetemp()
    return Bundled(own.parent if "PYTEST_XDIST_WORKER" in os.environ else own)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    path = chromium.find()
    assert path is not None, "no browser: `make test` installs one or says how"
    return path


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium refuses root with one
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium_path, args=[*QUIET, *sandbox])
        yield running
        running.close()
