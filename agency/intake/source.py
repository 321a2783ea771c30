"""A file on its way in."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a file under the name that somebody gave it.

    ``columns``: for a sheet, what a column stands for → its header, where the header does not tell.
    """

    name: str
    data: bytes = field(repr=False)
    columns: Mapping[str, str] = field(default_factory=dict)
