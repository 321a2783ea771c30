"""Plain text: a CV as somebody typed it."""

from skillpath.agency.intake.decoding import decoded
from skillpath.agency.intake.document import Document
from skillpath.agency.intake.limits import Limits
from skillpath.agency.intake.outcome import Read, Refusal, Why
from skillpath.agency.intake.source import Source
from skillpath.agency.intake.text import clean


def read_plain_text(source: Source, limits: Limits) -> Read:
    """Reads text in UTF-8, UTF-16 with its mark, or else Windows-1252, and says so."""
    text, encoding = decoded(source.data)
    notes = () if encoding == "UTF-8" else (f"the text was taken for {encoding}",)
    return Read((text_document(source, "text", text, limits),), notes)


def text_document(
    source: Source, kind: str, text: str, limits: Limits, pages: tuple[int, ...] = ()
) -> Document:
    """A document of nothing but text; raises :class:`Refusal` where it is empty or too long."""
    cleaned = clean(text).strip()
    if not cleaned:
        raise Refusal(Why.EMPTY, "there is no text in it")
    if len(cleaned) > limits.characters:
        raise Refusal(Why.TOO_LONG, f"the text is longer than {limits.characters:,} characters")
    return Document(source.name, kind, cleaned, pages)
