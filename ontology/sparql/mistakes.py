"""Oxigraph's syntax errors in the user's terms, at their true place."""

import re
from collections.abc import Callable
from typing import Final

from skillpath.errors import QueryError
from skillpath.ontology.sparql.tokens import mistake, tokens

_PADDING: Final = " " * 16
_PLACE: Final = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_EXPECTED: Final = re.compile(
    r"""\['.*?'\]|\[_\]|<unreported>|("(?:[^"\\]|\\.)*"|[^\s,"\[][^,"]*)""", re.DOTALL
)


def explained(query: str, message: str, parse: Callable[[str], object]) -> QueryError:
    """What is wrong with a query, of which the parser says ``message``.

    The parser points behind the longest keyword that it looked for, up to nine characters late and past the
    real place. Parsed again with wide gaps, the place it gives falls into the right token or its gap.
    """
    spread, starts = "", [(0, 0)]
    for token in tokens(query):
        if token.kind == "gap":
            spread += _PADDING
        else:
            starts.append((len(spread), token.start))
            spread += token.text
    spread += _PADDING
    starts.append((len(spread), len(query.rstrip())))
    try:
        parse(spread)
    except SyntaxError as error:
        message = str(error)
    if (match := _PLACE.search(message)) is None:
        return QueryError(f"The query is not SPARQL: {message}")
    before = spread.split("\n")[: int(match[1]) - 1]
    reached = sum(len(line) + 1 for line in before) + int(match[2]) - 1
    offset = max(start for at, start in starts if at <= reached)
    return mistake(query, offset, f"{_reason(query[offset:].split(), match[3])}.")


def _reason(rest: list[str], expected: str) -> str:
    items: list[str] = [item.strip() for item in _EXPECTED.findall(expected) if item.strip()]
    sentences: list[str] = [item for item in items if " " in item and not item.startswith('"')]
    there = f"'{rest[0][:40]}'" if rest else ""
    if "Prefix not found" in sentences:
        return f"the prefix of {there} is not declared"
    if sentences:
        return sentences[0]
    hint = f"; expected {', '.join(sorted(items)[:8])}" if items else ""
    return (f"{there} cannot stand here" if there else "the query ends too early") + hint
