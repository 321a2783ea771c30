"""How the pages of the bench say what they show: standings, what an action did, groups of differences."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from skillpath.agency.editing.review_step import Step
from skillpath.agency.editing.working_copies import working_copies
from skillpath.ontology.diff import Change, Diff, Group
from skillpath.web.current import unheld
from skillpath.web.language import gettext_noop

STANDINGS: Final[Mapping[Step | None, str]] = MappingProxyType(
    {
        None: gettext_noop("being edited"),
        Step.PROPOSED: gettext_noop("proposed"),
        Step.COMMENTED: gettext_noop("commented"),
        Step.APPROVED: gettext_noop("approved"),
        Step.SENT_BACK: gettext_noop("sent back"),
    }
)
"""Where a review stands → how it is said."""

GROUPS: Final[Mapping[Group, str]] = MappingProxyType(
    {
        Group.ADDED: gettext_noop("Concepts added"),
        Group.RETIRED: gettext_noop("Concepts retired"),
        Group.RELABELLED: gettext_noop("Concepts relabelled"),
        Group.MOVED: gettext_noop("Concepts moved"),
        Group.MERGED: gettext_noop("Concepts merged or split"),
        Group.ALT_LABELS: gettext_noop("Alternative labels"),
        Group.DEFINITIONS: gettext_noop("Definitions"),
        Group.RELATIONS: gettext_noop("Relations"),
        Group.WEIGHTS: gettext_noop("Stated weights"),
        Group.OTHER: gettext_noop("Other statements"),
    }
)
"""What a difference is about → its heading."""

MOST: Final = 100
"""So many differences are shown, the first ones; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A difference as a page shows it: changes under their headings, and how many more there are."""

    groups: tuple[tuple[str, tuple[Change, ...]], ...]
    total: int
    left_out: int


def shown(diff: Diff) -> Shown:
    """The first differences under their headings, in the order of the groups."""
    first = diff.changes[:MOST]
    found = ((GROUPS[group], tuple(one for one in first if one.group is group)) for group in Group)
    groups = tuple((heading, changes) for heading, changes in found if changes)
    return Shown(groups, len(diff.changes), len(diff.changes) - len(first))


def open_copies() -> list[str]:
    """The names of the working copies that can be edited, the latest first."""
    return [one.name for one in working_copies(unheld().book) if one.is_open]
