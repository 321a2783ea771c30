"""The numbers of the score that a search on gold standards chose: the one reader of ``data/tuned.toml``.

``skillpath bench tune --write`` writes that file, with where its numbers come from; none is set by hand. It
is read once, when this module is first imported: the numbers are constants of the model like those beside
them in the code (:mod:`skillpath.reasoner.parameters`), in tables that are built on import, and a command
that needs no score does not import it.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

from skillpath.data import bundled
from skillpath.errors import InputError

FILE: Final = "tuned.toml"

BOUNDS: Final[Mapping[str, tuple[float, float]]] = {
    "information_power": (0.0, 10.0),
    "optional_weight": (0.01, 1.0),
    "job_type_share": (0.0, 1.0),
    "full_lift": (0.01, 10.0),
    "place_share": (0.0, 1.0),
    "optional_need": (0.0, 1.0),
}
"""Least and greatest value that each number can mean something at."""


@dataclass(frozen=True, slots=True)
class Tuned:
    """What the search may change.

    ``information_power`` and ``optional_weight`` make the weight of a required skill, ``job_type_share`` is
    what the job type as a whole gets of the score (``scoring.md`` §4); the others are the
    :class:`skillpath.graph.likeness.LikenessRule` of two job types. Raises :class:`InputError` for a value
    outside :data:`BOUNDS`.
    """

    information_power: float
    optional_weight: float
    job_type_share: float
    full_lift: float
    place_share: float
    optional_need: float

    def __post_init__(self) -> None:
        for name, (least, most) in BOUNDS.items():
            if not least <= getattr(self, name) <= most:
                raise InputError(f"{name} must be from {least:g} to {most:g}, not {getattr(self, name):g}.")


def read_tuned(path: Path) -> Tuned:
    """The ``[values]`` of a file; raises :class:`InputError` where they are not the numbers asked for.

    >>> read_tuned(bundled(FILE)) == TUNED
    True
    """
    remedy = "Write it anew by `skillpath bench tune --write`."
    try:
        values: Any = tomllib.loads(path.read_text(encoding="utf-8")).get("values")
    except (OSError, ValueError) as error:
        raise InputError(f"Cannot read {path}: {error}. {remedy}") from error
    names = {field.name for field in fields(Tuned)}
    if not isinstance(values, dict) or values.keys() != names:
        raise InputError(f"{path} must give a value to each of {', '.join(sorted(names))}. {remedy}")
    if not all(isinstance(value, float) for value in values.values()):
        raise InputError(f"{path}: every value must be a number with a decimal point. {remedy}")
    return Tuned(**values)


TUNED: Final = read_tuned(bundled(FILE))
