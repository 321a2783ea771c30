"""The graph of quality: what breaks the rules in a release, as SHACL validation results."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

from skillpath.ontology.checks.findings import Finding
from skillpath.ontology.checks.rules import RULES, Severity
from skillpath.ontology.dataset import names, terms
from skillpath.ontology.dataset.statements import Iri, Node, Value, lines

SEVERITIES: Final[Mapping[Severity, str]] = MappingProxyType(
    {
        Severity.ERROR: str(terms.SH.Violation),
        Severity.WARNING: str(terms.SH.Warning),
        Severity.INFO: str(terms.SH.Info),
    }
)


def quality_lines(
    counted: Iterable[tuple[str, Mapping[str, int]]], release: str, findings: Sequence[Finding]
) -> Iterator[str]:
    """The rules, how often each is broken in the releases that were counted, and the findings of one."""
    yield from lines(_rules())
    for name, counts in counted:
        yield from lines(_report(name, counts))
    yield from lines(_result(release, number, one) for number, one in enumerate(findings, 1))


def _rules() -> Iterator[Node]:
    for rule in RULES:
        yield Node(
            names.named(names.RULE, rule.id),
            (
                (terms.TYPE, Iri(terms.RULE_CLASS)),
                (terms.IDENTIFIER, rule.id),
                (terms.DESCRIPTION, rule.meaning),
                (terms.MEND, rule.mend),
                (str(terms.SH.severity), Iri(SEVERITIES[rule.severity])),
            ),
        )


def _report(release: str, counts: Mapping[str, int]) -> Iterator[Node]:
    report = names.named(names.REPORT, release)
    yield Node(
        report,
        (
            (terms.TYPE, Iri(terms.SH.ValidationReport)),
            (terms.OF_RELEASE, release),
            (str(terms.SH.conforms), not any(counts.values())),
        ),
    )
    for rule, number in sorted(counts.items()):
        yield Node(
            names.named(names.REPORT, release, "rule", rule),
            (
                (terms.TYPE, Iri(terms.RULE_COUNT_CLASS)),
                (terms.OF_RELEASE, release),
                (terms.OF_RULE, Iri(names.named(names.RULE, rule))),
                (terms.FINDINGS, number),
            ),
        )


def _result(release: str, number: int, finding: Finding) -> Node:
    triple = finding.flaw.triple
    said: tuple[tuple[str, Value], ...] = ()
    if triple is not None:
        said = (
            (str(terms.SH.resultPath), Iri(triple.predicate.value)),
            (str(terms.SH.value), _value(triple.object)),
        )
    return Node(
        names.named(names.REPORT, release, "finding", number),
        (
            (terms.TYPE, Iri(terms.SH.ValidationResult)),
            (terms.OF_RELEASE, release),
            (str(terms.SH.focusNode), Iri(finding.iri)),
            (str(terms.SH.sourceShape), Iri(names.named(names.RULE, finding.rule.id))),
            (str(terms.SH.resultSeverity), Iri(SEVERITIES[finding.rule.severity])),
            (str(terms.SH.resultMessage), finding.message),
            *said,
        ),
    )


def _value(term: object) -> Value:
    if isinstance(term, ox.NamedNode):
        return Iri(term.value)
    return term.value if isinstance(term, ox.Literal) else str(term)
