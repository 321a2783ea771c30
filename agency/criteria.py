"""Which criteria hold for a role: its profile with its own changes, or one that is asked for by name."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from skillpath.agency.book import Book
from skillpath.errors import UnknownName
from skillpath.reasoner.criteria import UNCHANGED, Changes, changed, departing, merged
from skillpath.reasoner.profile import PROFILES, Profile
from skillpath.reasoner.role import Role


def named_profiles(book: Book) -> Mapping[str, Profile]:
    """All profiles by name: those that ship, then the agency's own that are in use."""
    own = (one.profile for one in book.adopted_profiles() if one.withdrawn_on is None)
    return {**PROFILES, **{profile.name: profile for profile in own}}


def named_profile(book: Book, name: str) -> Profile:
    """A profile by name; raises :class:`UnknownName` with all names."""
    return _among(named_profiles(book), name)


def _among(profiles: Mapping[str, Profile], name: str) -> Profile:
    if name not in profiles:
        raise UnknownName(f"There is no criteria profile “{name}”.", list(profiles))
    return profiles[name]


def criteria(book: Book, role: Role, profile: str | None = None) -> Profile:
    """What holds for a role: its own criteria, or a named profile as it is; raises :class:`UnknownName`.

    The name of the role's own criteria names them too, as it is shown.
    """
    own = changed(named_profile(book, role.profile), role.changes)
    asked = own if profile in (None, own.name) else named_profile(book, str(profile))
    return book.firm().profile(asked)


def own_criteria(book: Book, roles: Sequence[Role]) -> list[Profile]:
    """The own criteria of each of many roles; raises :class:`UnknownName`."""
    profiles, firm = named_profiles(book), book.firm()
    return [firm.profile(changed(_among(profiles, role.profile), role.changes)) for role in roles]


def choices(book: Book, role: Role) -> list[Profile]:
    """The criteria under which a role may be looked at: its own, where they are changed, and all named."""
    own = criteria(book, role)
    return [*([own] if role.changes != UNCHANGED else []), *named_profiles(book).values()]


def with_criteria(book: Book, role: Role, *, base: str | None, changes: Changes, clear: bool = False) -> Role:
    """A role with another base or with more changes; ``clear`` first takes away those that it has.

    Raises :class:`UnknownName` or :class:`InputError` where that makes no criteria.
    """
    kept = UNCHANGED if clear else role.changes
    profile = named_profile(book, role.profile if base is None else base)
    made = replace(role, profile=profile.name, changes=departing(profile, merged(kept, changes)))
    criteria(book, made)
    return made
