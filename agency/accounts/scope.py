"""What a token of the API may be used for."""

from enum import StrEnum


class Scope(StrEnum):
    """Reading alone, or writing too."""

    READ = "read"
    WRITE = "write"
