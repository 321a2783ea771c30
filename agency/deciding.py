"""Decisions about a match as a consultant makes them: with a reason, one at a time, the last taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from skillpath.agency.audit.decided import against_score
from skillpath.agency.book import NOTHING_SEEN, Book
from skillpath.agency.notes import Note, add_note, notes
from skillpath.errors import InputError
from skillpath.reasoner.decision import Decision, Outcome, check_code, standing
from skillpath.reasoner.shown import Document


def seen_of(document: Document, outcome: Outcome, *, good: float) -> Document:
    """What the log is to say of an explanation that was decided about; ``good``: a score worth a call."""
    seen = {name: document[name] for name in ("points", "profile", "release", "certificate")}
    against = against_score(outcome, document["score"], good=good)
    return seen | {"word": document["band"]["word"], "against_score": against}


def decide(book: Book, decision: Decision, *, seen: Mapping[str, Any] = NOTHING_SEEN) -> None:
    """Adds a decision; raises :class:`InputError` for one without a reason, or that is there already.

    The same again would be no new decision: what is different now belongs into the reason. ``seen``: what
    was decided about (:func:`seen_of`).
    """
    if not decision.reason.strip():
        raise InputError("A decision needs a reason: say why, in a sentence about the work.")
    if decision in _decisions(book, decision.candidate, decision.role):
        raise InputError(
            f"{decision.by} said the same today, for the same reason: say in the reason what is different."
        )
    book.decide([decision], seen=seen)


def take_back(book: Book, code: str, role_id: str, *, by: str, day: date) -> Decision:
    """Takes the decision that counts back, so that the one before counts again; gives that taken back.

    Raises :class:`InputError` where none counts.
    """
    counting = _counting(_decisions(book, code, role_id))
    if counting is None:
        raise InputError(f"Nothing that counts was decided about {code} for {role_id}.")
    told = f"“{counting.outcome}” of {counting.day} by {counting.by}: {counting.reason}"
    # Never before the decision itself: of one day the last said counts.
    on = max(day, counting.day)
    book.decide([Decision(code, role_id, Outcome.TAKEN_BACK, on, by, told)])
    return counting


def rate(book: Book, code: str, role_id: str, *, higher: bool, points: float, profile: str, by: str) -> Note:
    """Notes that a consultant rates a match higher, or lower, than its score; raises as :func:`add_note`."""
    check_code(by)
    word = "higher" if higher else "lower"
    text = f"rates this match {word} than its {points:.2f} points under “{profile}”"
    overrides = {"what": "score", "rating": word, "points": points, "profile": profile}
    return add_note(book, code, text, by=by, role=role_id, overrides=overrides)


def decided(book: Book, code: str, role_id: str, *, reader: str | None = None) -> Document:
    """All decisions about a match, the latest first, with the one that counts; and notes for the role.

    ``reader`` is that of :func:`notes`. Raises :class:`UnknownName`.
    """
    found = _decisions(book, code, role_id)
    return {
        "counting": None if (counting := _counting(found)) is None else _told(counting),
        "all": [_told(one) for one in reversed(found)],
        "notes": [asdict(one) for one in reversed(notes(book, code, role=role_id, reader=reader))],
    }


def _decisions(book: Book, code: str, role_id: str) -> list[Decision]:
    return [one for one in book.decisions(role=role_id) if one.candidate == code]


def _counting(found: Sequence[Decision]) -> Decision | None:
    return next(iter(standing(found).values()), None)


def _told(decision: Decision) -> Document:
    return asdict(decision) | {"outcome": str(decision.outcome), "day": decision.day.isoformat()}
