"""Lines of a CV taken apart into what may be a title, an employer or a place."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from skillpath.agency.intake.document import Span

_BETWEEN: Final = re.compile(
    r"\s[-–—]\s|[-–—]\s|\s[-–—]|[|•·;:\t()\[\],]|\s{2,}|\s(?:at|@|with|bei|chez|in|for|from|since)\s"
)
"""What stands between the parts of a line."""

_EMPTY: Final = " .,:;*-–—|/#•·'\"“”"

SIGNS: Final = re.compile(
    r"\b(?:gmbh|ag|kg|ohg|se|mbh|e\.?v|ltd|limited|llc|llp|inc|plc|corp|corporation|company|co|pvt|s\.?a|sarl"
    r"|s\.?a\.?s|sasu|bank|group|gruppe|groupe|services|solutions|systems|technologies|technology|consulting"
    r"|consultancy|university|hospital|school|klinik|klinikum|stadt|hotel|industries|enterprises|associates"
    r"|partners|holdings?|labs?|international|infotech|software)\b\.?",
    re.IGNORECASE,
)
"""Words that tell an employer."""


def pieces(text: str, start: int, end: int, without: Iterable[Span] = ()) -> Iterator[Span]:
    """The parts of a line that hold a letter, trimmed; characters of ``without`` part it too.

    >>> line = "Clerk - Acme Ltd (2018 - 2020)"
    >>> [line[piece.start : piece.end] for piece in pieces(line, 0, len(line), [Span(18, 29)])]
    ['Clerk', 'Acme Ltd']
    """
    cuts = sorted(
        [(start + m.start(), start + m.end()) for m in _BETWEEN.finditer(text[start:end])]
        + [(span.start, span.end) for span in without if span.start < end and span.end > start]
    )
    begin = start
    for cut_start, cut_end in [*cuts, (end, end)]:
        piece = _trimmed(text, begin, min(cut_start, end))
        if piece is not None:
            yield piece
        begin = max(begin, cut_end)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start] in _EMPTY:
        start += 1
    while end > start and text[end - 1] in _EMPTY:
        end -= 1
    return Span(start, end) if any(c.isalpha() for c in text[start:end]) else None
