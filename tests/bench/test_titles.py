"""The measure of title linking, on a gold standard that a reader can check."""

from pathlib import Path

import pytest

from skillpath.agency.intake.lexicon import Lexicon
from skillpath.agency.intake.terms import Term
from skillpath.bench.titles import measure_titles, titles_document
from skillpath.bench.titles_gold import TitlesGold, read_titles_gold
from skillpath.errors import InputError

JOBS = (
    Term("j:accountant", "accountant", ("accountant",), ("bookkeeper",)),
    Term("j:developer", "software developer", ("software developer",), ("programmer",)),
)


def folder(path: Path, annotations: str) -> Path:
    (path / "queries.tsv").write_text("q1\tSenior Programmers\nq2\tBookkeepers\nq3\tZoologist\n", "utf-8")
    names = ["accountant", "bookkeeper", "programmer", "software developer", "painter"]
    corpus = "".join(f"c{n}\t{name}\n" for n, name in enumerate(names))
    (path / "corpus_elements.tsv").write_text(corpus, "utf-8")
    (path / "annotations.tsv").write_text(annotations, "utf-8")
    return path


@pytest.fixture
def gold(tmp_path: Path) -> TitlesGold:
    rows = ["q1\t0\tc2\t1", "q1\t0\tc3\t1", "q2\t0\tc0\t1", "q2\t0\tc1\t1", "q2\t0\tc4\t0"]
    return read_titles_gold(folder(tmp_path, "\n".join(rows)))


def test_titles_without_a_right_name_are_not_asked(gold: TitlesGold) -> None:
    assert gold.queries == ("Senior Programmers", "Bookkeepers")
    assert gold.right == (frozenset({2, 3}), frozenset({0, 1}))


def test_the_product_knows_which_names_are_of_one_job_type(gold: TitlesGold) -> None:
    scores = measure_titles(gold, Lexicon((), JOBS, ()), embed=None, progress=lambda *_: None)
    assert [score.method for score in scores] == ["skillpath", "bm25", "char_tfidf"]
    assert (scores[0].map, scores[0].mrr) == (1, 1)
    assert scores[1].mrr == 1
    assert scores[1].map < 1
    assert titles_document(gold, scores)["rows"][0] == {"method": "skillpath", "map": 1, "mrr": 1}


def test_all_that_is_wrong_with_the_files_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_titles_gold(folder(tmp_path, "q9\t0\tc0\t1\nq1 c1\n"))
    assert [(p.file, p.line) for p in caught.value.problems] == [
        ("annotations.tsv", 2),
        ("annotations.tsv", 1),
    ]
