"""Links by which a reading is sent to a client or to the candidate: made, opened, withdrawn."""

from typing import Any, Final

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from skillpath.agency.shared_readings import opened, share, withdraw
from skillpath.reasoner.texts.audiences import Audience
from skillpath.reasoner.texts.languages import Language
from skillpath.reasoner.texts.voice import Voice
from skillpath.reasoner.texts.wordings import Message
from skillpath.web.acting import consultant
from skillpath.web.current import unheld
from skillpath.web.language import gettext, voice
from skillpath.web.readings import AUDIENCES, told

BLUEPRINT: Final = Blueprint("sharing", __name__)


@BLUEPRINT.post("/print/roles/<path:role_id>/candidates/<path:code>/links")
def make(role_id: str, code: str) -> str:
    """Makes a link to the reading that the address names, and shows it this once."""
    reading = told(role_id, code)["reading"]
    if reading["audience"] == Audience.CONSULTANT:
        abort(400, gettext("What is for the consultant is not sent to anybody."))
    days = request.form.get("days", "")
    token = share(
        unheld().book,
        reading,
        by=consultant(),
        days=int(days) if days.isdecimal() and len(days) < 4 else 0,
    )
    return render_template(
        "link.html",
        address=url_for("sharing.show", token=token, _external=True),
        audience=voice().say(AUDIENCES[Audience(reading["audience"])]),
        days=int(days),
        back=_reading_address(role_id, code),
    )


@BLUEPRINT.post("/print/roles/<path:role_id>/candidates/<path:code>/links/<int:number>/end")
def end(role_id: str, code: str, number: int) -> Response:
    """Withdraws a link."""
    withdraw(unheld().book, number, by=consultant())
    return redirect(_reading_address(role_id, code), 303)


@BLUEPRINT.get("/shared/<token>")
def show(token: str) -> str:
    """The reading that a link leads to: for somebody who sees nothing else of the firm."""
    reading = opened(unheld().book, token)
    return render_template(
        "shared.html", reading=reading, voice=Voice(Language(reading["language"])), say=Message
    )


def _reading_address(role_id: str, code: str) -> str:
    query: dict[str, Any] = request.args.to_dict(flat=False)
    return url_for("readings.show", role_id=role_id, code=code, **query)
