"""Rules about the text of labels, and about which labels clash."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from skillpath.ontology import vocabulary as v
from skillpath.ontology.checks.findings import Flaw
from skillpath.ontology.checks.languages import is_language
from skillpath.ontology.checks.taxonomy import Label, Taxonomy

JOINERS: Final = "\u200c\u200d"
"""Formatting characters that the spelling of some languages needs."""


def empty_labels(taxonomy: Taxonomy) -> Iterator[Flaw]:
    """Labels without text."""
    for label in taxonomy.labels:
        if not label.text:
            yield Flaw(label.node, "has a label without text", label.triple)


def untidy_labels(taxonomy: Taxonomy) -> Iterator[Flaw]:
    """Labels with spaces at the ends, several in a row, or of an unusual kind."""
    for label in taxonomy.labels:
        if label.text and label.literal.value != label.text:
            yield Flaw(label.node, f"spaces in {label.literal.value!r}", label.triple)


def unprintable_labels(taxonomy: Taxonomy) -> Iterator[Flaw]:
    """Labels with characters that have no form of their own."""
    for label in taxonomy.labels:
        hidden = [c for c in label.text if not c.isprintable() and c not in JOINERS]
        if hidden:
            named = ", ".join(
                f"U+{ord(c):04X} {unicodedata.name(c, '')}".strip() for c in dict.fromkeys(hidden)
            )
            yield Flaw(label.node, f"{label.text!r} has {named}", label.triple)


def labels_without_language(taxonomy: Taxonomy) -> Iterator[Flaw]:
    """Labels of concepts that do not say their language."""
    for label in taxonomy.labels:
        if label.node.value in taxonomy.classes and not label.language:
            yield Flaw(label.node, f"{label.text!r} has no language", label.triple)


def bad_language_tags(taxonomy: Taxonomy) -> Iterator[Flaw]:
    """Labels in a language that does not exist."""
    for label in taxonomy.labels:
        if label.language and not is_language(label.language):
            yield Flaw(label.node, f"{label.text!r} is in {label.language!r}, not a language", label.triple)


def several_preferred(taxonomy: Taxonomy) -> Iterator[Flaw]:
    """Concepts with two preferred labels in one language."""
    first: dict[tuple[str, str], Label] = {}
    for label in _of(taxonomy, str(v.PREF_LABEL)):
        known = first.setdefault((label.node.value, label.language), label)
        if known.text != label.text:
            yield Flaw(label.node, f"is called {known.text!r} and {label.text!r}", label.triple)


def repeated_labels(taxonomy: Taxonomy) -> Iterator[Flaw]:
    """Alternative and hidden labels that are the preferred label of the same concept."""
    preferred = {(a.node.value, a.language, a.text) for a in _of(taxonomy, str(v.PREF_LABEL))}
    for label in _of(taxonomy, str(v.ALT_LABEL), str(v.HIDDEN_LABEL)):
        if label.text and (label.node.value, label.language, label.text) in preferred:
            yield Flaw(label.node, f"{label.text!r} is its preferred label too", label.triple)


def clashing_preferred(taxonomy: Taxonomy) -> Iterator[Flaw]:
    """Concepts of one scheme with the same preferred label; small and capital letters are one."""
    for labels in _preferred_by_name(taxonomy).values():
        first = labels[0]
        for label in labels[1:]:
            if label.node != first.node:
                yield Flaw(label.node, f"is called as <{first.node.value}>", label.triple)


def clashing_alternatives(taxonomy: Taxonomy) -> Iterator[Flaw]:
    """Alternative labels that are the preferred label of another concept of the scheme."""
    preferred = _preferred_by_name(taxonomy)
    for label in _of(taxonomy, str(v.ALT_LABEL)):
        others = {
            other.node.value: None
            for scope in sorted(taxonomy.scopes.get(label.node.value, ()))
            for other in preferred.get((scope, *_name(label)), ())
            if other.node != label.node
        }
        for other in others:
            yield Flaw(label.node, f"{label.text!r} is the preferred label of <{other}>", label.triple)


def _of(taxonomy: Taxonomy, *predicates: str) -> Iterator[Label]:
    return (label for label in taxonomy.labels if label.predicate in predicates)


def _name(label: Label) -> tuple[str, str]:
    return label.language, label.text.casefold()


def _preferred_by_name(taxonomy: Taxonomy) -> dict[tuple[str, str, str], list[Label]]:
    found: defaultdict[tuple[str, str, str], list[Label]] = defaultdict(list)
    for label in _of(taxonomy, str(v.PREF_LABEL)):
        if label.text:
            for scope in taxonomy.scopes.get(label.node.value, ()):
                found[scope, *_name(label)].append(label)
    return dict(found)
