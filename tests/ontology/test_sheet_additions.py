"""A sheet of additions, taken as it is, adds labels and changes nothing else."""

from rdflib import RDF, Graph, Literal, URIRef

from skillpath.ontology import vocabulary as v
from skillpath.ontology.catalogue import CLASSES, ConceptKind
from skillpath.ontology.sheets.additions import Addition, additions_sheet
from skillpath.ontology.sheets.intake import read_sheet
from views import graph_after, view_of_graphs

(SKILL,) = [cls for cls, (kind, group) in CLASSES.items() if kind is ConceptKind.SKILL and not group]
PAY, ELSEWHERE = URIRef("urn:pay"), URIRef("urn:elsewhere")


def graph() -> Graph:
    found = Graph()
    found.add((PAY, RDF.type, SKILL))
    for predicate, label, language in (
        (v.PREF_LABEL, "payroll", "en"),
        (v.ALT_LABEL, "wages", "en"),
        (v.ALT_LABEL, "Lohnabrechnung", "de"),
    ):
        found.add((PAY, predicate, Literal(label, lang=language)))
    return found


def test_what_is_new_is_added_and_all_else_stays() -> None:
    additions = [
        Addition("urn:pay", "en", "paying staff"),
        Addition("urn:pay", "en", "=SUM(A1)"),
        Addition("urn:pay", "fr", "paie"),
        Addition("urn:pay", "", "pay"),
    ]
    graphs = {"mine": graph()}
    view = view_of_graphs(graphs)
    taken = graph_after(graphs["mine"], read_sheet(additions_sheet(additions, view, "mine"), view, "mine"))
    added = {Literal(one.text, lang=one.language or None) for one in additions}
    assert set(taken) - set(graphs["mine"]) == {(PAY, v.ALT_LABEL, label) for label in added}
    assert set(graphs["mine"]) <= set(taken)


def test_what_is_said_already_what_no_cell_holds_and_concepts_of_others_are_left_out() -> None:
    known = [Addition("urn:pay", "de", text) for text in ("Payroll", "lohnabrechnung", "#N/A", " pay")]
    other = Addition(str(ELSEWHERE), "en", "something")
    sheet = additions_sheet([*known, other], view_of_graphs({"mine": graph()}), "mine")
    assert sheet.columns == ("IRI", "label:en")
    assert sheet.rows == ()
