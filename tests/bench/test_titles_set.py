"""A gold standard of titles made of a crosswalk drawn by hand."""

from pathlib import Path

import pytest

from skillpath.bench.titles_gold import read_titles_gold
from skillpath.bench.titles_set import titles_set
from skillpath.errors import InputError

CROSSWALK = """O*NET Id,O*NET Title,ESCO or ISCO URI,Type of Match
11,Clerk,o:clerk,skos:exactMatch
11,Clerk,o:typist,skos:closeMatch
12,Cook,o:cook,skos:exactMatch
12,Cook,o:chef,skos:exactMatch
13,Pilot,o:pilot,skos:broadMatch
14,Nurse,o:nurse,skos:narrowMatch
"""
OCCUPATIONS = """conceptUri,preferredLabel,altLabels
o:clerk,clerk,"office  clerk
desk clerk"
o:typist,typist,
o:nurse,nurse,
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    crosswalk, occupations = tmp_path / "crosswalk.csv", tmp_path / "occupations_en.csv"
    crosswalk.write_text(CROSSWALK)
    occupations.write_text(OCCUPATIONS)
    return crosswalk, occupations


def test_a_title_counts_whose_best_match_is_one_and_near(files: tuple[Path, Path], tmp_path: Path) -> None:
    found: dict[str, set[str]] = {}
    for half in (0, 1):
        for name, text in titles_set(*files, half=half).items():
            (tmp_path / name).write_text(text)
        try:
            gold = read_titles_gold(tmp_path)
        except InputError:
            continue  # a half without a title
        found |= {
            q: {gold.corpus[i] for i in right} for q, right in zip(gold.queries, gold.right, strict=True)
        }
    assert found == {"Clerk": {"clerk", "office clerk", "desk clerk"}, "Nurse": {"nurse"}}


def test_a_file_of_another_kind_is_refused(files: tuple[Path, Path]) -> None:
    with pytest.raises(InputError, match="lacks the columns conceptUri"):
        titles_set(files[0], files[0], half=0)
