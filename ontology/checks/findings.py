"""What a check found: first the bare flaw, then the finding with its place."""

from dataclasses import dataclass

import pyoxigraph as ox

from skillpath.ontology.checks.rules import Rule


@dataclass(frozen=True, slots=True)
class Flaw:
    """What breaks a rule: the node, what is wrong, and the statement that says so, where there is one.

    A message names other concepts as ``<IRI>``; readers are shown the label beside it.
    """

    this: ox.NamedNode | ox.BlankNode
    message: str
    triple: ox.Triple | None = None


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
    def order(self) -> tuple[str, int, str, str]:
        """By file, line, node and message."""
        return self.file, self.line or 0, self.iri, self.message
