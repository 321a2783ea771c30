"""A query that is kept, and how it is read from a text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from skillpath.errors import InputError, Problem, QueryError
from skillpath.ontology.queries.binding import declared, defaults
from skillpath.ontology.queries.parameters import RESERVED, Parameter, Values, parameter_of


class Audience(StrEnum):
    """For whom a query is."""

    CONSULTANT = "consultant"
    EDITOR = "editor"
    ANALYST = "analyst"


LONGEST_TITLE: Final = 120
LONGEST_ABOUT: Final = 1000
"""Characters, at most."""


@dataclass(frozen=True, slots=True)
class KeptQuery:
    """A query with what it is called, what it is about, for whom it is, and its parameters.

    ``text`` is the whole text, header included: SPARQL that can be asked as it is.
    """

    name: str
    title: str
    about: str
    audiences: tuple[Audience, ...]
    parameters: tuple[Parameter, ...]
    text: str


_ENTRY: Final = re.compile(
    r"(?P<key>title|about|for|parameter (?P<name>\w+) \((?P<type>.*?)\)):[ \t]*(?P<said>.*)"
)


def read_query(text: str, *, name: str) -> KeptQuery:
    """The query of a text that begins with comments: ``# title:``, ``# about:``, ``# for:`` and parameters.

    ``# parameter NAME (TYPE): LABEL`` says of a variable that it may be set; its default is in the query,
    ``VALUES ?NAME { … }``. A line that only goes on is indented by two spaces or more. Raises
    :class:`InputError` with all that is wrong.

    >>> kept = read_query('# title: Skills like one\\n# parameter skill (skill): The skill\\n'
    ...     'SELECT ?other { VALUES ?skill { skill:payroll } ?skill skos:related ?other }', name="related")
    >>> kept.title, kept.parameters[0].default[0].value
    ('Skills like one', 'https://w3id.org/skillpath/skill/payroll')
    """
    entries = list(_entries(text))
    said = {match["key"]: match["said"] for match in entries if match["name"] is None}
    problems: list[str] = []
    parameters: list[Parameter] = []
    for match in entries:
        if match["name"] is not None:
            try:
                parameters.append(parameter_of(match["name"], match["type"], match["said"]))
            except InputError as error:
                problems.append(str(error))
    try:
        problems += _unlike(parameters, declared(text))
        parameters = [replace(one, default=values) for one, values in _with_default(parameters, text)]
    except QueryError as error:
        problems.append(str(error))
    problems += _wrong(said)
    if problems:
        raise InputError(
            "Not a query that can be kept.", [Problem(name, None, reason) for reason in problems]
        )
    audiences = tuple(one for one in Audience if one in re.findall(r"[a-z]+", said.get("for", "")))
    return KeptQuery(name, said["title"], said.get("about", ""), audiences, tuple(parameters), text)


def with_header(text: str, *, title: str, about: str) -> str:
    """A text whose header says another title and another description, on one line each; the rest stays.

    >>> print(with_header("# title: a\\nASK {}", title="b", about="c"))
    # title: b
    # about: c
    ASK {}
    """
    header, body = _parted(text)
    others = [line for line in _joined(header) if not re.match(r"#\s*(title|about):", line)]
    lines = [f"# title: {_line(title)}", *([f"# about: {_line(about)}"] if _line(about) else []), *others]
    return "\n".join([*lines, *body])


def _entries(text: str) -> Iterator[re.Match[str]]:
    for line in _joined(_parted(text)[0]):
        match = _ENTRY.fullmatch(line.lstrip("#").strip())
        if match:
            yield match


def _parted(text: str) -> tuple[list[str], list[str]]:
    """The lines of the header, and all others."""
    lines = text.replace("\r\n", "\n").split("\n")
    length = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return lines[:length], lines[length:]


def _joined(header: Sequence[str]) -> list[str]:
    """The lines of a header, each with those that go on with it."""
    joined: list[str] = []
    for line in header:
        if joined and re.match(r"#[ \t]{2,}\S", line):
            joined[-1] = f"{joined[-1]} {line.lstrip('#').strip()}"
        else:
            joined.append(line.rstrip())
    return joined


def _line(text: str) -> str:
    return " ".join(text.split())


def _unlike(parameters: Sequence[Parameter], variables: Sequence[str]) -> Iterator[str]:
    names = [one.name for one in parameters]
    yield from (f"the parameter {one} is there twice" for one in dict.fromkeys(names) if names.count(one) > 1)
    for one in dict.fromkeys(names):
        if one in RESERVED:
            yield f"no parameter can be called {one}: choose another name"
        elif one not in variables:
            yield f"the parameter {one} has no default in the query: VALUES ?{one} {{ … }}"


def _with_default(parameters: Sequence[Parameter], text: str) -> Iterator[tuple[Parameter, Values]]:
    found = defaults(text)
    return ((one, found.get(one.name, ())) for one in parameters)


def _wrong(said: dict[str, str]) -> Iterator[str]:
    if not said.get("title"):
        yield "there is no title: begin with a comment “# title: …”"
    for key, longest in (("title", LONGEST_TITLE), ("about", LONGEST_ABOUT)):
        if len(said.get(key, "")) > longest:
            yield f"the {key} is longer than {longest} characters"
