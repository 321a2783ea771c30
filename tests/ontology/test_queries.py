"""Kept queries: headers are read whole or refused with all that is wrong; a value stays one term."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import XSD

from skillpath.errors import InputError, QueryError
from skillpath.ontology.dataset.names import ROLE, named, parts_of
from skillpath.ontology.queries.binding import bound, declared, defaults
from skillpath.ontology.queries.kept_query import Audience, read_query, with_header
from skillpath.ontology.queries.library import library, shipped
from skillpath.ontology.queries.parameters import ParameterKind
from skillpath.ontology.queries.values import iri_term
from skillpath.ontology.sparql.guard import refuse_unsafe
from skillpath.ontology.sparql.prefixes import QUERY_PREFIXES
from skillpath.ontology.sparql.terms import Term

QUERY = """# title: Skills like one
# about: What is near,
#   and how near.
# for: editors, analysts and the editor of today
# parameter skill (skill, or any): The skill
# parameter least (number from 0 to 1): Carries at least
# parameter tongue (choice of en | de, several): Languages
SELECT ?other { VALUES ?skill { UNDEF } # VALUES ?least { 9 }
  VALUES $least{0.25}
  ?skill skos:related ?other ; skos:prefLabel "VALUES ?tongue { 1 }"
  values ?tongue { "en" "de"@de } }
"""

SHORT = "ASK { VALUES ?x { 1 } VALUES ?y { -2.5 } }"

HOSTILE = (
    '"} } SERVICE <http://elsewhere.example/> { ?s ?p ?o } #',
    "'''\n} DROP ALL #",
    "\\",
    "\\u0022 } #",
    "a\x00b\r\n\u2028",
    "<http://a> } {",
    "UNDEF",
    "?x",
)


def test_a_header_says_what_a_query_is_about() -> None:
    query = read_query(QUERY, name="near")
    assert (query.title, query.about) == ("Skills like one", "What is near, and how near.")
    assert query.audiences == (Audience.EDITOR,)
    skill, least, tongue = query.parameters
    assert (skill.kind, skill.optional, skill.default) == (ParameterKind.SKILL, True, ())
    assert (least.low, least.high, [one.value for one in least.default]) == (0, 1, ["0.25"])
    assert (tongue.choices, tongue.several) == (("en", "de"), True)
    assert [(one.value, one.language) for one in tongue.default] == [("en", ""), ("de", "de")]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("ASK {}", "there is no title"),
        (f"# title: {'x' * 121}\nASK {{}}", "the title is longer than 120 characters"),
        ("# title: a\n# parameter x (colour): X\nASK { VALUES ?x { 1 } }", "the type 'colour'"),
        ("# title: a\n# parameter x (skill): X\nASK {}", "the parameter x has no default"),
        ("# title: a\n# parameter x (choice): X\nASK { VALUES ?x { 1 } }", "choice of one | another"),
        ("# title: a\n# parameter page (text): X\nASK { VALUES ?page { 1 } }", "can be called page"),
        (
            "# title: a\n# parameter x (text): X\nASK { VALUES ?x { ?y } }",
            "line 3, column 19: ?y is no value",
        ),
        ("# title: a\n# parameter x (text): X\nASK { VALUES ?x { 1", "line 3, column 7: the values"),
    ],
)
def test_a_query_that_cannot_be_kept_says_why(text: str, wrong: str) -> None:
    with pytest.raises(InputError, match="Not a query that can be kept") as told:
        read_query(text, name="one")
    assert wrong in str(told.value)


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(InputError) as told:
        read_query("# parameter x (colour): X\n# parameter y (skill): Y\nASK {}", name="one")
    assert len(told.value.problems) == 3


@given(st.text(), st.sampled_from(["", "de"]))
def test_a_value_is_the_same_term_in_the_query(text: str, language: str) -> None:
    term = Term(text, "literal", language, "" if language else str(XSD.string))
    made = bound(SHORT, {"x": (term, term)})
    assert defaults(made) == {"x": (term, term), "y": defaults(SHORT)["y"]}
    assert declared(made) == ["x", "y"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_value_is_looked_for_and_does_nothing_else(text: str) -> None:
    store = ox.Store()
    for said in (text, "another"):
        store.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:says"), ox.Literal(said)))
    made = bound(
        'SELECT ?said { VALUES ?said { "x" } ?s <urn:says> ?said }', {"said": (Term(text, "literal"),)}
    )
    refuse_unsafe(made)
    answer = store.query(made, prefixes=dict(QUERY_PREFIXES))
    assert isinstance(answer, ox.QuerySolutions)
    assert [row["said"] for row in answer] == [ox.Literal(text)]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_address_is_refused_or_stays_one(text: str) -> None:
    with pytest.raises(QueryError, match="is no address"):
        bound("ASK { VALUES ?x { 1 } }", {"x": (Term(text, "iri"),)})
    code = iri_term(named(ROLE, text))
    assert parts_of(code.value, ROLE) == (text,)
    assert defaults(bound("ASK { VALUES ?x { 1 } }", {"x": (code,)}))["x"] == (code,)


def test_a_header_is_written_anew_and_the_rest_stays() -> None:
    made = with_header(QUERY, title="Another\n# for: me", about="")
    query = read_query(made, name="near")
    assert (query.title, query.about, query.audiences) == ("Another # for: me", "", (Audience.EDITOR,))
    assert query.parameters == read_query(QUERY, name="near").parameters


def test_a_folder_adds_to_the_library_and_takes_the_place_of_ours(tmp_path: Path) -> None:
    assert library(tmp_path / "none") == shipped()
    ours = shipped()[0].name
    (tmp_path / f"{ours}.rq").write_text("# title: Our own\nASK {}", encoding="utf-8")
    (tmp_path / "own-one.rq").write_text("# title: One\nASK {}", encoding="utf-8")
    found = {one.name: one.title for one in library(tmp_path)}
    assert (found[ours], found["own-one"], len(found)) == ("Our own", "One", len(shipped()) + 1)


def test_a_folder_with_bad_queries_names_them_all(tmp_path: Path) -> None:
    for name in ("one.rq", "Two Words.rq"):
        (tmp_path / name).write_text("ASK {}", encoding="utf-8")
    with pytest.raises(InputError) as told:
        library(tmp_path)
    assert sorted(problem.file for problem in told.value.problems) == ["Two Words.rq", "one.rq"]
