"""Europass CVs in XML: as Cedefop's editor wrote them until 2020, and as the portal does since, in a PDF."""

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final
from xml.etree.ElementTree import Element  # (a type only: the parser is defusedxml's)

from skillpath.agency.intake.html import text_of_html
from skillpath.agency.intake.limits import Limits
from skillpath.agency.intake.outcome import Read, Refusal, Why
from skillpath.agency.intake.source import Source
from skillpath.agency.intake.structured import StatedJob, StatedProfile, document_of
from skillpath.agency.intake.xml_tree import find, find_all, local, parsed, text_of

KIND: Final = "Europass XML"

_ROOT: Final = re.compile(rb"<(?:\w+:)?(SkillsPassport|Candidate)[\s>/]")
_PORTAL: Final = b"europass.eu/"
_SKILL_GROUPS: Final = ("Communication", "Organisational", "JobRelated", "Computer", "Other")


def is_europass(data: bytes) -> bool:
    """Whether the beginning of a file is that of a Europass CV in XML."""
    match = _ROOT.search(data[:4096])
    return match is not None and (match[1] == b"SkillsPassport" or _PORTAL in data[:4096])


def read_europass_xml(source: Source, limits: Limits) -> Read:
    """Reads what a Europass CV states of work, skills and education; who the person is, is left out."""
    root = parsed(source.data, "the Europass file")
    reader = _READERS.get(local(root))
    if reader is None:
        raise Refusal(Why.UNKNOWN, "the XML is no Europass CV")
    document = document_of(source.name, KIND, reader(root), longest=limits.characters)
    if not document.text.strip():
        raise Refusal(Why.EMPTY, "the Europass CV states no work, skills or education")
    return Read((document,))


def _passport(root: Element) -> StatedProfile:
    """``SkillsPassport``, schema version 3."""
    learner = find(root, "LearnerInfo")
    if learner is None:
        return StatedProfile()
    jobs = [*find_all(learner, "WorkExperienceList", "WorkExperience"), *find_all(learner, "WorkExperience")]
    skills = find(learner, "Skills")
    return StatedProfile(
        jobs=[_passport_job(job) for job in jobs],
        skills=[] if skills is None else list(_passport_skills(skills)),
        education=[
            _joined(text_of(one, "Title"), text_of(one, "Organisation", "Name"))
            for one in find_all(learner, "EducationList", "Education")
        ],
        about=[text_of(learner, "Headline", "Description", "Label")],
        language=(root.get("locale") or "")[:2].lower() or None,
    )


def _passport_job(job: Element) -> StatedJob:
    period = find(job, "Period")
    return StatedJob(
        title=text_of(job, "Position", "Label"),
        employer=text_of(job, "Employer", "Name"),
        summary=text_of_html(text_of(job, "Activities")),
        start=_dated(period, "From"),
        end=_dated(period, "To"),
        lasts=text_of(period, "Current").lower() in {"true", "1"},
    )


def _dated(period: Element | None, end: str) -> str:
    """``year="2016" month="--03" day="---01"`` as ISO 8601; "" where an end is missing."""
    day = None if period is None else find(period, end)
    if day is None:
        return ""
    parts = (day.get(part, "").strip("-") for part in ("year", "month", "day"))
    return "-".join(part for part in parts if part)


def _passport_skills(skills: Element) -> Iterator[str]:
    for group in _SKILL_GROUPS:
        for found in find_all(skills, group, "Description"):
            yield from text_of_html(text_of(found)).splitlines()


def _candidate(root: Element) -> StatedProfile:
    """``Candidate`` of HR Open Standards, with Europass's own elements."""
    profile = find(root, "CandidateProfile")
    if profile is None:
        return StatedProfile()
    return StatedProfile(
        jobs=[
            _candidate_job(employer, position)
            for employer in find_all(profile, "EmploymentHistory", "EmployerHistory")
            for position in find_all(employer, "PositionHistory")
        ],
        skills=[
            text_of(one, "CompetencyName")
            for group in ("Skills", "PersonQualifications")
            for one in find_all(profile, group, "PersonCompetency")
        ],
        education=[
            _joined(text_of(one, "EducationDegree", "DegreeName"), text_of(one, "OrganizationName"))
            for one in find_all(profile, "EducationHistory", "EducationOrganizationAttendance")
        ],
        about=[text_of_html(text_of(profile, "ExecutiveSummary"))],
        language=(profile.get("languageCode") or "")[:2].lower() or None,
    )


def _candidate_job(employer: Element, position: Element) -> StatedJob:
    period = find(position, "EmploymentPeriod")
    return StatedJob(
        title=text_of(position, "PositionTitle"),
        employer=text_of(employer, "OrganizationName"),
        summary=text_of_html(text_of(position, "Description")),
        start=text_of(period, "StartDate", "FormattedDateTime"),
        end=text_of(period, "EndDate", "FormattedDateTime"),
        lasts=text_of(period, "CurrentIndicator").lower() == "true",
    )


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


_READERS: Final[Mapping[str, Callable[[Element], StatedProfile]]] = MappingProxyType(
    {"SkillsPassport": _passport, "Candidate": _candidate}
)
"""Name of the root → what reads it."""
