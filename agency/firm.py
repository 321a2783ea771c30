"""What the firm says of itself: its name, its one industry if it has one, and whether others may ask it."""

from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Connection, delete, insert, select

from skillpath.agency import records
from skillpath.agency import schema as t
from skillpath.reasoner.profile import Profile
from skillpath.reasoner.role import Role


@dataclass(frozen=True, slots=True)
class Firm:
    """``industry``: the IRI of the only one that the firm works for, ``None`` for a broad firm.

    ``shares``: whether other firms may ask for coded profiles.
    """

    name: str | None = None
    industry: str | None = None
    shares: bool = False

    def role(self, role: Role) -> Role:
        """A role as this firm means it: without an industry of its own it is in the firm's."""
        return role if role.industry is not None else replace(role, industry=self.industry)

    def profile(self, profile: Profile) -> Profile:
        """Criteria as this firm means them: in a one-industry firm experience in the industry is a filter."""
        return profile if self.industry is None else replace(profile, industry_only=True)


BROAD: Final = Firm()
"""A firm that has said nothing of itself."""


def read_firm(connection: Connection) -> Firm:
    """What the book says of its firm."""
    row = connection.execute(select(t.AGENCY)).mappings().first()
    return BROAD if row is None else Firm(**row)


def write_firm(connection: Connection, firm: Firm) -> None:
    """Says it anew."""
    connection.execute(delete(t.AGENCY))
    connection.execute(insert(t.AGENCY), records.fields(firm))
