"""A role's own criteria: the numbers in which it departs from a named profile (``scoring.md`` §4)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final, TypeVar

from skillpath.errors import InputError
from skillpath.reasoner.parameters import Channel
from skillpath.reasoner.profile import Dimension, Profile, number_problems

Kind = TypeVar("Kind", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Changes:
    """What a role changes of its profile; what it leaves as it is, is left out.

    The fields are those of :class:`Profile`. Raises :class:`InputError` with every number that cannot be.
    """

    share: Mapping[Dimension, float] = field(default_factory=dict)
    development: Mapping[Channel, float] = field(default_factory=dict)
    bottleneck: float | None = None
    industry_only: bool | None = None
    other_industry: bool | None = None

    def __post_init__(self) -> None:
        problems = list(number_problems(self.share, self.development, self.bottleneck or 0.0))
        if problems:
            raise InputError(f"The criteria cannot be changed so: {'; '.join(problems)}.")


UNCHANGED: Final = Changes()
"""The changes of a role that takes its profile as it is."""

CHANGED: Final = "changed for this role"
"""What is said after the name of a profile of which a role changes something."""


def changed(profile: Profile, changes: Changes) -> Profile:
    """A profile with a role's changes, under a name that says so; raises :class:`InputError`.

    >>> from skillpath.reasoner.profile import profile_named
    >>> own = changed(profile_named("skills first"), Changes(bottleneck=0.2))
    >>> own.name, own.bottleneck
    ('skills first, changed for this role', 0.2)
    """
    if changes == UNCHANGED:
        return profile
    return replace(
        profile,
        name=f"{profile.name}, {CHANGED}",
        summary=f"Changed: {'; '.join(differences(profile, changes))}.",
        share={**profile.share, **changes.share},
        development={**profile.development, **changes.development},
        **_single(changes),
    )


def merged(earlier: Changes, later: Changes) -> Changes:
    """Both changes together; where both change one number, the later counts."""
    return replace(
        earlier,
        share={**earlier.share, **later.share},
        development={**earlier.development, **later.development},
        **_single(later),
    )


def departing(profile: Profile, changes: Changes) -> Changes:
    """The changes without those that say what the profile says anyway."""
    single = {name: value for name, value in _single(changes).items() if value != getattr(profile, name)}
    return Changes(
        share={d: value for d, value in changes.share.items() if value != profile.share[d]},
        development={c: value for c, value in changes.development.items() if value != profile.development[c]},
        **single,
    )


def differences(profile: Profile, changes: Changes) -> Iterator[str]:
    """Each change in words, with what the profile says instead."""
    for dimension, share in changes.share.items():
        yield f"share of {dimension} {share:g} instead of {profile.share[dimension]:g}"
    for channel, counts in changes.development.items():
        yield f"channel {channel} {counts:g} instead of {profile.development[channel]:g}"
    for name, value in _single(changes).items():
        yield f"{name.replace('_', ' ')} {_told(value)} instead of {_told(getattr(profile, name))}"


def table_of(changes: Changes) -> dict[str, Any]:
    """The changes as a table of plain values, as files and the book keep them; empty without any."""
    tables = {"share": _texts(changes.share), "development": _texts(changes.development)}
    return {name: table for name, table in tables.items() if table} | _single(changes)


def changes_of(table: Mapping[str, Any]) -> Changes:
    """The changes that a table of plain values says; raises :class:`InputError` with all that is wrong.

    >>> changes_of({"share": {"skills": 0.6}, "bottleneck": 0.1}).bottleneck
    0.1
    """
    share = _numbers(Dimension, table.get("share"))
    development = _numbers(Channel, table.get("development"))
    single = {name: table[name] for name, (fits, _) in _SINGLE.items() if fits(table.get(name))}
    problems = [*_table_problems(table), *number_problems(share, development, single.get("bottleneck", 0.0))]
    if problems:
        raise InputError(f"The criteria cannot be changed so: {'; '.join(problems)}.")
    return Changes(share, development, **single)


_TABLES: Final[Mapping[str, type[StrEnum]]] = {"share": Dimension, "development": Channel}


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


_SINGLE: Final[Mapping[str, tuple[Callable[[object], bool], str]]] = {
    "bottleneck": (_is_number, "a number"),
    "industry_only": (_is_flag, "true or false"),
    "other_industry": (_is_flag, "true or false"),
}


def _single(changes: Changes) -> dict[str, Any]:
    return {name: value for name in _SINGLE if (value := getattr(changes, name)) is not None}


def _told(value: float | bool) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else f"{value:g}"


def _texts(numbers: Mapping[Kind, float]) -> dict[str, float]:
    return {str(kind): value for kind, value in numbers.items()}


def _numbers(kind: type[Kind], table: Any) -> dict[Kind, Any]:
    """Those of the kind for which a table holds a number."""
    known = table if isinstance(table, Mapping) else {}
    return {one: known[one] for one in kind if _is_number(known.get(one))}


def _table_problems(table: Mapping[str, Any]) -> Iterator[str]:
    for name, value in table.items():
        if name in _TABLES:
            yield from _numbers_problems(name, value)
        elif name not in _SINGLE:
            yield f"unknown key {name} (known: {', '.join([*_TABLES, *_SINGLE])})"
        elif not _SINGLE[name][0](value):
            yield f"{name} = {value!r} is not {_SINGLE[name][1]}"


def _numbers_problems(name: str, table: object) -> Iterator[str]:
    known = list(_TABLES[name])
    if not isinstance(table, Mapping):
        yield f"{name} = {table!r} is not a table of numbers"
        return
    for key, value in table.items():
        if key not in known:
            yield f"{name} has no {key} (known: {', '.join(known)})"
        elif not _is_number(value):
            yield f"{name} of {key} = {value!r} is not a number"
