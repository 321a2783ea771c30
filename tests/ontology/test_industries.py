"""What industries teach, on an economy small enough to reckon by hand."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, Graph, Literal, URIRef

import real
from skillpath.errors import InputError
from skillpath.ontology import vocabulary as v
from skillpath.ontology.catalogue import Catalogue, Relation, RelationKind, read_catalogue
from skillpath.ontology.importers.industries import read_industries
from skillpath.ontology.importers.intake import Imported
from skillpath.ontology.importers.naics import NAICS, SECTIONS, above, naics_code, title
from skillpath.ontology.importers.staffing import Needs, Taught, shares, taught

JOB = "http://data.europa.eu/esco/occupation/"
SKILL = "http://data.europa.eu/esco/skill/"

INDUSTRIES = """industry_code,industry_name,display_level
000000,Cross-Industry,0
62--63,Sector 62 - Health Care,2
623000,Residential Care,3
623110,Too Deep,5
31--34,"Sectors 31, 32, and 33 - Manufacturing",2
321000,Wood,3
"""

EMPLOYMENT = """industry_code,soc_code,soc_title,employment
000000,11-0001,Nurses,100
000000,11-0002,Carers,100
000000,11-0003,Sawyers,600
000000,99-9999,Unmapped,500
62--63,11-0001,Nurses,50
62--63,11-0002,Carers,50
62--63,99-9999,Unmapped,500
321000,11-0003,Sawyers,60
"""

CROSSWALK = f"""O*NET Id,ESCO or ISCO URI,Type of Match
11-0001.00,{JOB}nurse,exactMatch
11-0001.00,{JOB}sawyer,broadMatch
11-0002.00,{JOB}carer,closeMatch
11-0002.00,{JOB}cook,closeMatch
11-0003.00,{JOB}sawyer,narrowMatch
11-0004.00,{JOB}unknown,exactMatch
"""

NEEDS = {"nurse": ["hygiene", "drugs"], "carer": ["hygiene"], "cook": ["cooking"], "sawyer": ["saws"]}


@pytest.fixture
def catalogue() -> Catalogue:
    graph = Graph()
    for job, skills in NEEDS.items():
        graph.add((URIRef(JOB + job), RDF.type, v.CLASS_JOB_TYPE))
        for skill in skills:
            graph.add((URIRef(SKILL + skill), RDF.type, v.CLASS_SKILL))
            graph.add((URIRef(JOB + job), v.ESSENTIAL_SKILL, URIRef(SKILL + skill)))
    return read_catalogue([graph])


def imported(path: Path, catalogue: Catalogue, **changes: str) -> Imported:
    files = {
        "industries": INDUSTRIES,
        "industry_occupation_employment": EMPLOYMENT,
        "crosswalk": CROSSWALK,
    } | changes
    for name, text in files.items():
        (path / f"{name}.csv").write_text(text)
    return read_industries(path, crosswalk=path / "crosswalk.csv", catalogue=catalogue)


def test_what_care_teaches_with_the_figures_on_the_edge(tmp_path: Path, catalogue: Catalogue) -> None:
    taken = imported(tmp_path, catalogue)
    (taught_here,) = [
        relation
        for relation in read_catalogue([taken.graph, _skills(catalogue)]).relations
        if relation.kind is RelationKind.TEACHES
    ]
    # In care 50 nurses and half of 50 carers, of 100, need hygiene; in the economy 100 and 50 of 800. Drugs,
    # cooking and saws are left out: one occupation brings them.
    assert taught_here.subject == str(NAICS["62"])
    assert taught_here.object == f"{SKILL}hygiene"
    assert taught_here.weight == pytest.approx(0.75 - 0.1875, abs=0.001)
    assert taught_here.source == (
        "BLS employment by industry and occupation: of 100 employed in NAICS 62 in mapped occupations "
        "75.0% need it, in the whole economy 18.8%"
    )


def _skills(catalogue: Catalogue) -> Graph:
    graph = Graph()
    for iri in catalogue.concepts:
        graph.add((URIRef(iri), RDF.type, v.CLASS_SKILL))
    return graph


def test_industries_stand_below_each_other_and_beside_nace(tmp_path: Path, catalogue: Catalogue) -> None:
    graph = imported(tmp_path, catalogue).graph
    assert set(graph.subjects(RDF.type, v.CLASS_INDUSTRY)) == {NAICS[c] for c in ("62", "623", "31", "321")}
    assert graph.value(NAICS["62"], v.PREF_LABEL) == Literal("Health Care (NAICS 62)", lang="en")
    assert graph.value(NAICS["31"], v.PREF_LABEL) == Literal("Manufacturing (NAICS 31)", lang="en")
    assert graph.value(NAICS["623"], v.NOTATION) == Literal("623")
    assert graph.value(NAICS["62"], v.CLOSE_MATCH) == v.INDUSTRY["R"]
    assert graph.value(NAICS["623"], v.BROADER) == NAICS["62"]
    assert graph.value(NAICS["321"], v.BROADER) == NAICS["31"]


def test_counts_say_what_became_of_every_row(tmp_path: Path, catalogue: Catalogue) -> None:
    taken = imported(tmp_path, catalogue)
    assert taken.counts == {
        "crosswalk": 6,
        "industries": 4,
        "industry_occupation_employment": 6,
        "skills taught": 1,
    }
    assert taken.skipped["industry_occupation_employment"] == 2  # unmapped occupations
    assert taken.rejected == ()


@pytest.mark.parametrize(
    ("table", "row", "says"),
    [
        ("industries", "62--63,Again,2", "stands further up already"),
        ("industries", "99,Odd,2", "is not of the form"),
        ("industries", "990000,,2", "industry_name is empty"),
        ("industry_occupation_employment", "777,11-0001,Nurses,5", "is not in the table industries"),
        ("industry_occupation_employment", "321000,11-0001,Nurses,**", "no whole number"),
        ("industry_occupation_employment", "321000,11-0001,Nurses,-5", "no whole number"),
        ("industry_occupation_employment", "321000,11-0001,Nurses,9999999999999", "no whole number"),
        ("industry_occupation_employment", "62--63,11-0001,Nurses,5", "stand further up already"),
    ],
)
def test_a_bad_row_is_listed_and_the_rest_taken(
    tmp_path: Path, catalogue: Catalogue, table: str, row: str, says: str
) -> None:
    text = {"industries": INDUSTRIES, "industry_occupation_employment": EMPLOYMENT}[table] + row + "\n"
    taken = imported(tmp_path, catalogue, **{table: text})
    (problem,) = taken.rejected
    assert (problem.file, problem.line) == (f"{table}.csv", len(text.splitlines()))
    assert says in problem.reason
    assert taken.counts["skills taught"] == 1


def test_missing_tables_are_all_named(tmp_path: Path, catalogue: Catalogue) -> None:
    with pytest.raises(InputError) as refused:
        read_industries(tmp_path, crosswalk=tmp_path / "none.csv", catalogue=catalogue)
    assert [problem.file for problem in refused.value.problems] == [
        "industries.csv",
        "industry_occupation_employment.csv",
    ]


def test_without_the_whole_economy_there_is_nothing_to_compare_with(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    rows = "".join(line for line in EMPLOYMENT.splitlines(True) if not line.startswith("000000"))
    with pytest.raises(InputError, match="no rows of the whole economy"):
        imported(tmp_path, catalogue, industry_occupation_employment=rows)


def test_an_empty_crosswalk_is_named(tmp_path: Path, catalogue: Catalogue) -> None:
    with pytest.raises(InputError, match="crosswalk: not one row was taken"):
        imported(tmp_path, catalogue, crosswalk=CROSSWALK.splitlines()[0] + "\n")


def test_a_catalogue_without_esco_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="import esco"):
        imported(tmp_path, read_catalogue([]))


NURSES: Needs = {"nurse": {"drugs": 1.0}, "doctor": {"drugs": 1.0}, "clerk": {"files": 1.0}}


@pytest.mark.parametrize(
    ("nurses", "doctors", "overall", "teaches"),
    [
        (5, 5, 0.05, True),
        (5, 5, 0.051, False),  # less than twice
        (3, 2, 0.0, True),
        (2, 2, 0.0, False),  # 4 %
        (6, 2, 0.0, True),
        (7, 2, 0.0, False),  # nurses bring more than three quarters
    ],
)
def test_the_thresholds(nurses: int, doctors: int, overall: float, teaches: bool) -> None:
    employed = {"nurse": nurses, "doctor": doctors, "clerk": 100 - nurses - doctors}
    found = taught(employed, {"drugs": overall, "files": 1.0}, NURSES)
    assert found == ([Taught("drugs", (nurses + doctors) / 100, overall)] if teaches else [])


def test_an_industry_that_employs_nobody_known_teaches_nothing() -> None:
    assert taught({"pilot": 10, "nurse": 0}, {}, NURSES) == []


@given(st.dictionaries(st.sampled_from(["nurse", "doctor", "clerk", "pilot"]), st.integers(0, 10**6)))
def test_the_whole_economy_teaches_nothing_special(employed: dict[str, int]) -> None:
    assert taught(employed, shares(employed, NURSES), NURSES) == []
    assert all(0 < share <= 1 + 1e-9 for share in shares(employed, NURSES).values())


@pytest.mark.parametrize(
    ("code", "naics"),
    [("11--12", "11"), ("99-100", "99"), ("236000", "236"), ("236100", "2361"), ("4240A1", "4240A1")],
)
def test_codes(code: str, naics: str) -> None:
    assert naics_code(code) == naics


def test_above_goes_to_the_nearest_that_is_known() -> None:
    known = dict.fromkeys(["31", "321", "3211"], "")
    assert [above(code, known) for code in ("31", "321", "3211", "3399", "62")] == ["", "31", "321", "31", ""]


def test_titles_lose_the_word_sector_only() -> None:
    assert title("Sectors 44 and 45 - Retail Trade") == "Retail Trade"
    assert title("Private Sector 5 - Odd") == "Private Sector 5 - Odd"


@real.needs_data
def test_real_industries() -> None:
    with (real.ESCO / "occupationSkillRelations_en.csv").open(encoding="utf-8") as file:
        relations = tuple(
            Relation(row["occupationUri"], RelationKind.ESSENTIAL_SKILL, row["skillUri"])
            for row in csv.DictReader(file)
            if row["relationType"] == "essential"
        )
    with (real.ESCO / "skills_en.csv").open(encoding="utf-8") as file:
        labels = {row["conceptUri"]: row["preferredLabel"] for row in csv.DictReader(file)}
    taken = read_industries(
        real.DATA / "industry", crosswalk=real.CROSSWALK, catalogue=Catalogue({}, relations)
    )
    assert taken.rejected == ()
    assert taken.counts["industries"] == 355
    food = {labels[str(skill)] for skill in taken.graph.objects(NAICS["311"], v.TEACHES)}
    assert {"apply GMP", "apply HACCP"} <= food
    sectors = {str(code) for code in taken.graph.objects(None, v.NOTATION) if len(str(code)) == 2}
    assert sectors == set(SECTIONS)
