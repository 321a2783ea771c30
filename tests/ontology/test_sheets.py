"""A scheme as a spreadsheet and back: exact where nothing was edited, all or nothing where something was."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from rdflib import OWL, RDF, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from shipped import shipped
from skillpath.data import bundled
from skillpath.errors import InputError, UnknownName
from skillpath.ontology import vocabulary as v
from skillpath.ontology.editing.statements import state_from
from skillpath.ontology.editing.view import View
from skillpath.ontology.sheets.columns import FIELDS, KIND_NAMES, column_of
from skillpath.ontology.sheets.export import write_sheet
from skillpath.ontology.sheets.files import load, save
from skillpath.ontology.sheets.intake import read_sheet
from skillpath.ontology.sheets.sheet import Sheet, column_letters
from skillpath.ontology.turtle import read_triples
from views import graph_after, view_of_graphs

Triple = tuple[Node, Node, Node]
PAY, TAX, CLERK, TRADE = v.SKILL.pay, v.SKILL.tax, v.JOB.clerk, v.INDUSTRY.G
STATED = v.STATEMENT.one


def en(text: str) -> Literal:
    return Literal(text, lang="en")


BASE: tuple[Triple, ...] = (
    (PAY, RDF.type, v.CLASS_SKILL),
    (PAY, v.PREF_LABEL, en("payroll")),
    (PAY, v.PREF_LABEL, Literal("Lohnabrechnung", lang="de")),
    (PAY, v.ALT_LABEL, en("wages")),
    (PAY, v.ALT_LABEL, en("=cmd()")),
    (PAY, v.DEFINITION, en("-Pays.\nOn time.")),
    (PAY, v.EXACT_MATCH, URIRef("http://data.europa.eu/esco/skill/1")),
    (PAY, v.SKILL_TYPE, Literal("knowledge")),
    (TAX, RDF.type, v.CLASS_SKILL),
    (TAX, v.PREF_LABEL, en("wage tax")),
    (TAX, v.BROADER, PAY),
    (CLERK, RDF.type, v.CLASS_JOB_TYPE),
    (CLERK, v.PREF_LABEL, en("pay clerk")),
    (CLERK, v.NOTATION, Literal("0110")),
    (CLERK, v.ESSENTIAL_SKILL, PAY),
    (STATED, RDF.type, v.STATEMENT_CLASS),
    (STATED, v.STATEMENT_SUBJECT, CLERK),
    (STATED, v.STATEMENT_PREDICATE, v.ESSENTIAL_SKILL),
    (STATED, v.STATEMENT_OBJECT, PAY),
    (STATED, v.WEIGHT, Literal("0.5", datatype=v.DECIMAL)),
    (v.SKILL_SCHEME, RDF.type, SKOS.ConceptScheme),
)


def graph(*triples: Triple) -> Graph:
    made = Graph()
    for triple in triples:
        made.add(triple)
    return made


def exported(scheme: str, graphs: Mapping[str, Graph], origin: str) -> Sheet:
    return write_sheet(scheme, view_of_graphs(graphs), origin)


def imported(sheet: Sheet, graphs: Mapping[str, Graph], origin: str) -> Graph:
    return graph_after(graphs[origin], read_sheet(sheet, view_of_graphs(graphs), origin))


def taken(file: Path, *triples: Triple) -> Graph:
    return imported(load(file), {"own": graph(*(triples or BASE))}, "own")


def changed(edited: Graph) -> tuple[set[Triple], set[Triple]]:
    return set(BASE) - set(edited), set(edited) - set(BASE)


Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def rows(*cells: Sequence[str], delimiter: str = ",", encoding: str = "utf-8") -> Path:
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=delimiter).writerows(cells)
        file = tmp_path / "edited.csv"
        file.write_bytes(text.getvalue().encode(encoding))
        return file

    return rows


def refused(file: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        taken(file)
    return [str(problem) for problem in caught.value.problems]


# What a sheet looks like ---------------------------------------------------------------------------


def test_a_sheet_has_one_concept_a_row_and_links_by_label_and_iri() -> None:
    sheet = exported("skills", {"own": graph(*BASE)}, "own")
    assert sheet.columns == (
        *("IRI", "kind", "label:en", "label:de", "alternative labels:en", "definition:en"),
        *("code", "broader", "related", "exact match", "retired"),
    )
    first, second = (dict(zip(sheet.columns, row.cells, strict=True)) for row in sheet.rows)
    assert first["IRI"] == str(PAY)
    assert first["label:de"] == "Lohnabrechnung"
    assert first["alternative labels:en"] == "=cmd()\nwages"
    assert first["exact match"] == "<http://data.europa.eu/esco/skill/1>"
    assert second["broader"] == f"payroll <{PAY}>"
    assert second["kind"] == "skill"


def test_a_scheme_is_named_by_its_iri_too_and_an_unknown_one_is_an_error() -> None:
    graphs = {"own": graph(*BASE, (TAX, SKOS.inScheme, v.SKILL_SCHEME))}
    assert [row.cells[0] for row in exported(str(v.SKILL_SCHEME), graphs, "own").rows] == [str(TAX)]
    with pytest.raises(UnknownName, match="job-types"):
        exported("jobs", graphs, "own")
    with pytest.raises(UnknownName, match="own"):
        exported("skills", graphs, "esco")


def test_no_cell_is_a_live_formula(tmp_path: Path) -> None:
    label = '=HYPERLINK("http://x/")'
    sheet = exported(
        "skills", {"own": graph((PAY, RDF.type, v.CLASS_SKILL), (PAY, v.PREF_LABEL, en(label)))}, "own"
    )
    for ending in ("csv", "xlsx"):
        save(sheet, tmp_path / f"a.{ending}")
    (_, row) = csv.reader((tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines())
    assert row[2] == f"'{label}"
    (cells,) = CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_index(0).to_python()[1:]
    assert cells[2] == label  # stored as text: a formula that nobody computed would read as empty or 0
    assert load(tmp_path / "a.csv").rows[0].cells[2] == label


def test_a_cell_too_long_for_a_workbook_is_an_error_and_no_file(tmp_path: Path) -> None:
    long = en("x" * 32_768)
    sheet = exported(
        "skills", {"own": graph((PAY, RDF.type, v.CLASS_SKILL), (PAY, v.DEFINITION, long))}, "own"
    )
    with pytest.raises(InputError, match="export CSV"):
        save(sheet, tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []
    save(sheet, tmp_path / "a.csv")


# Export and import without an edit -----------------------------------------------------------------


_NODES = st.sampled_from([PAY, TAX, CLERK, TRADE])
_TEXT = st.text(
    st.sampled_from("ab=+-@'\"<>,;\t\n\r \N{NO-BREAK SPACE}\N{LINE SEPARATOR}ü\x07|_x0D")
    | st.characters(exclude_categories=["Cs"]),
    max_size=8,
)
_LITERALS = st.builds(
    lambda text, lang: Literal(text, lang=lang), _TEXT, st.sampled_from([None, "en", "de", "pt-br", "EN"])
)
_VALUES = st.one_of(
    _LITERALS,
    _NODES,
    st.sampled_from(
        [URIRef("urn:x:1"), Literal(True), Literal("0.5", datatype=v.DECIMAL), Literal("_x000D_")]
    ),
)
_GRAPHS = st.lists(
    st.tuples(
        _NODES, st.sampled_from([field.predicate for field in FIELDS if field.predicate != RDF.type]), _VALUES
    )
    | st.tuples(
        _NODES, st.just(RDF.type), st.sampled_from([v.CLASS_SKILL, v.CLASS_JOB_GROUP, v.CLASS_INDUSTRY])
    ),
    max_size=20,
).map(lambda triples: graph((PAY, RDF.type, v.CLASS_SKILL), *triples))


@settings(max_examples=100)
@given(_GRAPHS, st.sampled_from(["csv", "xlsx"]))
def test_a_sheet_that_was_not_edited_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, whole: Graph, ending: str
) -> None:
    graphs = {"own": whole, "other": graph(*BASE)}
    file = tmp_path_factory.mktemp("sheet") / f"a.{ending}"
    save(exported("skills", graphs, "own"), file)
    assert set(imported(load(file), graphs, "own")) == set(whole)


@pytest.fixture(scope="module")
def ours() -> View:
    """The bundled ontology."""
    return View.of(state_from({"skillpath": read_triples(bundled("skills.ttl"))}))


@pytest.mark.parametrize("scheme", ["skills", "job-types", "industries"])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_bundled_ontology_comes_back_the_same(
    ours: View, tmp_path: Path, scheme: str, ending: str
) -> None:
    file = tmp_path / f"a.{ending}"
    save(write_sheet(scheme, ours, "skillpath"), file)
    sheet = load(file)
    assert len(sheet.rows) > 50
    assert read_sheet(sheet, ours, "skillpath").is_empty


def test_the_bundled_ontology_is_shown_whole(ours: View) -> None:
    """Every label, definition, link and code of its concepts can be edited in a sheet."""
    whole = shipped()
    schemes = {str(scheme) for scheme in whole.objects(None, SKOS.inScheme)}
    assert len(schemes) >= 3
    sheets = [write_sheet(scheme, ours, "skillpath") for scheme in schemes]
    columns = {column_of(header) for sheet in sheets for header in sheet.columns}
    shown = {
        (s, column.field.predicate, o)
        for s in whole.subjects(SKOS.inScheme)
        for column in columns
        if column is not None
        for o in column.shown(whole, s)
    }
    predicates = {field.predicate for field in FIELDS}
    concepts = set(whole.subjects(SKOS.inScheme))
    assert {t for t in whole if t[0] in concepts and t[1] in predicates} == shown


# Edits ---------------------------------------------------------------------------------------------


def test_what_a_cell_shows_is_replaced_and_all_else_is_kept(write: Write) -> None:
    edited = taken(write(["IRI", "alternative labels:en"], [str(PAY), "wages\n\n salaries "]))
    assert changed(edited) == (
        {(PAY, v.ALT_LABEL, en("=cmd()"))},
        {(PAY, v.ALT_LABEL, en("salaries"))},
    )


def test_links_are_written_by_label_by_iri_or_both(write: Write) -> None:
    links = f"Wage Tax\nany words <{PAY}>"
    edited = taken(write(["IRI", "optional skills"], [str(CLERK), links], [str(TAX), str(PAY)]))
    assert changed(edited) == (
        set(),
        {(CLERK, v.OPTIONAL_SKILL, TAX), (CLERK, v.OPTIONAL_SKILL, PAY), (TAX, v.OPTIONAL_SKILL, PAY)},
    )


def test_a_stated_weight_goes_with_its_link(write: Write) -> None:
    edited = taken(write(["IRI", "essential skills"], [str(CLERK), ""]))
    assert changed(edited) == (
        {(CLERK, v.ESSENTIAL_SKILL, PAY), *(triple for triple in BASE if triple[0] == STATED)},
        set(),
    )


def test_a_concept_is_retired_and_taken_back(write: Write) -> None:
    edited = taken(write(["IRI", "retired"], [str(TAX), "Yes"]))
    assert changed(edited) == (set(), {(TAX, OWL.deprecated, Literal(True))})
    back = taken(write(["IRI", "retired"], [str(TAX), ""]), *edited)
    assert set(back) == set(BASE)


def test_new_rows_get_an_iri_and_may_name_each_other(write: Write) -> None:
    header = ["IRI", "kind", "label:en", "label:de", "broader"]
    file = write(
        header, ["", "skill", "Pay & Bénéfits", "Entgelt", "reports"], ["", "Skill Group", "reports", "", ""]
    )
    removed, added = changed(taken(file))
    benefits, reports = v.SKILL["pay-benefits"], v.SKILL["reports"]
    assert removed == set()
    assert added == {
        (benefits, RDF.type, v.CLASS_SKILL),
        (benefits, v.PREF_LABEL, en("Pay & Bénéfits")),
        (benefits, v.PREF_LABEL, Literal("Entgelt", lang="de")),
        (benefits, v.BROADER, reports),
        (benefits, SKOS.inScheme, v.SKILL_SCHEME),
        (reports, RDF.type, v.CLASS_SKILL_GROUP),
        (reports, v.PREF_LABEL, en("reports")),
        (reports, SKOS.inScheme, v.SKILL_SCHEME),
    }
    # The same file again: the concepts are there now, nothing is added twice.
    once = taken(file)
    assert set(taken(file, *once)) == set(once)


def test_a_new_iri_is_one_that_nothing_has(write: Write) -> None:
    file = write(
        ["IRI", "kind", "label:en"], ["", "skill", "pay"], ["", "skill", "Pay!"], ["", "skill", "日本"]
    )
    _, added = changed(taken(file))
    assert {s for s, p, _ in added if p == RDF.type} == {
        v.SKILL["pay-2"],
        v.SKILL["pay-3"],
        v.SKILL["concept"],
    }


def test_a_new_industry_is_named_by_its_code(write: Write) -> None:
    _, added = changed(taken(write(["IRI", "kind", "label:en", "code"], ["", "industry", "retail", "G47"])))
    assert (v.INDUSTRY["G47"], v.NOTATION, Literal("G47")) in added


# Files as people's programs write them -------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_delimiters_and_empty_places_are_survived(
    write: Write, delimiter: str, encoding: str
) -> None:
    file = write(
        ["", "", "", ""],
        ["IRI", "", "label:de", ""],
        ["", "", "", ""],
        [str(PAY), "", "Löhne; Gehälter, Bezüge", ""],
        ["", "", "", ""],
        delimiter=delimiter,
        encoding=encoding,
    )
    _, added = changed(taken(file))
    assert added == {(PAY, v.PREF_LABEL, Literal("Löhne; Gehälter, Bezüge", lang="de"))}


def test_a_workbook_gives_values_for_formulas_and_digits_for_numbers(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet()
        page.write_row(1, 1, ["IRI", "label:en", "code"])
        page.write_string(3, 1, str(CLERK))
        page.write_formula(3, 2, '="pay"&" officer"', None, "pay officer")
        page.write_number(3, 3, 4313)
    _, added = changed(taken(file))
    assert added == {(CLERK, v.PREF_LABEL, en("pay officer")), (CLERK, v.NOTATION, Literal("4313"))}


def test_a_formula_that_failed_takes_nothing_away(write: Write, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet("last").write_formula(0, 0, "=1/0", None, "#DIV/0!")
        page = book.add_worksheet("first")
        page.set_first_sheet()
        book.worksheets_objs.reverse()  # what counts is the order in the workbook, not the names of the parts
        page.write_row(0, 0, ["IRI", "definition:en"])
        page.write_string(1, 0, str(PAY))
        page.write_formula(1, 1, "=A9", None, "#REF!")
    with pytest.raises(InputError, match=r"a\.xlsx:2: column B: the formula comes to #REF!"):
        load(file)
    with pytest.raises(InputError, match=r":2: column B: the formula comes to #N/A"):
        load(write(["IRI", "definition:en"], [str(PAY), "#N/A"]))


def test_a_workbook_with_macros_is_read_as_one_without(tmp_path: Path) -> None:
    project = tmp_path / "vbaProject.bin"
    project.write_bytes(b"Shell")
    file = tmp_path / "a.xlsm"
    with xlsxwriter.Workbook(file) as book:
        book.add_vba_project(str(project))
        page = book.add_worksheet()
        page.write_row(0, 0, ["IRI", "label:en"])
        page.write_row(1, 0, [str(CLERK), "payroll officer"])
    _, added = changed(taken(file))
    assert added == {(CLERK, v.PREF_LABEL, en("payroll officer"))}
    with pytest.raises(InputError, match=r"ending in \.csv or \.xlsx"):
        save(load(file), tmp_path / "b.xlsm")


def test_the_same_sheet_is_the_same_workbook(tmp_path: Path) -> None:
    sheet = exported("skills", {"own": graph(*BASE)}, "own")
    save(sheet, tmp_path / "a.xlsx")
    save(sheet, tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.ods", b"", "ending in .csv, .tsv, .xlsm or .xlsx"),
        ("a.xlsx", b"IRI,kind", "no Excel workbook"),
        ("a.csv", b"", "is empty"),
        ("a.csv", b",,\n,,\n", "is empty"),
        ("a.csv", b'IRI,code\n"http://x', "a.csv:2: no CSV row"),
        ("a.csv", "IRI,code\n".encode("utf-16-le"), "neither UTF-8"),
        ("a.csv", b"IRI,code\n\x81\n", "neither UTF-8"),
        ("a.csv", b"IRI,code\nhttp://x\n", "a.csv:2: has 1 cells where the header has 2"),
        ("a.csv", b"IRI,code\nhttp://x,1,2\n", "a.csv:2: column C has no header, but a cell: '2'"),
    ],
)
def test_a_file_that_is_no_sheet_is_one_clear_error(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as caught:
        load(tmp_path / name)
    assert says in str(caught.value)


def test_a_missing_file_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Cannot read"):
        load(tmp_path / "none.csv")


@given(st.binary(max_size=200), st.sampled_from([b"", b"IRI,kind,label:en,broader\n"]))
def test_no_bytes_at_all_give_anything_but_a_sheet_or_our_error(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, header: bytes
) -> None:
    file = tmp_path_factory.mktemp("fuzz") / "a.csv"
    file.write_bytes(header + content)
    try:
        taken(file)
    except InputError:
        return


def test_columns_are_lettered_as_in_a_spreadsheet() -> None:
    assert [column_letters(place) for place in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]


# What cannot be taken ------------------------------------------------------------------------------


def test_all_problems_are_told_by_row_and_column(write: Write) -> None:
    file = write(
        ["IRI", "kind", "label:en", "broader", "essential skills", "retired"],
        [str(PAY), "talent", "payroll", "nobody", f"<{TRADE}>", "no"],
        ["http://x/unknown", "skill", "x", "", "", ""],
        ["", "", "x", "", "", ""],
        [str(TAX), "", "wage\x07tax", f"<{TAX}>", f"<{CLERK}>", ""],
        [str(TAX), "skill", "wage tax", "<a b>", "", ""],
        ["no iri", "skill", "x", "", "", ""],
    )
    kinds = ", ".join(KIND_NAMES.values())
    assert refused(file) == [
        f"edited.csv:2: column B (kind): 'talent' is none of {kinds}",
        "edited.csv:2: column D (broader): no concept is called 'nobody'; write its IRI as <IRI>",
        f"edited.csv:2: column E (essential skills): <{TRADE}> is no concept, not of kind skill",
        "edited.csv:2: column F (retired): 'no' is neither 'yes' nor empty",
        "edited.csv:3: column A (IRI): <http://x/unknown> is no concept here; "
        "leave the cell empty for a new one",
        "edited.csv:4: column A (IRI): a new concept needs 'label:en' and 'kind'",
        "edited.csv:5: column B (kind): is empty",
        "edited.csv:5: column C (label:en): 'wage\\x07tax' holds characters that are no text",
        "edited.csv:5: column D (broader): links the concept to itself",
        f"edited.csv:5: column E (essential skills): <{CLERK}> is of kind job type, not of kind skill",
        f"edited.csv:6: column A (IRI): <{TAX}> stands in row 5 already",
        "edited.csv:6: column D (broader): 'a b' is no IRI",
        "edited.csv:7: column A (IRI): 'no iri' is no IRI",
    ]


@pytest.mark.parametrize(
    ("header", "says"),
    [
        (["kind", "IRI"], "edited.csv:1: the first column must be 'IRI'"),
        (["IRI", "notes"], "edited.csv:1: column B: 'notes' is no column; known are those of an export"),
        (
            ["IRI", "broader:en"],
            "edited.csv:1: column B: 'broader:en' is no column; known are those of an export",
        ),
        (
            ["IRI", "label:", "label:e n"],
            "edited.csv:1: column B: 'label:' is no column; known are those of an export",
        ),
        (["IRI", "code", "code"], "edited.csv:1: 'code' stands twice"),
    ],
)
def test_a_header_that_means_nothing_is_refused(write: Write, header: list[str], says: str) -> None:
    assert refused(write(header))[0] == says


def test_a_label_that_two_concepts_have_must_be_told_apart(write: Write) -> None:
    file = write(["IRI", "broader"], [str(TAX), "payroll"])
    twin = (v.SKILL.other, RDF.type, v.CLASS_SKILL), (v.SKILL.other, v.PREF_LABEL, en("Payroll"))
    with pytest.raises(InputError, match=r"is the label of <.*other>, <.*pay>: write one of these"):
        taken(file, *BASE, *twin)


def test_only_the_named_part_is_edited_and_must_describe_the_concept(write: Write) -> None:
    graphs = {
        "own": graph(*BASE),
        "esco": graph((v.SKILL.e, RDF.type, v.CLASS_SKILL), (v.SKILL.e, v.PREF_LABEL, en("e"))),
    }
    file = write(["IRI", "related"], [str(PAY), "e"])
    edited = imported(load(file), graphs, "own")
    assert set(edited) - set(BASE) == {(PAY, v.RELATED, v.SKILL.e)}
    with pytest.raises(InputError, match="is no concept here"):
        imported(load(file), graphs, "esco")
    with pytest.raises(UnknownName):
        read_sheet(load(file), view_of_graphs(graphs), "bls")


def test_a_job_in_an_industry_names_both(write: Write) -> None:
    header = ["IRI", "kind", "label:en", "job type", "teaches"]
    _, added = changed(
        taken(write(header, ["", "job in industry", "pay clerk in retail", "pay clerk", "payroll"]))
    )
    pair = v.JOB_IN_INDUSTRY["pay-clerk-in-retail"]
    assert {(pair, v.OF_JOB_TYPE, CLERK), (pair, v.TEACHES, PAY)} <= added
    wrong = refused(write(header, ["", "job in industry", "x", "payroll", ""]))
    assert wrong == [f"edited.csv:2: column D (job type): <{PAY}> is of kind skill, not of kind job type"]
