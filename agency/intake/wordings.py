"""What adverts and CVs say for a concept without its being a name of it: "team player" for *work in teams*.

Written by hand, from what adverts say everywhere; those of the validation sets of ``bench extraction`` were
read too. A wording is for a label, whatever ontology has it; where none has, it is passed over. Those of
industries are what employers call themselves: *Klinikum*, *hôpital*.
"""

import csv
from functools import cache
from typing import Final

from skillpath.data import bundled

SKILLS: Final = "intake/wordings.csv"
INDUSTRIES: Final = "intake/industry-wordings.csv"


@cache
def wordings(file: str) -> tuple[tuple[str, str], ...]:
    """Pairs of a wording and the label of a concept, in the order of a bundled file."""
    with bundled(file).open(encoding="utf-8", newline="") as stream:
        return tuple((row["wording"], row["label"]) for row in csv.DictReader(stream))
