"""What a role may ask of a candidate besides the score: place, day, licences, and industries worked in."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from skillpath.reasoner.licence import checked_licences
from skillpath.reasoner.location import checked_location


@dataclass(frozen=True, slots=True)
class Filters:
    """Visible filters (``scoring.md`` §5): they say who is listed last, and never change a score.

    A candidate passes who lives in any of ``locations`` (ISO 3166), is available on or before
    ``available_by``, holds all ``licences``, and has worked in any of ``industries`` (IRIs) or in one within
    it; what is left empty is not asked for. Raises :class:`InputError` for a location that is no code and a
    licence without a name.
    """

    locations: tuple[str, ...] = ()
    available_by: date | None = None
    licences: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for location in self.locations:
            checked_location(location)
        checked_licences(self.licences)

    def overridden(self, other: "Filters") -> "Filters":
        """The other ones, and where they ask for nothing these.

        >>> Filters(("DE",), licences=("ADR",)).overridden(Filters(("AT",))).locations
        ('AT',)
        """
        return Filters(
            locations=other.locations or self.locations,
            available_by=other.available_by or self.available_by,
            licences=other.licences or self.licences,
            industries=other.industries or self.industries,
        )


NO_FILTERS: Final = Filters()
