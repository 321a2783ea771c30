"""Every room on full ESCO, in one file: ESCO is read and compiled once for all of them."""

from dataclasses import fields, replace
from pathlib import Path

import numpy as np
from rdflib import RDF, Graph, Literal

from agreement import assert_agrees
from real import DATA, esco, esco_graph, esco_network, needs_esco
from skillpath.bench.quality import run_quality
from skillpath.graph.network import EdgeTable
from skillpath.graph.transfer import transfer_matrix
from skillpath.graph.updates import update_transfer
from skillpath.ontology import vocabulary as v
from skillpath.ontology.checks.checker import check
from skillpath.ontology.diff import Group, compare
from skillpath.ontology.turtle import canonical_turtle

pytestmark = needs_esco


def test_the_import_takes_all_of_it() -> None:
    result = esco()
    assert result.counts["skills"] == 13_939
    assert result.counts["occupations"] == 3_039
    assert result.counts["ISCOGroups"] == 619
    assert result.counts["skillGroups"] == 640
    said = result.counts["occupationSkillRelations"] + result.skipped["occupationSkillRelations"]
    assert said == 129_004
    assert len(result.rejected) <= 5
    jobs = set(result.graph.subjects(RDF.type, v.CLASS_JOB_TYPE))
    assert jobs <= set(result.graph.subjects(v.BROADER, None))


def test_the_check_finds_and_places_what_is_wrong_with_it(tmp_path: Path) -> None:
    path = tmp_path / "esco.ttl"
    path.write_text(canonical_turtle(esco().graph), encoding="utf-8")
    findings = check([path])
    assert {f.rule.id for f in findings} >= {
        "redundant-broader",
        "near-duplicate-labels",
        "unprintable-label",
    }
    assert all(f.file and f.line for f in findings)
    lines = path.read_text(encoding="utf-8").splitlines()
    blamed = {lines[f.line - 1] for f in findings if f.rule.id == "redundant-broader" and f.line is not None}
    assert all(" skos:broader " in line for line in blamed)
    assert len(blamed) == sum(f.rule.id == "redundant-broader" for f in findings)


def test_ten_edits_are_ten_changes() -> None:
    old = esco().graph
    new = Graph(bind_namespaces="none")
    for triple in old:
        new.add(triple)
    chosen = sorted(new.subjects(RDF.type, v.CLASS_JOB_TYPE), key=str)[:10]
    for job in chosen:
        label = new.value(job, v.PREF_LABEL)
        new.remove((job, v.PREF_LABEL, None))
        new.add((job, v.PREF_LABEL, Literal(f"{label} (renamed)", lang="en")))
    found = compare({"esco": old}, {"esco": new})
    assert found.counts == {Group.RELABELLED: 10}
    assert {change.iri for change in found.changes} == set(map(str, chosen))


def test_the_compiled_matrix_equals_plain_networkx_on_a_sample() -> None:
    graph = esco_graph()
    sample = sorted(graph)[:: max(1, len(graph) // 60)]
    assert_agrees(graph, esco_network(), sample)


def test_transfers_after_an_edit_equal_a_rebuild() -> None:
    network = esco_network()
    edges, n = network.edges, len(network)
    weight = edges.weight.copy()
    weight[::9973] *= 0.9
    stays = np.arange(len(weight)) % 9967 != 1
    new = EdgeTable(**{f.name: getattr(replace(edges, weight=weight), f.name)[stays] for f in fields(edges)})
    update, anew = update_transfer(network.transfer, edges, new), transfer_matrix(new.layered(), n)
    assert update.edges.removed.any()
    assert update.edges.reweighed.any()
    assert 0 < len(update.moved.rows) <= len(update.searched) < n / 2
    for part in ("indptr", "indices", "data"):
        assert getattr(update.transfer, part).tobytes() == getattr(anew, part).tobytes()


def test_the_score_beats_tfidf_on_a_sample_of_real_moves(tmp_path: Path) -> None:
    moves = (DATA / "bench" / "jobtech_substitutability_esco.csv").read_text(encoding="utf-8").splitlines()
    sample = tmp_path / "sample.csv"
    sample.write_text("\n".join([moves[0], *moves[1:500]]), encoding="utf-8")
    report = run_quality(esco_network(), sample, resamples=100)
    rows = {row.method: row for row in report.fixed_role}
    assert rows["skillpath"].map > rows["tfidf_cosine"].map > rows["isco"].map
    assert rows["skillpath"].auc > 0.85
