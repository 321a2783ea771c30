"""Pairs of concepts in a file: what is to be compared with what."""

from pathlib import Path
from typing import Final

from skillpath.errors import InputError

APART: Final = "|"


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """The pairs of a text file, one a line, their two names apart by ``|``; blank lines say nothing.

    Raises :class:`InputError` with every line that is no pair.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}.") from error
    pairs = [tuple(name.strip() for name in line.split(APART)) for line in lines]
    wrong = [
        f"line {number}: {lines[number - 1].strip()}"
        for number, pair in enumerate(pairs, start=1)
        if any(pair) and (len(pair) != 2 or not all(pair))
    ]
    if wrong:
        raise InputError(f"A pair is written FROM{APART}TO. In {path}: {'; '.join(wrong)}.")
    return [(pair[0], pair[1]) for pair in pairs if any(pair)]
