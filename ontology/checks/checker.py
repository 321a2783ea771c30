"""Checks some files as one graph against all rules."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Final

from skillpath.ontology.bulk import nothing_to_collect
from skillpath.ontology.checks import duplicates, hierarchy, kinds, labels, outside, shapes
from skillpath.ontology.checks.findings import Finding, Flaw, worst_first
from skillpath.ontology.checks.places import Place, find_places
from skillpath.ontology.checks.queries import ask, bundled_query, read_rules
from skillpath.ontology.checks.rules import RULES, Rule
from skillpath.ontology.checks.taxonomy import Taxonomy, load

DETECTORS: Final[Mapping[str, Callable[[Taxonomy], Iterator[Flaw]]]] = {
    "bad-language-tag": labels.bad_language_tags,
    "clashing-preferred-labels": labels.clashing_preferred,
    "disconnected-part": hierarchy.disconnected_parts,
    "empty-label": labels.empty_labels,
    "hierarchy-cycle": hierarchy.cycles,
    "label-clashes-with-alternative": labels.clashing_alternatives,
    "label-spaces": labels.untidy_labels,
    "label-without-language": labels.labels_without_language,
    "link-between-wrong-kinds": kinds.wrong_links,
    "match-across-kinds": kinds.matches_across_kinds,
    "near-duplicate-labels": duplicates.near_duplicates,
    "redundant-broader": hierarchy.redundant_broader,
    "related-and-broader": hierarchy.related_and_broader,
    "repeated-label": labels.repeated_labels,
    "several-preferred-labels": labels.several_preferred,
    "shape": shapes.broken_shapes,
    "unknown-match": outside.unknown_matches,
    "unprintable-label": labels.unprintable_labels,
}
"""The rules that a function looks for; a query looks for the others."""

_IRI: Final = re.compile(r"<([^<>\s]+)>")


@nothing_to_collect()
def check(files: Sequence[Path], *, rules: Path | None = None, against: Sequence[Path] = ()) -> list[Finding]:
    """Everything wrong with some Turtle files together, worst first, then by rule and place.

    ``rules`` is a folder with more rules, ``against`` are taxonomies outside that mappings lead to. Rules
    about matching are looked for elsewhere (:mod:`skillpath.reasoner.quality`). Raises :class:`InputError`
    where a file or a rule cannot be used.
    """
    own = read_rules(rules) if rules is not None else {}
    unlike = list(dict.fromkeys(files))
    taxonomy = load(unlike, outside.read_outside(against))
    found = [(rule, flaw) for rule in (*RULES, *own) for flaw in dict.fromkeys(flaws_of(taxonomy, rule, own))]
    return placed(found, unlike, taxonomy.names)


def placed(
    found: Sequence[tuple[Rule, Flaw]], files: Sequence[Path], names: Mapping[str, str]
) -> list[Finding]:
    """Flaws with their places in the files and the names of what they speak of, worst first."""
    places = find_places(files, [flaw for _, flaw in found])
    return worst_first(_finding(names, *pair, place) for pair, place in zip(found, places, strict=True))


def flaws_of(
    taxonomy: Taxonomy, rule: Rule, own: Mapping[Rule, str] = MappingProxyType({})
) -> Iterator[Flaw]:
    """What breaks one rule, some of it perhaps twice; ``own`` are the queries of rules that do not ship."""
    found = _found(taxonomy, rule, own)
    return (flaw for flaw in found if flaw.this.value not in taxonomy.retired) if rule.in_use else found


def _found(taxonomy: Taxonomy, rule: Rule, own: Mapping[Rule, str]) -> Iterator[Flaw]:
    if rule.id in DETECTORS:
        return DETECTORS[rule.id](taxonomy)
    query = own.get(rule) or bundled_query(rule)
    return ask(taxonomy, query) if query is not None else chain()


def _finding(names: Mapping[str, str], rule: Rule, flaw: Flaw, place: Place) -> Finding:
    def named(match: re.Match[str]) -> str:
        return f"{names[match[1]]} {match[0]}" if match[1] in names else match[0]

    label = names.get(flaw.this.value, "")
    return Finding(rule, flaw, label, _IRI.sub(named, flaw.message), *place)
