"""What the buttons on the page of a working copy do, and what is said where that cannot be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from flask import request

from skillpath.agency.editing import rebasing, releasing, reviewing, working_copies
from skillpath.agency.editing.review_step import Step
from skillpath.agency.workspace import Workspace
from skillpath.web.acting import sender
from skillpath.web.fields import line, text
from skillpath.web.language import gettext, gettext_noop


@dataclass(frozen=True, slots=True)
class Sent:
    """What the forms of a working copy send: who, why or what is said, what they saw last, and numbers."""

    by: str
    said: str
    seen: int | None
    numbers: tuple[int, ...] = ()

    @classmethod
    def read(cls) -> "Sent":
        """What this request sends."""
        numbers = tuple(sorted({whole(one) for one in request.form.getlist("number")}))
        return cls(sender(), text("said"), whole(line("seen")) if line("seen") else None, numbers)


Act = Callable[[Workspace, str, Sent], int | None]


def whole(said: str) -> int:
    """A number of a form; 0, which no change set has, for what is none.

    >>> whole("12"), whole("x"), whole("")
    (12, 0, 0)
    """
    return int(said[:9]) if said.isascii() and said.isdecimal() else 0


def _undo(workspace: Workspace, name: str, sent: Sent) -> int | None:
    why = " ".join(sent.said.split())
    made = working_copies.undo(workspace, name, sent.numbers, by=sent.by, why=why)
    return None if made is None else made.number


def _reviewing(step: Step) -> Act:
    def act(workspace: Workspace, name: str, sent: Sent) -> None:
        reviewing.say(workspace.book, name, step, by=sent.by, text=sent.said, seen=sent.seen)

    return act


def _release(workspace: Workspace, name: str, sent: Sent) -> None:
    releasing.release(workspace, name, by=sent.by, overrule=line("overrule"))


def _rebase(workspace: Workspace, name: str, _sent: Sent) -> None:
    rebasing.rebase(workspace, name, translate=gettext)


def _close(workspace: Workspace, name: str, sent: Sent) -> None:
    copy = working_copies.working_copy(workspace.book, name)
    seen = copy.changes if sent.seen is None else sent.seen
    working_copies.close(workspace.book, replace(copy, changes=seen), by=sent.by)


STEPS: Final[Mapping[str, Act]] = MappingProxyType(
    {
        "undo": _undo,
        "propose": _reviewing(Step.PROPOSED),
        "comment": _reviewing(Step.COMMENTED),
        "approve": _reviewing(Step.APPROVED),
        "send-back": _reviewing(Step.SENT_BACK),
        "release": _release,
        "rebase": _rebase,
        "close": _close,
    }
)
"""What a button says → what it does; it gives the number of the change set that it made."""

DONE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "begin": gettext_noop("It is begun. Nothing that is edited here counts until it is released."),
        "undo": gettext_noop("It is taken back, by a change set more: undo that one, and it is there again."),
        "propose": gettext_noop(
            "It is proposed. Somebody who has not edited it approves it, or sends it back."
        ),
        "comment": gettext_noop("The comment is kept."),
        "approve": gettext_noop("It is approved as it is now: it can be released."),
        "send-back": gettext_noop("It is sent back to its editors."),
        "release": gettext_noop("The release is made, and the current one from now on."),
        "rebase": gettext_noop("Its changes are on the current release now."),
        "close": gettext_noop("It is closed. What was changed in it stays on record."),
        "save": gettext_noop("It is kept as a change set of its own."),
        "nothing": gettext_noop("Nothing differs from what is there: nothing was written."),
    }
)
"""What was done → what the page says of it."""
