"""The shapes refuse what they say they refuse: a small ontology, broken in one place at a time."""

from pathlib import Path
from typing import Final

import pytest
from pyshacl import validate
from rdflib import Graph

from skillpath.data import bundled
from skillpath.ontology.turtle import read_turtle

SKILLS: Final = "".join(
    f'skill:s{n} a esco:Skill ; skos:prefLabel "skill {n}"@en ; skos:definition "Skill {n}."@en ;\n'
    '    skos:inScheme sp:scheme ; skos:broader skill:money ; esco:skillType "knowledge" .\n'
    for n in range(1, 7)
)

SMALL: Final = f"""
@prefix dct: <http://purl.org/dc/terms/> .
@prefix agent: <https://w3id.org/skillpath/agent/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix esco: <http://data.europa.eu/esco/model#> .
@prefix ind: <https://w3id.org/skillpath/industry/> .
@prefix job: <https://w3id.org/skillpath/job/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skill: <https://w3id.org/skillpath/skill/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix sp: <https://w3id.org/skillpath/ns#> .
@prefix stmt: <https://w3id.org/skillpath/statement/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
sp:scheme a skos:ConceptScheme .
skill:money a sp:SkillGroup ; skos:prefLabel "money"@en ; skos:definition "Money."@en ;
    skos:inScheme sp:scheme .
{SKILLS}
job:isco-4 a sp:JobGroup ; skos:prefLabel "clerks"@en ; skos:definition "Clerks."@en ;
    skos:inScheme sp:scheme ; skos:notation "4" .
job:clerk a esco:Occupation ; skos:prefLabel "clerk"@en ; skos:definition "A clerk."@en ;
    skos:inScheme sp:scheme ; skos:notation "4110" ; skos:broader job:isco-4 ; sp:jobZone 2 ;
    esco:relatedEssentialSkill skill:s1, skill:s2, skill:s3, skill:s4, skill:s5 ;
    esco:relatedOptionalSkill skill:s6 .
ind:C a sp:Industry ; skos:prefLabel "makers"@en ; skos:definition "Makers."@en ; skos:inScheme sp:scheme ;
    skos:notation "C" ; sp:teaches skill:s1, skill:s2 ; sp:floorTeaches skill:s3 .
stmt:c a rdf:Statement ; rdf:subject ind:C ; rdf:predicate sp:teaches ; rdf:object skill:s1 ;
    sp:weight "0.4"^^xsd:decimal ; dct:source "a test" ; prov:wasAttributedTo agent:editors .
agent:editors a prov:Agent .
"""
"""An ontology that conforms."""

BREAKS: Final[dict[str, tuple[str, str]]] = {
    "no English label": ('"skill 1"@en', '"Können 1"@de'),
    "two English labels": ('"skill 1"@en', '"skill 1"@en, "skill one"@en'),
    "two German labels": ('"clerk"@en', '"clerk"@en, "Kraft"@de, "Hilfskraft"@de'),
    "label without language": ('"makers"@en', '"makers"'),
    "no definition": ('skos:definition "Makers."@en ;', ""),
    "two definitions": ('"Skill 2."@en', '"Skill 2."@en, "Second skill."@en'),
    "no scheme": ('skos:inScheme sp:scheme ; skos:notation "4110"', 'skos:notation "4110"'),
    "skill under a job group": ("skos:broader skill:money", "skos:broader job:isco-4"),
    "unknown skill type": ('"knowledge"', '"talent"'),
    "four essential skills": (", skill:s5 ;", " ;"),
    "essential group": (", skill:s5 ;", ", skill:s5, skill:money ;"),
    "essential and optional at once": ("Skill skill:s6", "Skill skill:s6, skill:s1"),
    "optional job type": ("Skill skill:s6", "Skill job:clerk"),
    "ISCO code too short": ('"4110"', '"411"'),
    "a sixth job zone": ("sp:jobZone 2", "sp:jobZone 6"),
    "job zone as text": ("sp:jobZone 2", 'sp:jobZone "2"'),
    "two job zones": ("sp:jobZone 2", "sp:jobZone 2, 3"),
    "job type under a skill group": ("skos:broader job:isco-4", "skos:broader skill:money"),
    "unknown section": ('skos:notation "C"', 'skos:notation "X"'),
    "an industry teaches a group": ("sp:teaches skill:s1, ", "sp:teaches skill:s1, skill:money, "),
    "a floor teaches a job type": ("sp:floorTeaches skill:s3", "sp:floorTeaches job:clerk"),
    "a job type teaches": ("esco:relatedOptionalSkill skill:s6", "sp:teaches skill:s6"),
    "weight of nought": ('"0.4"^^xsd:decimal', '"0"^^xsd:decimal'),
    "weight above one": ('"0.4"^^xsd:decimal', '"1.1"^^xsd:decimal'),
    "weight as text": ('"0.4"^^xsd:decimal', '"0.4"'),
    "weight without a source": (' ; dct:source "a test"', ""),
    "weight without an author": (" ; prov:wasAttributedTo agent:editors", ""),
    "author that nobody describes": ("agent:editors a prov:Agent .", ""),
    "statement without an object": ("rdf:object skill:s1 ;", ""),
    "statement on no known link": ("rdf:predicate sp:teaches", "rdf:predicate skos:narrower"),
    "weight on what is no statement": ("stmt:c a rdf:Statement ;", "stmt:c"),
}
"""What is wrong → the text of :data:`SMALL` to replace, and by what."""


def conforms(text: str, folder: Path) -> bool:
    path = folder / "small.ttl"
    path.write_text(text, encoding="utf-8")
    shapes = read_turtle(bundled("shapes.ttl"))
    return bool(validate(Graph() + read_turtle(path), shacl_graph=shapes, inplace=True, advanced=False)[0])


def test_small_ontology_conforms(tmp_path: Path) -> None:
    assert conforms(SMALL, tmp_path)


@pytest.mark.parametrize("change", BREAKS.values(), ids=BREAKS.keys())
def test_shapes_refuse(change: tuple[str, str], tmp_path: Path) -> None:
    assert change[0] in SMALL
    assert not conforms(SMALL.replace(*change), tmp_path)
