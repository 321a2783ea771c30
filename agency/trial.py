"""What is tried of a role without keeping it: other criteria, other skills, its shop floor or not."""

from dataclasses import dataclass, field, replace
from typing import Final

from skillpath.agency.book import Book
from skillpath.agency.criteria import criteria, with_criteria
from skillpath.errors import InputError
from skillpath.reasoner.criteria import UNCHANGED, Changes
from skillpath.reasoner.role import Role, SkillRequirement


@dataclass(frozen=True, slots=True)
class Trial:
    """In what a role is tried to differ from what is kept of it.

    ``profile``: the criteria to begin with (``None``: the role's own), ``changes``: the numbers changed of
    them. ``asked``: skills asked for in another way, or besides; ``left_out``: IRIs of skills not asked for.
    ``floor``: whether the shop floor is wanted, ``None`` for as it is.
    """

    profile: str | None = None
    changes: Changes = field(default=UNCHANGED, hash=False)
    asked: tuple[SkillRequirement, ...] = ()
    left_out: tuple[str, ...] = ()
    floor: bool | None = None


NOTHING_TRIED: Final = Trial()


def tried(book: Book, role_id: str, trial: Trial) -> Role:
    """A role as it is tried, as it would be written; of equal criteria those of the role come first.

    Raises :class:`UnknownName`, and :class:`InputError` where that makes no criteria, or no shop floor.
    """
    role = book.role_as_written(role_id)
    own = trial.profile in (None, criteria(book, role).name)
    made = with_criteria(
        book, role, base=None if own else trial.profile, changes=trial.changes, clear=not own
    )
    return replace(made, skills=_skills(role, trial), floor=_floor(book, role, trial.floor))


def _skills(role: Role, trial: Trial) -> tuple[SkillRequirement, ...]:
    """In the order of the role, what is asked for besides last."""
    asked = {one.skill: one for one in role.skills} | {one.skill: one for one in trial.asked}
    return tuple(one for iri, one in asked.items() if iri not in trial.left_out)


def _floor(book: Book, role: Role, wanted: bool | None) -> str | None:
    if wanted is None:
        return role.floor
    floor = role.floor or book.firm().role(role).industry
    if wanted and floor is None:
        raise InputError(f"{role.id} has no industry whose shop floor could be wanted.")
    return floor if wanted else None
