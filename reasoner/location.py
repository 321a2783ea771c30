"""Places as ISO 3166 codes: a country (``DE``) or one of its subdivisions (``DE-BE``)."""

import re
from typing import Final

from skillpath.errors import InputError

_CODE: Final = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")


def checked_location(code: str) -> str:
    """The code; raises :class:`InputError` for what cannot be one."""
    if _CODE.fullmatch(code) is None:
        raise InputError(
            f"The location “{code}” is no ISO 3166 code: give a country such as DE, or a subdivision "
            "such as DE-BE."
        )
    return code


def lies_in(location: str, wanted: str) -> bool:
    """Whether a place is the one wanted, or a subdivision of the country wanted.

    >>> lies_in("DE-BE", "DE"), lies_in("DE-BE", "DE-BE"), lies_in("DE", "DE-BE")
    (True, True, False)
    """
    return location == wanted or location.startswith(f"{wanted}-")
