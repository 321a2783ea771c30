"""What a check of a release found, kept beside it: how many findings of each rule, and all of them."""

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from skillpath.ontology.checks.findings import Finding, Flaw
from skillpath.ontology.checks.rules import RULES, Rule
from skillpath.ontology.editing.statements import node_of, subject
from skillpath.ontology.files import write_atomically

COUNTS: Final = "quality.json"
FINDINGS: Final = "findings.json"

_RULES: Final = {rule.id: rule for rule in RULES}


def keep(folder: Path, findings: Sequence[Finding], asked: Collection[Rule]) -> dict[str, int]:
    """Keeps findings in a folder, and how many there are of each rule that was ``asked``."""
    found = Counter(finding.rule.id for finding in findings)
    counts = {rule.id: found[rule.id] for rule in asked}
    write_atomically(folder / FINDINGS, json.dumps([_table(one) for one in findings], ensure_ascii=False))
    write_atomically(folder / COUNTS, json.dumps(counts, indent=1))
    return counts


def kept_counts(folder: Path) -> Mapping[str, int] | None:
    """By rule that was asked how many findings there are; ``None`` where nobody has counted."""
    file = folder / COUNTS
    if not file.exists():
        return None
    return {rule: number for rule, number in json.loads(file.read_bytes()).items() if rule in _RULES}


def kept_findings(folder: Path) -> list[Finding]:
    """The findings, worst first; none where nobody has looked."""
    file = folder / FINDINGS
    tables = json.loads(file.read_bytes()) if file.exists() else []
    return [_finding(one) for one in tables if one["rule"] in _RULES]


def _table(finding: Finding) -> dict[str, Any]:
    flaw = finding.flaw
    return {
        "rule": finding.rule.id,
        "this": subject(("", ox.Triple(flaw.this, _ANY, _ANY))),
        "says": flaw.message,
        "triple": "" if flaw.triple is None else str(flaw.triple),
        "label": finding.label,
        "message": finding.message,
    }


_ANY: Final = ox.NamedNode("urn:any")


def _finding(table: Mapping[str, str]) -> Finding:
    triple = None
    if table["triple"]:
        (quad,) = ox.parse(input=f"{table['triple']} .", format=ox.RdfFormat.N_TRIPLES)
        triple = quad.triple
    flaw = Flaw(node_of(table["this"]), table["says"], triple)
    return Finding(_RULES[table["rule"]], flaw, table["label"], table["message"], "", None)
