"""How good the ontology is: what breaks its rules in a release or a working copy, over time, and fixes."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from skillpath.agency.editing.fixing import fix
from skillpath.agency.editing.quality import count, counted, found, history, quality_of
from skillpath.agency.editing.working_copies import working_copies, working_copy
from skillpath.errors import SkillPathError
from skillpath.ontology.checks.findings import Finding
from skillpath.ontology.checks.rules import RULES, WORST_FIRST, Rule, Severity
from skillpath.ontology.editing.quality import Quality, chosen, key_of
from skillpath.ontology.revisions import find_release
from skillpath.web.acting import sender
from skillpath.web.current import unheld
from skillpath.web.editing.quality_chart import chart
from skillpath.web.fields import line
from skillpath.web.language import gettext_noop
from skillpath.web.state import asked_page

BLUEPRINT: Final = Blueprint("editing_quality", __name__, url_prefix="/edit")

Answer = str | Response | tuple[str, int]

SEVERITIES: Final[Mapping[Severity, str]] = MappingProxyType(
    {
        Severity.ERROR: gettext_noop("error"),
        Severity.WARNING: gettext_noop("warning"),
        Severity.INFO: gettext_noop("hint"),
    }
)
"""How bad a breach is → how it is said."""

HEADINGS: Final[Mapping[Severity, str]] = MappingProxyType(
    {
        Severity.ERROR: gettext_noop("Errors"),
        Severity.WARNING: gettext_noop("Warnings"),
        Severity.INFO: gettext_noop("Hints"),
    }
)

ON_A_PAGE: Final = 50

_RULES: Final = {rule.id: rule for rule in RULES}


@dataclass(frozen=True, slots=True)
class Row:
    """A rule and how often it is broken; of a working copy, how often it was before."""

    rule: Rule
    number: int
    before: int


@dataclass(frozen=True, slots=True)
class Listed:
    """Findings of a rule on a page, each with its key; how many there are."""

    rule: Rule
    findings: tuple[tuple[str, Finding], ...]
    total: int
    page: int

    @property
    def more(self) -> bool:
        """Whether there is a next page."""
        return self.page * ON_A_PAGE < self.total


@BLUEPRINT.get("/quality")
def releases() -> str:
    """What breaks the rules in the current release, and in all releases over time."""
    opened = unheld()
    known = counted(opened, opened.release).counts
    past = history(opened)
    return render_template(
        "editing/quality.html",
        release=opened.release,
        rows=[] if known is None else _rows(known, known),
        listed=None if known is None else _listed(found(opened, opened.release)),
        is_counted=known is not None,
        unasked=[] if known is None else [rule for rule in RULES if rule.id not in known],
        history=[(one.release, None if one.counts is None else _by_severity(one.counts)) for one in past],
        chart=chart([one for one in past if one.counts is not None], _by_severity),
        copies=[one for one in working_copies(opened.book) if one.is_open],
        severities=SEVERITIES,
        headings=HEADINGS,
    )


@BLUEPRINT.post("/quality")
def look() -> Answer:
    """Counts what breaks the rules in a release, and keeps it."""
    opened = unheld()
    count(opened, find_release(line("release"), opened.releases))
    back = line("copy")
    return redirect(url_for(".of_copy", name=back) if back else url_for(".releases"), 303)


@BLUEPRINT.get("/<name>/quality")
def of_copy(name: str) -> str:
    """What breaks the rules in a working copy, and what of it its changes brought."""
    return _page(name)


@BLUEPRINT.post("/<name>/quality")
def mend(name: str) -> Answer:
    """Makes the safe fix of one finding, or of all of a rule, as one change set."""
    opened, rule = unheld(), line("rule")
    try:
        made = fix(opened, name, by=sender(), rule=rule, key=line("key"))
    except SkillPathError as error:
        working_copy(opened.book, name)
        return _page(name, problem=str(error)), 422
    number = None if made is None else made.number
    return redirect(url_for(".of_copy", name=name, rule=rule, done=number), 303)


def _page(name: str, *, problem: str = "") -> str:
    opened = unheld()
    copy = working_copy(opened.book, name)
    release = find_release(copy.release, opened.releases)
    known = counted(opened, release).counts
    now = Quality((), (), ()) if known is None else quality_of(opened, name)
    numbers = Counter(one.rule.id for one in now.now)
    return render_template(
        "editing/copy_quality.html",
        copy=copy,
        release=release,
        is_counted=known is not None,
        rows=_rows({rule: numbers[rule] for rule in known or ()}, known or {}),
        brought=[(key_of(one), one) for one in now.brought[:ON_A_PAGE]],
        brought_in_all=len(now.brought),
        mended=len(now.mended),
        listed=_listed(now.now),
        severities=SEVERITIES,
        done=request.args.get("done", 0, type=int),
        problem=problem,
        sent=request.form,
    )


def _rows(now: Mapping[str, int], before: Mapping[str, int]) -> list[Row]:
    """The rules that are broken, or were, worst first."""
    rows = [Row(_RULES[rule], number, before.get(rule, 0)) for rule, number in now.items()]
    return sorted(
        (row for row in rows if row.number or row.before),
        key=lambda row: (WORST_FIRST.index(row.rule.severity), row.rule.id),
    )


def _listed(findings: Iterable[Finding]) -> Listed | None:
    """The findings of the rule that the address names."""
    rule = _RULES.get(request.args.get("rule", ""))
    if rule is None:
        return None
    of_rule, page = chosen(findings, rule=rule.id), asked_page()
    first = (page - 1) * ON_A_PAGE
    some = tuple((key_of(one), one) for one in of_rule[first : first + ON_A_PAGE])
    return Listed(rule, some, len(of_rule), page)


def _by_severity(counts: Mapping[str, int]) -> Sequence[int]:
    """How many findings there are of each severity, the worst first."""
    return [
        sum(number for rule, number in counts.items() if _RULES[rule].severity is severity)
        for severity in Severity
    ]
