"""A hundred queries of somebody who wants to stop the endpoint, or to get out of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

DIRECT: Final = "application/sparql-query"
FORM: Final = "application/x-www-form-urlencoded"

SILLY: Final = 10 << 20
"""Bytes of a body that is far too long."""


@dataclass(frozen=True, slots=True)
class Attack:
    """A request to the endpoint; ``runs`` says whether it is a query that would run for very long."""

    name: str
    body: bytes
    kind: str = DIRECT
    runs: bool = False


def attacks() -> tuple[Attack, ...]:
    """All of them; those that run are spread among the others."""
    running, others = list(_running()), [*_deep(), *_regex(), *_long(), *_outside(), *_odd()]
    step = len(others) // len(running)
    found = []
    for number, one in enumerate(running):
        found += [one, *others[number * step : (number + 1) * step]]
    return (*found, *others[len(running) * step :])


def _running() -> Iterator[Attack]:
    """What multiplies, sorts or doubles without end, however little there is in the graph."""
    for name, query in (
        ("cross product of 6, counted", f"SELECT (COUNT(*) AS ?n) {{ {_cross(6)} }}"),
        ("cross product of 40, counted", f"SELECT (COUNT(*) AS ?n) {{ {_cross(40)} }}"),
        ("cross product, sorted", f"SELECT * {{ {_cross(6)} }} ORDER BY ?a1 DESC(?b2)"),
        ("cross product, distinct", f"SELECT DISTINCT * {{ {_cross(6)} }} OFFSET 100000000"),
        ("cross product, concatenated", f"SELECT (GROUP_CONCAT(?a1) AS ?all) {{ {_cross(6)} }}"),
        ("cross product, new names", f"SELECT (COUNT(DISTINCT STRUUID()) AS ?n) {{ {_cross(6)} }}"),
        ("cross product, asked", f"ASK {{ {_cross(7)} FILTER(STR(?a1) = CONCAT(STR(?a7), '!')) }}"),
        ("six tables", f"SELECT (COUNT(*) AS ?n) {{ {_tables(6, 400)} }}"),
    ):
        yield Attack(name, query.encode(), runs=True)
    doubling = "".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1}) " for n in range(34))
    query = f'SELECT (STRLEN(?x34) AS ?n) {{ BIND("ab" AS ?x0) {doubling} }}'
    yield Attack("a text doubled 34 times", query.encode(), runs=True)


def _tables(count: int, rows: int) -> str:
    values = " ".join(map(str, range(rows)))
    return " ".join(f"VALUES ?v{number} {{ {values} }}" for number in range(count))


def _deep() -> Iterator[Attack]:
    """What is nested deeper than a parser or a planner can go down."""
    for depth in (500, 5_000, 20_000):
        yield _ask(f"{depth} parentheses", f"ASK {{ FILTER({'(' * depth}1{')' * depth} = 1) }}")
        yield _ask(f"{depth} groups", f"ASK {'{' * depth} {'}' * depth}")
        yield _ask(f"{depth} times not", f"ASK {{ FILTER({'!' * depth}true) }}")
        yield _ask(f"{depth} calls", f"ASK {{ FILTER({'STR(' * depth}1{')' * depth} = 1) }}"[:99_000])
        yield _ask(f"{depth} sums", f"ASK {{ FILTER(1{' + 1' * depth} = 1) }}"[:99_000])
        yield _ask(f"{depth} brackets", f"ASK {{ {'[ skos:broader ' * depth} 1 {']' * depth} . }}"[:99_000])
        yield _ask(
            f"a path of {depth} stars", f"ASK {{ ?a {'(' * depth}skos:broader{')*' * depth} ?b }}"[:99_000]
        )
    for depth in (100, 1_000, 5_000):
        yield _ask(f"{depth} optionals", f"ASK {{ {'OPTIONAL { ?a ?b ?c ' * depth}{'}' * depth} }}"[:99_000])
        yield _ask(f"{depth} unions", "ASK { {} " + "UNION { ?a ?b 7 } " * depth + "}")
        yield _ask(f"{depth} subqueries", f"{'SELECT * { ' * depth}{'}' * depth}")
        yield _ask(f"a sequence of {depth}", f"ASK {{ ?a {'/'.join(['skos:broader'] * depth)} ?b }}"[:99_000])


def _regex() -> Iterator[Attack]:
    """Patterns that explode in some machines."""
    for pattern in (
        "^(a+)+$",
        "^(a|aa)+$",
        "(.*.*.*.*)*x",
        "(a{1000}){1000}",
        "((a{100}){100}){100}",
        "(x+x+)+y" * 50,
        "(?:" * 1000 + "a" + ")" * 1000,
        "[\\\\\\\\p{L}&&[^a-z]]{5000}",
    ):
        text = "a" * 5_000
        yield _ask(f"regex {pattern[:20]}", f'SELECT * {{ FILTER REGEX("{text}!", "{pattern}") }}')
        yield _ask(f"replace {pattern[:20]}", f'SELECT (REPLACE("{text}!", "{pattern}", "$0$0") AS ?x) {{}}')


def _long() -> Iterator[Attack]:
    """What is long."""
    for size in (10_000, 90_000, 200_000):
        yield _ask(f"an IRI of {size}", f"ASK {{ <http://x.example/{'a' * size}> ?b ?c }}")
        yield _ask(f"a text of {size}", f'ASK {{ ?a ?b "{"a" * size}" }}')
        yield _ask(f"a name of {size}", f"ASK {{ ?{'a' * size} ?b ?c }}")
    rows = " ".join(f"({n} {n + 1})" for n in range(5_000))
    yield _ask("5,000 rows", f"SELECT * {{ VALUES (?a ?b) {{ {rows} }} }}")
    yield _ask("2,000 prefixes", "".join(f"PREFIX p{n}: <urn:{n}> " for n in range(2_000)) + "ASK {}")
    yield Attack("10 MB of blanks", b"ASK {}" + b" " * SILLY)
    yield Attack("10 MB in a form", b"query=ASK%20%7B%7D&a=" + b"a" * SILLY, FORM)
    yield Attack("50,000 parameters", b"query=ASK%7B%7D" + b"&a=1" * 50_000, FORM)
    yield Attack("10 MB of something else", b"\0" * SILLY, "application/octet-stream")


def _outside() -> Iterator[Attack]:
    """What reaches beyond the graph."""
    for query in (
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }",
        "SELECT * { SERVICE SILENT ?a { ?a ?b ?c } }",
        "ASK {FILTER(trueSERVICE<http://127.0.0.1:1/>{})}",
        "SELECT * FROM <file:///etc/passwd> { ?a ?b ?c }",
        "SELECT * FROM <http://127.0.0.1:1/> { ?a ?b ?c }",
        "LOAD <file:///etc/passwd>",
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "DELETE WHERE { ?a ?b ?c }",
        "CLEAR ALL",
        "DROP SILENT ALL",
        "PREFIX ex: <urn:> WITH ex:a DELETE { ?a ?b ?c } WHERE { ?a ?b ?c }",
        "ASK {} ; DROP ALL",
        "CREATE GRAPH <urn:a>",
        "COPY DEFAULT TO <urn:a>",
        "MOVE <urn:a> TO DEFAULT",
        "ADD <urn:a> TO <urn:b>",
        "LOAD SILENT <http://127.0.0.1:1/>",
        "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?a ?b ?c } }",
        "PREFIX service: <http://127.0.0.1:1/> ASK { SERVICE service:a { ?a ?b ?c } }",
    ):
        yield _ask(query[:40], query)


def _odd() -> Iterator[Attack]:
    """What is no text, or no query."""
    yield Attack("no text", b"\xff\xfe" * 1_000)
    yield Attack("zeros", b"ASK {}" + b"\0" * 1_000)
    yield Attack("lone surrogates", b'ASK { ?a ?b "\\uD800" }')
    yield Attack("a text without end", b'ASK { ?a ?b "' + b"a" * 50_000)
    yield Attack("nothing", b"")
    yield Attack("only a comment", b"# ASK {}")
    yield Attack("dots", b"." * 90_000)
    yield Attack("less than", b"<" * 90_000)


def _cross(patterns: int) -> str:
    return " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(1, patterns + 1))


def _ask(name: str, query: str) -> Attack:
    return Attack(name, query.encode())
