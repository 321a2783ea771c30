"""Whether a CV claims a skill that it mentions: "no experience of" does not, nor does "willing to learn"."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Stance(StrEnum):
    """What a text says of a skill that it mentions."""

    STATED = "stated"
    NEGATED = "negated"
    INTENDED = "intended"


_BEFORE: Final[Mapping[Stance, str]] = {
    Stance.NEGATED: (
        r"no (?:prior |previous |professional |working |real )?(?:experience|knowledge|background|skills?)\b"
        r"|\bwithout|\bnot (?:yet )?(?:familiar|experienced|proficient|fluent|trained)|\bdo(?:es)? not"
        r"|\bdon['’]t|\bnever|\black(?:s|ing)?\b|\bkeine?[nrm]?\b|\bnicht\b(?! nur)"
        r"|\bohne\b|\bnoch nie|\bpas d['’e]|\bpas encore"
        r"|\bsans\b|\baucune?\b|\bjamais"
    ),
    Stance.INTENDED: (
        r"willing(?:ness)? to (?:learn|train)|\b(?:eager|keen|want|wish|hope|hoping|plan|planning|ready) to"
        r" (?:learn|acquire|develop|gain|become)|would (?:like|love) to|interested in learning"
        r"|currently learning|\blernbereit|\bmöchte\b|\bwürde gerne?\b|\bbereit,? .{0,20}zu lernen"
        r"|\bsouhait\w+ (?:apprendre|acquérir)|\bdésireu\w+ d['’e]|\ben cours d['’]apprentissage"
    ),
}
"""What stands before a skill in its clause where it is not claimed; an intention wins over a negation."""

_PATTERNS: Final = {stance: re.compile(pattern, re.IGNORECASE) for stance, pattern in _BEFORE.items()}

_CLAUSE_END: Final = re.compile(r"[.;:!?\n•]|\b(?:but|aber|sondern|mais|however|jedoch)\b", re.IGNORECASE)

REACH: Final = 80
"""So many characters before a skill are read."""


def stance(text: str, start: int) -> Stance:
    """What the clause says before the skill that begins at a character.

    >>> stance("No experience of SAP, but SQL", 17), stance("No experience of SAP, but SQL", 26)
    (<Stance.NEGATED: 'negated'>, <Stance.STATED: 'stated'>)
    """
    clause = _CLAUSE_END.split(text[max(0, start - REACH) : start])[-1]
    for kind in (Stance.INTENDED, Stance.NEGATED):
        if _PATTERNS[kind].search(clause):
            return kind
    return Stance.STATED
