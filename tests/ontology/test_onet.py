"""The O*NET importer on a database small enough to read: three occupations, four elements."""

import zipfile
from collections.abc import Mapping
from html import escape
from pathlib import Path

import pytest
from rdflib import DCTERMS, OWL, RDF, SKOS, XSD, Graph, Literal, URIRef

import real
from skillpath.errors import InputError
from skillpath.ontology import vocabulary as v
from skillpath.ontology.catalogue import ConceptKind, read_catalogue
from skillpath.ontology.importers.intake import Imported
from skillpath.ontology.importers.onet import read_onet
from skillpath.ontology.importers.onet_tables import LICENCE, ONET, SCHEME
from skillpath.ontology.turtle import canonical_turtle

ESCO = "http://data.europa.eu/esco/occupation/"
CLERK, LEAD, AUDITOR = ONET["43-3051.00"], ONET["43-3051.01"], ONET["13-2011.00"]
RATING = "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\tN\tRecommend Suppress\tDate\n"

MINI: Mapping[str, str] = {
    "Content Model Reference": "Element ID\tElement Name\tDescription\n"
    "1.A\tAbilities\tEnduring.\n"
    "2\tWorker Requirements\tAll.\n"
    "2.A\tBasic Skills\tBasic.\n"
    "2.A.1\tContent\tBackground.\n"
    '2.A.1.e\tMathematics\tUsing "mathematics".\n'
    "2.A.1.f\tScience\tUsing science.\n"
    "2.C\tKnowledge\tFacts.\n"
    "2.C.10\tTransportation\tMoving.\n",
    "Occupation Data": "O*NET-SOC Code\tTitle\tDescription\n"
    "43-3051.00\tPayroll Clerks\tCompile payroll.\n"
    "43-3051.01\tPayroll Leads\tLead payroll.\n"
    "13-2011.00\tAuditors\t\n",
    "Alternate Titles": "O*NET-SOC Code\tAlternate Title\tShort Title\tSource(s)\n"
    "43-3051.00\tWage Clerk\tn/a\t08\n"
    "43-3051.00\tpayroll clerks\t\t08\n"
    "13-2011.00\tInternal Auditor\tIA\t10\n",
    "Job Zones": "O*NET-SOC Code\tJob Zone\tDate\n43-3051.00\t2\t08/2023\n",
    "Skills": RATING
    + "43-3051.00\t2.A.1.e\tMathematics\tIM\t3.50\t8\tN\t08/2023\n"
    + "43-3051.00\t2.A.1.e\tMathematics\tLV\t5.00\t8\tN\t08/2023\n"
    + "43-3051.00\t2.A.1.f\tScience\tIM\t2.99\t8\tN\t08/2023\n"
    + "13-2011.00\t2.A.1.e\tMathematics\tIM\t3.00\t8\tN\t08/2022\n",
    "Knowledge": RATING
    + "43-3051.00\t2.C.10\tTransportation\tIM\t3.49\t8\tN\t08/2023\n"
    + "13-2011.00\t2.C.10\tTransportation\tIM\t5.00\t8\tY\t08/2022\n",
    "Technology Skills": "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\t"
    "Hot Technology\tIn Demand\n"
    "43-3051.00\tMicrosoft Excel\t43232110\tSpreadsheet software\tY\tY\n"
    "43-3051.00\tC#\t43232402\tDevelopment software\tN\tY\n"
    "43-3051.00\tOld Tool\t43232402\tDevelopment software\tN\tN\n",
}

CROSSWALK = "O*NET Id,O*NET Title,ESCO or ISCO URI,Type of Match\n"


def database(path: Path, name: str = "db_29_2_text", **changes: str) -> Path:
    folder = path / name
    folder.mkdir()
    for table, text in {**MINI, **{key.replace("_", " "): value for key, value in changes.items()}}.items():
        (folder / f"{table}.txt").write_text(text, encoding="utf-8")
    return folder


def crosswalk(path: Path, *rows: tuple[str, str, str]) -> Path:
    file = path / "crosswalk.csv"
    file.write_text(CROSSWALK + "".join(f"{code},,{esco},{match}\n" for code, esco, match in rows))
    return file


def refused(source: Path, *, crosswalk: Path | None = None) -> str:
    with pytest.raises(InputError) as error:
        read_onet(source, crosswalk=crosswalk)
    return str(error.value)


@pytest.fixture
def mini(tmp_path: Path) -> Imported:
    return read_onet(database(tmp_path))


def said(graph: Graph, subject: URIRef) -> set[tuple[object, object]]:
    return set(graph.predicate_objects(subject))


def english(text: str) -> Literal:
    return Literal(text, lang="en")


def test_an_occupation_to_the_last_triple(mini: Imported) -> None:
    assert said(mini.graph, CLERK) == {
        (RDF.type, v.CLASS_JOB_TYPE),
        (SKOS.inScheme, SCHEME),
        (v.PREF_LABEL, english("Payroll Clerks")),
        (v.ALT_LABEL, english("Wage Clerk")),
        (v.HIDDEN_LABEL, Literal("43-3051.00")),
        (v.DEFINITION, english("Compile payroll.")),
        (v.JOB_ZONE, Literal("2", datatype=XSD.integer)),
        (v.ESSENTIAL_SKILL, ONET["element/2.A.1.e"]),
        (v.OPTIONAL_SKILL, ONET["element/2.C.10"]),
        (v.OPTIONAL_SKILL, ONET["technology/microsoft-excel"]),
        (v.OPTIONAL_SKILL, ONET["technology/c%23"]),
    }


def test_a_detail_stands_below_its_occupation(mini: Imported) -> None:
    assert set(mini.graph.objects(LEAD, v.BROADER)) == {CLERK}
    assert not set(mini.graph.objects(AUDITOR, v.BROADER))


def test_a_short_title_is_another_name(mini: Imported) -> None:
    assert set(mini.graph.objects(AUDITOR, v.ALT_LABEL)) == {english("Internal Auditor"), english("IA")}


def test_codes_do_not_pass_for_isco(mini: Imported) -> None:
    assert not set(mini.graph.subject_objects(v.NOTATION))


def test_elements_with_the_headings_above_them(mini: Imported) -> None:
    assert said(mini.graph, ONET["element/2.A.1.e"]) == {
        (RDF.type, v.CLASS_SKILL),
        (SKOS.inScheme, SCHEME),
        (v.PREF_LABEL, english("Mathematics")),
        (v.DEFINITION, english('Using "mathematics".')),
        (v.SKILL_TYPE, Literal("skill/competence")),
        (v.BROADER, ONET["element/2.A.1"]),
    }
    groups = set(mini.graph.subjects(RDF.type, v.CLASS_SKILL_GROUP))
    elements = {ONET[f"element/{number}"] for number in ("2.A", "2.A.1", "2.C")}
    assert groups == elements | {ONET["commodity/43232110"], ONET["commodity/43232402"]}
    assert mini.graph.value(ONET["element/2.C.10"], v.BROADER) == ONET["element/2.C"]
    assert mini.graph.value(ONET["element/2.C.10"], v.SKILL_TYPE) == Literal("knowledge")
    assert not said(mini.graph, ONET["element/2.A.1.f"])  # below "important" everywhere


def test_ratings_are_stated_weights_with_their_source(mini: Imported) -> None:
    stated = {(r.subject, r.object): (r.weight, r.source) for r in read_catalogue([mini.graph]).relations}
    assert stated[str(CLERK), f"{ONET}element/2.A.1.e"] == (
        0.625,
        "O*NET 29.2: importance 3.50 of 5, 08/2023",
    )
    assert stated[str(AUDITOR), f"{ONET}element/2.A.1.e"][0] == 0.5
    assert stated[str(CLERK), f"{ONET}technology/c%23"] == (None, "")
    assert (str(AUDITOR), f"{ONET}element/2.C.10") not in stated  # to be suppressed


def test_version_and_licence_stand_with_the_scheme(mini: Imported) -> None:
    assert mini.graph.value(SCHEME, OWL.versionInfo) == Literal("29.2")
    assert mini.graph.value(SCHEME, DCTERMS.license) == LICENCE


def test_counts_say_what_became_of_every_row(mini: Imported) -> None:
    assert mini.counts == {
        "Content Model Reference": 6,
        "Occupation Data": 3,
        "Alternate Titles": 2,
        "Job Zones": 1,
        "Skills": 2,
        "Knowledge": 1,
        "Technology Skills": 2,
    }
    assert mini.skipped == {
        "Content Model Reference": 2,
        "Occupation Data": 0,
        "Alternate Titles": 1,
        "Job Zones": 0,
        "Skills": 2,
        "Knowledge": 1,
        "Technology Skills": 1,
    }
    assert mini.rejected == ()


def test_importing_again_says_the_same(tmp_path: Path, mini: Imported) -> None:
    again = read_onet(tmp_path / "db_29_2_text")
    assert canonical_turtle(again.graph) == canonical_turtle(mini.graph)


def test_without_a_version_in_the_name_none_is_said(tmp_path: Path) -> None:
    assert read_onet(database(tmp_path, "onet")).graph.value(SCHEME, OWL.versionInfo) is None


@pytest.mark.parametrize(
    ("match", "predicate"),
    [
        ("exactMatch", v.EXACT_MATCH),
        ("closeMatch", v.CLOSE_MATCH),
        ("broadMatch", SKOS.narrowMatch),
        ("narrowMatch", SKOS.broadMatch),
        ("exactISCO", v.CLOSE_MATCH),
    ],
)
def test_matches_are_said_from_the_side_of_onet(tmp_path: Path, match: str, predicate: URIRef) -> None:
    file = crosswalk(tmp_path, ("43-3051.00", f"{ESCO}1", match))
    graph = read_onet(database(tmp_path), crosswalk=file).graph
    assert set(graph.predicates(CLERK, URIRef(f"{ESCO}1"))) == {predicate}


def test_exact_matches_that_are_not_one_to_one_are_close(tmp_path: Path) -> None:
    rows = [
        ("43-3051.00", f"{ESCO}1", "exactMatch"),
        ("43-3051.00", f"{ESCO}2", "exactMatch"),
        ("43-3051.01", f"{ESCO}3", "exactMatch"),
        ("43-3051.01", f"{ESCO}2", "closeMatch"),
    ]
    graph = read_onet(database(tmp_path), crosswalk=crosswalk(tmp_path, *rows)).graph
    assert set(graph.subject_objects(v.EXACT_MATCH)) == {(LEAD, URIRef(f"{ESCO}3"))}
    assert set(graph.objects(CLERK, v.CLOSE_MATCH)) == {URIRef(f"{ESCO}1"), URIRef(f"{ESCO}2")}


def test_bad_matches_are_listed_and_the_rest_taken(tmp_path: Path) -> None:
    rows = [
        ("43-3051.00", f"{ESCO}1", "exactMatch"),
        ("43-3051.00", f"{ESCO}1", "closeMatch"),
        ("99-9999.00", "https://x.example/1", "fuzzy"),
    ]
    taken = read_onet(database(tmp_path), crosswalk=crosswalk(tmp_path, *rows))
    assert (taken.counts["crosswalk"], taken.skipped["crosswalk"]) == (1, 1)
    assert [str(problem) for problem in taken.rejected] == [
        "crosswalk.csv:4: O*NET Id '99-9999.00' is no occupation of this O*NET; "
        "ESCO or ISCO URI 'https://x.example/1' is no IRI of an occupation or ISCO group; "
        "Type of Match 'fuzzy' is none of exactMatch, closeMatch, broadMatch, narrowMatch, exactISCO"
    ]


@pytest.mark.parametrize(
    ("table", "row", "says"),
    [
        ("Content Model Reference", "2.A.9\t\t", "Element Name is empty"),
        ("Content Model Reference", "2.A.1 e\tGap\t", "is no number such as 2.A.1.a"),
        ("Content Model Reference", "2.A\tAgain\t", "stands further up already"),
        ("Occupation Data", "43-3051\tA\t", "not of the form"),
        ("Occupation Data", "43-3051.02\t\t", "Title is empty"),
        ("Occupation Data", "43-3051.00\tA\t", "stands further up already"),
        ("Alternate Titles", "99-9999.00\tA\t\t", "is no occupation"),
        ("Job Zones", "43-3051.00\t6\t", "none of 1 to 5"),
        ("Skills", "43-3051.00\t9.Z\t\tIM\t4\t\tN\t", "is no skill or knowledge"),
        ("Skills", "43-3051.00\t2.A.1.e\t\tIM\tNaN\t\tN\t", "no number from 1 to 5"),
        ("Skills", "43-3051.00\t2.A.1.e\t\tIM\t5.01\t\tN\t", "no number from 1 to 5"),
        ("Technology Skills", "43-3051.00\tTool\tx\tTools\tY\tN", "a Commodity Code of digits"),
        ("Knowledge", "43-3051.00\t2.A.1.e", "2 cells where the header has 8"),
    ],
)
def test_a_bad_row_is_listed_and_the_rest_taken(tmp_path: Path, table: str, row: str, says: str) -> None:
    text = "\n".join([MINI[table].rstrip("\n"), row]) + "\n"
    taken = read_onet(database(tmp_path, **{table.replace(" ", "_"): text}))
    (problem,) = taken.rejected
    assert (problem.file, problem.line) == (f"{table}.txt", len(text.splitlines()))
    assert says in problem.reason
    assert taken.counts == read_onet(database(tmp_path, "db_29_2_again")).counts


def test_all_missing_and_doubled_tables_are_named(tmp_path: Path) -> None:
    folder = database(tmp_path)
    (folder / "Skills.txt").unlink()
    (folder / "Knowledge.xlsx").write_bytes(b"")
    message = refused(folder)
    assert "Skills (.txt or .xlsx): is missing" in message
    assert "Knowledge (.txt or .xlsx): is there 2 times" in message


def test_all_wrong_headers_are_named(tmp_path: Path) -> None:
    message = refused(database(tmp_path, Skills="wrong\n", Knowledge="O*NET-SOC Code\n"))
    assert "Skills.txt:1: needs one column 'Element ID'; the columns are: 'wrong'" in message
    assert "Knowledge.txt:1: needs one column 'Scale ID'" in message


def workbook(file: Path, text: str) -> None:
    """Writes tab-separated text as a workbook: numbers as numbers, everything else as inline text."""
    rows = [line.split("\t") for line in text.splitlines()]
    cells = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="A" sheetId="1" r:id="r1"/>'
            "</sheets></workbook>",
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
        )


def cell(text: str) -> str:
    if text.replace(".", "", 1).isdecimal():
        return f"<c><v>{text}</v></c>"
    return f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def test_workbooks_say_the_same_as_text(tmp_path: Path, mini: Imported) -> None:
    folder = tmp_path / "onet-29.2"
    folder.mkdir()
    for table, text in MINI.items():
        workbook(folder / f"{table}.xlsx", text)
    taken = read_onet(folder)
    assert taken.rejected == ()
    # A workbook knows numbers only: 3.50 is 3.5 in it.
    assert canonical_turtle(taken.graph) == canonical_turtle(mini.graph).replace("3.50 of", "3.5 of").replace(
        "3.00 of", "3 of"
    )


def test_bad_rows_of_a_workbook_are_placed_by_row(tmp_path: Path) -> None:
    folder = database(tmp_path)
    (folder / "Job Zones.txt").unlink()
    workbook(folder / "Job Zones.xlsx", f"{MINI['Job Zones']}\t\t\n13-2011.00\tseven\t08/2023")
    (problem,) = read_onet(folder).rejected
    assert (problem.file, problem.line) == ("Job Zones.xlsx", 4)


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    folder = database(tmp_path)
    (folder / "Skills.txt").unlink()
    with zipfile.ZipFile(folder / "Skills.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"\0" * (20 << 20))
    assert "Skills.xlsx: unpacks to more than" in refused(folder)


@pytest.mark.parametrize("data", [b"", b"PK\3\4", b"no workbook"])
def test_a_workbook_that_is_none_is_named(tmp_path: Path, data: bytes) -> None:
    folder = database(tmp_path)
    (folder / "Skills.txt").unlink()
    (folder / "Skills.xlsx").write_bytes(data)
    assert "Skills.xlsx: not an Excel workbook" in refused(folder)


@pytest.mark.parametrize(
    ("name", "says"), [("none.csv", "does not exist"), ("crosswalk.pdf", "must end in .csv, .txt, .xlsx")]
)
def test_a_crosswalk_that_cannot_be_read_is_named(tmp_path: Path, name: str, says: str) -> None:
    (tmp_path / "crosswalk.pdf").write_bytes(b"")
    assert says in refused(database(tmp_path), crosswalk=tmp_path / name)


def test_no_rows_is_no_import(tmp_path: Path) -> None:
    empty = {"Skills": MINI["Skills"].splitlines()[0] + "\n"}
    assert "Skills: not one row was taken" in refused(database(tmp_path, **empty))


@real.needs_onet
def test_real_onet_from_workbooks() -> None:
    taken = read_onet(real.ONET, crosswalk=real.CROSSWALK)
    assert taken.rejected == ()
    assert taken.counts["Occupation Data"] == 1016
    assert taken.counts["crosswalk"] == 4253
    assert len(set(taken.graph.subject_objects(v.EXACT_MATCH))) == 483
    catalogue = read_catalogue([taken.graph])
    jobs = catalogue.of_kind(ConceptKind.JOB_TYPE)
    assert catalogue.concepts[str(ONET["11-1011.00"])].label == "Chief Executives"
    assert len(jobs) == 1016
