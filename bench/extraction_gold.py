"""A gold standard of skills in sentences: rows of a sentence, a span in it, and the label of an ESCO skill.

The format is that of Decorte et al. (2022), "Design of negative sampling strategies for distantly supervised
skill extraction", on the adverts of SkillSpan (Zhang et al. 2022).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rapidfuzz import fuzz, process

from skillpath.agency.intake.terms import Term, by_label
from skillpath.bench.gold_file import check_columns, read_table
from skillpath.errors import InputError, Problem

NO_LABEL: Final = frozenset({"", "LABEL NOT PRESENT", "UNDERSPECIFIED"})
"""What stands for a span that no skill fits."""

SAME_LABEL: Final = 93.0
"""A label that the release does not know is taken for the one that is so like it (rapidfuzz's ratio, 0..100):
editions of ESCO differ in letters ("think innovately", "think innovatively")."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text and the labels of the skills that are in it."""

    text: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExtractionGold:
    """Sentences, those without a skill among them; spans, of which each has one at least; and the terms
    that each label may name, none for labels that the release has not."""

    name: str
    sentences: tuple[Labelled, ...]
    spans: tuple[Labelled, ...]
    terms: Mapping[str, frozenset[int]]

    @property
    def unknown(self) -> list[str]:
        """The labels that the release has not: no method can find them."""
        return sorted(label for label, terms in self.terms.items() if not terms)


def read_extraction_gold(path: Path, terms: Sequence[Term]) -> ExtractionGold:
    """Reads a file with the columns ``sentence``, ``span``, ``sub_span`` and ``label``.

    Where a part of a span is given the part is the span. Raises :class:`InputError` with all that is wrong.
    """
    columns, rows = read_table(path)
    check_columns(path.name, columns, ["sentence", "span", "sub_span", "label"])
    if problems := [Problem(path.name, row.line, row.defect) for row in rows if row.defect]:
        raise InputError("Not a gold standard.", problems)
    sentences: dict[str, dict[str, None]] = {}
    spans: dict[tuple[str, str], dict[str, None]] = {}
    for row in rows:
        cell = dict(zip(columns, row.cells, strict=True))
        labels = sentences.setdefault(cell["sentence"], {})
        if cell["label"] not in NO_LABEL:
            labels[cell["label"]] = None
            span = cell["sub_span"] or cell["span"]
            spans.setdefault((cell["sentence"], span), {})[cell["label"]] = None
    return ExtractionGold(
        path.name,
        tuple(Labelled(text, tuple(labels)) for text, labels in sentences.items()),
        tuple(Labelled(span, tuple(labels)) for (_, span), labels in spans.items()),
        _resolved({label for labels in sentences.values() for label in labels}, terms),
    )


def _resolved(labels: set[str], terms: Sequence[Term]) -> dict[str, frozenset[int]]:
    named = by_label(terms)
    known = sorted(named)
    return {label: frozenset(_terms_named(label.casefold(), named, known)) for label in sorted(labels)}


def _terms_named(label: str, named: Mapping[str, Sequence[int]], known: Sequence[str]) -> Sequence[int]:
    if label in named:
        return named[label]
    nearest = process.extractOne(label, known, scorer=fuzz.ratio, score_cutoff=SAME_LABEL)
    return () if nearest is None else named[nearest[0]]
