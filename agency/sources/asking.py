"""Asking sources at once, each within its time."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from types import MappingProxyType
from typing import Final

from skillpath.agency.sources.answer import Answer, Found, Question, State
from skillpath.agency.sources.endpoint import ask_endpoint
from skillpath.agency.sources.folder import ask_folder
from skillpath.agency.sources.peer import ask_peer
from skillpath.agency.sources.source import Kind, Source
from skillpath.errors import SkillPathError
from skillpath.reasoner.match import Matcher

Ask = Callable[[Source, Question], Found]

ASK: Final[Mapping[Kind, Ask]] = MappingProxyType(
    {
        Kind.FOLDER: ask_folder,
        Kind.SPARQL: ask_endpoint,
        Kind.SKILLPATH: ask_peer,
    }
)
"""How each kind of source is asked."""


def ask_all(sources: Sequence[Source], matcher: Matcher, *, top: int) -> list[Answer]:
    """What came of asking all sources at once, in their order; none is waited for longer than its time."""
    calls = [_Call(source, matcher, top) for source in sources]
    return [call.answer() for call in calls]


class _Call:
    """A question on its way, in a thread of its own.

    The thread is a daemon: one that hangs in a system call keeps no program from its end, as one of an
    executor would.
    """

    def __init__(self, source: Source, matcher: Matcher, top: int) -> None:
        self._source, self._future, self._start = source, Future[Found](), time.monotonic()
        self._ended = self._start
        self._question = Question(matcher, top, source.seconds, self._start + source.seconds)
        threading.Thread(target=self._ask, daemon=True).start()

    def answer(self) -> Answer:
        """What came in time; a defect of ours is raised here."""
        left = self._question.until - time.monotonic()
        try:
            found = self._future.result(timeout=max(0.0, left))
        except TimeoutError:
            self._ended = time.monotonic()
            found = _nothing(str(self._question.timed_out))
        except SkillPathError as error:
            found = _nothing(str(error))
        return Answer(self._source.name, found, self._ended - self._start)

    def _ask(self) -> None:
        try:
            found = ASK[self._source.kind](self._source, self._question)
        except Exception as error:  # noqa: BLE001 (whoever waits raises it)
            self._ended = time.monotonic()
            self._future.set_exception(error)
        else:
            self._ended = time.monotonic()
            self._future.set_result(found)


def _nothing(reason: str) -> Found:
    return Found((), State.NOTHING, (reason,))
