"""Answers that are kept for a while: sorting, turning a page and drawing look at the same one."""

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Final

from flask import Flask, current_app

from skillpath.ontology.sparql.results import QueryResult

EXTENSION: Final = "skillpath-answers"

MOST: Final = 16
MOST_CELLS: Final = 100_000
"""So many answers are kept, none with more cells."""

WITHIN: Final = 600.0
"""Seconds for which an answer is kept."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer and how many seconds it took."""

    result: QueryResult
    seconds: float


class KeptAnswers:
    """The latest answers by a name that nobody guesses, each only for what it was asked by and of."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._kept: OrderedDict[str, tuple[Hashable, float, Kept]] = OrderedDict()

    def keep(self, asked: Hashable, answer: Kept) -> str:
        """Keeps an answer and gives its name; "" for one that is too large to be kept."""
        if len(answer.result.rows) * len(answer.result.columns) > MOST_CELLS:
            return ""
        name = secrets.token_urlsafe(9)
        with self._turn:
            self._let_go()
            self._kept[name] = asked, time.monotonic(), answer
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return name

    def find(self, name: str, asked: Hashable) -> Kept | None:
        """The answer of a name, if it was to the same."""
        with self._turn:
            self._let_go()
            known = self._kept.get(name)
        return None if known is None or known[0] != asked else known[2]

    def _let_go(self) -> None:
        """Forgets what is old: it may tell of people who were deleted since."""
        since = time.monotonic() - WITHIN
        while self._kept and next(iter(self._kept.values()))[1] < since:
            self._kept.popitem(last=False)


def keep_answers(app: Flask) -> None:
    """Has an application keep answers as long as it lives."""
    app.extensions[EXTENSION] = KeptAnswers()


def kept_answers() -> KeptAnswers:
    """Those of the running application."""
    kept: KeptAnswers = current_app.extensions[EXTENSION]
    return kept
