"""How well whole CVs are read, how fast, and what the readings are worth for roles."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from skillpath.agency.intake.document import Document, Span
from skillpath.agency.intake.extract import Extract
from skillpath.agency.intake.extraction import extract
from skillpath.agency.intake.lexicon import Lexicon
from skillpath.bench.cv_gold import ENTITIES, AnnotatedCv
from skillpath.bench.extraction_baselines import Exact
from skillpath.bench.table import Table, figure

AS_OF: Final = date(2026, 1, 1)
"""The day on which all CVs are read, so that figures stay."""

OVERLAP: Final = 0.5
"""What is found is what is annotated where they have so much of their characters in common (Jaccard)."""


@dataclass(frozen=True, slots=True)
class EntityScore:
    """Precision, recall and F1 of one kind of entity, all CVs together."""

    method: str
    entity: str
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class CvReport:
    """``profiles``: CVs that gave a profile with a job or a skill; ``rate``: CVs a second on one core."""

    cvs: int
    profiles: int
    rate: float
    scores: tuple[EntityScore, ...]
    extracts: Mapping[str, Extract]


def measure_cvs(
    cvs: Sequence[AnnotatedCv], lexicon: Lexicon, *, progress: Callable[[int, int], None]
) -> CvReport:
    """Reads all CVs and compares what was found with what was annotated, beside exact labels.

    The rate leaves out what is compiled once (the lexicon) and counts processor time.
    """
    extract(Document("", "text", "Clerk", (), language="en"), lexicon, today=AS_OF)
    extracts, started = {}, time.process_time()
    for done, cv in enumerate(cvs, start=1):
        document = Document(cv.name, "text", cv.text, (), language="en")
        extracts[cv.name] = extract(document, lexicon, today=AS_OF)
        progress(done, len(cvs))
    spent = time.process_time() - started
    exact_jobs, exact_skills = Exact(lexicon.job_types), Exact(lexicon.skills)
    exact = {
        cv.name: {"job titles": exact_jobs.spans(cv.text), "skills": exact_skills.spans(cv.text)}
        for cv in cvs
    }
    found = {name: entities_of(read) for name, read in extracts.items()}
    scores = [*_scores("skillpath", cvs, found), *_scores("exact_label", cvs, exact)]
    profiles = sum(bool(read.spells or read.skills) for read in extracts.values())
    return CvReport(len(cvs), profiles, len(cvs) / spent, tuple(scores), extracts)


def entities_of(read: Extract) -> dict[str, list[Span]]:
    """The characters of what was found, by what is compared."""
    return {
        "job titles": [spell.title for spell in read.spells if spell.title is not None],
        "skills": [span for skill in read.skills for span in skill.spans],
        "companies": [spell.employer for spell in read.spells if spell.employer is not None],
        "dates": [spell.dates for spell in read.spells if spell.dates is not None],
    }


def matched(found: Iterable[Span], annotated: Iterable[Span]) -> int:
    """How many annotated spans are found, each by one of its own.

    >>> matched([Span(0, 10), Span(0, 9)], [Span(0, 10), Span(20, 30)])
    1
    """
    free, hits = sorted(set(found), key=lambda span: (span.start, span.end)), 0
    for span in sorted(annotated, key=lambda span: (span.start, span.end)):
        alike = [other for other in free if _common(span, other) >= OVERLAP]
        if alike:
            free.remove(max(alike, key=lambda other: (_common(span, other), -other.start)))
            hits += 1
    return hits


def _common(a: Span, b: Span) -> float:
    common = min(a.end, b.end) - max(a.start, b.start)
    return max(0, common) / (max(a.end, b.end) - min(a.start, b.start))


def _scores(
    method: str, cvs: Sequence[AnnotatedCv], found: Mapping[str, Mapping[str, Sequence[Span]]]
) -> Iterable[EntityScore]:
    for entity in ENTITIES:
        own = [(set(found[cv.name].get(entity, ())), cv.entities[entity]) for cv in cvs]
        hits = sum(matched(spans, annotated) for spans, annotated in own)
        said, wanted = sum(len(spans) for spans, _ in own), sum(len(annotated) for _, annotated in own)
        if said:
            recall = hits / wanted if wanted else float("nan")
            yield EntityScore(method, entity, hits / said, recall, 2 * hits / (said + wanted))


def cvs_document(report: CvReport) -> dict[str, Any]:
    """The report for ``--json``."""
    rows = [
        {"method": s.method, "entity": s.entity, "precision": s.precision, "recall": s.recall, "f1": s.f1}
        for s in report.scores
    ]
    return {
        "cvs": report.cvs,
        "profiles": report.profiles,
        "cvs_per_second_and_core": report.rate,
        "rows": rows,
    }


def cvs_table(report: CvReport) -> Table:
    """One row a method and kind of entity."""
    rows = [
        [s.entity, s.method, figure(s.precision), figure(s.recall), figure(s.f1)]
        for s in sorted(report.scores, key=lambda s: list(ENTITIES).index(s.entity))
    ]
    read = f"{report.cvs} CVs read, {report.profiles} of them with a job or a skill"
    title = f"{read}, {report.rate:.0f} a second on one core, from text"
    return Table(title, ["entity", "method", "precision", "recall", "F1"], rows, texts=2)
