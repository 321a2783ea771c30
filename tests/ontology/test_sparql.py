"""Read-only SPARQL over a store on disk: answers, limits, refusals, and where a query is wrong."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillpath.errors import QueryError, WorkspaceError
from skillpath.ontology.sparql.answering import _write_rows
from skillpath.ontology.sparql.forms import Form
from skillpath.ontology.sparql.guard import refuse_unsafe
from skillpath.ontology.sparql.question import USUAL, Limits, Question
from skillpath.ontology.sparql.results import QueryResult, to_csv
from skillpath.ontology.sparql.terms import Term
from skillpath.ontology.sparql.workers import Workers
from skillpath.ontology.vocabulary import PREFIXES

SKILL = PREFIXES["skill"]
LABEL = ox.NamedNode(PREFIXES["skos"] + "prefLabel")
HOSTILE = '<img src=x onerror="alert(1)">, =1+1\r\n"quoted" \\ \u202eevil\u202c'


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two graphs: one names three skills, the other puts them in order."""
    path = tmp_path_factory.mktemp("release") / "store"
    db = ox.Store(str(path))
    names, order = ox.NamedNode("http://example.org/names"), ox.NamedNode("http://example.org/order")
    for name, label in (("a", "add up"), ("b", "bake"), ("c", HOSTILE)):
        db.add(ox.Quad(ox.NamedNode(SKILL + name), LABEL, ox.Literal(label, language="en"), names))
    broader = ox.NamedNode(PREFIXES["skos"] + "broader")
    db.add(ox.Quad(ox.NamedNode(SKILL + "a"), broader, ox.NamedNode(SKILL + "b"), order))
    db.flush()
    return path


WORKERS: Final = Workers(count=1)


@pytest.fixture(scope="module", autouse=True)
def _ended() -> Iterator[None]:
    yield
    WORKERS.close()


def asked(store: Path, query: str, *, max_rows: int = 10_000, limits: Limits = USUAL) -> QueryResult:
    """The answer to a query."""
    with WORKERS.answer(Question(query, max_rows=max_rows), store, limits=limits) as answer:
        return answer.read()


def refusal(store: Path, query: str) -> str:
    with pytest.raises(QueryError) as caught:
        asked(store, query)
    return str(caught.value)


# Answers ---------------------------------------------------------------------------------------------


def test_select_over_the_union_of_graphs_with_our_prefixes(store: Path) -> None:
    result = asked(
        store, "SELECT ?s ?label ?n { ?s skos:broader skill:b ; skos:prefLabel ?label BIND(1 + 1 AS ?n) }"
    )
    assert result == QueryResult(
        kind="select",
        columns=("s", "label", "n"),
        rows=(
            (
                Term(SKILL + "a", "iri"),
                Term("add up", "literal", "en", PREFIXES["rdf"] + "langString"),
                Term("2", "literal", "", PREFIXES["xsd"] + "integer"),
            ),
        ),
    )


def test_a_prefix_of_the_query_wins_over_ours(store: Path) -> None:
    query = f"PREFIX job: <{SKILL}>\nSELECT ?o {{ job:a skos:broader ?o }}"
    assert asked(store, query).rows == ((Term(SKILL + "b", "iri"),),)


@pytest.mark.parametrize(("object_", "answer"), [("skill:b", True), ("skill:c", False)])
def test_ask(store: Path, object_: str, answer: bool) -> None:
    result = asked(store, f"ASK {{ skill:a skos:broader {object_} }}")
    assert (result.kind, result.boolean) == ("ask", answer)


def test_construct_gives_turtle(store: Path) -> None:
    query = "CONSTRUCT { ?b skos:narrower ?a } WHERE { ?a skos:broader ?b }"
    result = asked(store, query)
    assert result.kind == "graph"
    assert "skill:b skos:narrower skill:a ." in result.turtle
    assert asked(store, query).turtle == result.turtle
    assert len(list(ox.parse(result.turtle, format=ox.RdfFormat.TURTLE))) == 1


def test_an_unbound_variable_is_an_empty_cell(store: Path) -> None:
    result = asked(store, "SELECT ?s ?o { ?s skos:prefLabel ?l OPTIONAL { ?s skos:broader ?o } } ORDER BY ?s")
    assert [row[1] for row in result.rows] == [Term(SKILL + "b", "iri"), None, None]


@pytest.mark.parametrize(("most", "truncated"), [(3, False), (2, True)])
def test_rows_beyond_the_most_are_cut_and_said_so(store: Path, most: int, truncated: bool) -> None:
    for query in ("SELECT ?s { ?s skos:prefLabel ?l }", "CONSTRUCT WHERE { ?s skos:prefLabel ?l }"):
        result = asked(store, query, max_rows=most)
        assert result.truncated is truncated
        assert len(result.rows) + result.turtle.count("prefLabel") == most


# Forms -----------------------------------------------------------------------------------------------


def written(store: Path, query: str, form: Form, *, most: int | None = 10_000) -> bytes:
    """The file of an answer."""
    with WORKERS.answer(Question(query, max_rows=most, forms=(form,)), store) as answer:
        return answer.path.read_bytes()


ROWS = "SELECT ?s ?l ?none { ?s skos:prefLabel ?l } ORDER BY ?s"


@pytest.mark.parametrize("most", [10_000, None])
@pytest.mark.parametrize("form", ["json", "xml", "tsv"])
def test_rows_carry_hostile_text_unchanged(store: Path, form: str, most: int | None) -> None:
    text = written(store, ROWS, Form(form), most=most)
    parsed = ox.parse_query_results(text, format=getattr(ox.QueryResultsFormat, form.upper()))
    assert isinstance(parsed, ox.QuerySolutions)
    solutions = list(parsed)
    assert [solution["s"].value for solution in solutions] == [SKILL + name for name in "abc"]
    assert solutions[2]["l"] == ox.Literal(HOSTILE, language="en")
    assert solutions[2]["none"] is None


def test_csv_of_the_protocol_is_exact_and_csv_for_a_spreadsheet_holds_no_formula(store: Path) -> None:
    query = 'SELECT ?a ?b { BIND("=1+1" AS ?a) BIND(-1 AS ?b) }'
    assert written(store, query, Form.CSV) == b"a,b\r\n=1+1,-1\r\n"
    assert to_csv(asked(store, query)) == "a,b\r\n'=1+1,-1\r\n"
    table = list(csv.reader(io.StringIO(to_csv(asked(store, ROWS)), newline="")))
    assert table[0] == ["s", "l", "none"]
    assert table[3] == [SKILL + "c", HOSTILE, ""]


def test_json_keeps_kinds_and_datatypes(store: Path) -> None:
    query = 'SELECT ?i ?n ?t ?b { BIND(skill:a AS ?i) BIND(7 AS ?n) BIND("t" AS ?t) }'
    for most in (10, None):
        assert json.loads(written(store, query, Form.JSON, most=most))["results"]["bindings"] == [
            {
                "i": {"type": "uri", "value": SKILL + "a"},
                "n": {"type": "literal", "value": "7", "datatype": PREFIXES["xsd"] + "integer"},
                "t": {"type": "literal", "value": "t"},
            }
        ]


TERMS = st.one_of(
    st.builds(ox.Literal, st.text(max_size=8)),
    st.builds(lambda text: ox.Literal(text, language="en-GB"), st.text(max_size=8)),
    st.builds(
        lambda text, kind: ox.Literal(text, datatype=ox.NamedNode(PREFIXES["xsd"] + kind)),
        st.sampled_from(
            ["1", "01", "-1", "+1", "1.0", "1.50", "1e0", "1.0E0", "NaN", "INF", "true", "x", " 1"]
        ),
        st.sampled_from(["integer", "decimal", "double", "float", "boolean", "date", "string"]),
    ),
    st.sampled_from([ox.NamedNode("http://x/é'%20"), ox.BlankNode("b1")]),
)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.tuples(TERMS, TERMS), max_size=4), form=st.sampled_from(["json", "xml", "tsv"]))
def test_rows_that_are_counted_are_those_that_are_not(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[ox.Literal, ox.Literal]], form: str
) -> None:
    db = ox.Store()
    p, path = ox.NamedNode("http://x/p"), tmp_path_factory.mktemp("rows") / "answer"
    for number, (a, b) in enumerate(rows):
        for column, term in (("a", a), ("b", b)):
            db.add(ox.Quad(ox.NamedNode(f"http://x/{column}{number}"), p, term))
    query = " ".join(
        f"{{ <http://x/a{n}> ?p ?a OPTIONAL {{ <http://x/b{n}> ?p ?b }} }} UNION" for n in range(len(rows))
    )
    whole = f"SELECT ?a ?b {{ {query} {{ BIND(1 AS ?b) }} }}"
    plain = db.query(whole).serialize(format=getattr(ox.QueryResultsFormat, form.upper()))
    found = db.query(whole)
    assert isinstance(found, ox.QuerySolutions)
    assert _write_rows(found, Form(form), str(path), 10) == len(rows) + 1
    assert path.read_bytes() == plain


def test_blank_nodes_are_shown_as_such(store: Path) -> None:
    query = "SELECT (BNODE() AS ?b) {}"
    assert to_csv(asked(store, query)).startswith("b\r\n_:")
    assert json.loads(written(store, query, Form.JSON))["results"]["bindings"][0]["b"]["type"] == "bnode"


def test_triples_within_rows_are_shown_by_their_parts(store: Path) -> None:
    ((term,),) = asked(store, "SELECT (<<( skill:a skill:b 1 )>> AS ?t) {}").rows
    assert term == Term(f"<<( {SKILL}a {SKILL}b 1 )>>", "triple")


def test_ask_as_json(store: Path) -> None:
    assert json.loads(written(store, "ASK {}", Form.JSON)) == {"head": {}, "boolean": True}


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("turtle", "TURTLE"),
        ("ntriples", "N_TRIPLES"),
        ("rdfxml", "RDF_XML"),
        ("jsonld", "JSON_LD"),
    ],
)
def test_a_graph_in_every_form(store: Path, form: str, name: str) -> None:
    text = written(store, "CONSTRUCT { ?b skos:narrower ?a } WHERE { ?a skos:broader ?b }", Form(form))
    (found,) = ox.parse(text, format=getattr(ox.RdfFormat, name))
    assert (found.subject.value, found.object.value) == (SKILL + "b", SKILL + "a")


def test_forms_that_do_not_fit_are_refused(store: Path) -> None:
    graph = asked(store, "CONSTRUCT WHERE { ?s ?p ?o }")
    for result in (graph, asked(store, "ASK {}")):
        with pytest.raises(QueryError, match="rows of a SELECT"):
            to_csv(result)
    with pytest.raises(QueryError, match="gives a graph, which cannot be written as csv"):
        written(store, "CONSTRUCT WHERE { ?s ?p ?o }", Form.CSV)


# Limits ----------------------------------------------------------------------------------------------

CROSS = " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(40))


def test_a_query_is_stopped_at_its_time_limit(store: Path) -> None:
    with pytest.raises(QueryError, match=r"stopped after 1 s, its time limit: connect all patterns"):
        asked(store, f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}", limits=Limits(seconds=1))


def test_a_query_is_stopped_at_its_memory_limit(store: Path) -> None:
    doubled = " ".join(f"BIND(CONCAT(?t{n}, ?t{n}) AS ?t{n + 1})" for n in range(40))
    with pytest.raises(QueryError, match=r"needs more than its 1,000 MB of memory"):
        asked(
            store,
            f'SELECT (STRLEN(?t40) AS ?n) {{ BIND("0123456789" AS ?t0) {doubled} }}',
            limits=Limits(60, 1000),
        )


def test_too_long_an_answer_is_not_passed_on(store: Path) -> None:
    doubled = " ".join(f"BIND(CONCAT(?t{n}, ?t{n}) AS ?t{n + 1})" for n in range(23))
    assert "answer is too long" in refusal(store, f'SELECT ?t23 {{ BIND("0123456789" AS ?t0) {doubled} }}')


def test_deep_nesting_ends_the_worker_only(store: Path) -> None:
    assert "nested too deeply" in refusal(store, f"SELECT * {'{' * 20_000}{'}' * 20_000}")


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="cannot be opened"):
        asked(tmp_path / "none", "ASK {}")
    assert list(tmp_path.iterdir()) == []


def test_a_query_leaves_the_store_as_it_is(store: Path) -> None:
    before = {p.name: p.read_bytes() for p in store.iterdir()}
    asked(store, "SELECT * { ?s ?p ?o }")
    assert {p.name: p.read_bytes() for p in store.iterdir()} == before


# Refusals --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { skill:x a esco:Skill }",
        "# a comment\nPREFIX a: <http://x/>\ndelete where { ?s ?p ?o }",
        "CLEAR ALL",
        "LOAD <http://x/>",
        "WITH <http://x/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused(store: Path, update: str) -> None:
    assert "SkillPath answers queries only" in refusal(store, update)


REACHING_OUT = [
    "SERVICE <http://127.0.0.1:9/> { ?x ?y ?z }",
    "service silent <http://127.0.0.1:9/> {}",
    "?s ?p trueSERVICE<http://127.0.0.1:9/>{}",
    "?s ?p 1e5SERVICE<http://127.0.0.1:9/>{}",
    "SERVICEskill:a {}",
    "?s ?p skos:.SERVICE skill:a {}",
    '?s ?p ?o FILTER(?s<?o#>"""\n) SERVICE <http://127.0.0.1:9/> {} #"""',
    '?s ?p ("""a") . SERVICE <http://127.0.0.1:9/> {} # \\q """',
    "?s <\\u0068ttp://x/#> ?o . SERVICE <http://127.0.0.1:9/> {}",
    "?s ?p ?o FILTER(?s<=?o#>'''\n) SERVICE <http://127.0.0.1:9/> {} #'''",
    "?s ?p ?o # harmless\r SERVICE <http://127.0.0.1:9/> {}",
]


@pytest.mark.parametrize("pattern", REACHING_OUT)
def test_other_servers_are_never_asked(store: Path, pattern: str) -> None:
    assert refusal(store, f"SELECT * {{ {pattern} }}").startswith("line ")


# Graphs ----------------------------------------------------------------------------------------------

NAMES, ORDER = "<http://example.org/names>", "<http://example.org/order>"


@pytest.mark.parametrize(
    ("clause", "default", "among", "seen"),
    [
        ("", (), (), {"names", "order"}),
        (f"FROM {NAMES}", (), (), {"names"}),
        (f"FROM {NAMES} FROM {ORDER}", (), (), {"names", "order"}),
        (f"FROM NAMED {ORDER}", (), (), set()),
        ("", (NAMES,), (), {"names"}),
        (f"FROM {NAMES}", (ORDER,), (), {"order"}),
        ("", (), (ORDER,), set()),
    ],
)
def test_the_default_graph(
    store: Path, clause: str, default: tuple[str, ...], among: tuple[str, ...], seen: set[str]
) -> None:
    question = Question(
        f"SELECT DISTINCT ?p {clause} {{ ?s ?p ?o }}",
        default_graphs=tuple(iri[1:-1] for iri in default),
        named_graphs=tuple(iri[1:-1] for iri in among),
    )
    says = {LABEL.value: "names", PREFIXES["skos"] + "broader": "order"}
    with WORKERS.answer(question, store) as answer:
        assert {says[str(row[0])] for row in answer.read().rows} == seen


@pytest.mark.parametrize(
    ("clause", "among", "seen"),
    [
        ("", (), {"names", "order"}),
        (f"FROM NAMED {ORDER}", (), {"order"}),
        (f"FROM {NAMES}", (), set()),
        (f"FROM NAMED {NAMES}", (ORDER,), {"order"}),
    ],
)
def test_the_named_graphs(store: Path, clause: str, among: tuple[str, ...], seen: set[str]) -> None:
    query = f"SELECT DISTINCT ?g {clause} {{ GRAPH ?g {{ ?s ?p ?o }} }}"
    question = Question(query, named_graphs=tuple(iri[1:-1] for iri in among))
    with WORKERS.answer(question, store) as answer:
        assert {str(row[0]).rpartition("/")[2] for row in answer.read().rows} == seen


@pytest.mark.parametrize(
    ("clause", "column"), [("FROM <http://x/>", 15), ("from named <http://x/>", 21), ("FROM skill:x", 15)]
)
def test_graphs_that_are_not_there_are_refused(store: Path, clause: str, column: int) -> None:
    assert refusal(store, f"SELECT * {clause} {{}}").startswith(f"line 1, column {column}: there is no graph")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service ?from { ?service ?insert ?from }",
        "SELECT * { ?s ?p \"SERVICE <http://x/> {}\", '''FROM \"it's\" DELETE''' }",
        "SELECT * { ?s <http://x.org/service#from> <http://x.org/(it's)/SERVICE> }",
        "ASK { ?s skos:service skos:from.service } # SERVICE <x> FROM <y>",
        'ASK { ?s ?p "a"@service, "\\"SERVICE \\\\" }',
        "ASK { ?s ?p ?o FILTER(1<2 && 3>2 && ?s <?o && ?o<= ?s) }",
        "INSERTED",
    ],
)
def test_words_that_only_look_forbidden_are_not_refused(query: str) -> None:
    refuse_unsafe(query)


@pytest.mark.parametrize("query", ["", " \n# nothing but a comment", "{}", "PREFIX a: <http://x/>"])
def test_no_query_at_all(store: Path, query: str) -> None:
    assert "There is no query here" in refusal(store, query)


def test_a_query_of_unreasonable_length(store: Path) -> None:
    assert "longer than 100,000 characters" in refusal(store, "ASK {} #" + " " * 100_000)


PIECES = st.sampled_from(
    [
        *("SERVICE", "SERVICE :a {}", "<http://127.0.0.1:9/>", "BASE <http://x/>", "<#>", "<=#>", "?a<?b#>"),
        *("{", "}", "(", ")", ".", ",", "<", ">", "^^", "-", "..", "FILTER(", "BIND(", "AS"),
        *("#", "\n", "\r", " ", '"', "'", '"""', "'''", "\\", '\\"', "\\'", "\\u0041"),
        *("?s", "a", "true", "1.", "1e5", "ex:", "ex:a", ":", "_:b", "@en", "%41", "\u00b7", "é"),
    ]
)


@settings(max_examples=400, deadline=None)
@given(before=st.lists(PIECES, max_size=6).map("".join), after=st.lists(PIECES, max_size=6).map("".join))
def test_no_query_that_passes_reaches_out(before: str, after: str) -> None:
    prologue = "PREFIX ex: <http://127.0.0.1:9/> PREFIX : <http://127.0.0.1:9/> BASE <http://127.0.0.1:9/>"
    query = f"{prologue} SELECT * {{ ?s ?p ?o {before}\n SERVICE ex:a {{ ?x ?y ?z }} {after} }}"
    try:
        refuse_unsafe(query)
    except QueryError:
        return
    memory = ox.Store()
    memory.add(ox.Quad(LABEL, LABEL, LABEL))
    try:
        results = memory.query(query)
        assert isinstance(results, ox.QuerySolutions)
        list(results)  # following SERVICE would raise OSError: that port is forbidden
    except SyntaxError:
        return


# Mistakes --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT *\n WHER { ?s ?p ?o }", "line 2, column 2: 'WHER' cannot stand here; expected WHERE."),
        ("SELECT * {\n  ?s nope:x ?o }", "line 2, column 6: the prefix of 'nope:x' is not declared."),
        ("SELECT *\n{ ?s ?p \U0001f600 }", "line 2, column 9: '\U0001f600' cannot stand here"),
        ("SELECT * { ?s ?p ?o\n", "line 1, column 20: the query ends too early; expected "),
        ("SELECT * { ?s ?p ?o } nonsense", "line 1, column 23: 'nonsense' cannot stand here"),
        ('SELECT * {\n ?s ?p "open }', "line 2, column 8: the string that begins here does not end."),
        ('SELECT * { ?s ?p "\\x" }', "line 1, column 18: a string holds a backslash that is no escape"),
        ("SELECT * { ?s ?p <it's> }", "line 1, column 18: write the IRI in full"),
        ("SELECT (?x AS ?s) { ?s ?p ?o }", "overrides an existing variable"),
        ("ASK { ?s ?p 'lone surrogate \ud800' }", "The query failed: "),
    ],
)
def test_mistakes_are_placed_in_the_text_as_written(store: Path, query: str, message: str) -> None:
    assert message in refusal(store, query)
