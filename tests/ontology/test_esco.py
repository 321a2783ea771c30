"""The ESCO importer on a download small enough to read: five skills, three occupations, their groups."""

import csv
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, Graph, Literal, URIRef

from skillpath.errors import InputError, Problem
from skillpath.ontology import vocabulary as v
from skillpath.ontology.catalogue import ConceptKind, read_catalogue
from skillpath.ontology.importers.esco import EscoImport, read_esco
from skillpath.ontology.importers.esco_tables import TABLES
from skillpath.ontology.turtle import canonical_turtle, read_turtle

Rows = list[list[str]]
S = "http://data.europa.eu/esco/skill/"
O = "http://data.europa.eu/esco/occupation/"  # noqa: E741 - as in ESCO's addresses
I = "http://data.europa.eu/esco/isco/"  # noqa: E741

MINI: Mapping[str, Rows] = {
    "ISCOGroups": [
        ["conceptType", "conceptUri", "code", "preferredLabel", "status", "altLabels", "description"],
        ["ISCOGroup", f"{I}C43", "43", "Numerical clerks", "released", "", ""],
        ["ISCOGroup", f"{I}C4313", "4313", "Payroll clerks", "released", "", "Collect and check payroll."],
    ],
    "occupations": [
        [
            *("conceptUri", "iscoGroup", "preferredLabel", "altLabels", "hiddenLabels", "status"),
            *("definition", "description", "code", "scopeNote"),
        ],
        [
            *(f"{O}pay", "4313", "payroll clerk", "wage clerk\npayroll clerk\n wage  officer ", "wages"),
            *("released", "Pays wages.", "Not this.", "4313.1", "Not: treasurer."),
        ],
        [f"{O}sup", "4313", "payroll supervisor", "", "", "released", "", "Leads payroll.", "4313.1.1", ""],
        [f"{O}lone", "4313", "bonus clerk", "", "", "", "", "", "4313.2", ""],
        [f"{O}old", "4313", "punch-card clerk", "", "", "obsolete", "", "", "4313.3", ""],
    ],
    "skills": [
        ["conceptUri", "skillType", "reuseLevel", "preferredLabel", "altLabels", "status", "description"],
        [
            f"{S}pay",
            "skill/competence",
            "sector-specific",
            "prepare payroll",
            "run payroll",
            "released",
            "A.",
        ],
        [f"{S}law", "knowledge", "cross-sector", "labour law", "employment law | work law", "released", "B."],
        [f"{S}sum", "skill/competence", "", "add up", "", "released", ""],
        [f"{S}lead", "skill/competence", "transversal", "lead a team", "", "released", "C,\r\nand D."],
        [f"{S}both", "knowledge", "", "accounting", "", "released", ""],
    ],
    "skillGroups": [
        ["conceptUri", "preferredLabel", "altLabels", "status", "description", "code"],
        [f"{S}S1", "office skills", "", "released", "Of the office.", "S1"],
        [f"{S}S1.1", "numbers", "", "released", "", "S1.1"],
        [f"{S}both", "accounting", "", "released", "", "K9"],
    ],
    "broaderRelationsOccPillar": [
        ["conceptType", "conceptUri", "broaderType", "broaderUri"],
        ["ISCOGroup", f"{I}C4313", "ISCOGroup", f"{I}C43"],
        ["Occupation", f"{O}pay", "ISCOGroup", f"{I}C4313"],
        ["Occupation", f"{O}sup", "Occupation", f"{O}pay"],
    ],
    "broaderRelationsSkillPillar": [
        ["conceptUri", "broaderUri"],
        [f"{S}S1.1", f"{S}S1"],
        [f"{S}pay", f"{S}S1.1"],
        [f"{S}sum", f"{S}pay"],
        [f"{S}both", f"{S}S1"],
    ],
    "occupationSkillRelations": [
        ["occupationUri", "relationType", "skillType", "skillUri"],
        [f"{O}pay", "essential", "skill/competence", f"{S}pay"],
        [f"{O}pay", "optional", "knowledge", f"{S}law"],
        [f"{O}pay", "optional", "", f"{S}pay"],
        [f"{O}sup", "optional", "", f"{S}lead"],
        [f"{O}sup", "essential", "", f"{S}lead"],
        [f"{O}old", "essential", "", f"{S}sum"],
        [f"{O}lone", "essential", "", f"{S}both"],
    ],
    "skillSkillRelations": [
        ["originalSkillUri", "originalSkillType", "relationType", "relatedSkillType", "relatedSkillUri"],
        [f"{S}pay", "skill/competence", "essential", "skill/competence", f"{S}sum"],
        [f"{S}pay", "skill/competence", "optional", "knowledge", f"{S}law"],
    ],
}

EXPECTED = """
@prefix o: <http://data.europa.eu/esco/occupation/> . @prefix i: <http://data.europa.eu/esco/isco/> .
@prefix s: <http://data.europa.eu/esco/skill/> . @prefix esco: <http://data.europa.eu/esco/model#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix sp: <https://w3id.org/skillpath/ns#> .
i:C43 a sp:JobGroup ; skos:prefLabel "Numerical clerks"@en ; skos:notation "43" .
i:C4313 a sp:JobGroup ; skos:prefLabel "Payroll clerks"@en ; skos:notation "4313" ;
  skos:definition "Collect and check payroll."@en ; skos:broader i:C43 .
o:pay a esco:Occupation ; skos:prefLabel "payroll clerk"@en ;
  skos:altLabel "wage clerk"@en, "wage officer"@en ;
  skos:hiddenLabel "wages"@en ; skos:definition "Pays wages."@en ; skos:scopeNote "Not: treasurer."@en ;
  skos:notation "4313" ; skos:broader i:C4313 ;
  esco:relatedEssentialSkill s:pay ; esco:relatedOptionalSkill s:law .
o:sup a esco:Occupation ; skos:prefLabel "payroll supervisor"@en ; skos:definition "Leads payroll."@en ;
  skos:notation "4313" ; skos:broader o:pay ; esco:relatedEssentialSkill s:lead .
o:lone a esco:Occupation ; skos:prefLabel "bonus clerk"@en ; skos:notation "4313" ; skos:broader i:C4313 ;
  esco:relatedEssentialSkill s:both .
s:pay a esco:Skill ; skos:prefLabel "prepare payroll"@en ; skos:altLabel "run payroll"@en ;
  skos:definition "A."@en ; esco:skillType "skill/competence" ; esco:skillReuseLevel "sector-specific" ;
  skos:broader <http://data.europa.eu/esco/skill/S1.1> ;
  esco:relatedEssentialSkill s:sum ; esco:relatedOptionalSkill s:law .
s:law a esco:Skill ; skos:prefLabel "labour law"@en ; skos:altLabel "employment law"@en, "work law"@en ;
  skos:definition "B."@en ; esco:skillType "knowledge" ; esco:skillReuseLevel "cross-sector" .
s:sum a esco:Skill ; skos:prefLabel "add up"@en ; esco:skillType "skill/competence" ; skos:broader s:pay .
s:lead a esco:Skill ; skos:prefLabel "lead a team"@en ; skos:definition "C,\\r\\nand D."@en ;
  esco:skillType "skill/competence" ; esco:skillReuseLevel "transversal" .
s:both a esco:Skill ; skos:prefLabel "accounting"@en ; esco:skillType "knowledge" ; skos:broader s:S1 .
s:S1 a sp:SkillGroup ; skos:prefLabel "office skills"@en ; skos:definition "Of the office."@en ;
  skos:notation "S1" .
<http://data.europa.eu/esco/skill/S1.1> a sp:SkillGroup ; skos:prefLabel "numbers"@en ;
  skos:notation "S1.1" ; skos:broader s:S1 .
"""
"""What the small download says, written out by hand."""


def as_csv(rows: Rows) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def files(suffix: str = "_en", /, **changes: Rows) -> dict[str, bytes]:
    return {f"{name}{suffix}.csv": as_csv(rows) for name, rows in {**MINI, **changes}.items()}


def folder(path: Path, content: Mapping[str, bytes]) -> Path:
    path.mkdir(exist_ok=True)
    for name, data in content.items():
        (path / name).write_bytes(data)
    return path


def zipped(path: Path, content: Mapping[str, bytes], inside: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(inside + name, data)
    return path


def with_row(table: str, *rows: list[str]) -> Rows:
    return [*MINI[table], *rows]


def imported(path: Path, **changes: Rows) -> EscoImport:
    return read_esco(folder(path, files(**changes)))


def refused(source: Path, language: str | None = None) -> InputError:
    with pytest.raises(InputError) as caught:
        read_esco(source, language=language)
    return caught.value


def triples(graph: Graph) -> set[str]:
    return set(canonical_turtle(graph).splitlines())


def expected(path: Path) -> Graph:
    (path / "expected.ttl").write_text(EXPECTED, encoding="utf-8")
    return read_turtle(path / "expected.ttl")


LINKS = [table.name for table in TABLES[4:]]

# What is taken ---------------------------------------------------------------------------------------


def test_every_triple(tmp_path: Path) -> None:
    result = imported(tmp_path / "esco-1.2.0-en")
    assert triples(result.graph) == triples(expected(tmp_path))
    assert result.rejected == ()
    assert (result.language, result.version) == ("en", "1.2.0")


def test_counts_say_what_became_of_every_row(tmp_path: Path) -> None:
    result = imported(tmp_path / "esco")
    assert result.counts == {
        "ISCOGroups": 2,
        "occupations": 3,
        "skills": 5,
        "skillGroups": 2,
        "broaderRelationsOccPillar": 3,
        "broaderRelationsSkillPillar": 4,
        "occupationSkillRelations": 4,
        "skillSkillRelations": 2,
    }
    left_out = {name: number for name, number in result.skipped.items() if number}
    assert left_out == {"occupations": 1, "skillGroups": 1, "occupationSkillRelations": 3}


def test_the_catalogue_reads_it(tmp_path: Path) -> None:
    catalogue = read_catalogue([imported(tmp_path / "esco").graph])
    assert len(catalogue.of_kind(ConceptKind.SKILL)) == 7
    assert catalogue.concepts[f"{O}sup"].code == "4313"
    assert not catalogue.concepts[f"{S}both"].group


@pytest.mark.parametrize("inside", ["", "ESCO dataset - v1.2.0/", "../../etc/", "C:\\tmp\\"])
def test_a_zip_says_the_same_as_a_folder(tmp_path: Path, inside: str) -> None:
    source = zipped(tmp_path / "esco.zip", files(), inside)
    before = sorted(tmp_path.rglob("*"))
    result = read_esco(source)
    assert triples(result.graph) == triples(expected(tmp_path))
    assert sorted(p for p in tmp_path.rglob("*") if p.suffix != ".ttl") == before


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(";", "utf-8-sig"), ("\t", "utf-16"), (",", "utf-16"), (";", "utf-16")]
)
def test_tables_saved_again_by_a_spreadsheet(tmp_path: Path, delimiter: str, encoding: str) -> None:
    content = {}
    for name, data in files().items():
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=delimiter).writerows(csv.reader(io.StringIO(data.decode(), newline="")))
        content[name] = text.getvalue().encode(encoding)
    result = read_esco(folder(tmp_path, content))
    assert triples(result.graph) == triples(expected(tmp_path))
    assert result.rejected == read_esco(folder(tmp_path / "as-published", files())).rejected


def test_utf_16_cut_short_is_refused(tmp_path: Path) -> None:
    content = files() | {"skills_en.csv": b"\xff\xfeconceptUris"}
    assert "not UTF-16 text" in str(refused(folder(tmp_path, content)))


def test_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    content = {name: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n") for name, data in files().items()}
    result = read_esco(folder(tmp_path / "esco", content))
    plain = {line for line in triples(expected(tmp_path)) if "and D." not in line}
    assert plain <= triples(result.graph)


def test_columns_in_any_order_with_extra_ones(tmp_path: Path) -> None:
    turned = {name: [[*reversed(row), "x"] for row in rows] for name, rows in MINI.items()}
    assert triples(imported(tmp_path / "esco", **turned).graph) == triples(expected(tmp_path))


def test_other_tables_are_not_read(tmp_path: Path) -> None:
    other = {"skillsHierarchy_en.csv": b"\xff", "conceptSchemes_de.csv": b"", "readme.txt": b"x"}
    assert read_esco(folder(tmp_path / "esco", {**files(), **other})).language == "en"


def test_relation_tables_may_be_without_a_language(tmp_path: Path) -> None:
    content = files("_pt-br")
    for name in ("broaderRelationsOccPillar", "broaderRelationsSkillPillar", "skillSkillRelations"):
        content[f"{name}.csv"] = content.pop(f"{name}_pt-br.csv")
    result = read_esco(folder(tmp_path / "esco", content))
    assert result.language == "pt-br"
    assert (URIRef(f"{S}sum"), v.PREF_LABEL, Literal("add up", lang="pt-br")) in result.graph


def test_the_language_asked_for_is_taken(tmp_path: Path) -> None:
    german = with_row("skills", [f"{S}new", "", "", "nur deutsch", "", "", ""])
    source = folder(tmp_path / "esco", {**files(), **files("_de", skills=german)})
    assert read_esco(source, language="en").counts["skills"] == 5
    assert read_esco(source, language="DE").counts["skills"] == 6


def test_names_without_a_language_need_one(tmp_path: Path) -> None:
    source = folder(tmp_path / "esco", files(""))
    assert refused(source).problems == (Problem("esco", None, "no file name says the language: name it"),)
    assert read_esco(source, language="en").counts["skills"] == 5


def test_progress_reaches_the_end_of_every_table(tmp_path: Path) -> None:
    many = [[f"{S}x{n}", "", "", f"skill {n}", "", "", "text " * 500] for n in range(1200)]
    calls: dict[str, list[tuple[int, int]]] = {}
    read_esco(
        folder(tmp_path / "esco", files(skills=with_row("skills", *many))),
        progress=lambda table, done, total: calls.setdefault(table, []).append((done, total)),
    )
    assert list(calls) == [table.name for table in TABLES]
    assert len(calls["skills"]) >= 4
    for seen in calls.values():
        assert seen == sorted(seen)
        assert seen[-1][0] == seen[-1][1] > 0


# Rows that are rejected ------------------------------------------------------------------------------

BAD_ROWS = [
    ("skills", ["", "", "", "no address", "", "", ""], "conceptUri is empty"),
    ("skills", ["relative/x", "", "", "a", "", "", ""], "conceptUri 'relative/x' is not an IRI"),
    ("skills", ["http://x/a b", "", "", "a", "", "", ""], "conceptUri 'http://x/a b' is not an IRI"),
    ("skills", ["http://x/<b>", "", "", "a", "", "", ""], "conceptUri 'http://x/<b>' is not an IRI"),
    ("skills", ["http://x/\\", "", "", "a", "", "", ""], "conceptUri 'http://x/\\\\' is not an IRI"),
    ("skills", ["http://x/\x01", "", "", "a", "", "", ""], "conceptUri 'http://x/\\x01' is not an IRI"),
    ("skills", ["javascript:alert(1)", "", "", "a", "", "", ""], "is not an http(s) address"),
    ("skills", ["http:///x", "", "", "a", "", "", ""], "is not an http(s) address"),
    ("skills", [f"{S}new", "", "", " \t", "", "released", ""], "preferredLabel is empty"),
    ("skills", [f"{S}sum", "", "", "subtract", "", "", ""], "stands at skills_en.csv:4 already"),
    ("skills", [f"{S}new", "", "", "too short"], "4 cells where the header has 7"),
    ("skills", [f"{S}new", "", "", "too", "", "", "", "long"], "8 cells where the header has 7"),
    ("skills", [f"{S}new", "", "", "nul\0byte", "", "", ""], "holds a NUL byte"),
    ("skillGroups", [f"{S}sum", "sums", "", "", "", ""], "labelled 'add up'"),
    (
        "occupations",
        [f"{O}new", "9999", "no group", "", "", "", "", "", "", ""],
        "iscoGroup '9999' is no code of the table ISCOGroups",
    ),
    (
        "broaderRelationsOccPillar",
        ["", f"{O}gone", "", f"{I}C43"],
        f"conceptUri names the unknown concept <{O}gone>",
    ),
    (
        "broaderRelationsSkillPillar",
        [f"{S}sum", f"{O}pay"],
        f"broaderUri <{O}pay> is an occupation, which cannot stand here",
    ),
    ("broaderRelationsSkillPillar", [f"{S}sum", f"{S}sum"], f"links <{S}sum> to itself"),
    ("broaderRelationsSkillPillar", ["", f"{S}S1"], "conceptUri is empty"),
    (
        "occupationSkillRelations",
        [f"{O}pay", "essential", "", f"{S}S1"],
        f"skillUri <{S}S1> is a skill group, which cannot stand here",
    ),
    (
        "occupationSkillRelations",
        [f"{O}pay", "nice", "", f"{S}x y"],
        f"skillUri '{S}x y' is not an IRI; relationType 'nice' is none of essential, optional",
    ),
    (
        "skillSkillRelations",
        [f"{S}pay", "", "optional", "", f"{S}none"],
        f"relatedSkillUri names the unknown concept <{S}none>",
    ),
]


@pytest.mark.parametrize(("table", "row", "reason"), BAD_ROWS, ids=range(len(BAD_ROWS)))
def test_a_bad_row_is_listed_and_the_rest_taken(
    tmp_path: Path, table: str, row: list[str], reason: str
) -> None:
    result = imported(tmp_path / "esco", **{table: with_row(table, row)})
    (problem,) = result.rejected
    assert reason in problem.reason
    assert problem.file == f"{table}_en.csv"
    line = as_csv(MINI[table]).count(b"\n") + 1
    assert problem.line == line
    assert triples(result.graph) == triples(expected(tmp_path))


def test_undecodable_bytes_reject_their_row_only(tmp_path: Path) -> None:
    content = files()
    content["skills_en.csv"] += f'{S}new,,,"two\nlines, caf'.encode() + b'\xe9",,,\n'
    result = read_esco(folder(tmp_path / "esco", content))
    assert result.rejected == (Problem("skills_en.csv", 8, "not UTF-8 text (byte 0xe9)"),)
    assert result.counts["skills"] == 5


def test_an_unclosed_quote_is_hinted_at(tmp_path: Path) -> None:
    content = files()
    content["skills_en.csv"] += f'{S}new,,,"open,,,\n{S}new2,,,lost,,,\n'.encode()
    (problem,) = read_esco(folder(tmp_path / "esco", content)).rejected
    assert problem.line == 8
    assert problem.reason == "4 cells where the header has 7 (the row runs to line 9: is a quote missing?)"


def test_an_endless_cell_rejects_its_row(tmp_path: Path) -> None:
    huge = [f"{S}new", "", "", "a", "", "", "x" * 200_000]
    (problem,) = imported(tmp_path / "esco", skills=with_row("skills", huge)).rejected
    assert problem.reason == "not a CSV row: field larger than field limit (131072)"


# Downloads that are refused as a whole ---------------------------------------------------------------


def test_all_missing_tables_are_named(tmp_path: Path) -> None:
    content = files()
    del content["skills_en.csv"], content["ISCOGroups_en.csv"]
    problems = refused(folder(tmp_path / "esco", content)).problems
    assert [str(p) for p in problems] == ["ISCOGroups_en.csv: is missing", "skills_en.csv: is missing"]


def test_an_empty_folder_lacks_every_table(tmp_path: Path) -> None:
    assert [p.file for p in refused(tmp_path).problems] == [f"{table.name}.csv" for table in TABLES]


def test_a_table_there_twice_is_ambiguous(tmp_path: Path) -> None:
    source = zipped(tmp_path / "esco.zip", files())
    with zipfile.ZipFile(source, "a") as archive:
        archive.writestr("copy/skills_en.csv", as_csv(MINI["skills"]))
    assert refused(source).problems == (Problem("skills_en.csv", None, "is there 2 times"),)


def test_several_languages_are_ambiguous(tmp_path: Path) -> None:
    source = folder(tmp_path / "esco", {**files(), **files("_de")})
    assert refused(source).problems == (Problem("esco", None, "holds de, en: name the one to import"),)


def test_an_impossible_language_tag(tmp_path: Path) -> None:
    assert "'e n!' is not a language tag" in str(refused(tmp_path, "e n!"))


def test_wrong_headers_are_all_named_with_the_columns_found(tmp_path: Path) -> None:
    content = files()
    content["skills_en.csv"] = content["skills_en.csv"].replace(b"conceptUri", b"uri", 1)
    content["occupations_en.csv"] = content["occupations_en.csv"].replace(b",", b"|")
    content["skillGroups_en.csv"] = b""
    content["skillSkillRelations_en.csv"] = b"\xfeor\n"
    problems = refused(folder(tmp_path / "esco", content)).problems
    assert {p.file for p in problems} == {
        "skills_en.csv",
        "occupations_en.csv",
        "skillGroups_en.csv",
        "skillSkillRelations_en.csv",
    }
    assert all(p.line == 1 for p in problems)
    first = next(p.reason for p in problems if p.file == "skills_en.csv")
    assert first.startswith(
        "needs one column 'conceptUri'; the columns are: 'uri', 'skillType', 'reuseLevel'"
    )


def test_a_column_named_twice_is_a_wrong_header(tmp_path: Path) -> None:
    doubled = [[*row, row[0]] for row in MINI["skills"]]
    (problem,) = refused(folder(tmp_path / "esco", files(skills=doubled))).problems
    assert problem.reason.startswith("needs one column 'conceptUri'")


def test_mostly_rejected_rows_refuse_the_table(tmp_path: Path) -> None:
    strange = [MINI["skillSkillRelations"][0], *MINI["skillSkillRelations"][1:2], ["a"], ["b"]]
    problems = refused(folder(tmp_path / "esco", files(skillSkillRelations=strange))).problems
    assert problems[0].reason == "2 of 3 rows cannot be taken; the first of them:"
    assert [p.line for p in problems[1:]] == [3, 4]


def test_half_of_the_rows_rejected_is_still_taken(tmp_path: Path) -> None:
    half = [*MINI["skillSkillRelations"], ["a"], ["b"]]
    assert len(imported(tmp_path / "esco", skillSkillRelations=half).rejected) == 2


@pytest.mark.parametrize("table", ["skills", "occupations"])
def test_no_rows_is_no_import(tmp_path: Path, table: str) -> None:
    empty = {name: rows[:1] for name, rows in MINI.items() if name in (table, *LINKS)}
    problems = refused(folder(tmp_path / "esco", files(**empty))).problems
    assert Problem(table, None, "not one row was taken") in problems


def test_a_folder_in_place_of_a_table_is_a_missing_table(tmp_path: Path) -> None:
    source = folder(tmp_path / "esco", files())
    (source / "skills_en.csv").unlink()
    (source / "skills_en.csv").mkdir()
    assert refused(source).problems == (Problem("skills_en.csv", None, "is missing"),)


# Whatever comes in -----------------------------------------------------------------------------------

CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from([f"{S}pay", f"{O}pay", "essential", "http://x/%zz", 'a"b', "a,b", "\ufeff", "released"]),
)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_changed_cells_are_taken_left_out_or_rejected(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    tables = {name: [list(row) for row in rows] for name, rows in MINI.items()}
    for _ in range(data.draw(st.integers(1, 6))):
        rows = tables[data.draw(st.sampled_from(sorted(tables)))]
        row = rows[data.draw(st.integers(1, len(rows) - 1))]
        row[data.draw(st.integers(0, len(row) - 1))] = data.draw(CELLS)
    path = tmp_path_factory.mktemp("esco")
    content = {f"{name}_en.csv": as_text(rows).encode("utf-8", "replace") for name, rows in tables.items()}
    try:
        result = read_esco(folder(path, content))
    except InputError:
        return
    said = sum(len(rows) - 1 for rows in tables.values())
    assert sum(result.counts.values()) + sum(result.skipped.values()) + len(result.rejected) == said
    assert set(result.graph.subjects()) == set(result.graph.subjects(RDF.type))
    (path / "out.ttl").write_text(canonical_turtle(result.graph), encoding="utf-8", newline="")
    assert triples(read_turtle(path / "out.ttl")) == triples(result.graph)


def as_text(rows: Rows) -> str:
    return "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in rows)


@settings(max_examples=60, deadline=None)
@given(
    table=st.sampled_from([table.name for table in TABLES]),
    noise=st.binary(max_size=60),
    at=st.integers(0, 400),
)
def test_noise_in_a_table_never_escapes_as_anything_else(
    tmp_path_factory: pytest.TempPathFactory, table: str, noise: bytes, at: int
) -> None:
    content = files()
    whole = content[f"{table}_en.csv"]
    content[f"{table}_en.csv"] = whole[:at] + noise + whole[at:]
    try:
        result = read_esco(folder(tmp_path_factory.mktemp("esco"), content))
    except InputError:
        return
    assert result.counts["skills"] > 0
