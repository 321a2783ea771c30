"""Safe fixes in a working copy: what mends findings without a decision, as one change set."""

from skillpath.agency.editing.quality import quality_of
from skillpath.agency.editing.working_copies import change, view
from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError
from skillpath.ontology.checks.findings import Finding
from skillpath.ontology.checks.rules import Fix
from skillpath.ontology.editing.change_sets import ChangeSet
from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.editing.fixes import fixed
from skillpath.ontology.editing.quality import chosen


def fixes(workspace: Workspace, name: str, *, rule: str = "", key: str = "") -> tuple[list[Finding], Edit]:
    """The findings that can be mended, of a rule or the one with a key, and the edit that mends them.

    Raises :class:`UnknownName`, and :class:`InputError` where there is none, or the release is not counted.
    """
    findings = [one for one in quality_of(workspace, name).now if one.rule.fix is not Fix.NONE]
    wanted = chosen(findings, rule=rule, key=key)
    edit = fixed(view(workspace, name), [(one.rule, one.flaw) for one in wanted])
    if edit.is_empty:
        raise InputError("Nothing here can be mended without a decision.")
    return wanted, edit


def fix(workspace: Workspace, name: str, *, by: str, rule: str = "", key: str = "") -> ChangeSet | None:
    """Makes them; raises as :func:`fixes` and :func:`change` do."""
    wanted, edit = fixes(workspace, name, rule=rule, key=key)
    return change(workspace, name, edit, by=by, why=why_of(wanted), source="safe fix")


def why_of(findings: list[Finding]) -> str:
    """What a change set says of the findings that it mends."""
    rules = sorted({one.rule.id for one in findings})
    return f"mends {', '.join(rules)} ({len(findings)})"
