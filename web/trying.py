"""What an address says of what is tried of a role: criteria, skills, shop floor; and the form that asks it.

In an address ``share-skills=60`` is a share of 0.6, ``ask=optional:80:IRI`` a skill that is asked for in
another way, ``ask=out:IRI`` one that is not. The form sends all it shows; an address only what differs.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from flask import abort
from werkzeug.datastructures import MultiDict

from skillpath.agency.criteria import criteria
from skillpath.agency.trial import Trial
from skillpath.agency.workspace import Workspace
from skillpath.errors import SkillPathError
from skillpath.graph.lookup import find_concept
from skillpath.reasoner.criteria import Changes
from skillpath.reasoner.profile import Dimension, Profile
from skillpath.reasoner.role import Role, SkillRequirement
from skillpath.web.language import gettext
from skillpath.web.text import slug

Args = MultiDict[str, str]
Query = dict[str, Any]
"""Field of an address → its text, or several, or ``None`` for none."""

SHARES: Final[Mapping[Dimension, str]] = MappingProxyType({d: f"share-{slug(d)}" for d in Dimension})
"""Dimension → the field of its share, in hundredths."""

BOTTLENECK: Final = "bottleneck"
ASK: Final = "ask"
FLOOR: Final = "floor"
OUT: Final = "out"

NEEDS: Final[Mapping[str, bool]] = MappingProxyType({"essential": True, "optional": False})
"""How a skill is asked for → whether that is essential."""

FLOORS: Final[Mapping[str, bool]] = MappingProxyType({"wanted": True, "not-wanted": False})

MOST: Final = 200
"""So many skills can be tried at once."""


def trial_in(args: Args, profile: str | None) -> Trial:
    """What an address, or a form that keeps it, says; refuses what makes no sense."""
    asked, left_out = [], []
    for text in args.getlist(ASK)[:MOST]:
        need, _, rest = text.partition(":")
        level, _, iri = rest.partition(":")
        if need == OUT and rest:
            left_out.append(rest)
        elif need in NEEDS and iri:
            asked.append(SkillRequirement(iri, NEEDS[need], _hundredths(level) / 100))
        else:
            abort(400, gettext("“%(text)s” is no way to ask for a skill.", text=text))
    floor = FLOORS.get(args.get(FLOOR, ""))
    return Trial(profile, _changes(args), tuple(asked), tuple(left_out), floor)


def query_of(trial: Trial) -> Query:
    """The same for the links of the page; an address leaves out what is ``None`` or empty."""
    changes = trial.changes
    shares = {name: _said(changes.share.get(dimension)) for dimension, name in SHARES.items()}
    floors = {wanted: name for name, wanted in FLOORS.items()}
    return {
        **shares,
        BOTTLENECK: _said(changes.bottleneck),
        ASK: [*map(_asked, trial.asked), *(f"{OUT}:{iri}" for iri in trial.left_out)],
        FLOOR: None if trial.floor is None else floors[trial.floor],
    }


def filled_in(workspace: Workspace, role: Role, args: Args, profile: str | None) -> tuple[Trial, str]:
    """What the form on the page of a role asks to be tried, and what of it could not be understood."""
    shown, problem = criteria(workspace.book, role, profile), ""
    kept = {one.skill: one for one in role.skills}
    skills = list(_skills(args))
    try:
        skills += _added(workspace, args.get("add", "").strip())
    except SkillPathError as error:
        problem = str(error)
    trial = Trial(
        profile,
        _departing(_changes(args), shown),
        tuple(one for one, need in skills if need != OUT and not _alike(one, kept.get(one.skill))),
        tuple(one.skill for one, need in skills if need == OUT and one.skill in kept),
        _floor(args, role),
    )
    return trial, problem


def hundredths(profile: Profile) -> dict[str, int]:
    """The numbers of criteria as the form shows them."""
    return {
        **{SHARES[dimension]: round(100 * share) for dimension, share in profile.share.items()},
        BOTTLENECK: round(100 * profile.bottleneck),
    }


def _changes(args: Args) -> Changes:
    share = {d: _hundredths(args[name], least=0) / 100 for d, name in SHARES.items() if args.get(name)}
    weakest = args.get(BOTTLENECK)
    return Changes(share, bottleneck=_hundredths(weakest, least=0) / 100 if weakest else None)


def _departing(changes: Changes, shown: Profile) -> Changes:
    """Only what differs from criteria as the form shows them: it rounds, and that is no change."""
    before = hundredths(shown)
    share = {d: n for d, n in changes.share.items() if round(100 * n) != before[SHARES[d]]}
    weakest = changes.bottleneck
    moved = weakest is not None and round(100 * weakest) != before[BOTTLENECK]
    return Changes(share, bottleneck=weakest if moved else None)


def _skills(args: Args) -> Iterator[tuple[SkillRequirement, str]]:
    rows = zip(args.getlist("skill"), args.getlist("need"), args.getlist("level"), strict=False)
    for iri, need, level in list(rows)[:MOST]:
        yield SkillRequirement(iri, NEEDS.get(need, True), _hundredths(level) / 100), need


def _added(workspace: Workspace, name: str) -> Iterator[tuple[SkillRequirement, str]]:
    if name:
        node = find_concept(workspace.network, name, kinds=("skill",))
        yield SkillRequirement(workspace.network.nodes[node].iri), "essential"


def _alike(one: SkillRequirement, other: SkillRequirement | None) -> bool:
    """Whether the form shows both the same."""
    return other is not None and (one.essential, round(100 * one.level)) == (
        other.essential,
        round(100 * other.level),
    )


def _floor(args: Args, role: Role) -> bool | None:
    wanted = FLOORS.get(args.get(FLOOR, ""))
    return None if wanted == (role.floor is not None) else wanted


def _asked(one: SkillRequirement) -> str:
    return f"{'essential' if one.essential else 'optional'}:{round(100 * one.level)}:{one.skill}"


def _said(value: float | None) -> str | None:
    return None if value is None else str(round(100 * value))


def _hundredths(text: str, *, least: int = 1) -> int:
    if not (text.isascii() and text.isdecimal() and least <= int(text[:9]) <= 100):
        abort(400, gettext("“%(text)s” is no number from %(least)s to 100.", text=text, least=least))
    return int(text)
