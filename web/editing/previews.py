"""What takes long for a page: worked out beside the requests, one after the other, and shown when done."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from flask import Flask, current_app

from skillpath.errors import InputError, SkillPathError
from skillpath.reasoner.shown import Document

EXTENSION: Final = "skillpath-previews"

KEPT: Final = 8
"""So many are kept, those that were asked for last."""

Progress = Callable[[str, int, int], None]
"""Is told what is being done, how much of it is done, and how much there is."""


@dataclass(slots=True)
class Preview:
    """``done`` of ``total`` of a ``part`` of the work, and what comes of it."""

    part: str = ""
    done: int = 0
    total: int = 0
    outcome: "Future[Document]" = field(default_factory=Future)

    def tell(self, part: str, done: int, total: int) -> None:
        """Notes how far it is."""
        self.part, self.done, self.total = part, done, total

    @property
    def may_pass(self) -> bool:
        """Whether it came to nothing for a reason that may have passed, such as a book that was busy."""
        return self.outcome.done() and not isinstance(self.outcome.exception(), InputError | None)

    @property
    def document(self) -> Document | None:
        """What came of it; ``None`` while it is not known. Raises what the work raised."""
        return self.outcome.result() if self.outcome.done() else None


class Previews:
    """The latest previews by what they are of."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: OrderedDict[Hashable, Preview] = OrderedDict()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="preview")

    def of(self, key: Hashable, work: Callable[[Progress], Document], *, wait: float) -> Preview:
        """The preview of something, begun where there is none; waits some seconds for what comes of it."""
        with self._lock:
            preview = self._known.get(key)
            if preview is None or preview.may_pass:
                preview = self._known[key] = Preview()
                self._worker.submit(_run, preview, work)
            self._known.move_to_end(key)
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
        with suppress(TimeoutError):
            preview.outcome.exception(timeout=wait)
        return preview


def _run(preview: Preview, work: Callable[[Progress], Document]) -> None:
    try:
        preview.outcome.set_result(work(preview.tell))
    except SkillPathError as error:
        preview.outcome.set_exception(error)
    except BaseException as error:
        preview.outcome.set_exception(error)
        raise


def keep_previews(app: Flask) -> None:
    """Has an application keep previews."""
    app.extensions[EXTENSION] = Previews()


def previews() -> Previews:
    """Those of the running application."""
    kept: Previews = current_app.extensions[EXTENSION]
    return kept
