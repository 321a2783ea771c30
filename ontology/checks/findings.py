"""What a check found: first the bare flaw, then the finding with its place."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from skillpath.ontology.catalogue import PREDICATES, Relation
from skillpath.ontology.checks.rules import WORST_FIRST, Rule

_PREDICATE_OF: Final = {kind: str(predicate) for predicate, kind in PREDICATES.items()}


@dataclass(frozen=True, slots=True)
class Flaw:
    """What breaks a rule: the node, what is wrong, and the statement that says so, where there is one.

    A message names other concepts as ``<IRI>``; readers are shown the label beside it.
    """

    this: ox.NamedNode | ox.BlankNode
    message: str
    triple: ox.Triple | None = None

    @classmethod
    def of_concept(cls, iri: str, message: str) -> "Flaw":
        """What is wrong with a concept, where no one statement is to blame."""
        return cls(ox.NamedNode(iri), message)

    @classmethod
    def of_link(cls, subject: str, predicate: str, target: str, message: str) -> "Flaw":
        """What is wrong with a link between two concepts."""
        this = ox.NamedNode(subject)
        return cls(this, message, ox.Triple(this, ox.NamedNode(predicate), ox.NamedNode(target)))

    @classmethod
    def of_relation(cls, relation: Relation, message: str) -> "Flaw":
        """What is wrong with a link as the catalogue holds it."""
        return cls.of_link(relation.subject, _PREDICATE_OF[relation.kind], relation.object, message)


@dataclass(frozen=True, slots=True)
class Finding:
    """A flaw as it is shown. ``file`` is empty, and ``line`` none, where nothing in the files names it."""

    rule: Rule
    flaw: Flaw
    label: str
    message: str
    file: str
    line: int | None

    @property
    def iri(self) -> str:
        """The concept, statement or other node that breaks the rule."""
        return self.flaw.this.value

    @property
    def order(self) -> tuple[int, str, str, int, str, str]:
        """By severity, rule, file, line, node and message."""
        worst = WORST_FIRST.index(self.rule.severity)
        return worst, self.rule.id, self.file, self.line or 0, self.iri, self.message


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in the order in which they are shown."""
    return sorted(findings, key=lambda finding: finding.order)
