"""The page that says what a score means."""

from typing import Final

from flask import Blueprint, render_template

from skillpath.web.current import workspace
from skillpath.web.curve import HEIGHT, WIDTH, curve

BLUEPRINT: Final = Blueprint("scores", __name__)


@BLUEPRINT.get("/scores")
def show() -> str:
    """The words for scores, and the measurement that they rest on."""
    measured = workspace().thresholds
    return render_template(
        "scores.html",
        measured=measured,
        bands=measured.thresholds.bands,
        curve=curve(measured.thresholds),
        width=WIDTH,
        height=HEIGHT,
        release=workspace().release.name,
    )
