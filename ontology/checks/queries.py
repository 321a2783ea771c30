"""Rules that are SPARQL: those that come with SkillPath, and those in a folder of one's own.

A rule's query selects ``?this`` and ``?message``, and ``?predicate`` and ``?value`` where a statement is to
blame; our prefixes need no declaration.
"""

import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Final, cast

import pyoxigraph as ox

from skillpath.errors import InputError, Problem, QueryError
from skillpath.ontology.checks.findings import Flaw
from skillpath.ontology.checks.rules import RULES, Rule, Severity
from skillpath.ontology.checks.taxonomy import Taxonomy
from skillpath.ontology.sparql.guard import refuse_unsafe
from skillpath.ontology.vocabulary import PREFIXES

HEADER: Final = re.compile(r"(?m)^#[ \t]*(id|severity|meaning|mend):[ \t]*(.*?)[ \t]*$")
ID: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
NEEDED: Final = ("this", "message")


def bundled_query(rule: Rule) -> str | None:
    """The query of a rule of ours; none where a function looks for it."""
    file = files(__package__).joinpath(f"rules/{rule.id}.rq")
    return file.read_text(encoding="utf-8") if file.is_file() else None


def ask(taxonomy: Taxonomy, query: str) -> Iterator[Flaw]:
    """The flaws that a query finds; rows whose ``?this`` is a literal or unbound are no flaws."""
    answer = cast("ox.QuerySolutions", taxonomy.store.query(query, prefixes=PREFIXES))
    told = {variable.value for variable in answer.variables}
    for row in answer:
        this = row["this"]
        if isinstance(this, ox.NamedNode | ox.BlankNode):
            cells = [row[name] if name in told else None for name in ("message", "predicate", "value")]
            yield _flaw(this, *cells)


def _flaw(this: ox.NamedNode | ox.BlankNode, message: object, predicate: object, value: object) -> Flaw:
    text = message.value if isinstance(message, ox.Literal | ox.NamedNode) else ""
    if isinstance(predicate, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
        return Flaw(this, text, ox.Triple(this, predicate, value))
    return Flaw(this, text)


def read_rules(folder: Path) -> Mapping[Rule, str]:
    """The rules of a folder of ``.rq`` files and their queries.

    Each file begins with comments ``# id:``, ``# severity:``, ``# meaning:`` and ``# mend:``. Raises
    :class:`InputError` with all that is wrong with any of them.
    """
    paths = sorted(folder.glob("*.rq")) if folder.is_dir() else []
    if not paths:
        raise InputError(f"There are no rules (.rq files) in the folder {folder}.")
    problems: list[Problem] = []
    rules: dict[Rule, str] = {}
    for path in paths:
        try:
            query = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            problems.append(Problem(str(path), None, f"cannot be read: {error}"))
            continue
        header = {name: value for name, value in HEADER.findall(query) if value}
        taken = {rule.id for rule in (*RULES, *rules)}
        wrong = [*_wrong_header(header, taken), *_wrong_query(query)]
        problems.extend(Problem(str(path), None, reason) for reason in wrong)
        if not wrong:
            severity = Severity(header["severity"])
            rules[Rule(header["id"], severity, header["meaning"], header["mend"])] = query
    if problems:
        raise InputError("Not rules that can be used.", problems)
    return rules


def _wrong_header(header: Mapping[str, str], taken: set[str]) -> Iterator[str]:
    for name in ("id", "severity", "meaning", "mend"):
        if name not in header:
            yield f"has no comment '# {name}: …'"
    rule_id, severity = header.get("id", ""), header.get("severity", "")
    if rule_id and not ID.fullmatch(rule_id):
        yield f"the id {rule_id!r} is not of small letters, digits and hyphens"
    if rule_id in taken:
        yield f"the id {rule_id!r} belongs to another rule"
    if severity and severity not in list(Severity):
        yield f"the severity {severity!r} is none of {', '.join(Severity)}"


def _wrong_query(query: str) -> Iterator[str]:
    try:
        refuse_unsafe(query)
        answer = ox.Store().query(query, prefixes=PREFIXES)
    except (QueryError, SyntaxError, ValueError, OSError) as error:
        yield f"the query is refused: {error}"
        return
    if not isinstance(answer, ox.QuerySolutions):
        yield "the query is no SELECT"
        return
    told = {variable.value for variable in answer.variables}
    yield from (f"the query does not select ?{name}" for name in NEEDED if name not in told)
