"""What breaks the rules in a working copy: what does so in its release, and what the edit made of that."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from skillpath.ontology.checks.checker import placed
from skillpath.ontology.checks.findings import Finding, worst_first
from skillpath.ontology.editing.rules import Broken, brought_and_mended, names_in
from skillpath.ontology.editing.view import View

_IRI: Final = re.compile(r"<([^<>\s]+)>")


@dataclass(frozen=True, slots=True)
class Quality:
    """What is wrong ``now``, worst first; what of it was ``brought``, and what was ``mended``, by an edit."""

    now: tuple[Finding, ...]
    brought: tuple[Finding, ...]
    mended: tuple[Finding, ...]


def quality(before: View, after: View, known: Sequence[Finding]) -> Quality:
    """What an edit makes of what is ``known`` to be wrong before it.

    Rules about matching are not asked again: what is known of them stays.
    """
    came, went = brought_and_mended(before, after)
    new, gone = findings_of(after, came), set(went)
    mended = tuple(one for one in known if (one.rule, one.flaw) in gone)
    stays = [one for one in known if (one.rule, one.flaw) not in gone]
    return Quality(tuple(worst_first([*stays, *new])), tuple(new), mended)


def findings_of(view: View, broken: Sequence[Broken]) -> list[Finding]:
    """What is broken, with the names of what it speaks of."""
    named = {iri for _, flaw in broken for iri in (flaw.this.value, *_IRI.findall(flaw.message))}
    return placed(broken, (), names_in(view, named))


def key_of(finding: Finding) -> str:
    """What tells a finding from all others: sixteen hexadecimal digits."""
    return hashlib.sha256(f"{finding.rule.id} {finding.flaw}".encode()).hexdigest()[:16]


def chosen(findings: Iterable[Finding], *, rule: str = "", key: str = "") -> list[Finding]:
    """Those of a rule and with a key, where they are given."""
    return [one for one in findings if rule in ("", one.rule.id) and key in ("", key_of(one))]
