"""``skillpath bench extraction``, ``titles`` and ``cvs``: on a small ontology, and on the bundled one."""

from pathlib import Path

import pytest

from commands import Run
from workspaces import small_workspace

SMALL = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix esco: <http://data.europa.eu/esco/model#> .
@prefix : <https://agency.example/> .
:pay a esco:Skill ; skos:prefLabel "payroll"@en .
:tax a esco:Skill ; skos:prefLabel "tax"@en ; skos:related :pay .
:clerk a esco:Occupation ; skos:prefLabel "payroll clerk"@en ; esco:relatedEssentialSkill :pay .
:aide a esco:Occupation ; skos:prefLabel "tax aide"@en ; esco:relatedEssentialSkill :tax .
"""
ADVERT = "sentence,span,sub_span,label\nYou do the payroll.,payroll,,payroll\n"
CV = """<cv>EXPERIENCE

<label type="Designation">Payroll Clerk</label>
<label type="Companies worked at">Acme Ltd</label>
<label type="Years of Experience">2015 - 2018</label>
</cv>"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_workspace(tmp_path_factory.mktemp("intake") / "workspace", SMALL).folder


def test_extraction(skillpath: Run, small: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.csv"
    gold.write_text(ADVERT, "utf-8")
    arguments = ("bench", "extraction", "--gold", gold, "-w", small)
    rows = skillpath(*arguments, "--json").document["rows"]
    assert {"skillpath", "exact_label", "char_tfidf", "minilm"} <= {row["method"] for row in rows}
    assert {"precision", "recall", "f1", "rp5", "rp10"} < rows[0].keys()
    assert "char_tfidf" in skillpath(*arguments).out


def test_titles(skillpath: Run, small: Path, tmp_path: Path) -> None:
    (tmp_path / "queries.tsv").write_text("q\tPayroll Clerks\n", "utf-8")
    (tmp_path / "corpus_elements.tsv").write_text("a\tpayroll clerk\nb\tbank teller\n", "utf-8")
    (tmp_path / "annotations.tsv").write_text("q\t0\ta\t1\n", "utf-8")
    arguments = ("bench", "titles", "--gold", tmp_path, "-w", small)
    rows = skillpath(*arguments, "--json").document["rows"]
    assert {row["method"] for row in rows} >= {"skillpath", "minilm", "bm25", "char_tfidf"}
    assert rows[0]["mrr"] == 1
    assert "MRR" in skillpath(*arguments).out


def test_cvs(skillpath: Run, demo: Path, tmp_path: Path) -> None:
    (tmp_path / "1.xml").write_text(CV, "utf-8")
    arguments = ("bench", "cvs", "--cvs", tmp_path, "-w", demo)
    document = skillpath(*arguments, "--json").document
    assert document["profiles"] == document["cvs"] == 1
    assert len({match["role"] for match in document["matches"]}) == 10
    assert "payroll clerk" in skillpath(*arguments).out


def test_intake(skillpath: Run, demo: Path, tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.xml").write_text(f"{CV} {number}", "utf-8")
    arguments = ("bench", "intake", "--cvs", tmp_path, "-w", demo)
    document = skillpath(*arguments, "--jobs", "1", "--json").document
    assert document["formats"].keys() == {"text", "PDF"}
    refused = skillpath(*arguments, "--jobs", "3")
    assert refused.code
    assert "give more CVs" in refused.err
