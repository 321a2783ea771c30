"""What was changed of a role, when and by whom: only ever added, and written together with the role."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import insert, select

from skillpath.agency import schema as t
from skillpath.agency.audit.chain import Happening, append
from skillpath.agency.audit.kinds import Event
from skillpath.agency.book import Book
from skillpath.agency.moments import now
from skillpath.agency.storing import store_roles
from skillpath.graph.network import Network
from skillpath.reasoner.criteria import table_of
from skillpath.reasoner.decision import check_code
from skillpath.reasoner.role import Role
from skillpath.reasoner.shown import label
from skillpath.reasoner.texts.change_wordings import Change
from skillpath.reasoner.texts.languages import Language
from skillpath.reasoner.texts.terms import CHANNELS, DIMENSIONS, PROFILES, Wording
from skillpath.reasoner.texts.voice import Voice
from skillpath.reasoner.texts.wordings import Message

Table = Mapping[str, Any]

_OF: Final = MappingProxyType({"share": Change.SHARE, "development": Change.CHANNEL})
"""Table of changes → what is said of a number in it."""

_SINGLE: Final = MappingProxyType(
    {
        "bottleneck": Change.BOTTLENECK,
        "industry_only": Change.INDUSTRY_ONLY,
        "other_industry": Change.OTHER_INDUSTRY,
    }
)
"""Other change → what is said of it."""

_NAMES: Final[Mapping[str, Wording]] = MappingProxyType(
    {str(key): said for table in (DIMENSIONS, CHANNELS) for key, said in table.items()}
)


@dataclass(frozen=True, slots=True)
class RoleChange:
    """A change: ``at`` in ISO 8601, UTC; ``before`` and ``after`` are what can be changed of a role."""

    role: str
    at: str
    by: str
    before: Table
    after: Table


def change_role(book: Book, made: Role, *, by: str) -> bool:
    """Writes a role in place of the one of its id, and who did so; false where nothing is different.

    Raises :class:`UnknownName` for a role that is not in the book, :class:`InputError` for a code that is
    none.
    """
    check_code(by)
    kept = book.role_as_written(made.id)
    if kept == made:
        return False
    with book.write() as connection:
        store_roles(connection, [made])
        row = {"role": made.id, "at": now(), "by": by, "before": _table(kept), "after": _table(made)}
        connection.execute(insert(t.ROLE_CHANGE), row)
        changed = {"what": "criteria", "before": row["before"], "after": row["after"]}
        append(connection, [Happening(Event.OVERRIDE, by, role=made.id, details=changed)])
    return True


def role_changes(book: Book, *, role: str | None = None) -> list[RoleChange]:
    """The changes of all roles, or of one, the latest first."""
    query = select(t.ROLE_CHANGE).order_by(t.ROLE_CHANGE.c.number.desc())
    with book.read() as connection:
        rows = connection.execute(query if role is None else query.where(t.ROLE_CHANGE.c.role == role))
        return [RoleChange(row.role, row.at, row.by, row.before, row.after) for row in rows]


def in_words(network: Network, change: RoleChange, language: Language = Language.EN) -> list[str]:
    """What was changed, each in a few words."""
    before, after, voice = change.before, change.after, Voice(language)
    said = []
    if before["profile"] != after["profile"]:
        said.append(voice.say(Change.CRITERIA, profile=voice.term(PROFILES, after["profile"])))
    said += _numbers(before, after, voice)
    if before["floor"] != after["floor"]:
        said.append(voice.say(Change.FLOOR_NOT_WANTED if after["floor"] is None else Change.FLOOR_WANTED))
    return [*said, *_skills(network, before["skills"], after["skills"], voice)]


def _table(role: Role) -> Table:
    return {
        "profile": role.profile,
        "changes": table_of(role.changes),
        "floor": role.floor,
        "skills": {one.skill: [one.essential, one.level] for one in role.skills},
    }


def _numbers(before: Table, after: Table, voice: Voice) -> Iterator[str]:
    old, new = _flat(before["changes"]), _flat(after["changes"])
    for number in dict.fromkeys((*old, *new)):
        if old.get(number) != new.get(number):
            message, key = number
            value = voice.short(new[number]) if number in new else voice.say(Change.AS_IN_PROFILE)
            yield voice.say(message, name=voice.term(_NAMES, key), value=value)


def _flat(changes: Table) -> Mapping[tuple[Change, str], float]:
    """The numbers that are changed, by what is said of them and of what they are."""
    nested = {(_OF[name], key): number for name in _OF for key, number in changes.get(name, {}).items()}
    return nested | {(_SINGLE[name], ""): value for name, value in changes.items() if name in _SINGLE}


def _skills(network: Network, old: Table, new: Table, voice: Voice) -> Iterator[str]:
    for iri in dict.fromkeys((*old, *new)):
        name = label(network, iri, voice.language)
        if iri not in new:
            yield voice.say(Change.NOT_ASKED_FOR, name=name)
        elif old.get(iri) != new[iri]:
            essential, level = new[iri]
            kind = voice.say(Message.ESSENTIAL if essential else Message.OPTIONAL)
            yield voice.say(Change.ASKED_FOR, name=name, kind=kind, level=voice.percent(level, decimals=0))
