"""RTF: the text, by striprtf; embedded objects are left out."""

import re
from typing import Final

from striprtf.striprtf import rtf_to_text

from skillpath.agency.intake.limits import Limits
from skillpath.agency.intake.outcome import Read, Refusal, Why
from skillpath.agency.intake.plain_text import text_document
from skillpath.agency.intake.source import Source

_OBJECT: Final = re.compile(r"\\obj(?:data|emb|link|ocx|autlink|update)\b")


def read_rtf(source: Source, limits: Limits) -> Read:
    """Reads the text of a file that is closed; raises :class:`Refusal` for one that breaks off in a word."""
    markup = source.data.decode("latin-1")
    if not markup.rstrip("\0\r\n\t ").endswith("}"):
        raise Refusal(Why.DAMAGED, "the RTF file breaks off")
    try:
        text = rtf_to_text(markup, errors="replace")  # type: ignore[no-untyped-call]
    except (LookupError, ValueError, OverflowError, TypeError) as error:
        raise Refusal(Why.DAMAGED, "the RTF file is damaged") from error
    notes = ("embedded objects, which may hold macros, were left out",) if _OBJECT.search(markup) else ()
    return Read((text_document(source, "RTF", text, limits),), notes)
