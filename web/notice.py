"""What candidates are told before they are matched: as a page, and on paper."""

from typing import Final

from flask import Blueprint, render_template, request

from skillpath.agency.audit.kinds import LEAST_DAYS
from skillpath.agency.matching import today
from skillpath.reasoner.texts.languages import RULES, Language
from skillpath.reasoner.texts.notice import notice
from skillpath.reasoner.texts.voice import Voice
from skillpath.reasoner.texts.wordings import Message
from skillpath.web.language import LANGUAGES, language

BLUEPRINT: Final = Blueprint("notice", __name__)


@BLUEPRINT.get("/notice")
def show() -> str:
    """The notice in the language of the page."""
    return render_template("notice.html", notice=notice(language(), kept_days=LEAST_DAYS))


@BLUEPRINT.get("/print/notice")
def on_paper() -> str:
    """The notice to print or to send, in the language that the address names."""
    spoken = LANGUAGES.get(request.args.get("lang", ""), Language.EN)
    voice = Voice(spoken)
    told = notice(spoken, kept_days=LEAST_DAYS)
    return render_template(
        "notice_paper.html",
        notice=told,
        reading={
            "language": spoken,
            "title": told.title,
            "audience": "notice",
            "basis": voice.say(Message.BASIS),
            "as_of": today().isoformat(),
        },
        voice=voice,
        say=Message,
        languages=RULES,
    )
