"""Checking, mending and formatting files: places, reports, rules of one's own, and what always holds."""

import json
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from skillpath.data import bundled
from skillpath.errors import InputError
from skillpath.ontology import vocabulary as v
from skillpath.ontology.catalogue import CLASSES, PREDICATES
from skillpath.ontology.checks.checker import check
from skillpath.ontology.checks.findings import Finding
from skillpath.ontology.checks.fixes import fixed
from skillpath.ontology.checks.kinds import JOINS
from skillpath.ontology.checks.queries import bundled_query
from skillpath.ontology.checks.reports import REPORTS, SHOWN
from skillpath.ontology.checks.rewriting import canonical, write
from skillpath.ontology.checks.rules import RULES, Fix, Severity
from skillpath.ontology.checks.taxonomy import load, tidy
from skillpath.ontology.turtle import canonical_turtle, read_turtle

PREFIXES: Final = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(v.PREFIXES.items()))
EX: Final = "@prefix ex: <https://agency.example/> .\n"
HOSTILE: Final = "::error::%0A\n<script>alert(1)</script>\u202e,:\x1b[31m"


NAMES_OF_TERMS: Final = Graph(bind_namespaces="none").namespace_manager
for prefix, base in v.PREFIXES.items():
    NAMES_OF_TERMS.bind(prefix, base)

QUERIES: Final = {rule.id: bundled_query(rule) or "" for rule in RULES}


def turtle(path: Path, text: str) -> Path:
    path.write_text(PREFIXES + EX + text, encoding="utf-8")
    return path


def found(findings: list[Finding]) -> set[tuple[str, str, int | None]]:
    """Rule, file name and line."""
    return {(f.rule.id, Path(f.file).name, f.line) for f in findings}


# The bundled ontology and ESCO ------------------------------------------------------------------------


def test_the_bundled_ontology_has_no_errors() -> None:
    assert [f for f in check([bundled("skills.ttl")]) if f.rule.severity is Severity.ERROR] == []


# Places -----------------------------------------------------------------------------------------------


def test_in_a_canonical_file_the_line_is_that_of_the_statement(tmp_path: Path) -> None:
    path = turtle(tmp_path / "a.ttl", 'ex:a a esco:Skill ; skos:prefLabel "a"@en ; skos:related ex:a, ex:b .')
    for rewrite in canonical([path]):
        write(rewrite)
    lines = path.read_text(encoding="utf-8").splitlines()
    (reflexive,) = [f for f in check([path]) if f.rule.id == "reflexive-link"]
    assert reflexive.line is not None
    assert lines[reflexive.line - 1] == (
        "<https://agency.example/a> skos:related <https://agency.example/a> ."
    )


def test_in_other_files_the_line_is_that_of_the_subject(tmp_path: Path) -> None:
    first = turtle(tmp_path / "a.ttl", "\n\nex:a a esco:Skill ;\n  skos:broader ex:b .\n")
    second = turtle(tmp_path / "b.ttl", "ex:b a esco:Skill ; skos:related\n <https://agency.example/c> .\n")
    findings = check([first, second])
    head = len((PREFIXES + EX).splitlines())
    assert ("missing-definition", "a.ttl", head + 3) in found(findings)
    assert ("missing-definition", "b.ttl", head + 1) in found(findings)
    assert ("dangling-reference", "b.ttl", head + 1) in found(findings)


def test_a_subject_within_a_line_is_found_too(tmp_path: Path) -> None:
    path = turtle(tmp_path / "a.ttl", "ex:x a ex:y . ex:a a esco:Skill .\n")
    assert {f.line for f in check([path])} == {len((PREFIXES + EX).splitlines()) + 1}


def test_files_are_checked_as_one_graph(tmp_path: Path) -> None:
    one = turtle(tmp_path / "a.ttl", "ex:a a esco:Skill ; skos:broader ex:b .")
    other = turtle(tmp_path / "b.ttl", "ex:b a sp:SkillGroup .")
    assert "dangling-reference" in {rule for rule, _, _ in found(check([one]))}
    assert "dangling-reference" not in {rule for rule, _, _ in found(check([one, other, one]))}


def test_a_file_named_twice_counts_once(tmp_path: Path) -> None:
    path = turtle(tmp_path / "a.ttl", "ex:a skos:note [ skos:note [] ] .")
    assert len(check([path, path])) == len(check([path])) == 2


def test_without_a_scheme_the_class_is_the_scope_of_a_name(tmp_path: Path) -> None:
    label = 'skos:prefLabel "same"@en'
    path = turtle(
        tmp_path / "a.ttl",
        f"ex:a a esco:Skill ; {label} . ex:b a esco:Skill ; {label} . ex:c a sp:SkillGroup ; {label} .",
    )
    clashing = [f.iri for f in check([path]) if f.rule.id == "clashing-preferred-labels"]
    assert clashing == ["https://agency.example/b"]


@pytest.mark.parametrize(
    "circle", ["ex:a skos:broader ex:b . ex:b skos:broader ex:a .", "ex:b skos:broader ex:x, ex:a ."]
)
def test_nothing_is_redundant_where_a_circle_is_the_reason(circle: str, tmp_path: Path) -> None:
    path = turtle(tmp_path / "a.ttl", f"ex:x skos:broader ex:a, ex:b . {circle}")
    rules = {(f.rule.id, f.iri) for f in check([path])}
    assert ("redundant-broader", "https://agency.example/x") not in rules
    assert "hierarchy-cycle" in {rule for rule, _ in rules}


def test_labels_that_differ_at_their_beginning_are_near_duplicates_too(tmp_path: Path) -> None:
    names = [
        "microorganisms",
        "amicroorganisms",
        *(f"filler {'bcdefghij'[n % 9] * (n + 1)}" for n in range(40)),
    ]
    skills = [f'ex:s{n} a esco:Skill ; skos:prefLabel "{name}"@en .' for n, name in enumerate(names)]
    path = turtle(tmp_path / "a.ttl", "\n".join(skills))
    messages = {f.label: f.message for f in check([path]) if f.rule.id == "near-duplicate-labels"}
    assert {"microorganisms", "amicroorganisms"} & messages.keys()


def test_every_link_and_class_of_the_catalogue_is_looked_at() -> None:
    assert set(map(str, PREDICATES)) - {str(v.CLOSE_MATCH)} == set(JOINS)
    for rule in ("dangling-reference", "orphan", "reflexive-link"):
        query = QUERIES[rule]
        links = [p for p in PREDICATES if rule != "dangling-reference" or p != v.CLOSE_MATCH]
        assert [p for p in links if p.n3(NAMES_OF_TERMS) not in query] == []
    for rule in ("missing-definition", "missing-label", "orphan", "several-kinds"):
        assert [cls for cls in CLASSES if cls.n3(NAMES_OF_TERMS) not in QUERIES[rule]] == []


def test_all_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    bad = tmp_path / "bad.ttl"
    bad.write_text("@prefix a: <http://a/> .\na:b a:c zz .", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        check([bad, tmp_path / "absent.ttl", tmp_path])
    assert [(p.file, p.line) for p in caught.value.problems] == [
        (str(bad), 2),
        (str(tmp_path / "absent.ttl"), None),
        (str(tmp_path), None),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('ex:a skos:prefLabel "a"@ar--rtl .', "direction"),
        ("ex:a skos:note <<( ex:a ex:b ex:c )>> .", "triple"),
    ],
)
def test_what_only_rdf_1_2_can_say_is_refused_before_it_is_lost(
    text: str, reason: str, tmp_path: Path
) -> None:
    path = turtle(tmp_path / "a.ttl", text)
    for command in (check, canonical):
        with pytest.raises(InputError, match=reason):
            command([path])


@pytest.mark.parametrize("number", ["NaN", "sNaN", "Infinity", "1e400", "much", ""])
def test_what_only_claims_to_be_a_decimal_is_told_once_by_its_rule(number: str, tmp_path: Path) -> None:
    path = turtle(tmp_path / "a.ttl", f'skill:w a rdf:Statement ; sp:weight "{number}"^^xsd:decimal .')
    findings = check([path])
    assert [f.message for f in findings if f.rule.id == "weight-out-of-range"] == [f"has the weight {number}"]
    assert "A statement has one weight, a decimal above 0 and at most 1." in {f.message for f in findings}


def test_the_same_flaw_is_told_once(tmp_path: Path) -> None:
    path = turtle(tmp_path / "a.ttl", 'skill:w sp:weight "much", 7 .')
    findings = check([path])
    assert len({(f.rule, f.iri, f.message) for f in findings}) == len(findings)


# Reports ----------------------------------------------------------------------------------------------


@pytest.fixture
def findings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    monkeypatch.chdir(tmp_path)
    graph = Graph()
    for n in range(SHOWN + 3):
        graph.add((URIRef(f"https://agency.example/{n}"), RDF.type, v.CLASS_SKILL))
        graph.add((URIRef(f"https://agency.example/{n}"), v.PREF_LABEL, Literal(f"{HOSTILE} {n}", lang="en")))
    graph.add((URIRef("https://agency.example/0"), SKOS.related, URIRef("https://agency.example/0")))
    Path("a b.ttl").write_text(canonical_turtle(graph), encoding="utf-8")
    return check([Path("a b.ttl")])


def test_text_groups_by_severity_and_says_what_it_leaves_out(findings: list[Finding]) -> None:
    text = REPORTS["text"](findings)
    heads = [line for line in text.splitlines() if line in {"ERROR", "WARNING", "INFO"}]
    assert heads == ["ERROR", "WARNING", "INFO"]
    assert "  reflexive-link (1): A link leads from a concept to itself. Remove the link." in text
    assert "… and 3 more: --json lists all" in text
    assert text.splitlines()[-1].startswith("error: ")


def test_json_lists_everything(findings: list[Finding]) -> None:
    document = json.loads(REPORTS["json"](findings))
    assert len(document["findings"]) == len(findings) == sum(document["counts"].values())
    (reflexive,) = [f for f in document["findings"] if f["rule"] == "reflexive-link"]
    assert reflexive["iri"] == "https://agency.example/0"
    assert reflexive["fix"] == Fix.DROP
    assert (reflexive["file"], reflexive["severity"]) == ("a b.ttl", "error")


def test_no_label_breaks_out_of_a_line_for_github(findings: list[Finding]) -> None:
    lines = REPORTS["github"](findings).splitlines()
    assert len(lines) == len(findings)
    levels = {line.partition(" ")[0] for line in lines}
    assert levels == {"::error", "::warning", "::notice"}
    assert all(line.split("::")[1].startswith(line[2:].partition(" ")[0]) for line in lines)
    assert any(line.startswith("::error file=a b.ttl,line=") for line in lines)
    assert all("%250A" in line for line in lines)  # the label's own %0A stays text


def test_sarif_has_the_shape_that_readers_ask_for(findings: list[Finding]) -> None:
    log = json.loads(REPORTS["sarif"](findings))
    assert (log["version"], log["$schema"]) == ("2.1.0", "https://json.schemastore.org/sarif-2.1.0.json")
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.id for rule in RULES]
    assert {rule["defaultConfiguration"]["level"] for rule in rules} == {"error", "warning", "note"}
    assert len(run["results"]) == len(findings)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        (location,) = result["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"] == "a%20b.ttl"
        assert location["physicalLocation"]["region"]["startLine"] >= 1


def test_sarif_names_files_outside_the_folder_and_leaves_unknown_places_out(tmp_path: Path) -> None:
    path = turtle(tmp_path / "a.ttl", '[] skos:note "n" . ex:a a esco:Skill .')
    run = json.loads(REPORTS["sarif"](check([path])))["runs"][0]
    places: dict[str, Any] = {result["ruleId"]: result.get("locations") for result in run["results"]}
    assert places["blank-node"] is None
    assert places["missing-label"][0]["physicalLocation"]["artifactLocation"]["uri"] == path.as_uri()


def test_nothing_found_is_said_too() -> None:
    assert REPORTS["text"]([]) == "error: 0, warning: 0, info: 0"
    assert REPORTS["github"]([]) == ""
    assert json.loads(REPORTS["sarif"]([]))["runs"][0]["results"] == []


# Rules of one's own -----------------------------------------------------------------------------------

OWN: Final = """# id: no-german
# severity: info
# meaning: No German label.
# mend: Add one.
SELECT ?this ?message WHERE { ?this a esco:Skill BIND(CONCAT("see <", STR(?this), ">") AS ?message) }
"""


def test_a_rule_of_ones_own_is_checked_too(tmp_path: Path) -> None:
    (tmp_path / "own.rq").write_text(OWN, encoding="utf-8")
    path = turtle(tmp_path / "a.ttl", 'ex:a a esco:Skill ; skos:prefLabel "apples"@en .')
    (finding,) = [f for f in check([path], rules=tmp_path) if f.rule.id == "no-german"]
    assert finding.message == "see apples <https://agency.example/a>"
    assert finding.rule.severity is Severity.INFO
    assert finding.line is not None
    rules = json.loads(REPORTS["sarif"]([finding]))["runs"][0]["tool"]["driver"]["rules"]
    assert rules[-1]["id"] == "no-german"


@pytest.mark.parametrize(
    ("change", "reasons"),
    [
        (("# mend: Add one.\n", ""), ["has no comment '# mend: …'"]),
        (("# id: no-german", "# id: orphan"), ["the id 'orphan' belongs to another rule"]),
        (("# id: no-german", "# id: No German"), ["the id 'No German' is not of small letters"]),
        (("severity: info", "severity: bad"), ["the severity 'bad' is none of error, warning, info"]),
        (("SELECT", "SELEKT"), ["the query is refused"]),
        (("?this a", "SERVICE <http://elsewhere.example/> { ?this a ?x } ?this a"), ["SERVICE would ask"]),
        (("SELECT ?this ?message", "SELECT ?this"), ["does not select ?message"]),
        (("SELECT ?this ?message WHERE", "ASK"), ["the query is no SELECT"]),
        ((OWN, "# id:\n"), ["'# id: …'", "'# severity: …'", "'# meaning: …'", "'# mend: …'", "no query"]),
    ],
)
def test_a_rule_that_cannot_be_used_is_explained(
    change: tuple[str, str], reasons: list[str], tmp_path: Path
) -> None:
    (tmp_path / "own.rq").write_text(OWN.replace(*change), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        check([bundled("skills.ttl")], rules=tmp_path)
    told = [problem.reason for problem in caught.value.problems]
    assert len(told) == len(reasons)
    assert all(reason in text for reason, text in zip(reasons, told, strict=True))


def test_all_rules_that_cannot_be_used_are_named_at_once(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.rq").write_text(OWN, encoding="utf-8")
    (tmp_path / "c.rq").write_bytes(b"\xff")
    with pytest.raises(InputError) as caught:
        check([bundled("skills.ttl")], rules=tmp_path)
    assert [Path(problem.file).name for problem in caught.value.problems] == ["b.rq", "c.rq"]
    with pytest.raises(InputError, match="no rules"):
        check([bundled("skills.ttl")], rules=tmp_path / "absent")


# Fixes ------------------------------------------------------------------------------------------------

BROKEN: Final = """
ex:a a sp:SkillGroup ; skos:prefLabel " all  sorts"@en ; skos:altLabel "all sorts "@en, "odds"@en .
ex:b a sp:SkillGroup ; skos:prefLabel "b"@en ; skos:broader ex:a ; skos:related ex:b ; skos:note " kept " .
ex:c a esco:Skill ; skos:prefLabel "c"@en ; skos:broader ex:a, ex:b ; skos:hiddenLabel "c"@en .
"""

MENDED: Final = """
ex:a a sp:SkillGroup ; skos:prefLabel "all sorts"@en ; skos:altLabel "odds"@en .
ex:b a sp:SkillGroup ; skos:prefLabel "b"@en ; skos:broader ex:a ; skos:note " kept " .
ex:c a esco:Skill ; skos:prefLabel "c"@en ; skos:broader ex:b .
"""


def mend(*paths: Path) -> list[Path]:
    rewrites = fixed(paths, check(paths))
    for rewrite in rewrites:
        write(rewrite)
    return [rewrite.path for rewrite in rewrites]


def test_fixes_change_what_they_say_and_nothing_else(tmp_path: Path) -> None:
    path = turtle(tmp_path / "a.ttl", BROKEN)
    wanted = turtle(tmp_path / "wanted.ttl", MENDED)
    assert mend(path) == [path]
    assert path.read_text(encoding="utf-8") == canonical_turtle(read_turtle(wanted))
    assert mend(path) == []


def test_the_change_is_shown_as_a_diff(tmp_path: Path) -> None:
    path = turtle(tmp_path / "a.ttl", BROKEN)
    write(*canonical([path]))
    (rewrite,) = fixed([path], check([path]))
    changed = [line for line in rewrite.diff.splitlines()[2:] if line.startswith(("+", "-"))]
    assert len(changed) == 6
    assert '+<https://agency.example/a> skos:prefLabel "all sorts"@en .' in changed


def test_only_files_with_the_statement_are_touched(tmp_path: Path) -> None:
    untidy = turtle(tmp_path / "a.ttl", 'ex:a skos:prefLabel "a "@en .')
    plain = turtle(tmp_path / "b.ttl", 'ex:b\n skos:prefLabel "b"@en .')
    before = plain.read_bytes()
    assert mend(untidy, plain) == [untidy]
    assert plain.read_bytes() == before


def test_a_link_with_a_weight_of_its_own_is_left_alone(tmp_path: Path) -> None:
    stated = (
        "ex:s a rdf:Statement ; rdf:subject ex:c ; rdf:predicate skos:broader ; rdf:object ex:a ; "
        "sp:weight 0.5 ."
    )
    one = turtle(tmp_path / "a.ttl", "ex:b skos:broader ex:a . ex:c skos:broader ex:a, ex:b .")
    other = turtle(tmp_path / "b.ttl", stated)
    assert "redundant-broader" in {f.rule.id for f in check([one, other])}
    assert mend(one, other) == []
    assert mend(one) == [one]


def test_blank_nodes_refuse_a_fix_and_change_nothing(tmp_path: Path) -> None:
    fine = turtle(tmp_path / "a.ttl", 'ex:a skos:prefLabel "a "@en .')
    blank = turtle(tmp_path / "b.ttl", "ex:b skos:note [] .")
    before = fine.read_bytes()
    with pytest.raises(InputError, match="blank nodes"):
        mend(fine, blank)
    assert fine.read_bytes() == before


# Format -----------------------------------------------------------------------------------------------


def test_format_keeps_every_statement_and_is_done_after_once(tmp_path: Path) -> None:
    path = turtle(tmp_path / "a.ttl", BROKEN)
    before = read_turtle(path)
    (rewrite,) = canonical([path])
    assert rewrite.before == path.read_text(encoding="utf-8")
    write(rewrite)
    assert set(read_turtle(path)) == set(before)
    assert canonical([path]) == []


def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    path = turtle(tmp_path / "a.ttl", BROKEN)
    link = tmp_path / "link.ttl"
    link.symlink_to(path)
    write(*canonical([link]))
    assert link.is_symlink()
    assert canonical([path]) == []


# What always holds ------------------------------------------------------------------------------------

NAMES: Final = [URIRef(f"https://agency.example/{n}") for n in range(6)]
OURS: Final = [v.SKILL.one, v.JOB.two, v.INDUSTRY.C, v.SKILL_SCHEME]
ODD: Final = [URIRef("http://data.europa.eu/esco/skill/1"), URIRef("urn:x"), SKOS.broader]

TEXT: Final = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.sampled_from(
    ["pay", "pay ", " pay  roll", "payroll", HOSTILE, "C", "C++"]
)
LITERALS: Final = st.builds(
    Literal, TEXT, lang=st.sampled_from([None, "en", "de", "en-gb", "x-own", "gr"])
) | st.sampled_from([Literal(number, datatype=v.DECIMAL) for number in ("0.5", "0", "7", "NaN", "many")])
NODES: Final = st.sampled_from([*NAMES, *OURS, *ODD])
KINDS: Final = [v.CLASS_SKILL, v.CLASS_SKILL_GROUP, v.CLASS_JOB_TYPE, v.CLASS_JOB_GROUP, v.CLASS_INDUSTRY]
LINKS: Final = [v.BROADER, v.BROADER, v.RELATED, v.ESSENTIAL_SKILL, v.TEACHES, v.EXACT_MATCH, SKOS.inScheme]
TRIPLES: Final = st.one_of(
    st.tuples(NODES, st.just(RDF.type), st.sampled_from([*KINDS, SKOS.ConceptScheme, v.STATEMENT_CLASS])),
    st.tuples(NODES, st.sampled_from([v.PREF_LABEL, v.ALT_LABEL, v.HIDDEN_LABEL, v.WEIGHT]), LITERALS),
    st.tuples(NODES, st.sampled_from([*LINKS, v.STATEMENT_SUBJECT, v.STATEMENT_OBJECT]), NODES),
    st.tuples(NODES, st.just(v.STATEMENT_PREDICATE), st.sampled_from(LINKS)),
    st.tuples(NODES, st.sampled_from([*LINKS, v.PREF_LABEL]), LITERALS | NODES),
)
GRAPHS: Final = st.lists(TRIPLES, max_size=30)


def drawn(folder: Path, triples: list[tuple[Node, Node, Node]]) -> Path:
    graph = Graph()
    for triple in triples:
        graph.add(triple)
    path = folder / "drawn.ttl"
    path.write_text(canonical_turtle(graph), encoding="utf-8", newline="")
    return path


@given(triples=GRAPHS)
def test_any_graph_is_checked_reported_and_mended(
    triples: list[tuple[Node, Node, Node]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = drawn(tmp_path_factory.mktemp("drawn"), triples)
    before = load([path])
    findings = check([path])
    for report in REPORTS.values():
        assert isinstance(report(findings), str)
    mend(path)
    assert mend(path) == []
    after = load([path])
    for concept in {*before.broader, *after.broader}:
        assert before.ancestors(concept) - {concept} == after.ancestors(concept) - {concept}
    said = {(label.node.value, label.language, label.text) for label in before.labels}
    assert said == {(label.node.value, label.language, label.text) for label in after.labels}


@given(triples=GRAPHS)
def test_format_is_idempotent_and_loses_nothing(
    triples: list[tuple[Node, Node, Node]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = drawn(tmp_path_factory.mktemp("drawn"), triples)
    graph = read_turtle(path)
    messy = ox.serialize(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE), format=ox.RdfFormat.TURTLE)
    path.write_bytes(messy or b"")
    for rewrite in canonical([path]):
        write(rewrite)
    assert canonical([path]) == []
    assert set(read_turtle(path)) == set(graph)


@given(text=TEXT)
def test_tidying_twice_is_tidying_once(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert "".join(tidy(text).split()) == "".join(text.split())
