"""Whether an advert asks for a skill or only likes it: "must have", "nice to have", in three languages.

The nearest such words in the sentence count; where it has none, the heading of the list that it stands in.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from skillpath.agency.intake.document import Span
from skillpath.agency.intake.sections import lines

_SAID: Final[Mapping[bool, str]] = {
    False: (
        r"a plus|an? (?:big |strong |clear |definite |real )?(?:advantage|asset|bonus)|nice[- ]to[- ]haves?"
        r"|preferred|preferably|desirable|ideally|optional|would be (?:great|useful|good|helpful)|beneficial"
        r"|not (?:strictly |absolutely )?(?:required|essential|mandatory|necessary)|bonus points|good to have"
        r"|von vorteil|vorteilhaft|wünschenswert|idealerweise|gern gesehen|optimalerweise|nicht zwingend"
        r"|nicht (?:erforderlich|notwendig|voraussetzung)|kein muss|ein plus|pluspunkt\w*"
        r"|un (?:plus|atout)|atouts?|souhaité\w*|souhaitable|idéalement|serai\w+ appréciée?s?|appréciée?s?"
        r"|de préférence|facultati\w+|pas (?:obligatoire|indispensable|exigée?s?|requise?s?)"
    ),
    True: (
        r"must[- ]haves?|must|a must|required|requirements?|essential|mandatory|necessary|prerequisite\w*"
        r"|zwingend|erforderlich|notwendig|voraussetzung\w*|vorausgesetzt|unerlässlich|anforderung\w*|muss"
        r"|setzen wir voraus|exigée?s?|requise?s?|indispensables?|obligatoires?|impérati\w+|nécessaires?"
    ),
}
"""Whether a skill is essential → what says so; of *not required* and *required* the longer counts."""

_CUE: Final = re.compile(
    rf"(?<!\w)(?:(?P<wanted>{_SAID[False]})|(?P<needed>{_SAID[True]}))(?!\w)", re.IGNORECASE
)

_SENTENCE_END: Final = re.compile(r"[.!?](?=\s|$)|[;\n]|\b(?:but|while|aber|während|mais)\b", re.IGNORECASE)

_BULLET: Final = re.compile(r"[-–—*•·○▪►>+]|\d{1,2}[.)]")

LONGEST_HEADING: Final = 60

COMMA: Final = 20
"""What is said behind a comma is of another skill more often than not: it counts as so many characters."""


def wanted_lists(text: str) -> list[Span]:
    """The lists under headings that say that what follows is only liked.

    >>> text = "Nice to have:\\n- SAP\\n\\nWe use Excel."
    >>> [text[span.start : span.end] for span in wanted_lists(text)]
    ['Nice to have:\\n- SAP']
    """
    rows = [Span(line.start, line.end) for line in lines(text)]
    return [
        Span(row.start, _list_end(text, rows[at + 1 :], row.end))
        for at, row in enumerate(rows)
        if _is_heading(text, row, rows[at + 1 : at + 2]) and _last_cue(text, row) is False
    ]


def is_essential(text: str, said: Span, wanted: Sequence[Span]) -> bool:
    """Whether the skill that characters of an advert mention is essential; ``wanted``: its lists.

    >>> text = "Payroll is required, SAP a plus."
    >>> [is_essential(text, Span(at, at + 3), ()) for at in (0, 21)]
    [True, False]
    """
    cues = list(_cues(text, _sentence(text, said)))
    if cues:
        return min(cues, key=lambda cue: (_between(text, cue[0], said), cue[0].start))[1]
    return not any(one.start <= said.start < one.end for one in wanted)


def _cues(text: str, within: Span) -> Iterator[tuple[Span, bool]]:
    for match in _CUE.finditer(text, within.start, within.end):
        yield Span(*match.span()), match["needed"] is not None


def _between(text: str, cue: Span, said: Span) -> int:
    """How many characters are between; a comma is as good as many."""
    gap = Span(min(cue.end, said.end), max(cue.start, said.start))
    return max(gap.end - gap.start, 0) + COMMA * text.count(",", gap.start, gap.end)


def _sentence(text: str, said: Span) -> Span:
    starts = [match.end() for match in _SENTENCE_END.finditer(text, 0, said.start)]
    end = _SENTENCE_END.search(text, said.end)
    return Span(starts[-1] if starts else 0, len(text) if end is None else end.start())


def _is_heading(text: str, row: Span, after: Sequence[Span]) -> bool:
    """A short line that is no item of a list, and ends in a colon or stands above the first item of one."""
    if row.end - row.start > LONGEST_HEADING or _is_item(text, row):
        return False
    return text[row.end - 1] == ":" or (
        text[row.end - 1] not in ".!?;," and any(_is_item(text, one) for one in after)
    )


def _last_cue(text: str, row: Span) -> bool | None:
    """What a heading says of the list below it; ``None`` where nothing."""
    return next(reversed([needed for _, needed in _cues(text, row)]), None)


def _list_end(text: str, rows: Sequence[Span], end: int) -> int:
    """Where the list ends that begins with a row: at the next heading, at a free line before what is no item,
    or, where its first is an item, at a line that is none; an item may go on in small letters."""
    items = bool(rows) and _is_item(text, rows[0])
    for at, row in enumerate(rows):
        free = at > 0 and text.count("\n", end, row.start) > 1
        goes_on = text[row.start].islower() or not items
        if not _is_item(text, row) and (free or text[row.end - 1] == ":" or not goes_on):
            break
        end = row.end
    return end


def _is_item(text: str, row: Span) -> bool:
    return _BULLET.match(text, row.start, row.end) is not None
