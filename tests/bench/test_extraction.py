"""The measure of skill extraction: counts that a reader can do in the head."""

import math
from pathlib import Path

import pytest

from skillpath.agency.intake.lexicon import Lexicon
from skillpath.agency.intake.terms import Term
from skillpath.bench.extraction import found_counts, mean_r_precision, measure_extraction
from skillpath.bench.extraction_baselines import Exact, char_tfidf
from skillpath.bench.extraction_gold import ExtractionGold, read_extraction_gold
from skillpath.errors import InputError

TERMS = (
    Term("s:sql", "SQL", ("SQL",), ()),
    Term("s:teams", "work in teams", ("work in teams",), ("teamwork",)),
    Term("s:think", "think innovatively", ("think innovatively",), ()),
)
HEADER = "sentence,span,sub_span,label\n"
TEXT = HEADER + (
    "SQL and teamwork,SQL,,SQL\n"
    "SQL and teamwork,teamwork,,work in teams\n"
    "Be new,new,,think innovately\n"
    "Be new and smart,new and smart,new,think innovatively\n"
    "Nothing,Nothing,,LABEL NOT PRESENT\n"
    "Herding,Herding,,herd sheep\n"
)


@pytest.fixture
def gold(tmp_path: Path) -> ExtractionGold:
    path = tmp_path / "gold.csv"
    path.write_text(TEXT, encoding="utf-8")
    return read_extraction_gold(path, TERMS)


def test_labels_are_those_of_the_release_or_all_but(gold: ExtractionGold) -> None:
    assert [s.labels for s in gold.sentences] == [
        ("SQL", "work in teams"),
        ("think innovately",),
        ("think innovatively",),
        (),
        ("herd sheep",),
    ]
    assert [span.text for span in gold.spans] == ["SQL", "teamwork", "new", "new", "Herding"]
    assert gold.terms["think innovately"] == {2}
    assert gold.unknown == ["herd sheep"]


def test_precision_recall_and_f1(gold: ExtractionGold) -> None:
    """Found: SQL of two; one of one; nothing; a wrong one; nothing of one: 2 right, 1 wrong, 3 missed."""
    answers = {"SQL and teamwork": {0}, "Be new": {2}, "Nothing": {1}}
    found = found_counts(gold, lambda text: frozenset(answers.get(text, set())))
    assert found == pytest.approx((2 / 3, 2 / 5, 0.5))
    assert math.isnan(found_counts(gold, lambda _: frozenset())[0])


def test_r_precision_counts_the_first_ranks_only(gold: ExtractionGold) -> None:
    assert mean_r_precision(gold, lambda _: [0, 1, 2], 5) == pytest.approx(4 / 5)
    assert mean_r_precision(gold, lambda _: [0, 1, 2], 1) == pytest.approx(1 / 5)


def test_exact_labels_are_whole_words_and_the_longest_first() -> None:
    exact = Exact([*TERMS, Term("s:server", "SQL Server", ("SQL Server",), ())])
    assert exact.rank("Teamwork, (SQL server); MySQL") == [3, 1]


def test_pieces_of_words_bridge_endings() -> None:
    (row,) = char_tfidf([("payroll",), ("invoices", "billing")])(["invoice"])
    assert row[1] > 0.5 > row[0] == 0


def test_the_product_stands_beside_the_baselines(gold: ExtractionGold) -> None:
    scores = measure_extraction(gold, Lexicon(TERMS, (), ()), embed=None, progress=lambda _done, _of: None)
    assert [s.method for s in scores] == ["skillpath", "skillpath_names_only", "exact_label", "char_tfidf"]
    assert scores[0].precision == 1
    assert scores[0].recall == pytest.approx(2 / 5)


def test_a_file_without_the_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gold.csv"
    path.write_text("sentence,label\na,b\n", encoding="utf-8")
    with pytest.raises(InputError, match="sub_span"):
        read_extraction_gold(path, TERMS)
