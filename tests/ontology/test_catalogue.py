from pathlib import Path

import pytest

from skillpath.errors import InputError
from skillpath.ontology.catalogue import Catalogue, ConceptKind, Relation, RelationKind, read_catalogue
from skillpath.ontology.turtle import read_turtle
from skillpath.ontology.vocabulary import PREFIXES

OFFICE = """
skill:pay a esco:Skill ; skos:prefLabel "payroll"@en, "Lohnabrechnung"@de ; skos:altLabel "wages"@en ;
  skos:hiddenLabel "payrol"@en ; skos:definition "Paying people."@en ; skos:broader skill:money .
skill:money a sp:SkillGroup ; skos:prefLabel "money"@en .
job:clerk a esco:Occupation ; skos:prefLabel "payroll clerk"@en ; skos:notation "4313" ;
  esco:relatedEssentialSkill skill:pay ; esco:relatedOptionalSkill skill:unknown ;
  skos:exactMatch job:officer .
job:officer a esco:Occupation ; skos:prefLabel "pay officer"@en ; skos:exactMatch job:clerk .
ind:C a sp:Industry ; skos:prefLabel "manufacturing"@en ; sp:teaches skill:pay .
stmt:one a rdf:Statement ; rdf:subject ind:C ; rdf:predicate sp:teaches ; rdf:object skill:pay ;
  sp:weight 0.4 ; dct:source <http://x/editors> ; prov:wasAttributedTo <http://x/agent> .
"""


def read(tmp_path: Path, *texts: str) -> Catalogue:
    graphs = []
    for number, text in enumerate(texts):
        file = tmp_path / f"{number}.ttl"
        file.write_text("".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items()) + text)
        graphs.append(read_turtle(file))
    return read_catalogue(graphs)


def test_concepts_with_their_names(tmp_path: Path) -> None:
    catalogue = read(tmp_path, OFFICE)
    by_label = {concept.label: concept for concept in catalogue.concepts.values()}
    payroll = by_label["payroll"]
    assert payroll.kind is ConceptKind.SKILL
    assert payroll.labels == {"en": "payroll", "de": "Lohnabrechnung"}
    assert payroll.alt_labels == ("payrol", "wages")
    assert payroll.definition == "Paying people."
    assert by_label["money"].group
    assert by_label["payroll clerk"].code == "4313"
    assert [c.label for c in catalogue.of_kind(ConceptKind.JOB_TYPE)] == ["payroll clerk", "pay officer"]


def test_links_between_known_concepts_with_stated_weights(tmp_path: Path) -> None:
    base = "https://w3id.org/skillpath"
    assert read(tmp_path, OFFICE).relations == (
        Relation(
            f"{base}/industry/C",
            RelationKind.TEACHES,
            f"{base}/skill/pay",
            0.4,
            "http://x/editors",
            "http://x/agent",
        ),
        Relation(f"{base}/job/clerk", RelationKind.ESSENTIAL_SKILL, f"{base}/skill/pay"),
        Relation(f"{base}/skill/pay", RelationKind.BROADER, f"{base}/skill/money"),
    )


def test_who_states_a_weight_goes_by_label_where_there_is_one(tmp_path: Path) -> None:
    agent = "<http://x/agent> a prov:Agent ; skos:prefLabel 'Redaktion'@de, 'the editors'@en ."
    authors = {relation.author for relation in read(tmp_path, OFFICE, agent).relations}
    assert authors == {"", "the editors"}


def test_sameness_is_one_pair_whoever_says_it(tmp_path: Path) -> None:
    ((one, other),) = read(tmp_path, OFFICE).same
    assert (one.rpartition("/")[2], other.rpartition("/")[2]) == ("clerk", "officer")


def test_several_graphs_are_read_as_one(tmp_path: Path) -> None:
    more = "skill:unknown a esco:Skill ; skos:prefLabel 'now known'@en ."
    kinds = [relation.kind for relation in read(tmp_path, OFFICE, more).relations]
    assert RelationKind.OPTIONAL_SKILL in kinds


def test_all_bad_weights_are_named_at_once(tmp_path: Path) -> None:
    bad = """
stmt:a rdf:subject ind:C ; rdf:predicate sp:teaches ; rdf:object skill:pay ; sp:weight 0 .
stmt:b rdf:subject ind:C ; rdf:predicate sp:teaches ; rdf:object skill:pay ; sp:weight "much" .
stmt:c rdf:subject ind:C ; rdf:predicate sp:nothing ; rdf:object skill:pay ; sp:weight 0.5 .
stmt:d rdf:subject ind:C ; rdf:predicate sp:teaches ; rdf:object skill:pay ; sp:weight "NaN" .
"""
    with pytest.raises(InputError) as caught:
        read(tmp_path, bad)
    assert [problem.file.rpartition("/")[2] for problem in caught.value.problems] == ["a", "b", "c", "d"]


def test_the_job_zone_is_one_of_five_and_the_lowest_of_several(tmp_path: Path) -> None:
    zones = "job:clerk sp:jobZone 3, 2, 9 . job:officer sp:jobZone 0 ."
    concepts = read(tmp_path, OFFICE, zones).concepts
    found = {iri.rpartition("/")[2]: c.zone for iri, c in concepts.items() if c.kind is ConceptKind.JOB_TYPE}
    assert found == {"clerk": 2, "officer": 0}
