"""Every rule finds the tiny ontology that breaks it, and leaves alone the one that nearly does.

Those about matching are tested in tests/reasoner/test_quality.py.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from skillpath.ontology.checks.checker import DETECTORS, check
from skillpath.ontology.checks.findings import Finding
from skillpath.ontology.checks.queries import bundled_query
from skillpath.ontology.checks.rules import RULES, Rule

CLEAN: Final = """
@prefix dct: <http://purl.org/dc/terms/> .
@prefix esco: <http://data.europa.eu/esco/model#> .
@prefix esco-job: <http://data.europa.eu/esco/occupation/> .
@prefix esco-skill: <http://data.europa.eu/esco/skill/> .
@prefix ex: <https://agency.example/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skill: <https://w3id.org/skillpath/skill/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix sp: <https://w3id.org/skillpath/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:all a skos:ConceptScheme ; skos:prefLabel "everything"@en ; skos:hasTopConcept ex:money .
ex:other a skos:ConceptScheme ; skos:prefLabel "something else"@en .
ex:money a sp:SkillGroup ; skos:prefLabel "money"@en ; skos:definition "Money."@en ; skos:inScheme ex:all .
ex:pay a esco:Skill ; skos:prefLabel "payroll"@en ; skos:definition "Paying."@en ;
    skos:altLabel "wages"@en ; skos:inScheme ex:all ; skos:broader ex:money .
ex:sick a esco:Skill ; skos:prefLabel "sick pay"@en ; skos:definition "Sick pay."@en ;
    skos:inScheme ex:all ; skos:broader ex:pay ; skos:exactMatch esco-skill:1 .
ex:tax a esco:Skill ; skos:prefLabel "tax"@en, "Steuer"@de ; skos:definition "Tax."@en ;
    skos:inScheme ex:all ; skos:broader ex:money ; skos:related ex:pay .
ex:office a sp:JobGroup ; skos:prefLabel "office jobs"@en ; skos:definition "Jobs."@en ;
    skos:inScheme ex:all .
ex:clerk a esco:Occupation ; skos:prefLabel "clerk"@en ; skos:definition "A clerk."@en ;
    skos:inScheme ex:all ; skos:broader ex:office ;
    esco:relatedEssentialSkill ex:pay, ex:sick ; esco:relatedOptionalSkill ex:tax .
ex:C a sp:Industry ; skos:prefLabel "makers"@en ; skos:definition "Makers."@en ; skos:inScheme ex:all ;
    sp:teaches ex:pay .
ex:w a rdf:Statement ; rdf:subject ex:C ; rdf:predicate sp:teaches ; rdf:object ex:pay ;
    sp:weight 0.4 ; dct:source "a test" .
"""
"""An ontology with nothing wrong."""

OUTSIDE: Final = """
@prefix esco: <http://data.europa.eu/esco/model#> .
@prefix esco-skill: <http://data.europa.eu/esco/skill/> .
esco-skill:1 a esco:Skill .
"""
"""The taxonomy that it maps to."""

SKILL: Final = ' a esco:Skill ; skos:definition "One."@en ; skos:inScheme ex:all ; skos:broader ex:money ; '
"""What makes a new skill, but for its label."""

JOB: Final = (
    ' a esco:Occupation ; skos:definition "One."@en ; skos:inScheme ex:all ; skos:broader ex:office ; '
)

ISLAND: Final = (
    'ex:i1 a sp:SkillGroup ; skos:prefLabel "islands"@en ; skos:definition "One."@en ; '
    "skos:inScheme ex:all . "
    'ex:i2 a sp:SkillGroup ; skos:prefLabel "sea"@en ; skos:definition "One."@en ; skos:inScheme ex:all ; '
    "skos:broader ex:i1 . "
)

OURS: Final = (
    'skill:x a sp:SkillGroup ; skos:prefLabel "group"@en ; skos:inScheme ex:all . '
    "ex:i1 a sp:SkillGroup ; skos:broader skill:x . "
)

Case = tuple[str, set[str], str]

CASES: Final[dict[str, Case]] = {
    "bad-language-tag": ('ex:pay skos:altLabel "x"@gr .', {"pay"}, 'ex:pay skos:altLabel "x"@el, "y"@gsw .'),
    "blank-node": ("ex:pay skos:note [ rdf:value 1 ] .", {"pay", "_"}, "ex:pay skos:note ex:note ."),
    "clashing-preferred-labels": (
        f'ex:x {SKILL} skos:prefLabel "Payroll"@en .',
        {"x"},
        f'ex:x {SKILL} skos:prefLabel "Payroll"@de . ex:y a esco:Skill ; skos:inScheme ex:other ; '
        'skos:prefLabel "payroll"@en .',
    ),
    "dangling-reference": (
        "ex:pay skos:broader ex:nothing .",
        {"pay"},
        "ex:pay skos:exactMatch ex:nothing ; skos:broader ex:i1 ." + ISLAND,
    ),
    "deprecated-without-replacement": (
        "ex:pay owl:deprecated true .",
        {"pay"},
        "ex:pay owl:deprecated true ; dct:isReplacedBy ex:tax . ex:tax owl:deprecated false .",
    ),
    "disconnected-part": (ISLAND, {"i1"}, ISLAND + "ex:i1 skos:related ex:money ."),
    "empty-label": ('ex:pay skos:altLabel " "@en .', {"pay"}, 'ex:pay skos:altLabel "x"@en .'),
    "hierarchy-cycle": (
        "ex:money skos:broader ex:sick .",
        {"money"},
        "ex:money skos:broader ex:money . ex:sick skos:broader ex:money .",
    ),
    "job-type-without-essential-skill": (
        f'ex:x {JOB} skos:prefLabel "packer"@en ; esco:relatedOptionalSkill ex:pay .',
        {"x"},
        f'ex:x {JOB} skos:prefLabel "packer"@en ; esco:relatedEssentialSkill ex:pay .',
    ),
    "label-clashes-with-alternative": (
        'ex:tax skos:altLabel "Payroll"@en .',
        {"tax"},
        'ex:tax skos:altLabel "payroll"@de, "wages"@en . ex:pay skos:altLabel "payroll"@en .',
    ),
    "label-spaces": (
        'ex:pay skos:altLabel " a"@en . ex:tax skos:altLabel "a\u00a0b"@en . '
        'ex:sick skos:hiddenLabel "a  b"@en .',
        {"pay", "tax", "sick"},
        'ex:pay skos:altLabel "a b c"@en, ""@en .',
    ),
    "label-without-language": ('ex:pay skos:altLabel "x" .', {"pay"}, 'ex:unknown skos:altLabel "x" .'),
    "link-between-wrong-kinds": (
        "ex:pay skos:broader ex:office . ex:clerk esco:relatedEssentialSkill ex:C . "
        "ex:money sp:teaches ex:pay .",
        {"pay", "clerk", "money"},
        "ex:pay esco:relatedEssentialSkill ex:tax . ex:C sp:floorTeaches ex:tax ; skos:related ex:unknown .",
    ),
    "match-across-kinds": (
        "ex:pay skos:exactMatch esco-job:1 . ex:clerk skos:closeMatch ex:tax .",
        {"pay", "clerk"},
        "ex:pay skos:exactMatch esco-skill:2 . ex:clerk skos:closeMatch ex:unknown, esco-job:2 .",
    ),
    "match-within-scheme": (
        "ex:pay skos:exactMatch ex:tax .",
        {"pay"},
        "ex:pay skos:exactMatch ex:x ; skos:closeMatch ex:tax . ex:x a esco:Skill ; skos:inScheme ex:other .",
    ),
    "missing-definition": (
        'ex:x a sp:SkillGroup ; skos:prefLabel "x"@en ; skos:broader ex:money .',
        {"x"},
        'ex:pay skos:prefLabel "Lohn"@de .',
    ),
    "missing-label": (f'ex:x {SKILL} skos:altLabel "x"@en .', {"x"}, f'ex:x {SKILL} skos:prefLabel "x"@en .'),
    "near-duplicate-labels": (
        f'ex:x {SKILL} skos:prefLabel "stock control in shops"@en . '
        f'ex:y {SKILL} skos:prefLabel "Stock controls in shops"@en .',
        {"x"},
        f'ex:x {SKILL} skos:prefLabel "stock control in 2 shops"@en . '
        f'ex:y {SKILL} skos:prefLabel "stock control in 3 shops"@en . '
        f'ex:z {SKILL} skos:prefLabel "play roll"@en .',
    ),
    "odd-seniority": (
        'ex:clerk skos:notation "4110" ; sp:jobZone 4 .',
        {"clerk"},
        'ex:clerk skos:notation "4110" ; sp:jobZone 3 . ex:office skos:notation "9" ; sp:jobZone 5 .',
    ),
    "orphan": (
        'ex:x a esco:Skill ; skos:prefLabel "x"@en ; skos:exactMatch ex:pay ; skos:related ex:x .',
        {"x"},
        'ex:x a esco:Skill ; skos:prefLabel "x"@en . ex:pay skos:related ex:x .',
    ),
    "redundant-broader": (
        "ex:sick skos:broader ex:money .",
        {"sick"},
        "ex:sick skos:broader ex:tax .",
    ),
    "reflexive-link": ("ex:pay skos:related ex:pay .", {"pay"}, "ex:pay skos:related ex:tax ."),
    "related-and-broader": ("ex:money skos:related ex:sick .", {"money"}, "ex:sick skos:related ex:tax ."),
    "repeated-label": (
        'ex:pay skos:hiddenLabel "payroll "@en .',
        {"pay"},
        'ex:pay skos:altLabel "Payroll"@en, "payroll"@de .',
    ),
    "several-kinds": ("ex:pay a sp:SkillGroup .", {"pay"}, "ex:pay a skos:Concept ."),
    "several-preferred-labels": (
        'ex:pay skos:prefLabel "paying"@en .',
        {"pay"},
        'ex:pay skos:prefLabel "Lohn"@de, " payroll"@en .',
    ),
    "shape": (
        OURS,
        {"x"},
        OURS.replace("skos:inScheme", 'skos:definition "X."@en ; skos:inScheme')
        + ' <https://w3id.org/skillpath/onet/1> a sp:SkillGroup ; skos:prefLabel "x"@en .',
    ),
    "shared-match": (
        "ex:tax skos:exactMatch esco-skill:1 .",
        {"tax"},
        "ex:tax skos:exactMatch esco-skill:2 ; skos:closeMatch esco-skill:1 .",
    ),
    "top-concept-with-broader": (
        "ex:money skos:broader ex:i1 . ex:tax skos:topConceptOf ex:all . " + ISLAND,
        {"money", "tax"},
        "ex:i1 skos:topConceptOf ex:other . ex:pay skos:broader ex:i1 . " + ISLAND,
    ),
    "unknown-match": (
        "ex:pay skos:closeMatch esco-skill:2 . ex:clerk owl:sameAs esco-skill:3 .",
        {"pay", "clerk"},
        "ex:pay skos:closeMatch <https://elsewhere.example/2> ; skos:related esco-skill:2 .",
    ),
    "unprintable-label": (
        'ex:pay skos:altLabel "invoice\u202egnp.exe"@en . ex:tax skos:altLabel "a\\u0007b"@en .',
        {"pay", "tax"},
        'ex:pay skos:altLabel "می\u200cروم"@fa, "a\u00a0b"@en .',
    ),
    "unstated-link": (
        "ex:v a rdf:Statement ; rdf:subject ex:C ; rdf:predicate sp:teaches ; rdf:object ex:tax ; "
        "sp:weight 0.1 .",
        {"v"},
        "ex:C sp:teaches ex:tax . ex:v a rdf:Statement ; rdf:subject ex:C ; rdf:predicate sp:teaches ; "
        "rdf:object ex:tax ; sp:weight 0.1 .",
    ),
    "unused-skill": (
        f'ex:x {SKILL} skos:prefLabel "x"@en .',
        {"x"},
        f'ex:x {SKILL} skos:prefLabel "x"@en . ex:C sp:floorTeaches ex:x .',
    ),
    "weight-out-of-range": (
        'ex:w sp:weight 0 . ex:v sp:weight 1.01 . ex:u sp:weight "NaN"^^xsd:double . ex:t sp:weight "much" .',
        {"w", "v", "u", "t"},
        "ex:w sp:weight 1 , 0.0001 .",
    ),
}
"""Rule → what is added to the clean ontology to break it, what breaks it, and what nearly does."""

STATIC: Final = [rule for rule in RULES if not rule.matching]

Find = Callable[[str], list[Finding]]


@pytest.fixture
def find(tmp_path: Path) -> Find:
    """What is wrong with the clean ontology and something more."""

    def found(more: str) -> list[Finding]:
        path, outside = tmp_path / "some.ttl", tmp_path / "outside.ttl"
        path.write_text(CLEAN + more, encoding="utf-8")
        outside.write_text(OUTSIDE, encoding="utf-8")
        return check([path], against=[outside])

    return found


def broken(findings: list[Finding], rule: str) -> set[str]:
    """The local names of what breaks a rule; of a blank node, ``_``."""
    nodes = [f.iri for f in findings if f.rule.id == rule]
    return {node.rpartition("/")[2] if "/" in node else "_" for node in nodes}


def test_the_clean_ontology_is_clean(find: Find) -> None:
    assert find("") == []


def test_no_rule_lacks_a_case() -> None:
    assert list(CASES) == [rule.id for rule in STATIC]
    ids = [rule.id for rule in RULES]
    assert ids == sorted(ids)


@pytest.mark.parametrize("rule", CASES)
def test_a_breach_is_found(rule: str, find: Find) -> None:
    breach, nodes, _ = CASES[rule]
    assert broken(find(breach), rule) == nodes


@pytest.mark.parametrize("rule", CASES)
def test_what_only_looks_like_a_breach_is_not(rule: str, find: Find) -> None:
    assert broken(find(CASES[rule][2]), rule) == set()


@pytest.mark.parametrize("rule", STATIC, ids=lambda rule: rule.id)
def test_a_function_or_a_query_looks_for_a_rule(rule: Rule) -> None:
    assert (rule.id in DETECTORS) != (bundled_query(rule) is not None)


def test_no_query_and_no_function_is_without_a_rule() -> None:
    folder = Path(__file__).parents[2] / "ontology" / "checks" / "rules"
    looked_for = {path.stem for path in folder.iterdir()} | set(DETECTORS)
    assert looked_for == {rule.id for rule in STATIC}


def test_the_document_shows_the_table() -> None:
    document = (Path(__file__).parents[2] / "docs" / "checks.md").read_text(encoding="utf-8")
    rows = [
        f"| `{r.id}` | {r.severity} | {r.meaning} | {r.mend} | {'' if r.fix == 'none' else r.fix} |"
        for r in (*STATIC, *(rule for rule in RULES if rule.matching))
    ]
    assert [line for line in document.splitlines() if line.startswith("| `")] == rows
