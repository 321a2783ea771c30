"""Mending files: what can be mended in them without a decision."""

from collections.abc import Sequence
from pathlib import Path

from skillpath.ontology.checks.findings import Finding
from skillpath.ontology.checks.rewriting import Rewrite, read_all, rewrites
from skillpath.ontology.checks.rules import Fix
from skillpath.ontology.editing.fixes import fixed as edit_of
from skillpath.ontology.editing.statements import graphs_of, state_from
from skillpath.ontology.editing.view import View
from skillpath.ontology.turtle import read_triples


def fixed(files: Sequence[Path], findings: Sequence[Finding]) -> list[Rewrite]:
    """What the files become, in canonical form, when all safe fixes are made.

    A link that a named statement gives a weight is left alone: somebody meant it. Raises
    :class:`InputError` where a file cannot be written in canonical form.
    """
    broken = [(finding.rule, finding.flaw) for finding in findings if finding.rule.fix is not Fix.NONE]
    if not broken:
        return []
    numbered = {str(number): path for number, path in enumerate(read_all(list(dict.fromkeys(files))))}
    view = View.of(state_from({number: read_triples(path) for number, path in numbered.items()}))
    edit = edit_of(view, broken)
    after, touched = view.after(edit), {number for number, _ in edit.removed | edit.added}
    graphs = graphs_of((one for number in touched for one in after.part(number)), touched)
    return rewrites({numbered[number]: graphs[number] for number in sorted(touched, key=int)})
