"""All readings of a match, made from its document alone."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, Final

from skillpath.reasoner.texts.audiences import Audience, Section
from skillpath.reasoner.texts.candidate import candidate
from skillpath.reasoner.texts.client import client
from skillpath.reasoner.texts.consultant import consultant
from skillpath.reasoner.texts.languages import Language
from skillpath.reasoner.texts.phrases import Document
from skillpath.reasoner.texts.voice import Voice
from skillpath.reasoner.texts.wordings import Message

READINGS: Final[Mapping[Audience, Callable[[Document, Voice], list[Section]]]] = {
    Audience.CONSULTANT: consultant,
    Audience.CLIENT: client,
    Audience.CANDIDATE: candidate,
}


def reading(document: Document, audience: Audience) -> dict[str, Any]:
    """A match document (:func:`skillpath.reasoner.document.match_document`) told to an audience.

    In the document's language: ``audience``, ``language``, ``title`` and ``sections``, each with ``name``,
    ``heading`` ("" for none) and ``lines``.
    """
    voice = Voice(Language(document["language"]))
    title = Message.TITLE_CANDIDATE if audience is Audience.CANDIDATE else Message.TITLE
    return {
        "audience": str(audience),
        "language": document["language"],
        "candidate": document["candidate"],
        "role": document["role"],
        "as_of": document["as_of"],
        "title": voice.say(title, candidate=document["candidate"], role=document["role"]["title"]),
        "sections": [
            asdict(s) | {"lines": list(s.lines)} for s in READINGS[audience](document, voice) if s.lines
        ],
        "basis": voice.say(Message.BASIS),
    }
