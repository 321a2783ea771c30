"""The process that answers one SPARQL query: ``python -m skillpath.ontology.sparql_worker``.

Reads a request from standard input and writes the reply to standard output, both JSON (see
:mod:`skillpath.ontology.sparql`, the only caller). It starts anew for every query, so it imports little.
"""

import json
import math
import re
import resource
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cached_property, partial
from importlib import import_module
from itertools import islice
from typing import Any, Final

import pyoxigraph as ox

from skillpath.ontology.sparql_tokens import position, tokens

MAX_REPLY: Final = 64 << 20
"""Longest reply, in characters."""

_PADDING: Final = " " * 16
_PLACE: Final = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_EXPECTED: Final = re.compile(
    r"""\['.*?'\]|\[_\]|<unreported>|("(?:[^"\\]|\\.)*"|[^\s,"\[][^,"]*)""", re.DOTALL
)


def main() -> None:
    """Answer the request on standard input."""
    request = json.load(sys.stdin)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_CPU, math.ceil(request["timeout"]) + 1)
    reply = json.dumps(_reply(request))
    if len(reply) > MAX_REPLY:
        reason = f"The answer is longer than {MAX_REPLY:,} characters: ask for fewer or shorter values."
        reply = json.dumps({"query_error": reason})
    sys.stdout.write(reply)


def _limit(kind: int, amount: int) -> None:
    with suppress(ValueError, OSError):  # not every system lets every limit be set
        resource.setrlimit(kind, (amount, amount))


def _reply(request: dict[str, Any]) -> dict[str, Any]:
    try:
        store = ox.Store.read_only(request["store"])
    except OSError as error:
        return {"store_error": str(error)}
    _limit(resource.RLIMIT_AS, request["memory_mb"] << 20)
    query, prefixes, own = request["query"], request["prefixes"], _Functions(**request["functions"])
    ask = partial(store.query, prefixes=prefixes, custom_functions=own.by_name)
    try:
        reply = _results(ask(query, use_default_graph_as_union=True), request["max_rows"], prefixes)
        return {"query_error": own.failed[0]} if own.failed else reply
    except SyntaxError as error:
        return {"query_error": _explain(query, str(error), ask)}
    except MemoryError:
        return {"out_of_memory": True}
    except (OSError, ValueError, RuntimeError) as error:
        return {"query_error": f"The query failed: {error}"}


_Answer = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None


class _Functions:
    """Functions of :class:`skillpath.ontology.sparql.Functions`; their module is imported on the first call.

    ``failed``: what was wrong with calls. Oxigraph itself takes such a call for one without a value.
    """

    def __init__(self, module: str, names: list[str], argument: str) -> None:
        self._module, self._argument = module, argument
        self.by_name: dict[ox.NamedNode, Callable[..., _Answer]] = {
            ox.NamedNode(name): partial(self._call, name) for name in names
        }
        self.failed: list[str] = []

    @cached_property
    def _functions(self) -> Mapping[str, Callable[..., float | None]]:
        functions: Mapping[str, Callable[..., float | None]] = import_module(self._module).functions(
            self._argument
        )
        return functions

    def _call(
        self, name: str, *terms: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
    ) -> ox.Literal | None:
        try:
            value = self._functions[name](*(str(_value(term)) for term in terms))
        except TypeError:
            self.failed.append(
                f"The function <{name}> is called with {len(terms)} values, which it does not take."
            )
            raise
        except Exception as error:
            self.failed.append(f"The function <{name}> failed: {error}")
            raise
        return None if value is None else ox.Literal(value)


def _value(term: Any) -> Any:
    return term.value


def _results(
    results: ox.QueryBoolean | ox.QuerySolutions | ox.QueryTriples, max_rows: int, prefixes: dict[str, str]
) -> dict[str, Any]:
    if isinstance(results, ox.QueryBoolean):
        return {"kind": "ask", "boolean": bool(results)}
    if isinstance(results, ox.QueryTriples):
        triples = list(islice(results, max_rows + 1))
        return {
            "kind": "graph",
            "turtle": _turtle(triples[:max_rows], prefixes),
            "truncated": len(triples) > max_rows,
        }
    rows = [[_term(term) for term in solution] for solution in islice(results, max_rows + 1)]
    columns = [variable.value for variable in results.variables]
    return {"kind": "select", "columns": columns, "rows": rows[:max_rows], "truncated": len(rows) > max_rows}


def _turtle(triples: list[ox.Triple], prefixes: dict[str, str]) -> str:
    text = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b""
    lines = text.decode().split("\n")
    head = len(prefixes)
    return "\n".join([*sorted(lines[:head]), *lines[head:]])  # Oxigraph writes prefixes in random order


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> list[str] | None:
    """Value, kind, language, datatype, as in :class:`skillpath.ontology.sparql.Term`."""
    match term:
        case None:
            return None
        case ox.NamedNode():
            return [term.value, "iri", "", ""]
        case ox.BlankNode():
            return [term.value, "bnode", "", ""]
        case ox.Literal():
            return [term.value, "literal", term.language or "", term.datatype.value]
    raise ValueError("quoted triples cannot be shown: select their subject, predicate and object")


def _explain(query: str, message: str, parse: Callable[[str], object]) -> str:
    """Oxigraph's syntax error in the user's terms.

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
        return f"The query is not SPARQL: {message}"
    before = spread.split("\n")[: int(match[1]) - 1]
    reached = sum(len(line) + 1 for line in before) + int(match[2]) - 1
    offset = max(start for at, start in starts if at <= reached)
    return f"{position(query, offset)}: {_reason(query[offset:].split(), match[3])}."


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


if __name__ == "__main__":
    main()
