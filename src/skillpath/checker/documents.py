"""JSON documents as certificates compare them: value by value, numbers to 12 decimals, hashes."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any, Final

NOTHING: Final = "nothing"
"""Stands for a value that is not there."""

NOISE: Final = 5e-14
"""How far the rounding of another machine may take a computed number."""


def leaves(tree: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value that holds no other, with its JSON path."""
    if tree and isinstance(tree, (dict, list)):
        for key, part in tree.items() if isinstance(tree, dict) else enumerate(tree):
            inside = f"{path}.{key}".lstrip(".") if isinstance(tree, dict) else f"{path}[{key}]"
            yield from leaves(part, inside)
    else:
        yield path, tree


def same(stated: Any, computed: Any) -> bool:
    """Whether what is stated is how what was computed is written; a number with 12 decimals.

    >>> same(0.333333333333, 1 / 3), same(0.333333333334, 1 / 3), same(True, 1)
    (True, False, False)
    """
    if isinstance(computed, float) and isinstance(stated, float):
        return stated in [round(computed + by, 12) for by in (-NOISE, 0.0, NOISE)]
    return type(stated) is type(computed) and bool(stated == computed)


def sha256(tree: Any) -> str:
    """The SHA-256 of a document as compact JSON with sorted keys."""
    text = json.dumps(tree, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
