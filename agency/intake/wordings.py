"""What adverts and CVs say for a skill without its being a name of it: "team player" for *work in teams*.

Written by hand, from what adverts say everywhere; those of the validation sets of ``bench extraction`` were
read too. A wording is for a label, whatever ontology has it; where none has, it is passed over.
"""

import csv
from functools import cache

from skillpath.data import bundled


@cache
def wordings() -> tuple[tuple[str, str], ...]:
    """Pairs of a wording and the label of a skill, in the order of ``data/intake/wordings.csv``."""
    with bundled("intake/wordings.csv").open(encoding="utf-8", newline="") as stream:
        return tuple((row["wording"], row["label"]) for row in csv.DictReader(stream))
