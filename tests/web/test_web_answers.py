"""An answer as a table, a chart and a picture: what is worked out of its rows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillpath.ontology.sparql.results import QueryResult
from skillpath.ontology.sparql.terms import Term
from skillpath.web.analyst.cells import EMPTY, Cell
from skillpath.web.analyst.chart import HEIGHT, axis, chart
from skillpath.web.analyst.kept_answers import Kept, KeptAnswers
from skillpath.web.analyst.picture import layers, links, picture
from skillpath.web.analyst.table import Table, ordered, table

INTEGER = "http://www.w3.org/2001/XMLSchema#integer"


def number(value: float) -> Cell:
    return Cell(f"{value:g}", value=value)


def thing(name: str) -> Cell:
    return Cell(name, f"urn:{name}")


def of(columns: str, *rows: tuple[Cell, ...]) -> Table:
    names = tuple(columns.split())
    numeric = {name for at, name in enumerate(names) if all(row[at].value is not None for row in rows)}
    return Table(names, rows, len(rows), frozenset(numeric))


def plain(term: Term | None) -> Cell:
    return EMPTY if term is None else Cell(term.value, value=float(term.value) if term.datatype else None)


# Rows ----------------------------------------------------------------------------------------------

ROWS = (
    (Term("Pay", "literal"), Term("10", "literal", "", INTEGER)),
    (Term("tax", "literal"), None),
    (Term("audit", "literal"), Term("9", "literal", "", INTEGER)),
)
ANSWER = QueryResult("select", ("what", "count"), ROWS)


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("", "Pay"),
        ("what", "audit"),
        ("-what", "tax"),
        ("count", "audit"),
        ("-count", "Pay"),
        ("gone", "Pay"),
    ],
)
def test_rows_stand_in_the_order_that_is_asked_for(sort: str, first: str) -> None:
    assert table(ANSWER, plain, sort=sort).rows[0][0].text == first


def test_what_has_nothing_in_the_column_comes_last_both_ways() -> None:
    assert [table(ANSWER, plain, sort=sort).rows[-1][0].text for sort in ("count", "-count")] == ["tax"] * 2


def test_rows_with_all_the_words_are_shown_and_counted() -> None:
    shown = table(ANSWER, plain, words="A P")
    assert ([row[0].text for row in shown.rows], shown.total) == (["Pay"], 3)
    assert shown.numeric == {"count"}  # of the whole answer, so that a filter turns no column round


@given(st.lists(st.one_of(st.floats(-9, 9), st.text(max_size=3), st.none())), st.booleans())
def test_an_order_loses_no_row_and_keeps_those_that_are_alike(
    values: list[float | str | None], down: bool
) -> None:
    cells = [EMPTY if v is None else number(v) if isinstance(v, float) else Cell(v) for v in values]
    rows = [(cell, number(at)) for at, cell in enumerate(cells)]
    done = ordered(rows, 0, down=down)
    assert sorted(row[1].value or 0 for row in done) == list(range(len(rows)))
    alike = [row[1].value or 0 for row in done if row[0] == EMPTY]
    assert alike == sorted(alike)


# Charts --------------------------------------------------------------------------------------------


def test_bars_begin_at_nothing_and_the_longest_stretch_is_the_whole_width() -> None:
    drawn = chart(of("what n", (Cell("a"), number(30)), (Cell("b"), number(-10)), (Cell("c"), number(0))))
    assert drawn is not None
    assert [(bar.x, bar.width) for bar in drawn.bars] == [(25, 75), (0, 25), (25, 0)]
    assert (drawn.across, drawn.up, drawn.axes) == ("what", "n", None)


def test_two_numbers_are_points_with_the_largest_on_top() -> None:
    drawn = chart(of("x y", (number(1), number(100)), (number(2), number(0))), across="x", up="y")
    assert drawn is not None
    assert [point.y for point in drawn.points] == [0, HEIGHT]
    assert drawn.points[0].x < drawn.points[1].x


def test_without_a_number_there_is_no_chart() -> None:
    assert chart(of("what", (Cell("a"),))) is None


@given(st.lists(st.floats(-1e6, 1e6, allow_subnormal=False), min_size=1))
def test_an_axis_has_room_for_all_and_few_marks(values: list[float]) -> None:
    made = axis("n", values, 100.0)
    assert all(-0.01 <= made.place(value, 100.0) <= 100.01 for value in values)
    assert 2 <= len(made.marks) <= 8
    assert (made.marks[0][0], made.marks[-1][0]) == (0, 100)


# Pictures ------------------------------------------------------------------------------------------


def test_rows_link_by_a_predicate_or_with_a_weight() -> None:
    triples = links(
        of("s p o", (thing("a"), thing("is"), thing("b")), (thing("a"), thing("n"), Cell("text")))
    )
    assert [(one.source.text, one.text, one.target.text) for one in triples] == [
        ("a", "is", "b"),
        ("a", "n", "text"),
    ]
    (weighed,) = links(of("a b t", (thing("a"), thing("b"), number(0.25))))
    assert (weighed.target.text, weighed.weight) == ("b", 0.25)
    assert links(of("what n", (thing("a"), number(1)))) == []


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=20), st.booleans())
def test_links_lead_to_the_right_unless_they_go_in_a_circle(
    pairs: list[tuple[int, int]], circles: bool
) -> None:
    edges = [((str(a),), (str(b),)) for a, b in pairs if circles or a < b]
    column = layers(dict.fromkeys(end for edge in edges for end in edge), edges)
    assert circles or all(column[a] < column[b] for a, b in edges)
    assert min(column.values(), default=0) == 0


def test_what_has_no_room_is_counted_and_every_line_leads_to_the_right() -> None:
    star = picture(links(of("a b", *((thing("hub"), thing(f"n{at}")) for at in range(400)))))
    assert (len(star.nodes), len(star.edges), star.left_out) == (300, 299, 101)
    loop = picture(links(of("a b", (thing("a"), thing("b")), (thing("b"), thing("a")))))
    assert [loop.nodes[e.source].column < loop.nodes[e.target].column for e in loop.edges] == [True, True]


# Kept answers --------------------------------------------------------------------------------------


def test_an_answer_is_found_by_its_name_and_only_for_what_it_answers() -> None:
    kept = KeptAnswers()
    name = kept.keep(("K-1", "ASK {}"), Kept(ANSWER, 0.1))
    assert kept.find(name, ("K-1", "ASK {}")) == Kept(ANSWER, 0.1)
    assert kept.find(name, ("K-2", "ASK {}")) is None
    assert kept.find("", ("K-1", "ASK {}")) is None
    for at in range(16):
        kept.keep(("K-1", str(at)), Kept(ANSWER, 0.1))
    assert kept.find(name, ("K-1", "ASK {}")) is None
