"""What somebody asks of the log, in words."""

from skillpath.agency.audit.kinds import Event
from skillpath.errors import UnknownName


def event_named(name: str) -> Event:
    """A kind of entry by its name; raises :class:`UnknownName` with all of them."""
    try:
        return Event(name)
    except ValueError:
        raise UnknownName(f"The log has no kind of entry “{name}”.", list(Event)) from None
