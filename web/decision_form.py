"""The form that decides about a match: what can be chosen, and what it sends."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from werkzeug.datastructures import MultiDict

from skillpath.agency.intake.text import clean_line
from skillpath.errors import InputError
from skillpath.reasoner.decision import Outcome
from skillpath.reasoner.shown import Document
from skillpath.web.acting import consultant
from skillpath.web.language import gettext, gettext_noop

ACTIONS: Final[Mapping[Outcome, str]] = MappingProxyType(
    {
        Outcome.INTERVIEWED: gettext_noop("Interviewed"),
        Outcome.PLACED: gettext_noop("Placed"),
        Outcome.ON_HOLD: gettext_noop("On hold"),
        Outcome.REJECTED: gettext_noop("Rejected"),
        Outcome.WITHDREW: gettext_noop("Withdrew"),
    }
)
"""What can be decided → its button."""

REASONS: Final[Sequence[str]] = (
    gettext_noop("knows the work and the trade"),
    gettext_noop("knows the work, must learn the trade"),
    gettext_noop("an essential skill is missing"),
    gettext_noop("too far from the role"),
    gettext_noop("over-qualified for the role"),
    gettext_noop("pay or notice does not fit"),
    gettext_noop("the client chose somebody else"),
    gettext_noop("the candidate is not interested"),
)
"""What is often the reason; it is recorded in English, in which decisions are counted."""

LONGEST: Final = 500
"""Characters of a reason, at most."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What the form sent: ``seen`` tells which evidence was on the page that it was sent from."""

    outcome: Outcome
    reason: str
    by: str
    seen: str


def seal(document: Document) -> str:
    """Tells an explanation from others: of another score, or of another way to it, it is another one.

    In every language it is the same.
    """
    shown = [document[key] for key in ("candidate", "profile", "as_of", "release", "score")]
    evidence = _unspoken(document["requirements"])
    return hashlib.sha256(json.dumps([shown, evidence]).encode()).hexdigest()[:16]


def _unspoken(value: Any) -> Any:
    """The numbers and IRIs of evidence, without what is said of them."""
    if isinstance(value, dict):
        return [
            _unspoken(part)
            for key, part in sorted(value.items())
            if key == "iri" or not isinstance(part, str)
        ]
    return [_unspoken(part) for part in value] if isinstance(value, list) else value


def sent(form: MultiDict[str, str], document: Document) -> Decided:
    """What the form says; raises :class:`InputError` where it was not sent from below this evidence."""
    if form.get("seen") != seal(document):
        raise InputError(
            gettext(
                "The match is not the one that was on your page: look at the evidence again, then decide."
            )
        )
    if "looked" not in form:
        raise InputError(gettext("Say that you have looked at the evidence: it stands above the form."))
    outcome = next((one for one in ACTIONS if one == form.get("outcome")), None)
    if outcome is None:
        raise InputError(gettext("Say what was decided."))
    parts = (form.get("quick", ""), clean_line(form.get("reason", ""), LONGEST))
    return Decided(outcome, ": ".join(filter(None, parts)), consultant(), seal(document))
