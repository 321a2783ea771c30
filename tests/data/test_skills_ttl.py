"""The bundled ontology: well formed, as large as promised, and true to its own rules and to ESCO."""

import csv
import re
from collections import Counter
from functools import cache
from graphlib import TopologicalSorter
from typing import Final

import pytest
from pyshacl import validate
from python_calamine import CalamineWorkbook
from rdflib import RDF, SKOS, Graph, Literal, URIRef
from rdflib.namespace import split_uri

from real import ESCO, ONET, needs_esco, needs_onet
from shipped import shipped, shipped_catalogue
from skillpath.data import bundled
from skillpath.ontology import vocabulary as v
from skillpath.ontology.catalogue import ConceptKind
from skillpath.ontology.checks.checker import check
from skillpath.ontology.checks.rules import Severity
from skillpath.ontology.importers import onet_tables
from skillpath.ontology.turtle import canonical_turtle, read_turtle

ONET_IRI: Final = str(onet_tables.ONET)

SCHEMES: Final = (v.SKILL_SCHEME, v.JOB_SCHEME, v.INDUSTRY_SCHEME, v.JOB_IN_INDUSTRY_SCHEME)
CLASSES: Final = (
    v.CLASS_SKILL,
    v.CLASS_SKILL_GROUP,
    v.CLASS_JOB_TYPE,
    v.CLASS_JOB_GROUP,
    v.CLASS_INDUSTRY,
    v.CLASS_JOB_IN_INDUSTRY,
)
TO_SKILL: Final = (v.ESSENTIAL_SKILL, v.OPTIONAL_SKILL, v.TEACHES, v.FLOOR_TEACHES)

SECTIONS: Final = "ABCDEFGHIJKLMNOPQRSTUV"
REVISION_2_1: Final = {
    "J": "publishing",
    "K": "telecommunication",
    "L": "financial",
    "M": "real estate",
    "N": "scientific",
    "O": "support",
    "P": "public administration",
    "Q": "education",
    "R": "health",
    "S": "arts",
    "T": "other service",
    "U": "households",
    "V": "extraterritorial",
}
"""Sections that earlier revisions letter differently (J to V), with a word of their label."""

SHOP_FLOOR: Final = "ABCDEFGHIR"
"""Sections whose work is mostly hands-on."""


def slug(iri: str) -> str:
    return iri.rsplit("/", 1)[1]


def of_class(cls: URIRef) -> set[str]:
    return {str(s) for s in shipped().subjects(RDF.type, cls)}


def values(predicate: URIRef) -> list[tuple[str, str]]:
    return sorted((str(s), str(o)) for s, o in shipped().subject_objects(predicate))


@cache
def parents() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for child, parent in values(v.BROADER):
        found.setdefault(child, set()).add(parent)
    return found


def ancestors(iri: str) -> set[str]:
    above = parents().get(iri, set())
    return above.union(*(ancestors(parent) for parent in above))


# Form ----------------------------------------------------------------------------------------------


def test_file_is_canonical() -> None:
    assert bundled("skills.ttl").read_text(encoding="utf-8") == canonical_turtle(shipped())


def test_ontology_conforms_to_its_shapes() -> None:
    shapes = read_turtle(bundled("shapes.ttl"))
    ok, _, report = validate(Graph() + shipped(), shacl_graph=shapes, inplace=True, advanced=False)
    assert ok, report


def test_head_names_version_and_licence() -> None:
    head = URIRef("https://w3id.org/skillpath/ontology")
    said = {split_uri(str(p))[1]: str(o) for p, o in shipped().predicate_objects(head)}
    assert said["versionInfo"] == "0.1.0"
    assert said["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert {"title", "description"} <= said.keys()


def test_every_subject_is_a_concept_a_statement_a_scheme_or_the_head() -> None:
    kinds = {
        *CLASSES,
        v.STATEMENT_CLASS,
        v.CLASS_AGENT,
        SKOS.ConceptScheme,
        SKOS.Collection,
        URIRef("http://www.w3.org/2002/07/owl#Ontology"),
    }
    assert set(shipped().objects(None, RDF.type)) == kinds
    assert set(shipped().subjects()) == set(shipped().subjects(RDF.type, None))
    assert all(len(set(shipped().objects(s, RDF.type))) == 1 for s in shipped().subjects())


# Size ----------------------------------------------------------------------------------------------


def test_as_many_skills_as_promised() -> None:
    assert len(of_class(v.CLASS_SKILL)) >= 650


def test_as_many_job_types_as_promised() -> None:
    collections = values(SKOS.member)
    back, front = (
        {job for collection, job in collections if slug(collection) == name}
        for name in ("back-office", "front-office-and-shop-floor")
    )
    assert len(back) >= 110
    assert len(front) >= 90
    assert not back & front
    assert back | front == of_class(v.CLASS_JOB_TYPE)


def test_all_sections_and_only_divisions_below_them() -> None:
    codes = {slug(iri): str(shipped().value(URIRef(iri), v.NOTATION)) for iri in of_class(v.CLASS_INDUSTRY)}
    assert all(name == code for name, code in codes.items())
    assert {code for code in codes if len(code) == 1} == set(SECTIONS)
    assert {str(v.INDUSTRY[code]): {str(v.INDUSTRY[code[0]])} for code in codes if len(code) == 3} == {
        child: above for child, above in parents().items() if child in of_class(v.CLASS_INDUSTRY)
    }


@pytest.mark.parametrize(("code", "word"), REVISION_2_1.items())
def test_sections_are_those_of_revision_2_1(code: str, word: str) -> None:
    assert word in shipped_catalogue().concepts[str(v.INDUSTRY[code])].label


def test_job_types_ask_for_enough_skills_and_not_too_many() -> None:
    for job in sorted(of_class(v.CLASS_JOB_TYPE)):
        essential = set(shipped().objects(URIRef(job), v.ESSENTIAL_SKILL))
        optional = set(shipped().objects(URIRef(job), v.OPTIONAL_SKILL))
        assert 6 <= len(essential) <= 12, job
        assert 4 <= len(optional) <= 10, job
        assert 12 <= len(essential | optional) <= 25, job


def test_industries_teach_enough() -> None:
    for iri in sorted(of_class(v.CLASS_INDUSTRY)):
        code = slug(iri)
        at_least = 6 if len(code) == 1 else 3
        assert len(set(shipped().objects(URIRef(iri), v.TEACHES))) >= at_least, code
        if code in SHOP_FLOOR:
            assert len(set(shipped().objects(URIRef(iri), v.FLOOR_TEACHES))) >= 3, code


def test_many_divisions_teach_as_much_as_sections_and_all_are_there() -> None:
    divisions = [iri for iri in of_class(v.CLASS_INDUSTRY) if len(slug(iri)) == 3]
    assert len(divisions) == 87  # NACE Rev. 2.1
    taught = [len(set(shipped().objects(URIRef(iri), v.TEACHES))) for iri in divisions]
    assert sum(count >= 6 for count in taught) >= 30


def test_jobs_in_industries_teach_what_neither_does_alone() -> None:
    pairs = of_class(v.CLASS_JOB_IN_INDUSTRY)
    assert len(pairs) >= 40
    graph = shipped()
    for iri in sorted(pairs - {str(v.JOB_IN_INDUSTRY["payroll-clerk-F"])}):
        pair = URIRef(iri)
        job, industry = graph.value(pair, v.OF_JOB_TYPE), graph.value(pair, v.IN_INDUSTRY)
        alone = {*graph.objects(job, v.ESSENTIAL_SKILL), *graph.objects(industry, v.TEACHES)}
        assert set(graph.objects(pair, v.TEACHES)) - alone, iri


def test_every_skill_is_asked_for_or_taught() -> None:
    reached = {o for predicate in TO_SKILL for _, o in values(predicate)}
    assert of_class(v.CLASS_SKILL) - reached == set()


@pytest.mark.parametrize("label", ["bank teller", "payroll clerk"])
def test_named_job_types_are_there(label: str) -> None:
    assert label in {concept.label for concept in shipped_catalogue().of_kind(ConceptKind.JOB_TYPE)}


# Labels --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", SCHEMES, ids=slug)
def test_no_two_concepts_of_a_scheme_share_a_label(scheme: URIRef) -> None:
    labels = Counter(
        (label.language, str(label).casefold())
        for concept in shipped().subjects(SKOS.inScheme, scheme)
        for predicate in (v.PREF_LABEL, v.ALT_LABEL)
        for label in shipped().objects(concept, predicate)
        if isinstance(label, Literal)
    )
    assert [label for label, count in labels.items() if count > 1] == []


def test_local_names_are_slugs_of_the_labels() -> None:
    exceptions = {"c-sharp": "C#"}
    for cls in (v.CLASS_SKILL, v.CLASS_SKILL_GROUP, v.CLASS_JOB_TYPE):
        for iri in of_class(cls):
            label = shipped_catalogue().concepts[iri].label
            expected = re.sub(r"[^a-z0-9]+", "-", label.lower().replace("'", "")).strip("-")
            assert exceptions.get(slug(iri)) == label or slug(iri) == expected


@pytest.mark.parametrize("scheme", SCHEMES, ids=slug)
def test_no_name_means_another_concept_in_another_language(scheme: URIRef) -> None:
    named: dict[str, set[str]] = {}
    for concept in shipped().subjects(SKOS.inScheme, scheme):
        for predicate in (v.PREF_LABEL, v.ALT_LABEL):
            for name in shipped().objects(concept, predicate):
                named.setdefault(str(name).casefold(), set()).add(str(concept))
    assert {name: concepts for name, concepts in named.items() if len(concepts) > 1} == {}


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_every_concept_is_named_in_every_language(language: str) -> None:
    concepts = shipped_catalogue().concepts.items()
    assert [iri for iri, concept in concepts if language not in concept.labels] == []


def test_definitions_are_sentences() -> None:
    texts = [concept.definition for concept in shipped_catalogue().concepts.values()]
    assert [text for text in texts if not re.fullmatch(r"[A-Z].+\.", text)] == []
    assert len(set(texts)) == len(texts)


# Links ---------------------------------------------------------------------------------------------


def test_hierarchy_has_no_cycle() -> None:
    TopologicalSorter(parents()).prepare()


def test_skills_lie_three_levels_deep_or_more() -> None:
    assert max(len(ancestors(iri)) for iri in of_class(v.CLASS_SKILL)) >= 3
    assert min(len(ancestors(iri)) for iri in of_class(v.CLASS_SKILL)) >= 1


@pytest.mark.parametrize("scheme", SCHEMES, ids=slug)
def test_top_concepts_are_those_without_parents(scheme: URIRef) -> None:
    members = {str(concept) for concept in shipped().subjects(SKOS.inScheme, scheme)}
    top = members - parents().keys()
    assert {str(o) for o in shipped().objects(scheme, SKOS.hasTopConcept)} == top
    assert {str(s) for s in shipped().subjects(SKOS.topConceptOf, scheme)} == top


def test_every_link_ends_at_a_concept_of_the_shipped() -> None:
    concepts = shipped_catalogue().concepts
    for predicate in (*TO_SKILL, v.BROADER, v.RELATED):
        assert [link for link in values(predicate) if not concepts.keys() >= set(link)] == []


def test_related_concepts_are_of_one_kind_and_not_above_one_another() -> None:
    concepts = shipped_catalogue().concepts
    for a, b in values(v.RELATED):
        assert concepts[a].kind is concepts[b].kind
        assert not concepts[a].group
        assert not concepts[b].group
        assert a not in ancestors(b)
        assert b not in ancestors(a)


def test_job_types_stand_under_their_own_isco_group() -> None:
    concepts = shipped_catalogue().concepts
    for iri in of_class(v.CLASS_JOB_TYPE) | of_class(v.CLASS_JOB_GROUP):
        for parent in parents().get(iri, set()):
            assert concepts[iri].code.startswith(concepts[parent].code)


def test_stated_weights_are_on_asserted_links() -> None:
    weighted = [relation for relation in shipped_catalogue().relations if relation.weight is not None]
    assert len(weighted) == len(of_class(v.STATEMENT_CLASS)) >= 20
    assert all(relation.source for relation in weighted)


# ESCO ----------------------------------------------------------------------------------------------


def test_no_two_concepts_match_one_esco_concept() -> None:
    matches = values(v.EXACT_MATCH)
    assert len({s for s, _ in matches}) == len({o for _, o in matches}) == len(matches)


@pytest.mark.parametrize(
    ("cls", "place", "share"),
    [(v.CLASS_SKILL, "skill", 0.7), (v.CLASS_JOB_TYPE, "occupation", 0.8), (v.CLASS_JOB_GROUP, "isco", 1.0)],
)
def test_matches_are_of_the_same_kind_and_many(cls: URIRef, place: str, share: float) -> None:
    ours = of_class(cls)
    matched = {s: o for s, o in values(v.EXACT_MATCH) if s in ours}
    assert all(o.startswith(f"http://data.europa.eu/esco/{place}/") for o in matched.values())
    assert len(matched) >= share * len(ours)


def test_groups_of_skills_and_industries_match_nothing_in_esco() -> None:
    unmatched = of_class(v.CLASS_SKILL_GROUP) | of_class(v.CLASS_INDUSTRY)
    assert unmatched & {s for s, _ in values(v.EXACT_MATCH)} == set()


@cache
def esco(table: str) -> dict[str, dict[str, str]]:
    with (ESCO / f"{table}_en.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["conceptUri"]: row for row in csv.DictReader(file)}


def onet(table: str) -> list[dict[str, object]]:
    header, *rows = CalamineWorkbook.from_path(ONET / f"{table}.xlsx").get_sheet_by_index(0).to_python()
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


@needs_esco
def test_mapped_concepts_exist_in_esco() -> None:
    findings = check([bundled("skills.ttl")], against=[ESCO])
    assert [finding for finding in findings if finding.rule.severity is Severity.ERROR] == []


@needs_onet
def test_mapped_occupations_exist_in_onet_with_their_job_zones() -> None:
    zones = {row["O*NET-SOC Code"]: row["Job Zone"] for row in onet("Job Zones")}
    links = {*values(v.CLOSE_MATCH), *values(SKOS.broadMatch)}
    mapped = {s: o.removeprefix(ONET_IRI) for s, o in links if o.startswith(ONET_IRI)}
    assert len(mapped) >= 250
    assert set(mapped.values()) <= {row["O*NET-SOC Code"] for row in onet("Occupation Data")}
    said = {s: float(o) for s, o in values(v.JOB_ZONE)}
    assert said == {job: zones[code] for job, code in mapped.items()}


@needs_esco
def test_matched_concepts_have_the_code_that_esco_gives_them() -> None:
    codes = {iri: row["iscoGroup"] for iri, row in esco("occupations").items()}
    codes |= {iri: row["code"] for iri, row in esco("ISCOGroups").items()}
    concepts = shipped_catalogue().concepts
    theirs = {s: codes[o] for s, o in values(v.EXACT_MATCH) if o in codes}
    assert {iri: concepts[iri].code for iri in theirs} == theirs


@needs_esco
def test_codes_of_job_types_exist() -> None:
    units = {row["code"] for row in esco("ISCOGroups").values() if len(row["code"]) == 4}
    assert {shipped_catalogue().concepts[iri].code for iri in of_class(v.CLASS_JOB_TYPE)} <= units


@needs_esco
def test_definitions_are_our_own_words() -> None:
    theirs = {
        row["description"].strip().casefold() for row in (esco("skills") | esco("occupations")).values()
    }
    ours = {concept.definition.casefold() for concept in shipped_catalogue().concepts.values()}
    short = {"the german language."}  # there is no other way to say it
    assert ours & theirs <= short
