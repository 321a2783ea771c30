"""How the server writes its log: one event a line on standard error, as text or as JSON."""

import logging
import sys
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, TextIO

import structlog

from skillpath.settings import LogForm

_RENDERERS: Final[Mapping[LogForm, Callable[[], Any]]] = MappingProxyType(
    {
        LogForm.TEXT: lambda: structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0),
        LogForm.JSON: lambda: structlog.processors.JSONRenderer(ensure_ascii=False),
    }
)

_FIRST: Final = (
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)


def write_log(form: LogForm, *, to: TextIO | None = None) -> None:
    """Has this process write its log, and that of the libraries, in a form; standard error if not said.

    A library's traceback is left out: values of a request may stand in it.
    """
    handler = logging.StreamHandler(to or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _without_traceback,
                _RENDERERS[form](),
            ],
            foreign_pre_chain=[*_FIRST, structlog.stdlib.add_logger_name],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_FIRST,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def write_errors_only() -> None:
    """Has this process log nothing but errors: for a server that a command needs for a while."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))


def _without_traceback(_: Any, __: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """The kind of an exception in place of itself."""
    told = event.pop("exc_info", None)
    kind = told[0] if isinstance(told, tuple) else type(told) if isinstance(told, BaseException) else None
    return event if kind is None else {**event, "error": kind.__name__}
