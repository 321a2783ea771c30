"""What the roles of accounts are called in the language of a page."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from skillpath.agency.accounts.rights import Role
from skillpath.web.language import gettext, gettext_noop

ROLES: Final[Mapping[Role, str]] = MappingProxyType(
    {
        Role.CONSULTANT: gettext_noop("consultant"),
        Role.EDITOR: gettext_noop("editor"),
        Role.REVIEWER: gettext_noop("reviewer"),
        Role.ANALYST: gettext_noop("analyst"),
        Role.ADMINISTRATOR: gettext_noop("administrator"),
    }
)
"""Role → what it is called."""

TELLS: Final[Mapping[Role, str]] = MappingProxyType(
    {
        Role.CONSULTANT: gettext_noop("matches, decides, knows who candidates are"),
        Role.EDITOR: gettext_noop("keeps the ontology, and sees what it does to matches"),
        Role.REVIEWER: gettext_noop("looks at what others do, and notes what it finds"),
        Role.ANALYST: gettext_noop("reads and queries, and changes nothing"),
        Role.ADMINISTRATOR: gettext_noop("may all, and lets others in"),
    }
)
"""Role → what somebody with it does."""


def roles_in_words(roles: Iterable[Role]) -> str:
    """Some roles, in the order of the table."""
    asked = set(roles)
    return ", ".join(gettext(said) for role, said in ROLES.items() if role in asked)
