"""Findings in the forms that people, programs and code hosts read."""

import json
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from skillpath.ontology.checks.findings import Finding
from skillpath.ontology.checks.rules import RULES, Rule, Severity

SHOWN: Final = 20
"""Findings of one rule that the text shows; the other forms hold all."""

GITHUB: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
SARIF: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}

Findings = Sequence[Finding]


def counted(findings: Findings) -> dict[str, int]:
    """How many findings there are of each severity."""
    return {severity: sum(f.rule.severity is severity for f in findings) for severity in Severity}


def as_text(findings: Findings) -> str:
    """Grouped by severity and rule, for people."""
    lines: list[str] = []
    for severity, ranked in groupby(findings, key=lambda f: f.rule.severity):
        lines.append(severity.upper())
        for rule, group in groupby(ranked, key=lambda f: f.rule):
            lines.extend(_rule_lines(rule, list(group)))
        lines.append("")
    counts = ", ".join(f"{severity}: {number}" for severity, number in counted(findings).items())
    return "\n".join([*lines, counts])


def _rule_lines(rule: Rule, findings: Findings) -> list[str]:
    more = len(findings) - SHOWN
    return [
        f"  {rule.id} ({len(findings)}): {rule.meaning} {rule.mend}",
        *(f"    {_place(f)}{f.label or '(no label)'} <{f.iri}>: {f.message}" for f in findings[:SHOWN]),
        *([f"    … and {more} more: --json lists all"] if more > 0 else []),
    ]


def _place(finding: Finding) -> str:
    return f"{finding.file}:{finding.line}: " if finding.file else ""


def as_json(findings: Findings) -> str:
    """All findings and how many there are, for programs."""
    told = [
        {
            "rule": f.rule.id,
            "severity": f.rule.severity,
            "iri": f.iri,
            "label": f.label,
            "message": f.message,
            "file": f.file,
            "line": f.line,
            "mend": f.rule.mend,
            "fix": f.rule.fix,
        }
        for f in findings
    ]
    return json.dumps({"counts": counted(findings), "findings": told}, indent=2, ensure_ascii=False)


def as_github(findings: Findings) -> str:
    """Workflow commands of GitHub Actions, which shows them beside the lines of a change."""
    return "\n".join(_github_line(f) for f in findings)


def _github_line(finding: Finding) -> str:
    properties = {"file": finding.file, "line": finding.line, "title": finding.rule.id}
    told = ",".join(f"{name}={_escaped(str(p), ':,')}" for name, p in properties.items() if p)
    text = f"{finding.label} <{finding.iri}>: {finding.message} {finding.rule.mend}".strip()
    return f"::{GITHUB[finding.rule.severity]} {told}::{_escaped(text)}"


def _escaped(text: str, also: str = "") -> str:
    return "".join(f"%{ord(c):02X}" if c in f"%\r\n{also}" else c for c in text)


def as_sarif(findings: Findings) -> str:
    """SARIF 2.1.0 (OASIS), which code hosts and editors read."""
    rules = list(dict.fromkeys([*RULES, *(f.rule for f in findings)]))
    driver = {"name": "SkillPath", "rules": [_sarif_rule(rule) for rule in rules]}
    results = [_sarif_result(f, rules.index(f.rule)) for f in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False)


def _sarif_rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.meaning},
        "help": {"text": rule.mend},
        "defaultConfiguration": {"level": SARIF[rule.severity]},
    }


def _sarif_result(finding: Finding, index: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule.id,
        "ruleIndex": index,
        "level": SARIF[finding.rule.severity],
        "message": {"text": f"{finding.label} <{finding.iri}>: {finding.message}".strip()},
    }
    if finding.file and finding.line is not None:
        physical = {"artifactLocation": {"uri": _uri(finding.file)}, "region": {"startLine": finding.line}}
        result["locations"] = [{"physicalLocation": physical}]
    return result


def _uri(file: str) -> str:
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


REPORTS: Final[Mapping[str, Callable[[Findings], str]]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
"""Form → what writes it."""
