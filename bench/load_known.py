"""What the pages of a workspace show in each of the states that it will be in, asked before readers come."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path
from typing import Final
from urllib.parse import quote

import numpy as np
from numpy.typing import NDArray

from skillpath.agency.matching import ranking
from skillpath.agency.workspace import Workspace
from skillpath.bench.load_pages import fetched, page_of, ranking_on
from skillpath.bench.load_states import Expected, State
from skillpath.bench.load_writer import guest
from skillpath.bench.scores import Progress
from skillpath.errors import SkillPathError
from skillpath.reasoner.candidate import Candidate

ON_A_PAGE: Final = 100
"""Candidates on the page of a role."""

_STYLE: Final = re.compile(r'href="(/static/[^"]+\.css[^"]*)"')


@dataclass(frozen=True, slots=True)
class Known:
    """``paths`` of pages by kind, a static file among them, and what each page shows in each state.

    ``first_ms``: how long the pages of the roles took when they were first opened. ``compared`` rankings on
    pages were compared with those that the product gives in this process; ``unequal`` of them differ.
    """

    paths: Mapping[str, Sequence[str]]
    expected: Expected
    first_ms: NDArray[np.float64]
    compared: int
    unequal: int


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages that are read: of the roles, and of one match of each; ``day``: as of which."""

    matches: Mapping[str, str]
    day: date

    @property
    def roles(self) -> dict[str, str]:
        """Path of the page of a role → the role."""
        return {f"/roles/{quote(role)}?as_of={self.day}": role for role in self.matches}

    @property
    def pairs(self) -> list[str]:
        """The paths of the matches."""
        return [
            f"/roles/{quote(role)}/candidates/{quote(code)}?as_of={self.day}"
            for role, code in self.matches.items()
        ]


def known_pages(
    folder: Path, origin: str, pages: Pages, best: Candidate, states: Sequence[State], *, progress: Progress
) -> Known:
    """Opens all pages in each state, and leaves the workspace in the last.

    ``best``: what the candidate who comes and goes is like.
    """
    expected: dict[tuple[str, State], str] = {}
    first: list[float] = []
    unequal, style = 0, ""
    for number, state in enumerate(states):
        progress("the pages of each state", number, len(states))
        workspace = reached(folder, state, best)
        for path in (*pages.roles, *pages.pairs):
            text, ms = fetched(origin, path)
            expected[path, state] = _digest(path, text, state)
            if path in pages.roles:
                style = style or _style(text)
                first += [ms] if number == 0 else []
                unequal += ranking_on(text) != _true_ranking(workspace, pages.roles[path], pages.day)
    progress("the pages of each state", len(states), len(states))
    paths = {"static": [style], "role": list(pages.roles), "match": pages.pairs}
    return Known(paths, expected, np.array(first), len(states) * len(pages.roles), unequal)


def reached(folder: Path, state: State, best: Candidate) -> Workspace:
    """The workspace, freshly opened, in a state."""
    workspace = Workspace.open(folder)
    workspace.releases.use(state.release)
    workspace.book.put([guest(best, in_top=state.in_top)])
    return workspace


def _digest(path: str, text: str, state: State) -> str:
    page = page_of(text)
    if page is None or page.release != state.release:
        raise SkillPathError(f"The page {path} is not whole, or not of the release {state.release}.")
    return page.digest


def _style(text: str) -> str:
    found = _STYLE.search(text)
    if found is None:
        raise SkillPathError("The pages of the viewer name no style sheet.")
    return unescape(found[1])


def _true_ranking(workspace: Workspace, role: str, day: date) -> list[tuple[str, str]]:
    """As the page of a role shows it: those outside the filters stand together by the reason, in any case."""
    rows = ranking(workspace, role, as_of=day, top=ON_A_PAGE)["rows"]
    rows.sort(key=lambda row: str(row["outside_filter"]).lower())
    return [(row["candidate"], f"{row['points']:.2f}") for row in rows]
