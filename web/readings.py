"""The pages to print or to send: one match told to one audience in one language, on one page of paper."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, TypeVar

from flask import Blueprint, render_template, request

from skillpath.agency.matching import explanation
from skillpath.agency.shared_readings import shared
from skillpath.errors import UnknownName
from skillpath.reasoner.shown import Document
from skillpath.reasoner.texts.audiences import Audience
from skillpath.reasoner.texts.languages import RULES, Language
from skillpath.reasoner.texts.table import table
from skillpath.reasoner.texts.voice import Voice
from skillpath.reasoner.texts.wordings import Message
from skillpath.web.current import workspace
from skillpath.web.logged import log_explanation
from skillpath.web.state import asked_state

BLUEPRINT: Final = Blueprint("readings", __name__)

AUDIENCES: Final[Mapping[Audience, Message]] = {
    Audience.CONSULTANT: Message.FOR_CONSULTANT,
    Audience.CLIENT: Message.FOR_CLIENT,
    Audience.CANDIDATE: Message.FOR_CANDIDATE,
}
"""Who a page may be for → how the link to it is called."""

ON_PAPER: Final = ("summary", "missing", "questions")
"""Sections of the consultant's text on paper; the others are its table, or too long for one page."""

DAYS: Final = (7, 14, 30, 90)
"""For so many days a link may be made."""

Choice = TypeVar("Choice", bound=StrEnum)


@BLUEPRINT.get("/print/roles/<path:role_id>/candidates/<path:code>")
def show(role_id: str, code: str) -> str:
    """One match under a profile, told to whom ``for`` says in the language ``lang``."""
    document = told(role_id, code)
    language = Language(document["reading"]["language"])
    consultant = document["reading"]["audience"] == Audience.CONSULTANT
    sections = document["reading"]["sections"]
    return render_template(
        "reading.html",
        document=document,
        reading=document["reading"],
        sections=[s for s in sections if not consultant or s["name"] in ON_PAPER],
        table=table(document) if consultant else None,
        voice=Voice(language),
        say=Message,
        audiences=AUDIENCES,
        languages=RULES,
        state=asked_state(),
        links=[] if consultant else shared(workspace().book, code, role_id),
        days=DAYS,
    )


def told(role_id: str, code: str) -> Document:
    """The match that the address names, with its reading."""
    state = asked_state()
    role, audience = state.role(role_id), _asked("for", Audience.CONSULTANT)
    spoken = _asked("lang", Language.EN)
    document = explanation(workspace(), code, role, as_of=state.as_of, audience=audience, language=spoken)
    log_explanation(document, role, state, via=f"reading for the {audience}")
    return document


def _asked(name: str, default: Choice) -> Choice:
    """What the address chooses; raises :class:`UnknownName` with all there is to choose from."""
    kind, value = type(default), request.args.get(name) or default
    try:
        return kind(value)
    except ValueError:
        raise UnknownName(f"“{value}” is nothing to choose for “{name}”.", list(kind)) from None
