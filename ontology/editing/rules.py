"""The rules of a good taxonomy, asked before an edit is kept."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from skillpath.errors import InputError, Problem
from skillpath.ontology.checks.checker import check
from skillpath.ontology.checks.findings import Finding
from skillpath.ontology.checks.rules import Severity
from skillpath.ontology.editing.statements import State, graphs_of
from skillpath.ontology.turtle import canonical_turtle


def refuse_broken(before: State, after: State) -> None:
    """Raises :class:`InputError` with every error of the rule table that is not there before."""
    broken = errors(after)
    if not broken:
        return
    known = {(one.rule.id, one.flaw) for one in errors(before)}
    new = [one for one in broken if (one.rule.id, one.flaw) not in known]
    if new:
        raise InputError(
            "The edit would break rules of the taxonomy; nothing was written.",
            [Problem(one.label or one.iri, None, f"{one.message} ({one.rule.id})") for one in new],
        )


def errors(state: State) -> Sequence[Finding]:
    """What is wrong with a state, of the worst severity."""
    with tempfile.TemporaryDirectory(prefix="skillpath-rules-") as folder:
        files = []
        for origin, graph in graphs_of(state).items():
            file = Path(folder) / f"{origin}.ttl"
            file.write_text(canonical_turtle(graph), encoding="utf-8")
            files.append(file)
        return [one for one in check(files) if one.rule.severity is Severity.ERROR] if files else []
