"""The command ``calibrate``: weights learned from decisions, judged on others, adopted or withdrawn."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from skillpath.cli.options import DEFAULT_WORKSPACE, DatabaseOption, JsonOption, WorkspaceOption
from skillpath.cli.output import print_json, print_table, say

if TYPE_CHECKING:
    from skillpath.agency.book import Book
    from skillpath.agency.calibrating import Learning
    from skillpath.reasoner.profile import Profile


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(calibrate)


def calibrate(
    base: Annotated[
        str | None, typer.Option(help="Profile to begin with; the default one when left out.")
    ] = None,
    decisions: Annotated[
        Path | None, typer.Option(help="CSV of decisions to learn from, in place of those in the book.")
    ] = None,
    role: Annotated[
        list[str] | None, typer.Option(help="Only decisions about this role; repeatable.")
    ] = None,
    adopt: Annotated[
        str | None, typer.Option(metavar="NAME", help="Keep what was learned as a profile, if it is better.")
    ] = None,
    by: Annotated[str | None, typer.Option(help="Code of who adopts or withdraws, such as K-1.")] = None,
    withdraw: Annotated[
        str | None, typer.Option(metavar="NAME", help="Take an adopted profile out of use.")
    ] = None,
    profiles: Annotated[
        bool, typer.Option("--profiles", help="List the adopted profiles and where they come from.")
    ] = False,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """Learn the weights of a profile from decisions, and judge them on roles that they were not learned from.

    Nothing is adopted unless held-out decisions are surely ordered better.
    """
    from skillpath.agency.calibrating import adopt as adopt_profile
    from skillpath.agency.calibrating import learn
    from skillpath.agency.decision_file import read_decisions
    from skillpath.agency.workspace import Workspace
    from skillpath.reasoner.profile import DEFAULT_PROFILE

    opened = Workspace.open(workspace, database=database)
    if profiles:
        _list(opened.book, json=json)
        return
    if withdraw is not None:
        _withdraw(opened.book, withdraw, _asked(by))
        return
    learning = learn(
        opened,
        base=DEFAULT_PROFILE if base is None else base,
        decisions=None if decisions is None else read_decisions(decisions),
        roles=role or (),
    )
    adopted = None if adopt is None else adopt_profile(opened, learning, name=adopt, by=_asked(by))
    if json:
        print_json(_document(learning) | {"adopted": None if adopted is None else adopted.profile.name})
        return
    _print(learning)
    if adopted is not None:
        say(f"Adopted as “{adopted.profile.name}”. {adopted.profile.summary}")


def _asked(by: str | None) -> str:
    if by is None:
        raise typer.BadParameter("say who does it: --by K-1", param_hint="--by")
    return by


def _withdraw(book: "Book", name: str, by: str) -> None:
    from skillpath.agency.matching import today
    from skillpath.reasoner.decision import check_code

    check_code(by)
    book.withdraw(name, by=by, day=today())
    say(f"“{name}” is withdrawn; it stays on record.")


def _list(book: "Book", *, json: bool) -> None:
    from dataclasses import asdict

    found = book.adopted_profiles()
    if json:
        documents = [
            {"name": one.profile.name, "numbers": _numbers(one.profile), "withdrawn_by": one.withdrawn_by}
            | {"withdrawn_on": None if one.withdrawn_on is None else one.withdrawn_on.isoformat()}
            | asdict(one.provenance)
            | {"day": one.provenance.day.isoformat()}
            for one in found
        ]
        print_json(documents)
        return
    rows = [
        [
            one.profile.name,
            one.provenance.base,
            one.provenance.by,
            one.provenance.day,
            one.provenance.decisions,
            f"{one.provenance.before:.3f}",
            f"{one.provenance.after:.3f}",
            one.provenance.decisions_hash[:12],
            "" if one.withdrawn_on is None else f"{one.withdrawn_on} by {one.withdrawn_by}",
        ]
        for one in found
    ]
    columns = ["name", "from", "by", "day", "decisions", "before", "after", "their hash", "withdrawn"]
    print_table(f"{len(rows)} adopted profiles", columns, rows, right=["decisions", "before", "after"])


def _numbers(profile: "Profile") -> dict[str, float]:
    shares = {f"share of {dimension}": value for dimension, value in profile.share.items()}
    return shares | {"bottleneck": profile.bottleneck}


def _document(learning: "Learning") -> dict[str, Any]:
    from dataclasses import asdict

    found = learning.calibration
    return {
        "base": found.base.name,
        "decisions": len(learning.decisions),
        "decisions_hash": learning.decisions_hash,
        "before": _numbers(found.base),
        "learned": _numbers(found.learned),
        "held_out": [asdict(one) for one in found.held_out],
        "gain": found.gain,
        "gain_ci": list(found.gain_ci),
        "own_criteria": learning.own,
        "channels": {str(channel): list(effects) for channel, effects in learning.channels.items()},
        "improves": found.improves,
    }


def _print(learning: "Learning") -> None:
    found = learning.calibration
    roles, pairs = len(found.held_out), sum(one.pairs for one in found.held_out)
    say(
        f"{len(learning.decisions)} decisions about {roles} roles, {pairs} pairs decided differently; "
        f"hash {learning.decisions_hash[:12]}"
    )
    before, after = _numbers(found.base), _numbers(found.learned)
    print_table(
        "Weights",
        ["", found.base.name, "learned"],
        [[name, f"{before[name]:.3f}", f"{after[name]:.3f}"] for name in before],
        right=[found.base.name, "learned"],
    )
    say("Held-out decisions: share of pairs in the right order")
    print_table(
        "",
        ["role", "candidates", "pairs", "before", "after"],
        [
            *([h.role, h.candidates, h.pairs, f"{h.before:.3f}", f"{h.after:.3f}"] for h in found.held_out),
            ["mean", "", pairs, *(f"{mean:.3f}" for mean in _means(learning))],
        ],
        right=["candidates", "pairs", "before", "after"],
    )
    say("Channels are not learned: what the share in the right order would change by if one counted")
    print_table(
        "",
        ["channel", "half", "in full"],
        [[channel, f"{half:+.3f}", f"{full:+.3f}"] for channel, (half, full) in learning.channels.items()],
        right=["half", "in full"],
    )
    low, high = found.gain_ci
    say(f"Gain {found.gain:+.3f}, 95 % from {low:+.3f} to {high:+.3f} over draws of roles.")
    say(f"The roles' own criteria order {learning.own:.3f} of the pairs right.")
    say(_verdict(improves=found.improves))


def _means(learning: "Learning") -> tuple[float, float]:
    roles = learning.calibration.held_out
    return sum(one.before for one in roles) / len(roles), sum(one.after for one in roles) / len(roles)


def _verdict(*, improves: bool) -> str:
    if improves:
        return "Better on roles that were not learned from: `--adopt NAME --by CODE` keeps the weights."
    return "Not surely better on roles that were not learned from: the weights are not to be adopted."
