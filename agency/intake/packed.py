"""Frozen dataclasses of arrays and plain data in one file, which says who made it.

The file is an archive of numpy's without pickles, so that reading it runs nothing of it, and its checksums
tell what is damaged. Text and numbers are in one piece of JSON: opening it is faster than any smaller parts.
"""

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, Final, TypeVar, get_args, get_origin, get_type_hints
from zipfile import BadZipFile

import numpy as np
from numpy.lib.npyio import NpzFile
from numpy.typing import NDArray

from skillpath.ontology.files import write_atomically

T = TypeVar("T")
Array = NDArray[Any]

_MAKER: Final = "made_by"
_TEXT: Final = "text"
_UNREADABLE: Final = (OSError, ValueError, KeyError, EOFError, BadZipFile)


def write_packed(file: Path, value: Any, *, made_by: str) -> None:
    """Writes a dataclass of texts, numbers, arrays, mappings, tuples and dataclasses, in one step.

    Raises :class:`OSError`.
    """
    arrays: list[Array] = []
    text = json.dumps(_plain(value, arrays), ensure_ascii=False).encode()
    content = io.BytesIO()
    named = {_MAKER: np.array(made_by), _TEXT: np.frombuffer(text, np.uint8)}
    named |= {f"array_{number}": array for number, array in enumerate(arrays)}
    np.savez(content, allow_pickle=False, **named)
    write_atomically(file, content.getvalue())


def is_packed(file: Path, *, made_by: str) -> bool:
    """Whether a file was written by the same maker; what is in it is not read."""
    try:
        with file.open("rb") as stream, NpzFile(stream) as archive:
            return str(archive[_MAKER]) == made_by
    except _UNREADABLE:
        return False


def read_packed(file: Path, kind: type[T], *, made_by: str) -> T | None:
    """What was written; ``None`` where there is nothing, or it is damaged or of another maker."""
    try:
        with file.open("rb") as stream, NpzFile(stream) as archive:
            if str(archive[_MAKER]) != made_by:
                return None
            arrays = {name: archive[name] for name in archive.files if name not in {_MAKER, _TEXT}}
            value: T = _maker(kind, arrays)(json.loads(archive[_TEXT].tobytes()))
            return value
    except _UNREADABLE:
        return None


def _plain(value: Any, arrays: list[Array]) -> Any:
    """A value as JSON; arrays go into the list, and their number stands for them."""
    if isinstance(value, np.ndarray):
        arrays.append(value)
        return len(arrays) - 1
    if is_dataclass(value):
        return [_plain(getattr(value, field.name), arrays) for field in fields(value)]
    if isinstance(value, tuple):
        return [_plain(part, arrays) for part in value]
    return sorted(value) if isinstance(value, frozenset) else value


def _maker(kind: Any, arrays: Mapping[str, Array]) -> Callable[[Any], Any]:
    """What makes a value of a kind of its JSON."""
    origin = get_origin(kind) or kind
    if origin is np.ndarray:
        return lambda number: arrays[f"array_{number}"]
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        parts = [_maker(hints[field.name], arrays) for field in fields(kind)]
        return lambda cells: origin(*(make(cell) for make, cell in zip(parts, cells, strict=True)))
    if origin is tuple and is_dataclass(get_args(kind)[0]):
        part = _maker(get_args(kind)[0], arrays)
        return lambda cells: tuple(part(cell) for cell in cells)
    return origin if origin in {tuple, frozenset} else lambda cell: cell
