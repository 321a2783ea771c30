"""Every parser that reads what strangers send: whole inputs, and one attempt, which ends whatever it gets."""

import io
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyoxigraph as ox

import cvs
from lexicons import LEXICON
from skillpath.agency.decision_file import read_decisions
from skillpath.agency.intake.document import Document
from skillpath.agency.intake.extraction import extract
from skillpath.agency.intake.outcome import Read, Refused
from skillpath.agency.intake.readers import read
from skillpath.agency.intake.source import Source
from skillpath.agency.intake.text import clean
from skillpath.agency.sources.exchange import question_of
from skillpath.errors import SkillPathError
from skillpath.ontology.importers.csv_table import CsvTable
from skillpath.ontology.importers.rdf import read_rdf
from skillpath.ontology.sheets.csv_file import read_csv
from skillpath.ontology.sheets.workbook import read_workbook
from skillpath.ontology.sparql.guard import refuse_unsafe
from skillpath.ontology.sparql.tokens import tokens
from skillpath.ontology.turtle import read_turtle
from skillpath.ontology.vocabulary import PREFIXES

TODAY = date(2026, 11, 1)


@dataclass(frozen=True)
class Parser:
    """``attempt`` ends for any bytes, raising nothing but a defect; ``seeds`` are whole inputs."""

    attempt: Callable[[bytes], object]
    seeds: tuple[bytes, ...]


def _ours(attempt: Callable[[bytes], object]) -> Callable[[bytes], object]:
    """The same, in which our errors count as an answer."""

    def tried(data: bytes) -> None:
        with suppress(SkillPathError):
            attempt(data)

    return tried


def _in_file(ending: str, parse: Callable[[Path], object]) -> Callable[[bytes], object]:
    """What parses a file, given its bytes."""

    def attempt(data: bytes) -> None:
        path = Path(tempfile.gettempdir()) / f"skillpath-fuzz-{os.getpid()}{ending}"
        path.write_bytes(data)
        try:
            parse(path)
        finally:
            path.unlink()

    return _ours(attempt)


def _intake(name: str, wrap: Callable[[bytes], bytes] = bytes) -> Callable[[bytes], object]:
    """What reads an upload of some name; ``wrap`` makes the file of what is varied."""

    def attempt(data: bytes) -> None:
        outcome = read(Source(name, wrap(data)))
        if not isinstance(outcome, Read | Refused):
            raise TypeError(outcome)

    return attempt


def _part(name: str, whole: bytes) -> Callable[[bytes], bytes]:
    """A package in which one part is what is varied."""
    parts = dict(cvs.unpacked(whole))
    return lambda data: cvs.packed(parts | {name: data})


def _csv_table(data: bytes) -> None:
    for _ in CsvTable("a.csv", io.BytesIO(data)).rows():  # type: ignore[arg-type]
        pass


def _text(data: bytes) -> None:
    text = clean(data.decode("utf-8", "replace"))
    if text.strip():
        extract(Document("cv.txt", "text", text, ()), LEXICON, today=TODAY)


def _query(data: bytes) -> None:
    text = data.decode("utf-8", "surrogateescape")
    list(tokens(text))
    refuse_unsafe(text)
    with suppress(SyntaxError, ValueError):  # told as mistakes in the query by the process that runs it
        ox.Store().query(text, prefixes=dict(PREFIXES))


def _question(data: bytes) -> None:
    with suppress(ValueError, RecursionError):
        question_of(json.loads(data))


def _seeds(*given: str | bytes) -> tuple[bytes, ...]:
    return tuple(one.encode() if isinstance(one, str) else one for one in given)


def _whole(names: Iterable[str]) -> tuple[bytes, ...]:
    return tuple(cvs.WHOLE[name]() for name in names)


DOCX, ODT = cvs.WHOLE["cv.docx"](), cvs.WHOLE["cv.odt"]()
SHEET = 'IRI,kind,label:en\n,skill,"a, b"\nurn:x,job type,\'=c\n'
TURTLE = '@prefix a: <urn:a#> .\na:b a:c "d"@en, 1.5 ; a:e <urn:f> .\n'
RDF_XML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://www.w3.org/2004/02/'
    'skos/core#"><s:Concept rdf:about="urn:a"><s:prefLabel xml:lang="en">b</s:prefLabel></s:Concept>'
    "</rdf:RDF>"
)
JSON_LD = (
    '{"@id": "urn:a", "http://www.w3.org/2004/02/skos/core#prefLabel": {"@value": "b", "@language": "en"}}'
)
QUESTION = json.dumps(
    {
        "role": {
            "job_type": "urn:j",
            "skills": [{"skill": "urn:s", "essential": True, "level": 0.5}],
            "filters": {"locations": ["DE-BE"], "available_by": "2026-01-01"},
        },
        "criteria": {"skills": 0.5},
        "as_of": "2026-11-01",
        "top": 5,
    }
)

PARSERS: Mapping[str, Parser] = {
    "Turtle": Parser(_in_file(".ttl", read_turtle), _seeds(TURTLE)),
    "RDF/XML": Parser(_in_file(".rdf", lambda path: read_rdf(path, kind="skill")), _seeds(RDF_XML)),
    "JSON-LD": Parser(_in_file(".jsonld", lambda path: read_rdf(path, kind="skill")), _seeds(JSON_LD)),
    "CSV of an import": Parser(_ours(_csv_table), _seeds(SHEET, 'a\tb\n"c\nd"\te\n')),
    "CSV sheet": Parser(_ours(lambda data: read_csv("a.csv", data)), _seeds(SHEET)),
    "XLSX sheet": Parser(_ours(lambda data: read_workbook("a.xlsx", data)), _whole(["people.xlsx"])),
    "decisions in CSV": Parser(
        _in_file(".csv", read_decisions),
        _seeds("candidate,role,outcome,day,by,reason\nC-1,R-1,placed,2026-01-01,K-1,fits\n"),
    ),
    "CV in PDF": Parser(_intake("cv.pdf"), _whole(["cv.pdf"])),
    "CV in DOCX": Parser(_intake("cv.docx"), (DOCX,)),
    "body of a DOCX": Parser(
        _intake("cv.docx", _part("word/document.xml", DOCX)), (cvs.unpacked(DOCX)["word/document.xml"],)
    ),
    "CV in ODT": Parser(_intake("cv.odt"), (ODT,)),
    "body of an ODT": Parser(
        _intake("cv.odt", _part("content.xml", ODT)), (cvs.unpacked(ODT)["content.xml"],)
    ),
    "CV in RTF": Parser(_intake("cv.rtf"), _whole(["cv.rtf"])),
    "CV in HTML": Parser(_intake("cv.html"), _whole(["cv.html"])),
    "CV in text": Parser(_intake("cv.txt"), _whole(["cv.txt"])),
    "text of a CV": Parser(_text, _seeds("Payroll clerk\nBank, 2015 – today\nprocess payroll, no SAP\n")),
    "JSON Resume": Parser(_intake("cv.json"), _whole(["cv.json"])),
    "Europass XML": Parser(_intake("passport.xml"), _whole(["passport.xml", "candidate.xml"])),
    "Europass JSON": Parser(_intake("passport.json"), _whole(["passport.json", "portal.json"])),
    "people in CSV": Parser(_intake("people.csv"), _whole(["people.csv"])),
    "people in XLSX": Parser(_intake("people.xlsx"), _whole(["people.xlsx"])),
    "SPARQL query": Parser(
        _ours(_query),
        _seeds("SELECT ?a { ?a esco:b 'c'@en FILTER(1 < 2) } # d", "INSERT DATA {}", 'ASK {"""'),
    ),
    "question of a firm": Parser(_ours(_question), _seeds(QUESTION)),
}
"""What is parsed → by what."""
